"""Adding and changing entries: what is on offer in a place, and teams of link workers."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.directory import contacts
from consultations.directory.enums import ActivityKind
from consultations.directory.models import Entry, LinkWorkers, Offer, Organisation
from consultations.directory.permissions import Act, may
from consultations.directory.refusals import (
    IncompleteError,
    MayNotError,
    NotThereError,
    NoWayError,
    StaleError,
    TwiceError,
)
from edge import content_version
from people.models import Person
from sheets.reading import tidied
from vocabulary.models import Place, PlaceKind


@dataclass(frozen=True)
class OfferWords:
    """What is on offer, as somebody says it."""

    place: Place
    organisation: str
    kind: ActivityKind | str
    name: str
    for_whom: str
    how_often: str
    about: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""

    def refuse(self) -> None:
        """Raises: IncompleteError, PrivateContactError."""
        if not all(map(str.strip, (self.organisation, self.name, self.for_whom, self.how_often))):
            raise IncompleteError
        running = (self.for_whom, self.how_often, self.about)
        contacts.refuse_private(
            email=self.email, phone=self.phone, names=(self.name, self.organisation), words=running
        )


@dataclass(frozen=True)
class TeamWords:
    """A team of link workers, as somebody says it."""

    area: Place
    organisation: str
    how_to_refer: str
    weeks_before: int = 0
    email: str = ""
    phone: str = ""
    website: str = ""

    def refuse(self) -> None:
        """Raises: NoWayError, NotThereError, PrivateContactError."""
        if not (self.organisation.strip() and self.how_to_refer.strip()):
            raise NoWayError
        if self.area.kind == PlaceKind.PRISON:
            raise NotThereError(_("Link workers work where people are released to. Choose an area."))
        contacts.refuse_private(
            email=self.email, phone=self.phone, names=(self.organisation,), words=(self.how_to_refer,)
        )


Words = OfferWords | TeamWords


def add(words: Words, *, by: Person) -> Entry:
    """Enter something; whoever does is asked later whether it still holds. The same again is there once.

    Raises:
        MayNotError, IncompleteError, NoWayError, NotThereError, PrivateContactError.
    """
    if not may(by, Act.ENTER):
        raise MayNotError(_("You may not enter this."))
    words.refuse()
    with transaction.atomic():
        model, columns = _columns(words)
        made = model(**columns, owner=by, checked_on=timezone.localdate())
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            return _same(made)
        content_version.bump()
    return made


@transaction.atomic
def change(entry: Entry, words: Words, *, by: Person, version: int) -> Entry:
    """Say it otherwise; it counts as checked today.

    Raises:
        MayNotError, IncompleteError, NoWayError, NotThereError, PrivateContactError, TwiceError.
        StaleError: ``version`` is not the one that stands.
    """
    entry = taken(entry, by=by)
    if entry.version != version:
        raise StaleError
    words.refuse()
    _model, columns = _columns(words)
    for name, value in columns.items():
        setattr(entry, name, value)
    entry.version += 1
    entry.checked_on, entry.asked_on = timezone.localdate(), None
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as twice:
        raise TwiceError from twice
    content_version.bump()
    return entry


def taken(entry: Entry, *, by: Person) -> Any:
    """The entry, locked, if this person keeps it and it is there.

    Raises:
        MayNotError, NotThereError.
    """
    found: Entry | None = type(entry)._default_manager.select_for_update().filter(pk=entry.pk).first()
    if not may(by, Act.KEEP, found):
        raise MayNotError(_("You may not change this entry."))
    if found is None or found.ended_on is not None:
        raise NotThereError
    return found


def organisation(name: str, website: str = "") -> Organisation:
    """Who runs it, by its name in any case; made where there is none. A website that is given is kept."""
    name = tidied(name)
    found: Organisation | None = Organisation.objects.filter(name__iexact=name).first()
    if found is None:
        try:
            with transaction.atomic():
                return Organisation.objects.create(name=name, website=website)
        except IntegrityError:
            found = Organisation.objects.get(name__iexact=name)
    if website and found.website != website:
        found.website = website
        found.save(update_fields=["website"])
    return found


def _columns(words: Words) -> tuple[type[Entry], dict[str, Any]]:
    columns = {
        one.name: _stripped(getattr(words, one.name))
        for one in fields(words)
        if one.name not in ("organisation", "website")
    }
    columns["organisation"] = organisation(words.organisation, words.website.strip())
    return (Offer if isinstance(words, OfferWords) else LinkWorkers), columns


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _same(made: Entry) -> Entry:
    same: dict[str, Any] = {"organisation": made.organisation, "ended_on": None}
    if isinstance(made, Offer):
        return Offer.objects.get(place=made.place, name__iexact=made.name, **same)
    return LinkWorkers.objects.get(area=made.area, **same)  # type: ignore[attr-defined]
