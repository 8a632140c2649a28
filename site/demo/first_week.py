"""The next event: invented, like the library, the prison and the town in it."""

import datetime

from vocabulary.role_groups import RoleGroup

SLUG = "first-week-outside"
TITLE = "What does a good first week outside look like?"
INTRODUCTION = (
    "Come and talk about the first days after prison: what helps, what goes wrong, and what should change."
)
SEARCH_DESCRIPTION = "An open meeting about the first week after prison. Come in person, online or by phone."
PURPOSE = (
    "We want to plan what a link worker does in the first week after prison. What you say goes into the "
    "plan for a pilot.\n\n"
    "There are 16 places. Some are kept for people who have been in prison and for families. If all others "
    "are taken, you can join the waiting list. You do not have to tell us your real name."
)
CAN_CHANGE = (
    "What a link worker does in the first week, and when they first meet you. "
    "We cannot change licence rules, or how long people wait for a home."
)
WHO_DECIDES = "The team of the pilot, with people who have been in prison."
AGENDA = (
    ("The first day", ("What did you need in the first hours?", "Who was there, and who was not?")),
    ("The first week", ("What went wrong?", "What helped?", "What should a link worker do, and when?")),
)
FACILITATORS = (("Rhys Morgan", "Leads the talk"), ("Imran Qureshi", "Writes down what is said"))
ACCESS = (
    "You can get in without steps. The room is on the ground floor, with a quiet room next to it. "
    "There is a hearing loop. Online there are captions, and your camera can stay off. You can dial in by "
    "phone."
)
EXPENSES = "We pay your bus or train fare on the day. Keep the ticket."
PAYMENT = "You are paid for your time. Ask us for the rate of the day. If you get benefits, ask us first."
PAYMENT_INSIDE = "We cannot pay people in prison. You get a letter that says what you did."
CONSENTS = (
    ("notes", "You may write down what I say, without my name."),
    ("quotations", "You may print my words as I said them, without my name."),
    ("recording", "You may record the talk to check your notes. You delete it after a week."),
)
CAPACITY = 16
KEPT = ((RoleGroup.LIVED_EXPERIENCE, 4), (RoleGroup.FAMILY, 2))
#: For those who have a place, and nobody else.
JOINING = (
    "To join online: https://meet.demo.example/first-week (invented)\n"
    "By phone: 01632 960124 (invented). Say that you come to the talk about the first week."
)
WHAT_HAPPENS = (
    "We write down what is said, and never who said it. You can read it on this page within four weeks. "
    "We say which groups came. We give numbers only if each group is large.\n\n"
    "There is a limit. If we hear that somebody is at risk of serious harm, we have to pass that on."
)
WITHOUT_INTERNET = (
    "Come to the library. The room is on the ground floor and has step-free access. Or phone in: "
    "01632 960123. Or write to us: 14 Larch Street, Fernhollow.\n\n"
    "Are you in prison? Ask somebody you trust to post your points to us.\n\n"
    "This event is part of a demonstration. The library, the town, the phone number and the address "
    "are invented."
)
WHERE = "Fernhollow Library (invented)"
GROUPS = (
    RoleGroup.LIVED_EXPERIENCE,
    RoleGroup.FAMILY,
    RoleGroup.LINK_WORKER,
    RoleGroup.PRISON_STAFF,
    RoleGroup.PROBATION,
)
STAGES = ("through-the-gate", "probation", "community")
THEMES = ("housing", "trust", "timing")
TIME = datetime.time(14, 0)
MINUTES = 90
_WEDNESDAY = 2

TEXTS = (
    TITLE, INTRODUCTION, SEARCH_DESCRIPTION, PURPOSE, WHAT_HAPPENS, WITHOUT_INTERNET, CAN_CHANGE, WHO_DECIDES,
    *(text for topic, questions in AGENDA for text in (topic, *questions)), ACCESS, EXPENSES, PAYMENT,
    PAYMENT_INSIDE, *(text for _kind, text in CONSENTS),
)  # fmt: skip


def next_day(today: datetime.date) -> datetime.date:
    """A Wednesday, about six weeks ahead, whenever the demo is made."""
    about = today + datetime.timedelta(weeks=6)
    return about + datetime.timedelta(days=(_WEDNESDAY - about.weekday()) % 7)
