"""What was decided, how far a step is, and from which state to which it may go. Values are stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionKind(models.TextChoices):
    """What was decided about a proposal."""

    ADOPTED = "adopted", pgettext_lazy("a decision", "Adopted")
    WITH_CHANGES = "with-changes", pgettext_lazy("a decision", "Adopted with changes")
    MORE_WORK = "more-work", pgettext_lazy("a decision", "More work first")
    NOT_TAKEN_FORWARD = "not-taken-forward", pgettext_lazy("a decision", "Not taken forward")


#: Something is to be done.
ADOPTING = frozenset({DecisionKind.ADOPTED, DecisionKind.WITH_CHANGES})


class StepState(models.TextChoices):
    """How far a step is."""

    NOT_STARTED = "not-started", pgettext_lazy("a step", "Not started")
    UNDER_WAY = "under-way", pgettext_lazy("a step", "Under way")
    DONE = "done", pgettext_lazy("a step", "Done")
    STOPPED = "stopped", pgettext_lazy("a step", "Stopped")


_S = StepState
#: From each state to which others. What was done stays done; what was stopped may be taken up again.
ALLOWED: dict[StepState, frozenset[StepState]] = {
    _S.NOT_STARTED: frozenset({_S.UNDER_WAY, _S.DONE, _S.STOPPED}),
    _S.UNDER_WAY: frozenset({_S.DONE, _S.STOPPED, _S.NOT_STARTED}),
    _S.DONE: frozenset({_S.UNDER_WAY}),
    _S.STOPPED: frozenset({_S.UNDER_WAY}),
}
#: Somebody still has to do something.
UNFINISHED = frozenset({_S.NOT_STARTED, _S.UNDER_WAY})
#: A step into these needs words that the public reads: what came of it, or why it stopped.
NEEDS_WORDS = frozenset({_S.DONE, _S.STOPPED})


class Stand(models.TextChoices):
    """How far the line of a decision has got, as lists tell it. Reckoned, never stored."""

    DONE = "done", _("Something was done")
    GOING = "going", _("Under way")
    NOTHING = "nothing", _("Nothing yet")
    STOPPED = "stopped", _("Stopped, and why")
    MORE_WORK = "more-work", _("More work first")
    NO = "no", _("Not taken forward, and why")


class AnswerTo(models.TextChoices):
    """What of a ballot a decision answers."""

    BLOCK = "block", _("a block")
    CONCERN = "concern", _("a main concern")
