"""Taking in a list of services: uploaded, looked at, then taken in whole or not at all."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.directory import lists
from consultations.directory.models import Offer, Organisation, UploadedList
from consultations.directory.permissions import Act, may
from consultations.directory.refusals import BadListError, ListGoneError, MayNotError
from edge import content_version
from people.models import Person
from sheets.reading import decoded

#: Rows made and written together.
_TOGETHER = 500


@dataclass(frozen=True)
class TakenIn:
    """What became of a list."""

    added: int
    #: Services that were there before: their words are those of the list now, and count as checked today.
    there: int


@transaction.atomic
def lay_down(data: bytes, *, by: Person) -> UploadedList:
    """Keep a file until it was looked at. Another one of the same person goes.

    Raises:
        MayNotError. UnreadableSheetError: it is no list.
    """
    _refuse_unless_may(by)
    text = decoded(data)
    lists.read(text)
    UploadedList.objects.filter(person=by).delete()
    return UploadedList.objects.create(person=by, day=timezone.localdate(), text=text)


def look(key: uuid.UUID, *, by: Person) -> lists.ReadServices:
    """What a list that was laid down says. Changes nothing.

    Raises:
        MayNotError, ListGoneError.
    """
    _refuse_unless_may(by)
    return lists.read(_mine(key, by).text)


@transaction.atomic
def take_in(key: uuid.UUID, *, by: Person) -> TakenIn:
    """Enter all services of a list, or none: a row that cannot be used keeps out the whole list.

    What is there already, by place, organisation and name, takes the words of the list, keeps its key and its
    owner, and is not doubled.

    Raises:
        MayNotError, ListGoneError, BadListError.
    """
    _refuse_unless_may(by)
    laid_down = _mine(key, by)
    found = lists.read(laid_down.text)
    if found.bad:
        raise BadListError
    runs = _organisations(found.good)
    there = _there()
    fresh, changed = list[Offer](), list[Offer]()
    today = timezone.localdate()
    for row in found.good:
        organisation = runs[row.words.organisation.casefold()]
        same = there.get((row.words.place.pk, organisation.pk, row.words.name.casefold()))
        offer = same or Offer(place=row.words.place, organisation=organisation, owner=by)
        _write(offer, row.words)
        offer.checked_on, offer.asked_on = today, None
        if same is not None:
            offer.version += 1
        (fresh if same is None else changed).append(offer)
    Offer.objects.bulk_create(fresh, batch_size=_TOGETHER)
    Offer.objects.bulk_update(changed, [*_COLUMNS, "checked_on", "asked_on", "version"], batch_size=_TOGETHER)
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


_COLUMNS = ("name", "kind", "for_whom", "how_often", "about", "email", "phone")


def _write(offer: Offer, words: lists.OfferWords) -> None:
    for name in _COLUMNS:
        setattr(offer, name, getattr(words, name))


def _there() -> dict[tuple[int, uuid.UUID, str], Offer]:
    return {
        (offer.place_id, offer.organisation_id, offer.name.casefold()): offer
        for offer in Offer.objects.there()
    }


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


def _mine(key: uuid.UUID, by: Person) -> UploadedList:
    found = UploadedList.objects.filter(pk=key, person=by).first()
    if found is None:
        raise ListGoneError
    return found


def _refuse_unless_may(by: Person) -> None:
    if not may(by, Act.IMPORT):
        raise MayNotError(_("You may not take in lists."))
