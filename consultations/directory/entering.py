"""Adding and changing entries: what is on offer in a place, and teams of link workers."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.directory import contacts
from consultations.directory.enums import ActivityKind
from consultations.directory.models import Entry, LinkWorkers, Offer, Organisation
from consultations.directory.permissions import Act, facilitator, may
from consultations.directory.refusals import (
    IncompleteError,
    MayNotError,
    NotThereError,
    NoWayError,
    OthersWebsiteError,
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
        MayNotError, IncompleteError, NoWayError, NotThereError, PrivateContactError, OthersWebsiteError.
        TwiceError: it is there already, and said otherwise.
    """
    if not may(by, Act.ENTER):
        raise MayNotError(_("You may not enter this."))
    words.refuse()
    with transaction.atomic():
        model, columns = _columns(words, by)
        made = model(**columns, owner=by, checked_on=timezone.localdate())
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as twice:
            return _same(made, columns, twice)
        content_version.bump()
    return made


@transaction.atomic
def change(entry: Entry, words: Words, *, by: Person, version: int) -> Entry:
    """Say it otherwise; it counts as checked today.

    Raises:
        MayNotError, IncompleteError, NoWayError, NotThereError, PrivateContactError, TwiceError,
        OthersWebsiteError. StaleError: ``version`` is not the one that stands.
    """
    entry = taken(entry, by=by, version=version)
    words.refuse()
    _model, columns = _columns(words, by)
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


def taken(entry: Entry, *, by: Person, version: int) -> Any:
    """The entry, locked, if this person keeps it, it is there, and it is as they saw it.

    Raises:
        MayNotError, NotThereError, StaleError.
    """
    found: Entry | None = type(entry)._default_manager.select_for_update().filter(pk=entry.pk).first()
    if not may(by, Act.KEEP, found):
        raise MayNotError(_("You may not change this entry."))
    if found is None or found.ended_on is not None:
        raise NotThereError
    if found.version != version:
        raise StaleError
    return found


def organisation(name: str, website: str = "", *, by: Person) -> Organisation:
    """Who runs it, by its name in any case; made where there is none.

    A website that is given is kept. It stands beside everything that the organisation runs: one that is there
    is changed by a facilitator, or by whoever keeps all of that.

    Raises:
        OthersWebsiteError.
    """
    name = tidied(name)
    found: Organisation | None = Organisation.objects.filter(name__iexact=name).first()
    if found is None:
        try:
            with transaction.atomic():
                return Organisation.objects.create(name=name, website=website)
        except IntegrityError:
            found = Organisation.objects.get(name__iexact=name)
    if website and found.website != website:
        if found.website and not _keeps_all_of(found, by):
            raise OthersWebsiteError
        found.website = website
        found.save(update_fields=["website"])
    return found


def _keeps_all_of(one: Organisation, by: Person) -> bool:
    if facilitator(by, one):
        return True
    return not any(
        model.objects.there().filter(organisation=one).exclude(owner=by).exists()
        for model in (Offer, LinkWorkers)
    )


def _columns(words: Words, by: Person) -> tuple[type[Entry], dict[str, Any]]:
    columns = {
        one.name: _stripped(getattr(words, one.name))
        for one in fields(words)
        if one.name not in ("organisation", "website")
    }
    columns["organisation"] = organisation(words.organisation, words.website.strip(), by=by)
    return (Offer if isinstance(words, OfferWords) else LinkWorkers), columns


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _same(made: Entry, columns: dict[str, Any], twice: IntegrityError) -> Entry:
    """What is there already, if it says the same; otherwise somebody's words would be lost without a word."""
    by_name = {"name__iexact": made.name} if isinstance(made, Offer) else {}
    where = {name: columns[name] for name in ("place", "area", "organisation") if name in columns}
    same: Entry | None = type(made)._default_manager.filter(ended_on=None, **where, **by_name).first()
    told = columns.keys() - {*where, "name"}
    if same is None or any(getattr(same, name) != columns[name] for name in told):
        raise TwiceError from twice
    return same
