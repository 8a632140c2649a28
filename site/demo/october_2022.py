"""The first event: October 2022, on what social prescribing could do for people who have been in prison.

The facts are those of its author's published summary (``SOURCE``); the words are ours. Who said
something and how widely it was shared is given only where the summary tells. Two hours, 36 people
of four backgrounds; the summary does not say how many of each, so neither do we.
"""

from consultations.events.enums import Strength
from demo.stream import Point, Topic
from vocabulary.role_groups import RoleGroup

SLUG = "october-2022"
TITLE = "What could social prescribing do for people who have been in prison?"
INTRODUCTION = (
    "People who have been in prison, link workers, prison staff and researchers met online. "
    "This is what they raised, in our words."
)
SEARCH_DESCRIPTION = "What 36 people said about social prescribing in prisons, in October 2022."

PEOPLE_TOTAL = 36
MINUTES = 120
GROUPS = (RoleGroup.LIVED_EXPERIENCE, RoleGroup.LINK_WORKER, RoleGroup.PRISON_STAFF, RoleGroup.RESEARCHER)

ABOUT = """
<h2>What it was about</h2>
<p>Social prescribing runs on <a href="/words/#link-worker">link workers</a>. Many of them are employed in GP
practices. They help people to talk about what is hard in their life, be it other people, feelings or money,
when that wears on their health. Then they put each person in touch with groups and services nearby that fit
what the person needs and likes.</p>
<p>Below some points you can read who made them, or how widely they were shared. Where nothing is written, the
record does not tell.</p>
"""

TOPICS = (
    Topic(
        "when",
        "When to step in",
        "When should a link worker first meet somebody who is in prison?",
        (
            Point(
                "strengths",
                "Link workers know their area very well. They work with all kinds of services. And they have "
                "time to find out what a person truly needs.",
                "",
                ("local-knowledge",),
            ),
            Point(
                "outreach",
                "Link workers could come into prisons and meet people who will soon be released.",
                "preparing-for-release",
                ("timing",),
            ),
            Point(
                "early",
                "Start early. Activities and contacts outside take time to set up. "
                "The last minute is too late.",
                "preparing-for-release",
                ("timing",),
                on_front_page=True,
            ),
            Point(
                "list",
                "A list of the link workers nearby could help prison health care teams. It could also help "
                "groups that support people on their way out.",
                "preparing-for-release",
                ("information", "health"),
            ),
            Point(
                "far",
                "People often move to a place far from the prison. A link worker near the prison may not "
                "know "
                "that place.",
                "through-the-gate",
                ("local-knowledge", "housing"),
            ),
            Point(
                "throughout",
                "Social prescribing should be there for the whole time in prison, not only at the end.",
                "in-custody",
                ("timing",),
                (RoleGroup.LIVED_EXPERIENCE,),
                Strength.BROAD_AGREEMENT,
                on_front_page=True,
            ),
            Point(
                "infrastructure",
                "Do prisons have what it takes to offer it all that time?",
                "in-custody",
                ("activities", "timing"),
                (),
                Strength.QUESTION,
            ),
            Point(
                "activities",
                "Some prisons already have many activities and openings that could be part of it.",
                "in-custody",
                ("activities",),
            ),
            Point("patchy", "But what prisons offer is patchy.", "in-custody", ("activities",)),
        ),
    ),
    Topic(
        "direction",
        "Finding a direction after release",
        "What do people miss when they come out, and who could help?",
        (
            Point(
                "purpose",
                "People who leave prison can find that they have nothing to aim for.",
                "through-the-gate",
                ("purpose",),
                on_front_page=True,
            ),
            Point(
                "helplessness",
                "The idea of “learned helplessness” came up several times. It means a feeling that "
                "nothing you "
                "do makes a difference. That can be hard to lose once you are out.",
                "through-the-gate",
                ("purpose",),
                (),
                Strength.SAID_MORE_THAN_ONCE,
            ),
            Point(
                "joining",
                "To join in with things in the community, people may need support and somebody who spurs "
                "them on.",
                "community",
                ("activities", "purpose"),
            ),
            Point(
                "daunting",
                "Joining in can be daunting. The limits and routines that people knew in prison are gone.",
                "community",
                ("purpose",),
            ),
            Point(
                "help",
                "Link workers could help with that. They know what services and support there are nearby.",
                "community",
                ("local-knowledge",),
            ),
            Point(
                "probation",
                "People may hold back with a link worker. They may fear that their words get back to their "
                "probation officer.",
                "probation",
                ("trust",),
            ),
        ),
    ),
    Topic(
        "buy-in",
        "Getting people behind the idea",
        "Who has to want it, and what does it need?",
        (
            Point("promise", "Social prescribing in prisons has promise.", "in-custody", ("health",)),
            Point(
                "money",
                "This needs steady money from commissioners, not what is left when the financial year ends.",
                "",
                ("funding",),
                on_front_page=True,
            ),
            Point(
                "officers",
                "Prison officers may not see the good of it. That could make it hard to run well.",
                "in-custody",
                ("officers",),
            ),
            Point(
                "trust",
                "It only works if the people it is for accept the idea. They have to feel sure of their link "
                "worker and be able to trust them.",
                "",
                ("trust",),
            ),
            Point(
                "new-things",
                "The people it is for also have to be willing to have a go at new things.",
                "",
                ("activities",),
            ),
        ),
    ),
)

