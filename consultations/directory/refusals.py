"""Why an act of this room is refused: each with a sentence for people."""

from django.utils.translation import gettext_lazy as _

from people import refusing


class MayNotError(refusing.MayNotError):
    """The person may not do this, or not with this."""


class RefusedError(refusing.RefusedError):
    """It cannot be done as things stand."""


class StaleError(RefusedError):
    """It was made from an older text."""

    sentence = _("Somebody has changed this since you opened it. What you wrote is below.")


class IncompleteError(RefusedError):
    """Something that everybody needs to know is missing."""

    sentence = _("Say what it is, who runs it, for whom it is and how often.")


class NoWayError(RefusedError):
    """Nobody could reach the team."""

    sentence = _("Say how to refer somebody, in a sentence.")


class NotThereError(RefusedError):
    """It was taken out, or is no place for this."""

    sentence = _("That is not there any more.")


class TwiceError(RefusedError):
    """The same is there already."""

    sentence = _("This is there already, in other words. Look for it, or ask a facilitator to change it.")


class OthersWebsiteError(RefusedError):
    """The website of an organisation of which others keep something."""

    sentence = _("Others keep things of this organisation too. Ask a facilitator to change its website.")


class PrivateContactError(RefusedError):
    """It looks like a person's own address, number or name."""

    sentence = _("This looks like somebody’s own contact. Give one of the organisation.")


class BadListError(RefusedError):
    """A list with a row that cannot be used."""

    sentence = _("Nothing was taken in: some rows cannot be used.")


class ListGoneError(RefusedError):
    """The list was taken in or dropped, or is another person's."""

    sentence = _("This list is not here any more. Choose the file again.")


class MeanwhileError(RefusedError):
    """Somebody entered something of a list while it was taken in."""

    sentence = _("Nothing was taken in: somebody entered one of these just now. Take it in again.")
