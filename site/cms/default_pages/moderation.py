"""The published moderation policy."""

from cms.default_pages.page import DefaultPage, text

MODERATION = DefaultPage(
    slug="moderation",
    title="What we do with what people send",
    introduction="Who reads it, what is shown, what is left out and why, and how you can object.",
    search_description="Who reads what people send, what is shown and left out, and how to object.",
    footer_title="What we do with what people send",
    body=(
        text("""
            <h2>When you answer a question</h2>
            <h3>Who reads it, and when</h3>
            <p>People read it, no machine does. Each question names who they are and says if any of them
            works in a prison. Nobody reads or decides on answers about a prison they are tied to. We open
            the box at set times, and the page on which you write says when somebody reads.</p>
            <h3>What can become of it</h3>
            <ul>
            <li>It is shown, with a few others.</li>
            <li>It is shown with parts taken out. A black bar says what kind of thing was there. We do not
            fill the gap.</li>
            <li>It comes back to you with a question, such as “please take out the name of the wing”. You
            see that with your number.</li>
            <li>It is not shown. A line in its place gives the reason, and you see it with your number.</li>
            <li>You did not want it shown. Then we read it, and it stays with us.</li>
            </ul>
            <p>We put a line above words that may be hard to read, so that nobody meets them without
            warning.</p>
            <h3>Why something is not shown</h3>
            <ul>
            <li>It names somebody or could give somebody away.</li>
            <li>It threatens or insults somebody.</li>
            <li>It could put a prison or somebody in it in danger.</li>
            <li>It is about something else.</li>
            <li>The same words came more than once.</li>
            <li>It sells something.</li>
            <li>The law does not let us show it.</li>
            </ul>
            <p>There is no other reason. We show how often each was used: <a href="/feedback/how-we-do/">how
            we do</a>.</p>
            <h3>What we do not leave out</h3>
            <p>We keep in what is angry, what is hard to hear and what speaks against us. We do not make
            people’s words sound nicer or correct how they write.</p>
            <h3>If you see something that should not be there</h3>
            <p>Press “Report this” below it. You need no name. Somebody looks at it after the box is next
            opened. They may take it down, or leave it and note why.</p>
            <h2>When you suggest a change to a proposal</h2>
            <p>Without an account, it goes the same way as an answer. Once it is shown, those who write the
            proposal take it up or say why not. All can read what they say.</p>
            <p>Members suggest and comment under their name, and nobody reads it first. If a member reports a
            comment, a facilitator looks at it and can hide it. Then a line says so and gives the reason. What
            others said to it stays.</p>
            <h2>When we write about an event</h2>
            <p>A researcher writes what was said. A second person reads it before it is shown. Both look for
            what could show who somebody is. They leave out names, unless people agreed and speak as part of
            their work. They leave out prison numbers, addresses, wings and cells, exact dates, sentences,
            and what somebody was in prison for.</p>
            <h2>Serious harm</h2>
            <p>If what you send tells us that somebody is at risk of serious harm, it goes to one person here
            who is trained for it, or to whoever stands in for them. They tell people who can help, such as
            the safer-custody team of a prison. They pass on only what is needed, and note to whom and when.
            Nobody reads at night, so in danger ring 999.</p>
            <h2>Ask us to change or remove something</h2>
            <p>Tell us which page and what is wrong. You do not have to say who you are. If it could show
            who somebody is, we take it out first and talk later. For all else we aim to answer within 10
            working days, with our reasons.</p>
            <p>If you do not agree, ask for somebody else to look at it. It will be a person who had no part
            in it.</p>
            <h2>Letters and calls</h2>
            <p>Only those who need to know what you told us read your letter. Somebody who works in a prison
            does not read what is about that prison. What you want put to a question, we type in word for
            word.</p>
        """),
    ),
)
