"""Changing what one told: how to be reached, what one needs, what one agreed to; and how large a group is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from consultations.registrations import consenting, moving_up, registers, telling
from consultations.registrations.enums import ON_THE_LIST, Source
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, refuse_unless
from consultations.registrations.refusals import NoRoomError, NotOnTheListError, OverError, TooManyError
from consultations.registrations.words import Told
from people.models import Person

_CHANGED = ["sealed", "consents", "expenses_claimed", "by_mail", "people"]


@transaction.atomic
def change(
    registration: Registration,
    told: Told,
    *,
    by: Any,
    consents: Mapping[str, bool] | None = None,
    expenses_claimed: bool | None = None,
) -> Registration:
    """Tell something else than before, as long as the event is not over. The place stays what it is.

    ``by`` is the member, a facilitator, or `permissions.CODE`. What is not given stays as it was.

    Raises:
        MayNotError, NotOnTheListError, OverError.
    """
    _register, event, found = _found(registration, by, Act.CHANGE)
    if registers.is_over(event):
        raise OverError
    found.told = _kept_to(found.source, told)
    if found.source == Source.GUEST:
        found.by_mail = bool(told.email)
    if consents is not None:
        found.consents = consenting.answers(event, consents)
    if expenses_claimed is not None and found.source != Source.GROUP:
        found.expenses_claimed = expenses_claimed
    found.save(update_fields=_CHANGED)
    telling.told_changed(found)
    return found


@transaction.atomic
def resize(registration: Registration, people: int, *, by: Person) -> Registration:
    """Say that a group is larger or smaller. What it gives back goes to those who wait.

    A group that has its places may grow only as far as there is room that nobody waits for.

    Raises:
        MayNotError, NotOnTheListError.
        OverError: the event has begun, or does not take place.
        TooManyError: more than all places of the event. NoRoomError.
        ValueError: nobody is no group.
    """
    if people < 1:
        raise ValueError("a group has at least one person")
    refuse_unless(by, Act.REGISTER_GROUP)
    register, event, found = _found(registration, by, Act.CHANGE)
    if not registers.moves(event):
        raise OverError
    if event.capacity is not None and people > event.capacity:
        raise TooManyError(event.capacity)
    more = people - found.people
    if found.is_in and more > 0:
        places = registers.places_of(event)
        if not places.fits(registers.there(event), found.role_group, more):
            raise NoRoomError
    found.people = people
    found.save(update_fields=_CHANGED)
    moving_up.moved_up(register, event)
    found.refresh_from_db()
    return found


def _found(registration: Registration, by: Any, act: Act) -> tuple[Any, Any, Registration]:
    """The list and the event, locked, and the registration as it stands."""
    register, event = registers.taken(registration.page)
    found = Registration.objects.select_related("person").filter(pk=registration.pk).first()
    if found is None or found.state not in ON_THE_LIST:
        raise NotOnTheListError
    refuse_unless(by, act, found)
    found.page = event
    return register, event, found


def _kept_to(source: str, told: Told) -> Told:
    """What this kind of registration may hold: a member's name and address are those of their account."""
    if source == Source.MEMBER:
        return replace(told, name="", email="")
    if source == Source.GROUP:
        return replace(told, name="", email="", phone="")
    return told
