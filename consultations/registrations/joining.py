"""How to join an event online or by phone: written by who runs it, read by those who have a place.

It is kept apart from the page, which has revisions, a search and copies (docs/events.md).
"""

from typing import Any

from django.db import transaction

from consultations.registrations import hearing
from consultations.registrations.models import Joining, Registration
from consultations.registrations.permissions import Act, may, refuse_unless
from consultations.registrations.refusals import TooLongError

LONGEST = 2000


@transaction.atomic
def write(page: Any, details: str, *, by: Any) -> None:
    """Say how to join. Nothing takes it away. Those who get no other mail before the event are told of it.

    Raises:
        MayNotError, TooLongError.
    """
    refuse_unless(by, Act.WRITE_JOINING)
    details = details.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(details) > LONGEST:
        raise TooLongError(LONGEST)
    if not details:
        Joining.objects.filter(pk=page.pk).delete()
        return
    if details == written(page.pk):
        return
    row = Joining(page_id=page.pk)
    row.details = details
    Joining.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["page"], update_fields=["sealed"]
    )
    hearing.tell_how_to_join(page.pk)


def details_for(registration: Registration, *, by: Any) -> str:
    """How to join, for whoever may see it: the owner of a place. Nothing for everybody else. One query."""
    if not may(by, Act.SEE_JOINING, registration):
        return ""
    return written(registration.page_id)


def written(page_id: int) -> str:
    """How to join this event; nothing if nobody said. Ask `details_for`, or who may write it. One query."""
    return Joining.objects.details_of(page_id)
