"""Taking a contribution on, so that two do not work at the same; putting it back; handing it over."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import SAFEGUARDING, Item
from feedback.moderation.permissions import Act, is_escalated, prisons_of
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.threads.gate import RefusedError
from people.models import Person, PlaceTie
from people.permission_groups import PermissionGroup
from vocabulary.models import PlaceKind


class CannotTakeItError(RefusedError):
    """The other person may not see it."""

    sentence = _("This person may not deal with it. Choose somebody from the list.")


@transaction.atomic
def claim(item: Item, *, by: Person, version: int) -> None:
    """Take it on. Doing so twice is no error.

    Raises:
        TakenOnError: somebody else has; `hand_over` to oneself takes it over.
    """
    refuse_unless(by, Act.CLAIM, item)
    refuse_if_taken_on(by, item)
    if item.claimed_by_id == by.pk:
        return
    take(item, version, claimed_by=by)
    log(item, ModerationAct.CLAIMED, by=by)


@transaction.atomic
def release(item: Item, *, by: Person, version: int) -> None:
    """Put it back, so that anybody may take it on. Doing so twice is no error."""
    refuse_unless(by, Act.CLAIM, item)
    refuse_if_taken_on(by, item)
    if item.claimed_by_id is None:
        return
    take(item, version, claimed_by=None)
    log(item, ModerationAct.RELEASED, by=by)


@transaction.atomic
def hand_over(item: Item, *, to: Person, by: Person, version: int) -> None:
    """Give it to somebody who may deal with it; to oneself: take it over from somebody who is away.

    Raises:
        CannotTakeItError: they may not, for their groups or because it concerns their prison.
    """
    refuse_unless(by, Act.CLAIM, item)
    if not who_may_take(item).filter(pk=to.pk).exists():
        raise CannotTakeItError
    take(item, version, claimed_by=to)
    log(item, ModerationAct.HANDED_OVER, by=by)


def who_may_take(item: Item) -> QuerySet[Person]:
    """Who may deal with it, by name. Nobody who is tied to a prison that it concerns. One query."""
    groups = sorted(SAFEGUARDING) if is_escalated(item) else [PermissionGroup.FACILITATOR.value]
    prisons = [place.pk for place in prisons_of(item) if place.kind == PlaceKind.PRISON]
    tied = PlaceTie.objects.filter(person=OuterRef("pk"), place__in=prisons)
    found = Person.objects.active().filter(Q(groups__name__in=groups), ~Exists(tied))
    return found.distinct().order_by("display_name", "pk")
