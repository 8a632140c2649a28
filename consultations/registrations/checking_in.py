"""At the door: who came, and who came without having registered."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from consultations.events.enums import EventState
from consultations.registrations import registers
from consultations.registrations.enums import ON_THE_LIST, RegistrationState, Source
from consultations.registrations.models import Register, Registration
from consultations.registrations.permissions import Act, refuse_unless
from consultations.registrations.refusals import NotOnTheListError, NotTheDayError, TooLongError
from consultations.registrations.words import Told
from people.models import Person
from sealing.random_keys import random_key
from vocabulary.role_groups import RoleGroup

LONGEST_NAME = 80
#: More people than any group brings.
MOST_AT_ONCE = 500


def is_the_day(page: Any) -> bool:
    """Whether it can be noted who came: from its day on, where it is; never if it was called off."""
    today = timezone.localdate(timezone=page.zone)
    return bool(page.state != EventState.CANCELLED and today >= page.first_day)


@transaction.atomic
def note(registration: Registration, came: int | None, *, by: Person) -> Registration:
    """Note how many of a registration came; None takes the note back. Repeating it changes nothing.

    Who was on the waiting list and was let in has a place from then on. A group may bring more than it said.

    Raises:
        MayNotError, NotOnTheListError.
        NotTheDayError: the day of the event has not come, or it was called off.
        ValueError: so many cannot be.
    """
    refuse_unless(by, Act.CHECK_IN)
    register, event = registers.taken(registration.page)
    found = Registration.objects.filter(pk=registration.pk, state__in=sorted(ON_THE_LIST)).first()
    if found is None:
        raise NotOnTheListError
    _refuse_before(event)
    if came is not None and not 0 <= came <= (MOST_AT_ONCE if found.source == Source.GROUP else 1):
        raise ValueError("so many cannot come")
    found.came = came
    if came and found.state == RegistrationState.WAITING:
        found.state = RegistrationState.IN
    found.save(update_fields=["came", "state"])
    registers.recount(register, event)
    return found


@transaction.atomic
def walk_in(
    page: Any, name: str, role_group: str, *, by: Person, people: int = 1, key: int | None = None
) -> Registration:
    """Note somebody who came without registering: a name if they want one, or so many people without.

    ``key`` was made with the form: sent twice, it is the same registration.

    Raises:
        MayNotError, NotTheDayError, TooLongError.
        ValueError: there is no such group, or so many cannot be.
    """
    refuse_unless(by, Act.CHECK_IN)
    register, event = registers.taken(page)
    _refuse_before(event)
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise TooLongError(LONGEST_NAME)
    if role_group not in ("", *RoleGroup.values) or not 1 <= people <= MOST_AT_ONCE:
        raise ValueError("no such group, or too many")
    key = key or random_key()
    there = Registration.objects.filter(pk=key).first()
    if there is not None:
        return there
    return _let_in(register, event, key, Told(name=name), role_group, people)


def _let_in(
    register: Register, event: Any, key: int, told: Told, role_group: str, people: int
) -> Registration:
    register.last_position += 1
    made = Registration(
        pk=key,
        page_id=register.pk,
        source=Source.WALK_IN,
        state=RegistrationState.IN,
        position=register.last_position,
        people=people,
        came=people,
        role_group=role_group,
    )
    made.told = told
    made.save(force_insert=True)
    registers.recount(register, event)
    return made


def _refuse_before(event: Any) -> None:
    if not is_the_day(event):
        raise NotTheDayError
