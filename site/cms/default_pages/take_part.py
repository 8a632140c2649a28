"""Ways to take part."""

from cms.default_pages.page import DefaultPage, callout, text
from cms.reading_grade import FOR_EVERYONE

TAKE_PART = DefaultPage(
    slug="take-part",
    title="Ways to take part",
    introduction=(
        "You know things that nobody else can tell us. "
        "Here is each way to share them, with or without the internet."
    ),
    search_description="Come, write, ring, or ask someone to do it with you. No internet needed.",
    grade=FOR_EVERYONE,
    footer_title="Take part",
    body=(
        callout(
            "If someone is in danger",
            """
            <p>We are not here at night, and a letter takes days. If a life is at risk now, ring 999. In
            prison, press the cell bell or tell an officer. You can ring Samaritans on 116 123. It is free,
            day and night.</p>
            """,
        ),
        text("""
            <h2>What you can do now</h2>
            <h3>Answer a question</h3>
            <p>We put questions to people. Each one says what can change, who decides, and when you get an
            answer. You need no name and no account. It takes about five minutes. Some questions need a code
            from a slip of paper.</p>
            <p><a href="/feedback/">See the questions</a></p>
            <h3>Come back to see what was done</h3>
            <p>When you answer, you get a number. Write it down. With it you can see what came of your words,
            write to us, change your words or take them back.</p>
            <p><a href="/feedback/receipt/">Come back with your number</a></p>
            <h3>Suggest a change to a plan</h3>
            <p>A plan to change something is called a proposal here. While it is open for ideas, say what
            you would change. You need no name and no account. With your number you can see later if it was
            taken up.</p>
            <p><a href="/proposals/">See the proposals</a></p>
            <h3>Vote with a code</h3>
            <p>For some votes we give out slips of paper with a code. You type the code in and vote. You need
            no name and no account. You can change your vote until the vote closes. There can be ballot
            papers too, to mark with a pen. Someone here types those in, so that person sees your vote.</p>
            <p><a href="/vote/">Vote with a code</a></p>
            <h3>Come to an event</h3>
            <p>At an event, people who have been in prison, link workers, prison staff and researchers talk
            about what would help. Some are online. You can listen first and speak later, or not at all.
            Each event has a page that tells you when it is. Most let you put your name down there, and you
            need no account. Any name will do. That page knows what you type, and says when we delete it. Or
            ring or write to us, and we put your name down.</p>
            <p><a href="/events/">See the events</a></p>
            <p><a href="/events/place/">Come back to your place at an event</a></p>
            <h3>Write to us by post</h3>
            <p>You can answer a question on paper too. Use a slip, or just write. Our street address is at
            the foot of each page. You do not have to give your name. We type in what you wrote, word for
            word, and it goes into the same locked box. If you would like your number, or a letter back, tell
            us where to send it. Say what we may share and what we may not.</p>
            <p><strong>Please know:</strong> in prison, staff may open and read your letter before it
            leaves, and our reply before you get it.</p>
            <h3>Ring us</h3>
            <p>If we have a phone line, the number is at the foot of each page. You can ask us to ring you
            back. You do not have to tell us who you are.</p>
            <p><strong>Please know:</strong> calls from prison may be recorded. Our number may have to be
            put on your list first.</p>
            <h3>Ask someone to do it with you</h3>
            <p>A link worker, a mentor, a friend or someone in your family can write down what you say and
            send it to us. Pick someone you trust. They will know what you said. You can ask them to read it
            back before they send it.</p>
            <h3>Read what others said</h3>
            <p>You can read it all here with no account. If you have no internet, ask us to send a page on
            paper.</p>
            <h2>Before you share</h2>
            <ul>
            <li>You choose what you tell us. You can stop when you like, and you do not have to say
            why.</li>
            <li>We do not pass on what you say to your probation officer or to the prison. There is one
            limit. If you tell us that someone may come to serious harm, we tell people who can help.</li>
            <li>Leave out names, dates and cell numbers. They can show who you are.</li>
            <li>Taking part does not change your sentence, your release or your care, for better or
            worse.</li>
            <li>Ask us if we can pay for your time and travel. If you get benefits, ask first how pay would
            change them.</li>
            </ul>
            <h2>What we do with it</h2>
            <p>A person reads each answer before it is shown. We write down what was said at an event, with
            no names. All can see here what people asked for. When something is done about it, we show that
            next to it. When nothing is done, that shows too.</p>
            <p><a href="/moderation/">What we do with what people send</a></p>
            <p><a href="/trust/">What we keep, and what we cannot protect</a></p>
            <p><a href="/private/">Staying private on this phone or computer</a></p>
        """),
    ),
)
