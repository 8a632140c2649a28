"""Taking in a list of services or of teams: uploaded, looked at, then taken in whole or not at all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.directory import lists
from consultations.directory.entering import Words
from consultations.directory.enums import Sort
from consultations.directory.models import Entry, LinkWorkers, Offer, Organisation, UploadedList
from consultations.directory.permissions import Act, may
from consultations.directory.refusals import BadListError, ListGoneError, MayNotError, MeanwhileError
from edge import content_version
from people.models import Person
from sheets.reading import decoded

#: Rows made and written together.
_TOGETHER = 500


@dataclass(frozen=True)
class Laid:
    """A list that was laid down, as it is looked at."""

    sort: str
    good: list[lists.GoodRow]
    bad: list[lists.BadRow]


@dataclass(frozen=True)
class TakenIn:
    """What became of a list."""

    added: int
    #: Entries that were there before: their words are those of the list now, and count as checked today.
    there: int


@dataclass(frozen=True)
class _Entries:
    """How rows of one sort become entries. ``where`` is the column of the place."""

    model: Any
    where: str
    columns: tuple[str, ...]

    def identity(self, entry: Any) -> tuple[Any, ...]:
        """By what an entry is found again: place, organisation and, of things on offer, the name."""
        name = (entry.name.casefold(),) if isinstance(entry, Offer) else ()
        return (getattr(entry, f"{self.where}_id"), entry.organisation_id, *name)

    def there(self) -> dict[tuple[Any, ...], Any]:
        """All there are, locked: nobody changes one while it takes the words of a list."""
        return {self.identity(entry): entry for entry in self.model.objects.there().select_for_update()}

    def made(self, words: Words, organisation: Organisation, by: Person) -> Any:
        """A new one; nothing is written yet."""
        entry = self.model(organisation=organisation, owner=by)
        setattr(entry, self.where, getattr(words, self.where))
        return entry

    def write(self, entry: Any, words: Words) -> None:
        """Give it the words of a row; it counts as checked today."""
        for name in self.columns:
            setattr(entry, name, getattr(words, name))
        entry.checked_on, entry.asked_on = timezone.localdate(), None


_ENTRIES: dict[str, _Entries] = {
    Sort.OFFER: _Entries(
        Offer, "place", ("name", "kind", "for_whom", "how_often", "about", "email", "phone")
    ),
    Sort.LINK_WORKERS: _Entries(LinkWorkers, "area", ("how_to_refer", "weeks_before", "email", "phone")),
}


@transaction.atomic
def lay_down(data: bytes, *, by: Person, sort: str = Sort.OFFER) -> UploadedList:
    """Keep a file until it was looked at. Another one of the same person goes.

    Raises:
        MayNotError. UnreadableSheetError: it is no list.
    """
    _refuse_unless_may(by)
    text = decoded(data)
    lists.read(text, sort)
    UploadedList.objects.filter(person=by).delete()
    return UploadedList.objects.create(person=by, day=timezone.localdate(), sort=sort, text=text)


def look(key: uuid.UUID, *, by: Person) -> Laid:
    """What a list that was laid down says. Changes nothing.

    Raises:
        MayNotError, ListGoneError.
    """
    _refuse_unless_may(by)
    laid_down = _mine(UploadedList.objects.all(), key, by)
    found = lists.read(laid_down.text, laid_down.sort)
    return Laid(laid_down.sort, found.good, found.bad)


def take_in(key: uuid.UUID, *, by: Person) -> TakenIn:
    """Enter all rows of a list, or none: a row that cannot be used keeps out the whole list.

    What is there already, by place, organisation and name, takes the words of the list, keeps its key and its
    owner, and is not doubled.

    Raises:
        MayNotError, ListGoneError, BadListError.
        MeanwhileError: somebody entered one of them at the same moment; the list is still there.
    """
    _refuse_unless_may(by)
    try:
        with transaction.atomic():
            return _take_in(_mine(UploadedList.objects.select_for_update(), key, by), by)
    except IntegrityError as twice:
        raise MeanwhileError from twice


def _take_in(laid_down: UploadedList, by: Person) -> TakenIn:
    found = lists.read(laid_down.text, laid_down.sort)
    if found.bad:
        raise BadListError
    entries = _ENTRIES[laid_down.sort]
    # Entries before organisations, as whoever changes one does: nobody waits for each other.
    there = entries.there()
    runs = _organisations(found.good)
    fresh, changed = list[Entry](), list[Entry]()
    for row in found.good:
        made = entries.made(row.words, runs[row.words.organisation.casefold()], by)
        entries.write(made, row.words)
        same = there.get(entries.identity(made))
        if same is None:
            fresh.append(made)
            continue
        entries.write(same, row.words)
        same.version += 1
        changed.append(same)
    columns = [*entries.columns, "checked_on", "asked_on", "version"]
    entries.model.objects.bulk_create(fresh, batch_size=_TOGETHER)
    entries.model.objects.bulk_update(changed, columns, batch_size=_TOGETHER)
    laid_down.delete()
    content_version.bump()
    return TakenIn(len(fresh), len(changed))


@transaction.atomic
def drop(key: uuid.UUID, *, by: Person) -> None:
    """Take in nothing; the list goes. Doing it again changes nothing.

    Raises:
        MayNotError.
    """
    _refuse_unless_may(by)
    UploadedList.objects.filter(pk=key, person=by).delete()


def _organisations(good: Sequence[lists.GoodRow]) -> dict[str, Organisation]:
    """Who runs them, by name; those that are missing are made, and a website that is given is kept."""
    known = {one.name.casefold(): one for one in Organisation.objects.all()}
    websites = {row.words.organisation.casefold(): row.words.website for row in good if row.words.website}
    names = {row.words.organisation.casefold(): row.words.organisation for row in good}
    fresh = [
        Organisation(name=name, website=websites.get(key, ""))
        for key, name in names.items()
        if key not in known
    ]
    Organisation.objects.bulk_create(fresh, batch_size=_TOGETHER)
    for key, website in websites.items():
        if key in known and known[key].website != website:
            known[key].website = website
            known[key].save(update_fields=["website"])
    return known | {one.name.casefold(): one for one in fresh}


def _mine(rows: Any, key: uuid.UUID, by: Person) -> UploadedList:
    found: UploadedList | None = rows.filter(pk=key, person=by).first()
    if found is None:
        raise ListGoneError
    return found


def _refuse_unless_may(by: Person) -> None:
    if not may(by, Act.IMPORT):
        raise MayNotError(_("You may not take in lists."))
