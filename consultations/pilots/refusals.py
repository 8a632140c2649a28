"""Why an act of this room is refused: each with a sentence for people."""

from django.utils.translation import gettext_lazy as _

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class StaleError(RefusedError):
    """It was made from an older text."""

    sentence = _("Somebody has changed this since you opened it. What stands now is below; so is yours.")


class NothingTriedError(RefusedError):
    """A pilot without a name, or without what it tries and for whom."""

    sentence = _("Give it a name, and say what it tries and for whom.")


class NotADayError(RefusedError):
    """A day that cannot be."""

    sentence = _("The end has to come after the beginning.")


class NoApprovalError(RefusedError):
    """Research that nobody approved is not shown."""

    sentence = _("This is research. Say who approved it before everybody reads it.")


class EndNotToldError(RefusedError):
    """A cycle that ended without anybody saying what was learnt."""

    sentence = _("Say what you learnt, what you do now, why, and on which day it ended.")


class CriteriaError(RefusedError):
    """Limits that contradict each other, or half of them."""

    sentence = _("Give both limits. The one to go on has to be better than the one to stop.")


class TooLateError(RefusedError):
    """By what it is judged is settled before there is anything to judge."""

    sentence = _("There are values already, so what they are judged by cannot be changed.")


class NoCriteriaError(RefusedError):
    """Values before anybody said what they would mean."""

    sentence = _("First say at which value you go on and at which you stop.")


class NoValueError(RefusedError):
    """A value that cannot be taken."""


class ClosedError(RefusedError):
    """What was shown by place or group is not cut again: two cuts could be taken from each other."""

    sentence = _("There are values for this day already. They cannot be entered again.")
