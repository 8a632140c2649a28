"""The demo's questions: one for each topic of the event of October 2022, each with its promise; one waits.

The programme, its people and its prison are invented, so the promises are too; they show what a promise
has to say. Days are told as so many days before or after the day on which the demo is made.
"""

from dataclasses import dataclass

from feedback.threads.enums import Access, Basis
from vocabulary.role_groups import RoleGroup

#: (name, role, works in a prison)
Reader = tuple[str, str, bool]

_RHYS: Reader = ("Rhys Morgan", "facilitator", False)
_JO: Reader = ("Jo Whitfield", "safeguarding lead", False)
_SAM: Reader = ("Sam Adeyemi", "stands in for Jo Whitfield", False)


@dataclass(frozen=True)
class Question:
    """A thread's page. ``topic`` names the topic of the event on which it hangs (`october_2022`)."""

    slug: str
    topic: str
    question: str
    why: str
    can_change: str
    who_decides: str
    description: str
    #: Days from the day on which the demo is made; before it, if negative.
    opens: int
    closes: int
    answer: int
    stage: str
    themes: tuple[str, ...]
    for_groups: tuple[RoleGroup, ...]
    #: (sentence, drawing)
    easy_read: tuple[tuple[str, str], ...]
    asks_faces: str = ""
    #: (question, answers)
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    readers: tuple[Reader, ...] = (_RHYS, _JO, _SAM)
    basis: Basis = Basis.INVOLVEMENT
    references: str = ""
    access: Access = Access.OPEN
    place: str = ""


WHEN = Question(
    slug="when-to-start",
    topic="when",
    question="When should a link worker first come to see you?",
    why=(
        "Some say: long before the gate. Some say: give me time to land first. We want to know what fits "
        "you, and why."
    ),
    can_change=(
        "We plan a pilot in one prison. Your answers help to set when a link worker first meets you, and "
        "what they do first. We cannot change release dates or licence rules."
    ),
    who_decides="The team of the pilot. Three of its nine people have been in prison.",
    description="Tell us when a link worker should first meet somebody in prison. No name, no account.",
    opens=-50,
    closes=40,
    answer=68,
    stage="preparing-for-release",
    themes=("timing", "information"),
    for_groups=(RoleGroup.LIVED_EXPERIENCE, RoleGroup.FAMILY, RoleGroup.LINK_WORKER),
    easy_read=(
        ("We want to ask you something.", "speaking"),
        ("A link worker helps you find people and places that are good for you.", "help"),
        ("When should they first come to see you?", "calendar"),
        ("In your first weeks in prison?", "early-days"),
        ("When you get ready to go?", "preparing-for-release"),
        ("Or when you are out?", "through-the-gate"),
        ("Tell us what you think. You need no name.", "no-name"),
        ("Your words go into a locked box.", "box"),
        ("Then three people read them. None of them works in a prison.", "listening"),
        ("We tell you what we will do. You can read it here.", "answer"),
    ),
    asks_faces="How well did people get you ready to leave?",
    choices=(
        (
            "When did you first hear of help outside?",
            (
                "In my first weeks",
                "In the middle of my time",
                "In the last 12 weeks",
                "After I came out",
                "Never",
            ),
        ),
    ),
)

DIRECTION = Question(
    slug="finding-a-direction",
    topic="direction",
    question="What helped you find your feet after prison?",
    why=(
        "Some days after prison are long and empty. We want to know what gave yours a shape, and what "
        "would have."
    ),
    can_change=(
        "What a link worker can offer in the first three months: groups, courses, people to go with. We "
        "cannot change how long people wait for a home."
    ),
    who_decides="Imran Qureshi and the team of the pilot",
    description="What gave your days a shape after prison, and what would have? Read what people said.",
    opens=-50,
    closes=-16,
    answer=-2,
    stage="through-the-gate",
    themes=("purpose", "activities"),
    for_groups=(),
    easy_read=(
        ("We asked about the time after prison.", "through-the-gate"),
        ("What helped you find your feet?", "community"),
        ("People told us. You can read their words here.", "listening"),
        ("We say what we will do about it.", "answer"),
    ),
    choices=(
        ("Where did you go first?", ("Home", "To family or friends", "To a hostel", "To no fixed place")),
    ),
    basis=Basis.RESEARCH,
    references="Ethics committee 00/0000, National Research Committee 0000-000 (both invented)",
)

WORTH_IT = Question(
    slug="worth-your-time",
    topic="buy-in",
    question="What would make this worth an officer’s time?",
    why=(
        "A plan for a prison that gives officers nothing will not last. We want to hear what it would have "
        "to give you."
    ),
    can_change=(
        "How a link worker comes on to a wing, who tells you, and what you get out of it. We cannot change "
        "how many staff there are."
    ),
    who_decides="The governor of HMP Fernhollow (invented) and the team of the pilot",
    description="What would make a link worker on the wing worth an officer’s time? Answer with a code.",
    opens=-36,
    closes=26,
    answer=54,
    stage="in-custody",
    themes=("officers", "trust"),
    for_groups=(RoleGroup.PRISON_STAFF,),
    easy_read=(
        ("We ask people who work on the wings.", "speaking"),
        ("A link worker may come to your prison.", "early-days"),
        ("What would make that good for you too?", "together"),
        ("You need a code from a slip of paper. The code does not know your name.", "paper"),
    ),
    access=Access.BY_CODE,
    place="hmp-fernhollow",
)

#: Published, and left for whoever tries the demo to rehearse and open.
WAITING = Question(
    slug="what-to-carry",
    topic="",
    question="What should be in your bag on the day you leave?",
    why="People leave with what fits in a clear bag. We want to know what was missing from yours.",
    can_change=(
        "What the gate team gives out on the day, up to a fixed sum. We cannot change what you may keep in "
        "your cell."
    ),
    who_decides="Karen Blythe and the gate team of HMP Fernhollow (invented)",
    description="What should be in your bag on the day you leave prison? A question that waits to be opened.",
    opens=0,
    closes=60,
    answer=90,
    stage="through-the-gate",
    themes=("housing", "information"),
    for_groups=(RoleGroup.LIVED_EXPERIENCE, RoleGroup.FAMILY),
    easy_read=(
        ("On the day you leave prison you get a bag.", "preparing-for-release"),
        ("What should be in it?", "speaking"),
        ("Tell us. You need no name.", "no-name"),
    ),
    readers=(_RHYS, _JO),
    place="hmp-fernhollow",
)

QUESTIONS = (WHEN, DIRECTION, WORTH_IT)

#: Every passage that readers see, for checks of words and reading grade.
TEXTS = tuple(
    text
    for one in (*QUESTIONS, WAITING)
    for text in (
        one.question,
        one.why,
        one.can_change,
        one.who_decides,
        one.description,
        *(sentence for sentence, _drawing in one.easy_read),
    )
)
