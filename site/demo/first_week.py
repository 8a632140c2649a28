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
    "plan for a pilot. The team decides on the plan, with people who have been in prison.\n\n"
    "Some things we cannot change. We cannot change licence rules, or how long people wait for a home.\n\n"
    "You do not have to book to come to the library. To join online, ring us or write to us, and we send "
    "you what you need. You do not have to tell us your real name."
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

TEXTS = (TITLE, INTRODUCTION, SEARCH_DESCRIPTION, PURPOSE, WHAT_HAPPENS, WITHOUT_INTERNET)


def next_day(today: datetime.date) -> datetime.date:
    """A Wednesday, about six weeks ahead, whenever the demo is made."""
    about = today + datetime.timedelta(weeks=6)
    return about + datetime.timedelta(days=(_WEDNESDAY - about.weekday()) % 7)
