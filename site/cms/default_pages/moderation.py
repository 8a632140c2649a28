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
            <h2>Today</h2>
            <h3>How a page comes to be</h3>
            <p>A researcher writes what was said at an event. A second person reads it before it is shown.
            Both look for anything that could show who somebody is.</p>
            <h3>What we leave out</h3>
            <ul>
            <li>Names of people, unless they agreed and speak as part of their work.</li>
            <li>What could show who somebody is: prison numbers, addresses, wings and cells, exact dates,
            sentences.</li>
            <li>What somebody was in prison for.</li>
            <li>Threats, and words that put people down for who they are.</li>
            </ul>
            <h3>What we do not leave out</h3>
            <p>We keep in what is angry, what is hard to hear and what speaks against us. We do not make
            people’s words sound nicer or correct how they write.</p>
            <h3>Ask us to change or remove something</h3>
            <p>Tell us which page and what is wrong. You do not have to say who you are. If it could show
            who somebody is, we take it out first and talk later. For all else we aim to answer within 10
            working days, with our reasons.</p>
            <p>If you do not agree, ask for somebody else to look at it. It will be a person who had no part
            in it.</p>
            <h3>Letters and calls</h3>
            <p>Only those who need to know what you told us read your letter. Somebody who works in a prison
            does not read what is about that prison.</p>
            <h3>Serious harm</h3>
            <p>If what you send tells us that somebody is at risk of serious harm, we tell people who can
            help. We pass on only what they need. Nobody reads at night or at the weekend, so in danger ring
            999.</p>
            <h2>When you can answer here</h2>
            <p>This is not open yet. When it is, these rules will hold as well.</p>
            <ul>
            <li>A person reads each answer before it is shown. Nothing is sent to somebody else’s machine to
            be read.</li>
            <li>An answer can be shown, shown with parts taken out, sent back to you with a question, or not
            shown.</li>
            <li>Where a part is taken out, the page says so. It does not fill the gap.</li>
            <li>With your code you can see which it was, and why. You can change your answer or take it
            back.</li>
            <li>We will show how many answers were not shown and for which reasons.</li>
            <li>Nobody decides on answers about the prison they are tied to.</li>
            </ul>
        """),
    ),
)
