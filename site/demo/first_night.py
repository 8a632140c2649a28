"""The event whose summary is being written: invented, like the hall and all that was said there.

Its first part can be read by everybody and quotes an answer. Those who took part are reading the draft of all
of it, with a code, and say what is not right.
"""

from demo.stream import Point, Topic
from vocabulary.role_groups import RoleGroup

SLUG = "first-night"
TITLE = "What helps on the first night out?"
INTRODUCTION = "People talked about the first night after prison: where you sleep, who rings, what you eat."
SEARCH_DESCRIPTION = "A meeting about the first night after prison. It is invented. Its summary is not done."
WHERE = "Larchester hall (invented)"
PURPOSE = "We want to know what would have made the first night better. What you say goes into the plan."
CAN_CHANGE = "What people have with them when they leave, and who is there to ring."
WHO_DECIDES = "The team of the pilot, with people who have been in prison."
MINUTES = 120
PEOPLE_TOTAL = 14
GROUPS = (RoleGroup.LIVED_EXPERIENCE, RoleGroup.FAMILY, RoleGroup.LINK_WORKER)
VERSION = "0.1"

ABOUT = """
<p>Fourteen people met in a hall. We asked what the first night was like, and what would have made it better.
This is the first part. Those who were there are reading the rest now, and tell us what we got wrong.</p>
<p>This event is part of a demonstration. It never took place. The hall, and all that was said there, are
invented.</p>
"""
#: The answer of the demo that is quoted, by its name, and what leads to it.
QUOTED = "four-days"
LEADS_TO_IT = "<p>Some people wrote to us. One answer says what many said in the hall:</p>"

#: What stands in the draft alone.
TOPICS = (
    Topic(
        "door",
        "The door",
        "Where people slept, and how they got there.",
        (
            Point(
                "key", "The key to my room was in an office, and the office shut at five.",
                "through-the-gate", ("housing",), (RoleGroup.LIVED_EXPERIENCE,),
            ),
            Point(
                "bus", "The last bus goes before some trains come in.", "through-the-gate", (),
                (RoleGroup.FAMILY, RoleGroup.LINK_WORKER),
            ),
        ),
    ),
    Topic(
        "phone",
        "The phone",
        "Who rang, and who could be rung.",
        (
            Point(
                "flat", "My phone was flat, and so was I. A charger in the bag would have done it.",
                "through-the-gate", (), (RoleGroup.LIVED_EXPERIENCE,),
            ),
            Point(
                "evening",
                "One call in the evening, from somebody you have met, is worth more than a leaflet.",
                "through-the-gate", ("trust",), (RoleGroup.LIVED_EXPERIENCE, RoleGroup.FAMILY),
            ),
        ),
    ),
)  # fmt: skip

#: Every passage of this module that readers see, for checks of words and reading grade.
TEXTS = (
    TITLE,
    INTRODUCTION,
    SEARCH_DESCRIPTION,
    PURPOSE,
    CAN_CHANGE,
    WHO_DECIDES,
    ABOUT,
    LEADS_TO_IT,
    *(text for topic in TOPICS for text in (topic.title, topic.introduction)),
    *(point.text for topic in TOPICS for point in topic.points),
)
