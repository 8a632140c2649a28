"""Community rules: how people speak with one another here."""

from cms.default_pages.page import DefaultPage, text
from cms.reading_grade import FOR_EVERYONE

COMMUNITY_RULES = DefaultPage(
    slug="community-rules",
    title="Community rules",
    introduction="How we speak with each other, at events, in letters and on this site.",
    search_description="How we speak with each other at events, in letters and on this site.",
    grade=FOR_EVERYONE,
    body=(
        text("""
            <h2>What we ask of you</h2>
            <ul>
            <li><strong>Speak for yourself.</strong> Say what you saw, what happened to you, and what would
            help.</li>
            <li><strong>Leave names out.</strong> Yours, and those of others. Say “an officer” or “my link
            worker”.</li>
            <li><strong>Do not ask what someone was in prison for.</strong> They do not have to say.</li>
            <li><strong>What you hear at an event stays there.</strong> You may share what was learned. Do
            not share who said it.</li>
            <li><strong>Be hard on things that do not work, and fair to people.</strong> You may be angry.
            You may not threaten.</li>
            <li><strong>Nobody is put down</strong> for who they are, where they come from, what they
            believe or what they did.</li>
            <li><strong>Let others speak.</strong> If you speak a lot at work, leave room for those who do
            not.</li>
            </ul>
            <h2>What we do not show</h2>
            <p>When you answer a question, we read it first. We do not show it if:</p>
            <ul>
            <li>it names someone, or could give someone away</li>
            <li>it threatens or insults someone</li>
            <li>it could put a prison, or someone in it, in danger</li>
            <li>it is about something else</li>
            <li>the same words came more than once</li>
            <li>it sells something</li>
            <li>the law does not let us.</li>
            </ul>
            <p>Then a line stands in its place and says which it was.</p>
            <h2>What you can ask of us</h2>
            <ul>
            <li>We tell you first what can change, who decides, and when you will hear.</li>
            <li>We do not correct your words. If we must leave something out, we say that we did.</li>
            <li>Your view counts the same, in a uniform or not.</li>
            <li>You can take a break, or go, at any time.</li>
            <li>If someone breaks these rules, tell us. We will act, and we will tell you what we did.</li>
            </ul>
            <h2>If someone may come to harm</h2>
            <p>If you say that someone is at risk of serious harm, we tell people who can help. We will tell
            you first if we can. In danger now? Ring 999. In prison, press the cell bell or tell an
            officer.</p>
            <h2>If the rules are broken</h2>
            <p>We talk to the person first. If it does not stop, they have to leave the event, or lose their
            account. Read more on <a href="/moderation/">what we do with what people send</a>.</p>
        """),
    ),
)
