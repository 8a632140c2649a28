"""Who has set up a second step, and who still must."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists
from django.http import HttpRequest

from people.models import Person

#: Marks the session of a person who came in by the demo's one step (demo.sign_in).
ONE_STEP = "one-step"
#: Kinds that count as a second step; recovery codes only stand in for one.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(person: Person) -> bool:
    """Whether the person has an authenticator app or a key."""
    return _steps_of(person).exists()


def must_set_up_second_step(request: HttpRequest, person: Person) -> bool:
    """Whether somebody who moderates or administers has not set up a second step yet.

    Asked before every page of theirs: one query, which reads their groups as well.
    """
    if settings.DEMO and request.session.get(ONE_STEP):
        return False
    groups = dict(person.groups.annotate(has_step=Exists(_steps_of(person))).values_list("name", "has_step"))
    person.group_names = frozenset(groups)
    if not person.needs_second_step:
        return False
    return not (any(groups.values()) if groups else has_second_step(person))


def _steps_of(person: Person) -> Any:
    return Authenticator.objects.filter(user=person, type__in=STEPS)
