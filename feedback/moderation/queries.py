"""Lists of the queue, a page at a time, and counts of it. As many queries whatever there is.

Lists are paged by key, counts stop at a hundred: nothing here takes longer because more waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from feedback.moderation.enums import Attention, Shelf
from feedback.moderation.models import SAFEGUARDING, Item, ItemQuerySet
from feedback.threads.enums import State
from feedback.threads.models import Message, Report
from people.models import Person, PlaceTie
from people.permission_groups import PermissionGroup
from vocabulary.models import PlaceKind

PAGE = 25
#: Counting stops here.
MANY = 100
_signer = Signer(salt="moderation.queries")
#: Where items of a shelf are found. Those in order of attention use the one index of the queue.
_SHELVES: dict[Shelf, Q] = {
    Shelf.WAITING: Q(open__in=(True,)),
    Shelf.MINE: Q(open__in=(True,)),
    Shelf.LEAVING: Q(contribution__state=State.HELD, contribution__ready=True),
    Shelf.RETURNED: Q(contribution__state=State.RETURNED),
    Shelf.SHOWN: Q(contribution__state=State.PUBLISHED),
    Shelf.NOT_SHOWN: Q(contribution__state=State.DECLINED),
    Shelf.READ: Q(contribution__state=State.HELD, contribution__was_read=True, open=False),
    Shelf.GONE: Q(contribution__state=State.WITHDRAWN),
}
_BY_ATTENTION = (Shelf.WAITING, Shelf.MINE)


@dataclass(frozen=True)
class Page:
    """One page of a shelf, and the key from which the next goes on (empty on the last)."""

    items: Sequence[Item]
    next_key: str


def page(person: Person, shelf: Shelf, after: str = "") -> Page:
    """A page of what a person may read. A key that is not ours begins at the beginning. Two queries."""
    found = on(shelf, Item.objects.visible_to(person), person)
    return _page_of(_in_order(found, shelf, after))


def _page_of(found: ItemQuerySet) -> Page:
    found = found.select_related("contribution__thread", "contribution__stage", "claimed_by")
    from_author = Message.objects.filter(contribution=OuterRef("pk"), from_author=True)
    found = found.annotate(author_wrote=Exists(from_author))
    unsettled = Prefetch("contribution__reports", Report.objects.filter(settled=False), to_attr="unsettled")
    rows = list(found.prefetch_related(unsettled)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], _signer.sign(_key(last)) if last else "")


def urgent_page(person: Person, after: str = "") -> Page:
    """A page of what was given to safeguarding or says that somebody may be at risk. Two queries."""
    urgent = Item.objects.visible_to(person).waiting().filter(attention__lte=Attention.RISK)
    return _page_of(_in_order(urgent, Shelf.WAITING, after))


def on(shelf: Shelf, items: ItemQuerySet, person: Person) -> ItemQuerySet:
    """Those of a shelf; "mine" are those that a person has taken on."""
    items = items.filter(_SHELVES[shelf])
    return items.filter(claimed_by=person) if shelf == Shelf.MINE else items


def _key(item: Item) -> str:
    return f"{item.attention} {item.since.isoformat()} {item.pk}"


def _in_order(items: ItemQuerySet, shelf: Shelf, after: str) -> ItemQuerySet:
    """What needs somebody first on top; elsewhere the newest."""
    key = _read(after)
    if shelf in _BY_ATTENTION:
        items = items.in_order()
        if key is None:
            return items
        columns = (F("attention"), F("since"), F("contribution_id"))
        return items.filter(TupleGreaterThan(columns, key))
    items = items.order_by("-since", "-contribution_id")
    if key is None:
        return items
    return items.filter(TupleLessThan((F("since"), F("contribution_id")), key[1:]))


def _read(after: str) -> tuple[int, date, int] | None:
    try:
        attention, since, pk = _signer.unsign(after).split(" ")
        return int(attention), date.fromisoformat(since), int(pk)
    except (BadSignature, ValueError):
        return None


# --- Counts, none over a hundred ------------------------------------------------------------


def count_waiting(person: Person) -> int:
    """How many wait that this person may read; 100 stands for as many or more. One query."""
    return _capped(Item.objects.visible_to(person).waiting())


def count_mine(person: Person) -> int:
    """How many a person has taken on. One query."""
    return _capped(Item.objects.visible_to(person).waiting().filter(claimed_by=person))


def count_escalated(person: Person) -> int:
    """How many wait for safeguarding that this person may read. One query."""
    escalated = Item.objects.visible_to(person).waiting().filter(attention=Attention.ESCALATED)
    return _capped(escalated)


def _capped(items: QuerySet[Item]) -> int:
    return items.order_by()[:MANY].count()


# --- What nobody does anything about ----------------------------------------------------------


def overdue(items: ItemQuerySet, today: date) -> ItemQuerySet:
    """Those that have waited longer than is promised (setting ``MODERATE_WITHIN_DAYS``)."""
    return items.waiting().filter(since__lt=today - timedelta(days=settings.MODERATE_WITHIN_DAYS))


def readable_by_nobody(person: Person) -> int:
    """How many wait that nobody with the permission may read, since all are tied to the prison. One query.

    Not those that concern a prison of the person who asks.
    """
    waiting = Item.objects.waiting().without_prisons_of(person)
    safeguarding = Q(attention=Attention.ESCALATED) & ~_has_reader(sorted(SAFEGUARDING))
    others = Q(attention__gt=Attention.ESCALATED) & ~_has_reader([PermissionGroup.FACILITATOR.value])
    return _capped(waiting.filter(safeguarding | others))


def _has_reader(groups: list[str]) -> Exists:
    """Whether somebody in these groups is tied to no prison that the item (the outer row) concerns."""
    # From the innermost outwards: places of the item, ties, people, the item.
    named = Item.places.through.objects.filter(item=OuterRef(OuterRef(OuterRef("pk")))).values("place")
    tied = PlaceTie.objects.filter(person=OuterRef("pk"))
    to_named = tied.filter(place__in=named)
    to_thread = tied.filter(
        place=OuterRef(OuterRef("contribution__thread__place")), place__kind=PlaceKind.PRISON
    )
    people = Person.objects.active().filter(groups__name__in=groups)
    return Exists(people.filter(~Exists(to_named), ~Exists(to_thread)))
