"""What an event can be, and how strongly a point was made. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventState(models.TextChoices):
    """What its organisers say of an event. Whether it lies ahead or is over follows from its date."""

    PLANNED = "planned", _("It takes place, or took place")
    CANCELLED = "cancelled", _("It is cancelled")


class Standing(models.TextChoices):
    """Where an event stands on a given day, as the page says it."""

    UPCOMING = "upcoming", _("Coming up")
    HELD = "held", pgettext_lazy("an event", "Held")
    CANCELLED = "cancelled", _("Cancelled")


class EventStanding(models.TextChoices):
    """Where an event stands at a moment, from its first draft to its published summary."""

    DRAFT = "draft", pgettext_lazy("an event", "Draft")
    #: Made known; one cannot register, not yet or not any more, or need not.
    ANNOUNCED = "announced", _("Coming up")
    OPEN = "open", _("Open: you can register")
    FULL = "full", _("Full")
    RUNNING = "running", _("Going on now")
    HELD = "held", pgettext_lazy("an event", "Held")
    SUMMARY_IN_PROGRESS = "summary-in-progress", _("Summary being written")
    SUMMARISED = "summarised", _("Summary published")
    CANCELLED = "cancelled", _("Cancelled")


#: Lies ahead and takes place.
AHEAD = frozenset({EventStanding.ANNOUNCED, EventStanding.OPEN, EventStanding.FULL})
#: Is over.
OVER = frozenset({EventStanding.HELD, EventStanding.SUMMARY_IN_PROGRESS, EventStanding.SUMMARISED})
#: Is over, and its whole summary cannot be read yet.
WAITS_FOR_A_SUMMARY = frozenset({EventStanding.HELD, EventStanding.SUMMARY_IN_PROGRESS})
#: Somebody can register or join the waiting list.
TAKES_NAMES = frozenset({EventStanding.OPEN, EventStanding.FULL})


class RegistrationStanding(models.TextChoices):
    """Whether people can register at a moment, full or not."""

    NONE = "none", _("Nobody needs to register")
    NOT_YET = "not-yet", _("Registration has not opened yet")
    OPEN = "open", _("Registration is open")
    CLOSED = "closed", _("Registration has closed")


class EventFormat(models.TextChoices):
    """How people come together."""

    ONLINE = "online", pgettext_lazy("an event", "Online")
    IN_PERSON = "in-person", pgettext_lazy("an event", "In person")
    BOTH = "both", pgettext_lazy("an event", "In person and online")


class Basis(models.TextChoices):
    """On what basis people are brought together. The same values as those of threads."""

    INVOLVEMENT = "involvement", _("involvement")
    EVALUATION = "evaluation", _("evaluation")
    RESEARCH = "research", _("research")


class ConsentKind(models.TextChoices):
    """What those who come are asked to agree to, one by one."""

    NOTES = "notes", _("taking notes")
    QUOTATIONS = "quotations", _("quoting what was said")
    RECORDING = "recording", _("recording")


class Strength(models.TextChoices):
    """How widely a point was shared, as far as the record tells. Never guess upwards."""

    BROAD_AGREEMENT = "broad-agreement", _("Broad agreement")
    SAID_MORE_THAN_ONCE = "said-more-than-once", _("Said more than once")
    SOME = "some", _("Said by some")
    DISPUTED = "disputed", _("Disputed")
    QUESTION = "question", _("A question was raised")


#: Strongest first: the order of points on the front page.
STRONGEST_FIRST = (
    Strength.BROAD_AGREEMENT,
    Strength.SAID_MORE_THAN_ONCE,
    Strength.SOME,
    Strength.DISPUTED,
    Strength.QUESTION,
)
