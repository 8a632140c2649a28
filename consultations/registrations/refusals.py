"""Why an act of this room is refused: each with a sentence for people."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this, or not with this registration."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class NotOpenError(RefusedError):
    """The event takes nobody just now: not yet, not any more, or it does not take place."""

    sentence = _("You cannot put your name down for this event just now.")


class OverError(RefusedError):
    """The event has begun, or was called off: the list stays as it is."""

    sentence = _("This event has begun or is over. The list stays as it is.")


class NotOnTheListError(RefusedError):
    """It was cancelled, or what was told is deleted by now."""

    sentence = _("This place was given back. To come after all, put your name down again.")


class TooManyError(RefusedError):
    """A group is larger than the whole event."""

    def __init__(self, capacity: int) -> None:
        super().__init__(
            ngettext(
                "This event has %(number)d place in all.",
                "This event has %(number)d places in all.",
                capacity,
            )
            % {"number": capacity}
        )


class NoRoomError(RefusedError):
    """A group with a place cannot grow so far."""

    sentence = _("There is no room for so many more. Put the others down as a second group: it waits.")


class UnknownCodeError(RefusedError):
    """No registration has this code."""

    sentence = _(
        "We do not know this code. Perhaps the event is long over: then we have deleted what you told us."
    )


class TooLongError(RefusedError):
    """Joining details have a length, so that they fit into a mail."""

    def __init__(self, longest: int) -> None:
        super().__init__(
            _now("That is too long. Say it in at most %(longest)s letters.") % {"longest": longest}
        )


class NotTheDayError(RefusedError):
    """It cannot be noted yet who came."""

    sentence = _("You can note who came from the day of the event on, if it takes place.")


class NobodyCameError(RefusedError):
    """There are no numbers."""

    sentence = _("Nobody has noted who came. There are no numbers yet.")


class LockedError(RefusedError):
    """The page of the event is locked, or a publisher reads it."""

    sentence = _("Somebody has locked the page of this event, or is checking it. Try again later.")
