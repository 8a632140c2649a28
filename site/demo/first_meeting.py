"""The event that is going on: invented, like the day centre in it and all that is said there."""

from typing import NamedTuple

from consultations.events.enums import Strength
from vocabulary.role_groups import RoleGroup

SLUG = "first-meeting"
TITLE = "What makes a good first meeting?"
INTRODUCTION = "People talk about the first time they meet a link worker: where, when, and what to ask."
SEARCH_DESCRIPTION = "An open meeting about meeting a link worker for the first time. It is invented."
PURPOSE = (
    "We want to write down what a link worker asks when they first meet you, and what they leave out. "
    "What you say goes into the plan for a pilot."
)
CAN_CHANGE = "What a link worker asks first, how long they take, and where you meet."
WHO_DECIDES = "The team of the pilot, with people who have been in prison."
WHAT_HAPPENS = (
    "We write down what is said, and never who said it. You see it on the wall while we talk. "
    "You can read it on this page within four weeks.\n\n"
    "There is a limit. If we hear that somebody is at risk of serious harm, we have to pass that on."
)
WITHOUT_INTERNET = (
    "Come to the day centre, or phone in: 01632 960123. Or write to us: 14 Larch Street, Fernhollow.\n\n"
    "This event is part of a demonstration. It goes on for four hours and then begins again. The day centre, "
    "the phone number, the address and all that is said there are invented."
)
WHERE = "Day centre, Larchester (invented)"
ACCESS = "There is one step at the door, and we have a ramp. There is a quiet room. Tea is free."
EXPENSES = "We pay your bus or train fare on the day. Keep the ticket."
CONSENTS = (("notes", "You may write down what I say, without my name."),)
FACILITATORS = (("Rhys Morgan", "Leads the talk"),)
CAPACITY = 20
MINUTES = 240
BEFORE, ROOM = "Before you meet", "In the room"
AGENDA = (
    (BEFORE, ("How should you hear of it?", "Who should come along?")),
    (ROOM, ("What should a link worker ask first?", "What should they leave out?")),
)
#: Who put their name down: what to be called, and their group. Nobody of them left an address or a number.
NAMES = (
    ("Dee", RoleGroup.LIVED_EXPERIENCE),
    ("Marcus", RoleGroup.LIVED_EXPERIENCE),
    ("Tomasz", RoleGroup.LIVED_EXPERIENCE),
    ("Bev", RoleGroup.FAMILY),
    ("Olu", RoleGroup.LINK_WORKER),
    ("Carys", RoleGroup.LINK_WORKER),
    ("Jean", RoleGroup.PROBATION),
    ("Ravi", RoleGroup.HEALTH_CARE),
    ("Pat", RoleGroup.VOLUNTARY_SECTOR),
)
#: So many of them have come; the rest are late.
CAME = 7


class Caught(NamedTuple):
    """A point as a scribe catches it."""

    topic: str
    text: str
    said_by: tuple[RoleGroup, ...] = ()
    strength: str = ""
    stage: str = "preparing-for-release"


_PWLE, _WORKER, _FAMILY = RoleGroup.LIVED_EXPERIENCE, RoleGroup.LINK_WORKER, RoleGroup.FAMILY
#: So many stand on the wall when it begins; then one comes every minute.
AT_ONCE = 6
POINTS = (
    Caught(
        BEFORE,
        "A letter is not enough. Somebody should say it in person.",
        (_PWLE,),
        Strength.BROAD_AGREEMENT,
    ),
    Caught(BEFORE, "Say what it is not: it is not about your licence.", (_PWLE, _WORKER)),
    Caught(BEFORE, "Tell people the day, and keep to it.", (_PWLE,), Strength.SAID_MORE_THAN_ONCE),
    Caught(BEFORE, "Somebody who has been inside could come along the first time.", (_PWLE,), Strength.SOME),
    Caught(BEFORE, "Families should hear of it too, if the person says yes.", (_FAMILY,)),
    Caught(BEFORE, "Who tells the wing that a visit is booked?", (), Strength.QUESTION, "in-custody"),
    Caught(
        ROOM,
        "Ask what somebody is good at before asking what went wrong.",
        (_PWLE,),
        Strength.BROAD_AGREEMENT,
    ),
    Caught(ROOM, "Do not bring a form to the first meeting.", (_PWLE, _WORKER), Strength.SAID_MORE_THAN_ONCE),
    Caught(
        ROOM, "Say at the start what you write down and who reads it.", (_PWLE,), Strength.BROAD_AGREEMENT
    ),
    Caught(ROOM, "Half an hour is too short to get beyond hello.", (_WORKER,), Strength.SOME),
    Caught(ROOM, "A room with a window helps. A legal visits box does not.", (_PWLE,), "", "in-custody"),
    Caught(ROOM, "Never ask what somebody did.", (_PWLE,), Strength.BROAD_AGREEMENT),
    Caught(ROOM, "Asking is all right if you say why you ask.", (_WORKER,), Strength.DISPUTED),
    Caught(
        BEFORE,
        "Meet once inside and once outside. The face should be the same.",
        (_PWLE, _WORKER),
        Strength.SAID_MORE_THAN_ONCE,
        "through-the-gate",
    ),
    Caught(ROOM, "Bring a map of the place somebody is going to.", (_WORKER,), "", "through-the-gate"),
    Caught(ROOM, "Some people need somebody to read things out. Offer it to all.", (_FAMILY,)),
    Caught(
        ROOM, "End with one thing to do by next week, not with ten.", (_PWLE,), Strength.SAID_MORE_THAN_ONCE
    ),
    Caught(BEFORE, "Can a link worker ring in if the prison cannot give a room?", (), Strength.QUESTION),
    Caught(ROOM, "Do not promise a home. Promise to come back.", (_PWLE,), Strength.BROAD_AGREEMENT),
    Caught(ROOM, "It is fine to say no. Ask again in a month.", (_PWLE, _FAMILY), Strength.SOME),
    Caught(
        BEFORE,
        "On a short sentence there is no time to lose: meet in the first week.",
        (_WORKER,),
        "",
        "early-days",
    ),
    Caught(ROOM, "Tea matters more than you think.", (_PWLE,), Strength.SAID_MORE_THAN_ONCE),
    Caught(ROOM, "If you cannot help, say who can, and ring them together.", (_WORKER,)),
    Caught(
        BEFORE,
        "Officers could tell people about it if they knew about it.",
        (RoleGroup.PRISON_STAFF,),
        "",
        "in-custody",
    ),
)

TEXTS = (
    TITLE, INTRODUCTION, SEARCH_DESCRIPTION, PURPOSE, CAN_CHANGE, WHO_DECIDES, WHAT_HAPPENS, WITHOUT_INTERNET,
    ACCESS, EXPENSES, *(text for _kind, text in CONSENTS),
    *(text for topic, questions in AGENDA for text in (topic, *questions)), *(point.text for point in POINTS),
)  # fmt: skip
