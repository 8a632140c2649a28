"""What Alongside is."""

from cms.default_pages.page import DefaultPage, callout, text

ABOUT = DefaultPage(
    slug="about",
    title="About",
    introduction=(
        "People who know prison from the inside say what would help. This site shows what was said and "
        "what came of it."
    ),
    search_description="What this site is for, who runs it and how it works.",
    body=(
        text("""
            <h2>What this site is for</h2>
            <p>People are often asked what they think. Few ever hear what came of it. Here, what was said
            and what was done stand side by side. Where nothing was done, you can see the gap.</p>
            <h2>Who it is for</h2>
            <p>It is for people who have been in prison or are there now, and for their families. It is for
            link workers, and for people who work in prisons, probation and health care. It is for
            researchers, for those who decide what is paid for, and for anyone who wants to know.</p>
            <h2>How it works</h2>
            <ol>
            <li>People meet at an event and say what happened and what would help.</li>
            <li>A researcher writes down each point that was raised, and who raised it by group, never by
            name.</li>
            <li>Questions are put to more people. They answer without a name.</li>
            <li>Somebody who can act on it replies, with their name.</li>
            <li>Plans are made from the answers. People change them and vote on them.</li>
            <li>Somebody decides and says why. A plan is <a href="/pilot/">tried out</a>.</li>
            <li><a href="/what-changed/">What changed</a> is shown beside the words that led to it.</li>
            </ol>
            <p>The <a href="/panorama/">panorama</a> shows all of it at once: who is heard here, who is not,
            and which promises were kept.</p>
            <h2>The two lines</h2>
            <p>The green line stands for what was said. The orange line stands for what was done, and
            nothing else. You can see from the lines alone how far something has come.</p>
            <h2>Who runs it</h2>
            <p>The programme named at the foot of each page runs this site and pays for it. You also find
            there how to reach it. Events name the people who led them and those who paid.</p>
        """),
        callout(
            "What we promise",
            """
            <p>Some people fear that what they say gets back to those who decide about them. That fear is
            fair, so we say what we keep, what we do not keep, and what we cannot protect you from. <a
            href="/trust/">What we keep, and what we cannot protect</a></p>
            """,
        ),
        text("""
            <h2>The program</h2>
            <p>The program is called Alongside. It is free software, so other programmes can use it, and
            anyone can check how it works.</p>
            <p><a href="/take-part/">Ways to take part</a></p>
            <p><a href="/words/">Words we use, and what they mean</a></p>
        """),
    ),
)
