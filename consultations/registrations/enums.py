"""What a registration can be, and what people may need. Values are stored; never change them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RegistrationState(models.TextChoices):
    """Where a registration stands. Who waits moves up by themselves when there is a place."""

    IN = "in", pgettext_lazy("a registration", "Has a place")
    WAITING = "waiting", pgettext_lazy("a registration", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("a registration", "Cancelled")


#: Those that are on the list: they come, or would like to.
ON_THE_LIST = frozenset({RegistrationState.IN, RegistrationState.WAITING})


class Source(models.TextChoices):
    """How a registration came about."""

    MEMBER = "member", pgettext_lazy("a registration", "A member")
    GUEST = "guest", pgettext_lazy("a registration", "By the form, with a code")
    GROUP = "group", pgettext_lazy("a registration", "A group known by number")
    WALK_IN = "walk-in", pgettext_lazy("a registration", "Came without registering")


class Attendance(models.TextChoices):
    """How somebody comes to an event that is held in a room and online."""

    ROOM = "room", pgettext_lazy("how somebody comes", "In the room")
    ONLINE = "online", pgettext_lazy("how somebody comes", "Online or by phone")


class Matter(models.TextChoices):
    """What somebody who registered is told of."""

    REGISTERED = "registered", pgettext_lazy("what somebody is told", "They have registered")
    MOVED_UP = "moved-up", pgettext_lazy("what somebody is told", "They have a place now")
    CHANGED = "changed", pgettext_lazy("what somebody is told", "The event has changed")
    WEEK_BEFORE = "week-before", pgettext_lazy("what somebody is told", "It is in a week")
    DAY_BEFORE = "day-before", pgettext_lazy("what somebody is told", "It is tomorrow")
    JOINING = "joining", pgettext_lazy("what somebody is told", "How to join has changed")
    SUMMARY = "summary", pgettext_lazy("what somebody is told", "The summary is there")


#: After these somebody knows when and where it is.
KNOWS_THE_PLAN = frozenset({Matter.REGISTERED, Matter.MOVED_UP, Matter.CHANGED})


class Way(models.TextChoices):
    """How somebody is told."""

    MAIL = "mail", pgettext_lazy("how somebody is told", "by mail")
    #: Somebody writes to them or calls them; `News.done_on` says when.
    BY_HAND = "by-hand", pgettext_lazy("how somebody is told", "by letter or phone")
    #: They have just read it on the page.
    PAGE = "page", pgettext_lazy("how somebody is told", "on the page")
