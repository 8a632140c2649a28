"""What came out of the box as the queue has it; and those who deal with it."""

from typing import Any

from feedback.moderation import arrivals
from feedback.moderation.models import Item
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory
from tests.factories.threads import ContributionFactory

#: Receipts lead to rows by a hash; any 32 bytes do for a test.
_counting = iter(range(1, 10**9))


def new_index() -> bytes:
    return next(_counting).to_bytes(32, "big")


def arrived(said: str = "They came two days before I got out.", **fields: Any) -> Item:
    """A contribution that has just been delivered, with its item. ``state`` moves it there afterwards."""
    fields.setdefault("receipt_index", new_index())
    contribution = ContributionFactory(said=said, **fields)
    arrivals.receive([contribution])
    return fresh(contribution)


def fresh(of: Contribution | Item) -> Item:
    """The item as it stands in the database now."""
    return Item.objects.select_related("contribution__thread__place", "claimed_by").get(pk=of.pk)


def many_arrived(number: int, **fields: Any) -> list[Contribution]:
    """So many contributions delivered at once."""
    from django.utils import timezone

    from feedback.threads import held_words
    from tests.factories.threads import ThreadFactory, monday_of

    thread = fields.pop("thread", None) or ThreadFactory()
    day = timezone.localdate()
    rows = [
        Contribution(
            thread=thread,
            week=monday_of(day),
            day=day,
            held=held_words.lock({"words": f"Something about number {n}, said in plain words."}),
            **fields,
        )
        for n in range(number)
    ]
    rows.sort(key=lambda row: row.pk)
    Contribution.objects.bulk_create(rows, batch_size=1000)
    arrivals.receive(rows)
    return rows


def facilitator(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.FACILITATOR, second_step=True, **fields)


def lead(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.SAFEGUARDING_LEAD, second_step=True, **fields)


def deputy(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.SAFEGUARDING_DEPUTY, second_step=True, **fields)


def words_of(item: Item) -> str:
    """The words of an item as they are kept now."""
    from feedback.moderation.words import opened

    return opened(Contribution.objects.get(pk=item.pk)).words


__all__ = ["State", "arrived", "deputy", "facilitator", "fresh", "lead", "many_arrived", "words_of"]
