"""One act on one contribution: who may, whether it still is as they saw it, and the log.

Every act of this room goes through ``refuse_unless``, changes the contribution through `threads.gate`, takes
its turn at the item, and is logged, in one transaction. The contribution is taken before the item, as the
emptying does too, so that neither ever waits for the other.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import Item, LogEntry
from feedback.moderation.permissions import Act, may
from feedback.threads.gate import RefusedError
from people.models import Person
from people.names import shown_name


class MayNotError(PermissionDenied):
    """The person may not do this, or not with this contribution."""


class StaleError(RefusedError):
    """Something was done with the contribution after the page was made on which somebody decided."""

    sentence = gettext_lazy(
        "Somebody else did something with this while you had it open, or something came from its author. "
        "Nothing of what you wrote is lost. Look at it again, then decide."
    )


class TakenOnError(RefusedError):
    """Somebody else is at work on it."""

    def __init__(self, who: "str | Promise") -> None:
        self.sentence = _("%(who)s has taken this on. Take it over first, if you have agreed on that.") % {
            "who": who
        }
        super().__init__(self.sentence)


def refuse_unless(by: Person, act: Act, item: Item) -> None:
    """Refuse whoever may not.

    Raises:
        MayNotError: they may not do this, or are tied to a prison that it concerns.
    """
    if not may(by, act, item):
        raise MayNotError(_("You may not do this with this contribution."))


def refuse_if_taken_on(by: Person, item: Item) -> None:
    """Refuse to come between somebody and what they are at work on.

    Raises:
        TakenOnError: it was taken on by somebody else.
    """
    if item.claimed_by_id not in (None, by.pk):
        raise TakenOnError(shown_name(item.claimed_by))


def take(item: Item, version: int, **changes: Any) -> None:
    """Change the item if nobody did since ``version``. Called inside the transaction of an act.

    Raises:
        StaleError: somebody did, or the emptying brought something.
    """
    still = Item.objects.filter(pk=item.pk, version=version)
    if not still.update(version=F("version") + 1, **changes):
        raise StaleError
    item.version = version + 1
    for name, value in changes.items():
        setattr(item, name, value)


def log(item: Item, act: ModerationAct, *, by: Person | None, reason: str = "") -> None:
    """Write down that something was done, by whom and on which day. Never words."""
    LogEntry.objects.create(
        contribution_id=item.pk, act=act, by=by, day=timezone.localdate(), reason=str(reason)
    )