HOPE = """
<h2>What may come next</h2>
<p>The hope is that a prison tries social prescribing in a pilot, and that the pilot is evaluated. It should
build on what was learned at this event. The service is meant to be co-produced with people who have lived
experience of prison.</p>
"""

VERSION = "1.0"
#: The summary on one page.
IN_SHORT = """
<p>36 people met online for two hours, early in October 2022. They had been in prison, or were link workers,
prison staff or researchers. They talked about what social prescribing could do in prison and after it.</p>
<h2>When to step in</h2>
<p>Start early: setting things up outside takes time. Link workers could come into prisons before people
leave. People who have been in prison broadly agreed that it should be there all along. But some prisons offer
much and others little. And many people are released to a place that a link worker near the prison does not
know.</p>
<h2>Finding a direction after release</h2>
<p>Some people come out with nothing to aim for. Joining in is hard when the routines of prison are gone. It
takes support, and somebody who spurs them on. Some hold back: what they say might be passed on.</p>
<h2>Getting people behind the idea</h2>
<p>It takes money that stays. Officers may not see the good of it. It works only with people who trust their
link worker and will have a go at something new.</p>
<h2>What may come next</h2>
<p>The hope is that one prison tries it, and that somebody looks at how well it works. People who have been in
prison should help to plan it.</p>
"""

#: Sentences with the drawing that means the same; without a drawing, a heading.
EASY_READ = (
    ("What happened", None),
    ("36 people met online in October 2022.", "calendar"),
    ("Some of them have been in prison.", "in-custody"),
    ("Some were link workers, prison staff or researchers.", "together"),
    ("A link worker helps you to find things that do you good.", "help"),
    ("What people said", None),
    ("Help should start early.", "early-days"),
    ("Help should be there all the time in prison.", "listening"),
    ("Many people move far away when they get out.", "through-the-gate"),
    ("Then they need somebody who knows that place.", "community"),
    ("After prison it can be hard to join in.", "preparing-for-release"),
    ("Some people are afraid to say things.", "no-name"),
    ("They think it may be passed on.", "probation"),
    ("People have to trust their link worker.", "speaking"),
    ("What comes next", None),
    ("We hope that one prison will try it.", "answer"),
    ("People who have been in prison should help to plan it.", "writing"),
)

