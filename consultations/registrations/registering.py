"""Putting a name down for an event: a member in one step, a guest who gets a code, a group known by number.

Whoever fits gets a place; everybody else is put on the waiting list, in the order of coming.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.events.enums import RegistrationStanding
from consultations.events.standing import registration_of
from consultations.registrations import consenting, moving_up, registers, telling
from consultations.registrations.enums import RegistrationState, Source
from consultations.registrations.models import Register, Registration
from consultations.registrations.permissions import CODE, Act, refuse_unless
from consultations.registrations.refusals import NotOpenError, TooManyError
from consultations.registrations.words import Told
from people.models import Person
from vocabulary.models import Place


@dataclass(frozen=True)
class Details:
    """What somebody says who would like to come. Everything may be left out."""

    told: Told = field(default_factory=Told)
    #: Value of a role group; empty for who would rather not say. A member's is that of their account.
    role_group: str = ""
    #: Yes or no to what is asked, by `consenting.key_of`.
    consents: Mapping[str, bool] = field(default_factory=dict)
    expenses_claimed: bool = False
    #: A group: how many they are, and where they come from.
    people: int = 1
    place: Place | None = None
    language: str = "en-gb"


@transaction.atomic
def register(page: Any, details: Details, *, by: Person) -> Registration:
    """Put a member down. Done twice, it is the same registration as before.

    Raises:
        MayNotError.
        NotOpenError: nobody can register just now.
    """
    refuse_unless(by, Act.REGISTER, page)
    taken, event = registers.taken(page)
    there = Registration.objects.on_the_list().filter(page=page, person=by).first()
    if there is not None:
        return there
    _refuse_closed(event)
    told = replace(details.told, name="", email="")
    return _put_down(
        taken, event, replace(details, told=told, role_group=by.role_group, people=1, place=None),
        source=Source.MEMBER, person=by, by_mail=True,
    )  # fmt: skip


@transaction.atomic
def register_guest(page: Any, details: Details, *, index: bytes, by: str = CODE) -> Registration:
    """Put somebody down who has no account; ``index`` is the slow hash of their code (`guest_codes`).

    Done twice with the same code, it is the same registration as before.

    Raises:
        NotOpenError: nobody can register just now.
    """
    taken, event = registers.taken(page)
    there = Registration.objects.filter(page=page, code_index=index).first()
    if there is not None:
        return there
    _refuse_closed(event)
    return _put_down(
        taken, event, replace(details, people=1, place=None),
        source=Source.GUEST, code_index=index, by_mail=bool(details.told.email),
    )  # fmt: skip


@transaction.atomic
def register_group(page: Any, details: Details, *, by: Person) -> Registration:
    """Put down a group known by number. A facilitator can do so until the event begins.

    The group gets its places together or waits together.

    Raises:
        MayNotError.
        NotOpenError: the event takes nobody, or has begun.
        TooManyError: more than all places of the event.
    """
    refuse_unless(by, Act.REGISTER_GROUP)
    taken, event = registers.taken(page)
    if not event.takes_registrations or not registers.moves(event):
        raise NotOpenError
    if event.capacity is not None and details.people > event.capacity:
        raise TooManyError(event.capacity)
    told = replace(details.told, name="", email="", phone="")
    return _put_down(
        taken, event, replace(details, told=told, expenses_claimed=False), source=Source.GROUP, put_down_by=by
    )


def _refuse_closed(event: Any) -> None:
    if registration_of(event, timezone.now()) is not RegistrationStanding.OPEN:
        raise NotOpenError


def _put_down(register: Register, event: Any, details: Details, **who: Any) -> Registration:
    if register.waiting:
        moving_up.moved_up(register, event)  # whoever waits and fits by now goes first
    fits = registers.places_of(event).fits(registers.there(event), details.role_group, details.people)
    register.last_position += 1
    made = Registration(
        page=event,
        state=RegistrationState.IN if fits else RegistrationState.WAITING,
        position=register.last_position,
        people=details.people,
        role_group=details.role_group,
        place=details.place,
        consents=consenting.answers(event, details.consents),
        expenses_claimed=details.expenses_claimed,
        language=details.language,
        **who,
    )
    made.told = details.told
    made.save(force_insert=True)
    registers.recount(register, event)
    telling.told_registered(made)
    return made
