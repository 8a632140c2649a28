"""Asking members to take notes at an event."""

from typing import Any

from django.db import transaction

from consultations.notetaking.models import Scribe
from consultations.notetaking.permissions import Act
from consultations.notetaking.refusals import AlreadyScribeError
from consultations.notetaking.turns import refuse_unless
from people.models import Person


@transaction.atomic
def ask(page: Any, person: Person, *, by: Person) -> Scribe:
    """Let a member take notes at an event; they find it on their home.

    Raises:
        MayNotError, AlreadyScribeError.
    """
    refuse_unless(by, Act.NAME_SCRIBES, page)
    row, made = Scribe.objects.get_or_create(page_id=page.pk, person=person)
    if not made:
        raise AlreadyScribeError
    return row


@transaction.atomic
def let_go(page: Any, person_pk: int, *, by: Person) -> None:
    """They take no notes there any more; what they wrote stays. Doing it again changes nothing.

    Raises:
        MayNotError.
    """
    refuse_unless(by, Act.NAME_SCRIBES, page)
    Scribe.objects.filter(page=page.pk, person=person_pk).delete()
