"""What is found in words: kinds of identifying detail, signs of risk, prisons. Never a word of them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from background.queued import queued
from feedback.detection import findings, risk
from feedback.moderation.attention import attention_of
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item
from feedback.moderation.words import opened
from vocabulary.models import Place, PlaceKind

_AT_ONCE = 200


class Prisons:
    """The prisons this installation knows, read once for all letters of an emptying."""

    def __init__(self) -> None:
        rows = Place.objects.filter(kind=PlaceKind.PRISON).order_by().values_list("name", "slug", "pk")
        self.slugs = {name: slug for name, slug, _pk in rows}
        self._keys = {slug: pk for _name, slug, pk in rows}
        self.all = frozenset(self._keys.values())

    def named_in(self, words: str) -> set[int]:
        """Keys of those that somebody's words name."""
        return {self._keys[slug] for slug in findings.places_named(words, self.slugs)}


@dataclass(frozen=True)
class Seen:
    """What was found in somebody's words."""

    details: list[str]
    risks: list[str]
    prisons: set[int]


def look_at(words: str, prisons: Prisons) -> Seen:
    """Kinds of identifying detail and signs of risk, and the prisons that are named."""
    found = {str(finding.kind) for finding in findings.find(words, places=prisons.slugs)}
    signs = {str(sign.kind) for sign in risk.signs(words)}
    return Seen(sorted(found), sorted(signs), prisons.named_in(words))


def note_on(item: Item, seen: Seen, *, reported: Collection[str] = ()) -> None:
    """What was found, on the item; not saved. What is with safeguarding stays there."""
    item.details, item.risks, item.looked_at = seen.details, seen.risks, True
    if item.attention != Attention.ESCALATED:
        item.attention = attention_of(item, reported=reported)


@queued(atomic=False)
def look_closer() -> None:
    """Look at what was not looked at while the box was emptied, so that a full box is emptied in time.

    By the order of random keys, some at a time. Whatever a moderator does meanwhile stands.
    """
    prisons = Prisons()
    while rows := _not_looked_at():
        with transaction.atomic():
            for item in rows:
                _look_at_one(item, prisons)


def _not_looked_at() -> list[Item]:
    found = Item.objects.filter(looked_at__in=(False,)).select_related("contribution").order_by("pk")
    return list(found[:_AT_ONCE])


def _look_at_one(item: Item, prisons: Prisons) -> None:
    reports = item.contribution.reports.filter(settled=False).values_list("reason", flat=True)
    note_on(item, look_at(opened(item.contribution).words, prisons), reported=list(reports))
    row = Item.objects.filter(pk=item.pk, version=item.version)
    noted = {name: getattr(item, name) for name in ("details", "risks", "attention", "looked_at")}
    row.update(**noted)
