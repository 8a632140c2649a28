"""Official responses in the demo, of all four kinds, by somebody invented from an invented prison."""

from dataclasses import dataclass

from feedback.threads.enums import ResponseKind


@dataclass(frozen=True)
class Reply:
    """A response. ``to`` names answers (`answers`); none: the whole thread. ``due`` is in days from today."""

    thread: str
    week: int
    kind: ResponseKind
    words: str
    to: tuple[str, ...] = ()
    due: int | None = None
    who: str = ""
    #: Handed in, and not approved yet.
    waits: bool = False


NAME, ROLE = "Karen Blythe", "head of resettlement, HMP Fernhollow (invented)"

REPLIES = (
    Reply(
        "when-to-start", 3, ResponseKind.WILL_DO,
        "You are right, four days is no time at all. From the start of the pilot a link worker meets "
        "people 12 weeks before their date, and twice more before they go.",
        ("four-days", "thursday-friday"), due=60, who="Karen Blythe",
    ),
    Reply(
        "when-to-start", 4, ResponseKind.DONE,
        "There is a paper form on each landing now. You put your own name down and drop it in the box for "
        "applications. Officers do not open it.",
        ("list-on-the-wall",),
    ),
    Reply(
        "when-to-start", 4, ResponseKind.EXPLAINED,
        "Thank you for saying this so openly. Each room on the wings is booked for visits by health care "
        "and legal teams first, and that is set for all prisons. We have asked for one more room.",
        ("no-room",),
    ),
    Reply(
        "when-to-start", 5, ResponseKind.CANNOT,
        "People on remand can be released by a court at any hour, and we are not told before. So we cannot "
        "promise a visit before they go. We have asked the court team to hand out our address there.",
        ("straight-from-court",),
    ),
    Reply(
        "finding-a-direction", 3, ResponseKind.DONE,
        "Since last month a link worker goes along to the first visit, wherever it is. That came from your "
        "answers.",
        ("go-with-me",),
    ),
    Reply(
        "finding-a-direction", 4, ResponseKind.WILL_DO,
        "We will hold an hour with phones in the last month before release, with a trainer who has time.",
        ("phone",), due=-5, who="Karen Blythe",
    ),
    Reply(
        "finding-a-direction", 5, ResponseKind.CANNOT,
        "We cannot make a map of the areas in somebody’s licence, since it would be on paper that others "
        "may see. What we can do is ring the bus company with you, from the office.",
        ("licence-map",),
    ),
    Reply(
        "finding-a-direction", 6, ResponseKind.EXPLAINED,
        "Thank you, all of you. What you told us most was: go with people, and start small. Both are in "
        "the plan of the pilot now. We could do nothing here about homes, and we know that many of you "
        "wrote about nothing else. We passed that on to the two councils.",
    ),
    Reply(
        "worth-your-time", 6, ResponseKind.WILL_DO,
        "Whoever refers somebody gets a line back within two weeks, with what the person agrees to share.",
        ("hear-back",), due=45, who="the link worker of the pilot",
    ),
    Reply(
        "worth-your-time", 8, ResponseKind.WILL_DO,
        "Yes. The link worker keeps an hour each week for staff, in the staff room, with the door shut.",
        ("officers-too",), due=50, who="the link worker of the pilot", waits=True,
    ),
)  # fmt: skip

#: Every passage that readers see, for checks of words.
TEXTS = tuple(reply.words for reply in REPLIES)
