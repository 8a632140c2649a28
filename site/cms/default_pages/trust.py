"""What we keep, and what we cannot protect: docs/trust.md, rule by rule, in plain words.

Each promise stands beside its limit: for people who answer, who vote, who read, and for members.
"""

from cms.default_pages.page import DefaultPage, callout, promise, text

TRUST = DefaultPage(
    slug="trust",
    title="What we keep, and what we cannot protect",
    introduction=(
        "Each promise on this page stands next to its limit, in the same size. "
        "It holds if you answer a question, if you vote, and if you only read."
    ),
    search_description=(
        "What this site keeps about you, what it does not, and what it cannot protect you from."
    ),
    footer_title="What we keep, and what we cannot protect",
    body=(
        callout(
            "You need no account",
            """
            <p>You can read, answer a question, suggest a change, vote with a code, and come back to see what
            was done. We do not ask for your name.</p>
            """,
        ),
        text("<h2>If you answer a question</h2>"),
        promise(
            "The locked box",
            """
            <p>We do not know who you are. Your words go into a locked box. When we open the box, we shuffle
            what is inside and destroy the key, so that nobody, not even we, can find out later who wrote
            what.</p>
            <p>We ask for no name and no account, and we set no cookie.</p>
            """,
            """
            <p>A prison, an employer or a library may see what is done on its own device or network. A letter
            may be opened. How you write, or what you tell, may give you away. And somebody who changed this
            program now could watch from now on.</p>
            <p>If the company that runs our computers copies whole machines, such a copy may hold a key. Then
            this promise does not hold.</p>
            """,
        ),
        promise(
            "When the box is opened",
            """
            <p>We open it at set times. The page on which you write tells you the next day and time. Before
            that, no count, list or mail knows that something is in it. Empty letters go in at random times,
            day and night, to blur when real ones come.</p>
            """,
            """
            <p>Empty letters blur minutes, not days. If few people write on a day, that day may tell
            something to somebody who holds our whole store. We keep the week in which your letter came out
            of the box, and the day until it is dealt with.</p>
            """,
        ),
        promise(
            "Nothing is lost",
            """
            <p>A crash loses nothing. Sent once means sent once, even if you press the button twice. If the
            box cannot take a letter, the page says so, and your words stay in it.</p>
            """,
            """
            <p>If we lose the whole store, letters written since its last copy are lost. The page where you
            type in your number says which days.</p>
            """,
        ),
        promise(
            "Somebody reads it first",
            """
            <p>A person reads each answer before it is shown. Before you send it, our program looks for
            names, dates and numbers that could show who you are, and asks you what to do. Words that wait
            are kept locked. Nobody reads what is about a prison they are tied to.</p>
            """,
            """
            <p>Our program does not find all there is, and nor do people. Whoever holds both our store and
            its key could read what still waits.</p>
            """,
        ),
        promise(
            "If somebody may come to harm",
            """
            <p>If you say that you or somebody else is at risk of serious harm, we pass on what you wrote to
            people who can help. We tell you so before you write. The page says on which days and at what
            times somebody reads.</p>
            """,
            """
            <p>Nobody reads at night. If we do not know who you are, we cannot come and help you. In danger
            now, ring 999. To talk to somebody, ring Samaritans on 116 123.</p>
            """,
        ),
        promise(
            "What others see",
            """
            <p>Answers are shown a few together: three or more of one question, or what has waited for 7
            days. Others see the month and no more. They see your group only when at least 8 answers to that
            question come from it.</p>
            """,
            """
            <p>A reader who knows you well may know you by your words. Somebody may have copied what was
            shown.</p>
            """,
        ),
        promise(
            "Your number",
            """
            <p>You get a number of 18 digits to come back with. It shows you what came of your words. With it
            you can write to us, change your words or take them back. When you take them back, they are
            deleted and not just hidden.</p>
            """,
            """
            <p>Whoever has the number can do the same. If you lose it, we cannot give you another, since we
            do not know who you are. You can take words back at once. That leaves a mark of the minute in our
            store. To wait until the box is opened leaves none.</p>
            """,
        ),
        promise(
            "Slips with codes",
            """
            <p>Some questions need a code from a slip of paper. It says which group you are in and nothing
            else. The slips have no numbers to tell them apart, and you draw your own. A code works once, and
            then it is gone.</p>
            """,
            """
            <p>Whoever hands out the slips sees who takes one. If only a few people in a group take one, the
            group alone may tell who wrote.</p>
            """,
        ),
        promise(
            "On paper",
            """
            <p>Paper counts the same as the screen. Somebody here types it in, and it goes through the same
            box. Your number can be sent back to you on paper.</p>
            """,
            """
            <p>A letter may be opened, on its way out and on its way back. Whoever types it in sees your
            writing, and your name if you put it there. Somebody may see you write.</p>
            """,
        ),
        promise(
            "How long we keep your words",
            """
            <p>What is shown stays, until you take it back. What we did not show, or what you asked us only to
            read, we delete 90 days after we decided. What came back to you we delete after 180 days, if you
            do not change it. Messages go after 180 days too.</p>
            """,
            """
            <p>Words that you give to research stay for as long as the study needs them. Our own safety
            copies keep what was deleted for up to 35 days. Search engines and readers may have kept what was
            shown.</p>
            """,
        ),
        promise(
            "Members who also write without a name",
            """
            <p>Nothing in our store leads from an answer to an account. A member who answers is treated like
            anybody else.</p>
            """,
            """
            <p>If you sign in and also write without a name, often and in the same weeks, somebody who holds
            our store for a long time could compare the two.</p>
            """,
        ),
        text("<h2>If you vote</h2>"),
        promise(
            "How you voted",
            """
            <p>Your vote goes into a locked box of its own. No page shows it again, not even to you. You can
            change it until the end, and the last one counts. When the vote closes, we count. Then we wipe
            the votes and destroy the key. After that nobody can find out how you voted.</p>
            """,
            """
            <p>While a vote is open, whoever holds both the key and the store could read the votes. Where two
            people keep a part of the key, nobody can do it alone. We cannot stop someone who sells their
            vote or is made to show it. A vote on paper is seen by whoever types it in.</p>
            """,
        ),
        promise(
            "Whether you voted",
            """
            <p>A member can see if they have voted. Nobody else is shown it. When a vote is about to close, we
            write to all who may vote alike. When it is over, we delete the list of who could vote.</p>
            """,
            """
            <p>Until then our store notes who has voted. From old copies of it, one can work out who took part
            and when, but not how they voted once the vote is closed.</p>
            """,
        ),
        promise(
            "The numbers of a vote",
            """
            <p>A secret vote needs at least 10 people who may vote. If fewer than 10 vote, or if all say the
            same, or all but one, we tell what came out and no numbers. We do not keep those numbers.</p>
            """,
            """
            <p>What came out can tell something by itself. If nobody blocks a plan that one block would
            stop, all know that you did not.</p>
            """,
        ),
        promise(
            "Slips to vote with",
            """
            <p>The code on your slip says which group you are in and nothing else. The first time it is used,
            we change it for a new one that only you see. So whoever printed it cannot vote with it after
            you have, and cannot see how you voted.</p>
            """,
            """
            <p>Whoever uses your slip before you has your vote. Whoever has your new code can vote in your
            place. If you lose it, nobody can find it again.</p>
            """,
        ),
        text("<h2>If you read</h2>"),
        promise(
            "Reading",
            """
            <p>You need no account to read. Our public pages set no cookies. We do not keep your address on
            the internet (your IP address), or what kind of phone or computer you have.</p>
            """,
            """
            <p>A prison, an employer, a library or a phone company can see what is done on its own devices
            and its own network. Your browser keeps a list of the pages you saw. <a href="/private/">How to
            stay private on this phone or computer</a></p>
            """,
        ),
        promise(
            "What we write down",
            """
            <p>For each page we send, we keep one line: what kind of page it was, if it worked, how long it
            took, and the hour. Nothing in it says who asked. On pages where people write or come back we
            keep no line at all. To stop floods we count how much comes from one place, scrambled and in
            memory only.</p>
            """,
            """
            <p>The company that runs our computers, and the networks between us and you, could keep more. We
            ask for this to be turned off where we can. We cannot check each network on the way.</p>
            """,
        ),
        promise(
            "Searching",
            """
            <p>We do not keep the words you search for. We do not write them down and we pass them to
            nobody.</p>
            """,
            """
            <p>Your browser keeps them. They are part of the page’s address, so they are in its history.</p>
            """,
        ),
        promise(
            "Other companies",
            """
            <p>Our pages load nothing from anyone else: no adverts, no maps, no films, no letters or
            pictures from other sites. When you follow a link to another site, we do not tell it which page
            you came from.</p>
            """,
            """
            <p>Once you are on another site, its rules hold and not ours. If this programme counts visits, a
            line asks you first. Nothing is counted unless you say yes. <a href="/cookies/">Cookies</a></p>
            """,
        ),
        promise(
            "Leaving in a hurry",
            """
            <p>The link “Leave this page now” takes you to another site at once. On a computer you can also
            press Shift three times.</p>
            """,
            """
            <p>It does not clear your history. Someone who looks can still see that you were here.</p>
            """,
        ),
        promise(
            "Members and readers are kept apart",
            """
            <p>Some people have an account here: those who run events, write pages or check them. All that
            knows who they are lives in one part of the site, under “members”. When a member reads a public
            page, the page does not know them. It is the same page that you get.</p>
            """,
            """
            <p>We keep a member’s name, email address and role group. We also keep which prisons or areas
            they are tied to. <a href="/privacy/">Privacy notice</a></p>
            """,
        ),
        promise(
            "Signing in",
            """
            <p>We keep passwords scrambled, so that nobody can read them. Those who check or manage things
            must also use a second key, such as an app or a small device. We keep only the week in which
            someone last signed in.</p>
            """,
            """
            <p>A member who signs in on a work computer can be seen by their employer. So can anyone who
            uses a work email address.</p>
            """,
        ),
        promise(
            "Who changed which page",
            """
            <p>When a member writes or changes a page, we keep who did it and when, to the second. We need
            that to put a mistake right. A week later we keep only the week. When a member closes their
            account, we take them out of that record.</p>
            """,
            """
            <p>The day when a page was put up or changed is shown to all who read it. Copies of our store
            from the first week hold the exact times until they are replaced.</p>
            """,
        ),
        promise(
            "Who comes to an event",
            """
            <p>You can put your name down without an account, under any name you like. What you type is
            locked where we keep it. Our facilitators see it, and those who check names at the door. We
            delete it 30 days after the event, and at once if you give your place back. How to join is shown
            to those who have a place, and to those who run the event.</p>
            """,
            """
            <p>This is the one page without an account that does know what you type. Those who run our
            computers could look while it is kept, and our safety copies keep it up to 35 days longer. If
            you give an email address, whoever reads that mailbox can see that you come. And those who are
            there see you.</p>
            """,
        ),
        promise(
            "Who said what at an event",
            """
            <p>We write down what was said, and sometimes which group said it. We do not write down who.
            Pictures lose the notes that cameras hide in them, such as the place and the time.</p>
            """,
            """
            <p>The others at the event heard you. A story that only one person could tell may show who that
            person is, even with no name on it. Tell us if you would like something taken out.</p>
            """,
        ),
        promise(
            "Small numbers",
            """
            <p>When we split a number by group or by place, no part is smaller than 8, or 10 for staff. All
            are rounded to 5. If one part is too small, we show only the total.</p>
            """,
            """
            <p>Someone who was there can count for themselves. And someone who knows that you took part
            knows that you are one of the total.</p>
            """,
        ),
        promise(
            "Taking things down",
            """
            <p>When a page is taken down, it is gone from this site at once: from the pages, from search,
            from the feed and from the list we give to search engines.</p>
            """,
            """
            <p>Others may have kept a copy. Search engines take days to forget. Our own safety copies keep
            it until they are replaced.</p>
            """,
        ),
        promise(
            "Those who run this site",
            """
            <p>The program is open, so anyone may read it. It comes with tests that try to break what is
            promised above.</p>
            """,
            """
            <p>Somebody who took over our computers could change the program and watch from then on. No test
            can stop that.</p>
            """,
        ),
        text("""
            <h2>If we break a promise</h2>
            <p>Tell us. How to reach us is at the foot of each page. If we find a fault that touches what
            you told us, we will say so here, in plain words, as soon as we know.</p>
            <p><a href="/moderation/">What we do with what people send</a></p>
        """),
    ),
)