#: How people were involved (GRIPP2), as far as the record tells; what the demonstration adds says so.
REPORT = {
    "aim": (
        "To hear what people with lived experience of prison, link workers, prison staff and researchers "
        "think that social prescribing could do in prison and after it, before anything is planned."
    ),
    "methods": (
        "One online event of two hours, early in October 2022. 36 people came, of four groups: people with "
        "lived experience of prison, link workers, prison staff and researchers.\n"
        "Under three topics 20 points were written down, as said by groups and never by a person.\n"
        "The record does not tell how many of each group there were, how they were found, or what support "
        "and payment they had.\n"
        "In this demonstration each topic leads to a question that anybody can answer without an account."
    ),
    "results_good": (
        "The event named what a plan would need: an early start, link workers who come into prisons, a list "
        "of link workers for prison health care, and money that stays.\n"
        "People with lived experience of prison broadly agreed that social prescribing should be there all "
        "along.\n"
        "In this demonstration proposals came of many points. They are invented."
    ),
    "results_bad": (
        "Whether prisons have what it takes was left as an open question.\n"
        "Two worries have no answer yet: that officers may not see the good of it, and that people hold back "
        "since they fear what is passed on."
    ),
    "influence_good": (
        "The hope that came of it is a pilot in a prison, looked at by researchers and planned together with "
        "people who have been there."
    ),
    "influence_bad": (
        "When it was written up, the pilot was a hope and no more.\n"
        "In this demonstration some ideas were not taken forward, each with a reason."
    ),
    "reflections": (
        "The record names no families, no probation and no commissioners among those who came, though much "
        "depends on them. It does not tell whether anybody who was in prison at the time could take part.\n"
        "For all but one of the points it does not tell which group made them. Next time that should be "
        "noted while people speak."
    ),
}  # fmt: skip

PRESENTER = "Stephanie Tierney"
PRESENTER_WORK, PRESENTER_PLACE = "Health Services Researcher", "Centre for Evidence Based Medicine"
PRESENTER_ROLE = f"{PRESENTER_WORK}, {PRESENTER_PLACE}"
CO_LEAD = "Kamal Mahtani"
STUDY = "Study on the link worker role in primary care"
FUNDER = "National Institute for Health and Care Research (NIHR)"
AWARD = "NIHR130247"
DISCLAIMER = (
    "The NIHR funds the study. What is said here are the author’s own views. The Department of Health and "
    "Social Care, the NIHR and the institution where the author works do not have to share them."
)

SOURCE_TITLE = (
    "Supporting people with lived experience of prisons through social prescribing: reflections on a "
    "knowledge "
    "exchange event"
)
SOURCE = (
    "https://socialprescribing.phc.ox.ac.uk/news-views/views/supporting-people-with-lived-experience-of-prisons-"
    "through-social-prescribing-reflections-on-a-knowledge-exchange-event"
)

REFLECTION_SLUG = "stephanie-tierney"
REFLECTION_TITLE = "Stephanie Tierney looks back on the event"
REFLECTION_INTRODUCTION = "A researcher’s own view of the event of October 2022."
REFLECTION = """
<p>Stephanie Tierney spoke at the event and wrote about it afterwards. She looks back on three things: the
right
time to step in, finding a direction after prison, and getting people behind the idea. She ends with a hope:
that
a prison will try it out.</p>
<p>These are her views. What was raised at the event has a page of its own, point by point. We do not repeat
her
text here. Please read it where she published it.</p>
"""

#: Every passage of this module that readers see, for checks of words and reading grade.
TEXTS = (
    TITLE,
    INTRODUCTION,
    SEARCH_DESCRIPTION,
    ABOUT,
    *(text for topic in TOPICS for text in (topic.title, topic.introduction)),
    *(point.text for topic in TOPICS for point in topic.points),
    HOPE,
    IN_SHORT,
    *(sentence for sentence, _drawing in EASY_READ),
    *REPORT.values(),
    DISCLAIMER,
    REFLECTION_TITLE,
    REFLECTION_INTRODUCTION,
    REFLECTION,
)
