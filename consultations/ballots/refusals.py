"""Why an act of this room is refused: each with a sentence for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this, or not with this ballot."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NotNowError(RefusedError):
    """The state of the ballot does not allow it; perhaps somebody was quicker."""

    sentence = _("This vote is not where you saw it any more. Look at it again.")


class StaleError(RefusedError):
    """Somebody else changed it meanwhile."""

    sentence = _("Somebody else changed this vote while you did. Look at what is there now.")


class WrongSetUpError(RefusedError):
    """What was set up makes no ballot. ``field`` is what to look at."""

    def __init__(self, field: str, sentence: "str | Promise") -> None:
        self.field = field
        super().__init__(sentence)


class TooFewError(RefusedError):
    """A secret ballot needs more people on its roll (docs/trust.md, rule 23)."""

    def __init__(self, there: int, wanted: int) -> None:
        self.there, self.wanted = there, wanted
        super().__init__(
            _now("A secret vote needs at least %(wanted)s people. Here there are %(there)s.")
            % {"wanted": wanted, "there": there}
        )


class NotOnRollError(MayNotError):
    """Somebody votes who is not on the roll, or for somebody else."""


class NotYetOpenError(RefusedError):
    """It was opened, but takes papers only later."""

    sentence = _("This vote is not open yet.")


class PausedError(RefusedError):
    """It takes no papers until it goes on."""

    sentence = _("This vote is paused. We will say when it goes on. You may have to vote again then.")


class CountingError(RefusedError):
    """Its time is over."""

    sentence = _("This vote is over. The papers are being counted.")


class NotOverError(RefusedError):
    """Nobody opens the papers before the time that everybody was told."""

    sentence = _("This vote closes when it said it would, and no earlier.")


class UnknownCodeError(RefusedError):
    """No vote that is open has this code."""

    sentence = _(
        "We do not know this code. Perhaps the vote is over. "
        "If you voted before with this slip, type in the new code that you got then."
    )


class AlreadyExchangedError(UnknownCodeError):
    """This is the new code already, or the slip was used at the same moment."""

    sentence = _("This slip was used before. Type in the new code that you got then.")


class NotExchangedError(RefusedError):
    """The code of a slip is exchanged for a fresh one first: others may have seen the slip."""

    sentence = _("Get your own new code first.")


class PartsNeededError(RefusedError):
    """The two key holders have to type in their parts."""

    sentence = _("Both key holders have to type in their codes.")


class WrongPartError(RefusedError):
    """The parts do not open the key. Nothing was stored or changed."""

    sentence = _("These two codes do not open this vote. Check both, one group at a time. Nothing is lost.")


class KeyGoneError(RefusedError):
    """The private key is not where it should be."""

    sentence = _(
        "The key of this vote is not here, so the papers cannot be opened. Ask whoever runs this site. "
        "If it is lost, cancel the vote."
    )


class NoReasonError(RefusedError):
    """Everybody can read why a ballot was cancelled."""

    sentence = _("Say why. Everybody can read it.")


class ReasonTooLongError(RefusedError):
    """All papers of a ballot have one length."""

    def __init__(self, longest: int) -> None:
        super().__init__(
            _now("That is too long. Say it in at most %(longest)s letters.") % {"longest": longest}
        )
