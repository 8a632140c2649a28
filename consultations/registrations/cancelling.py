"""Giving a place back. What was told is deleted at once; whoever waits longest and fits gets the place."""

from typing import Any

from django.db import transaction

from consultations.registrations import moving_up, registers, telling
from consultations.registrations.enums import ON_THE_LIST, RegistrationState
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, refuse_unless
from consultations.registrations.refusals import OverError

#: What stays is that somebody had put their name down, and the code that tells its holder so.
_NOTHING_LEFT: dict[str, Any] = {
    "state": RegistrationState.CANCELLED, "sealed": b"", "consents": {}, "expenses_claimed": False,
    "by_mail": False, "person": None, "place": None, "put_down_by": None, "role_group": "",
}  # fmt: skip


@transaction.atomic
def cancel(registration: Registration, *, by: Any) -> None:
    """Give a place back, or leave the waiting list. Repeating it changes nothing.

    ``by`` is the member, a facilitator, or `permissions.CODE`. An event that was called off still lets
    people go, so that nothing of theirs stays.

    Raises:
        MayNotError.
        OverError: the event is over; what was told is deleted by itself.
    """
    register, event = registers.taken(registration.page)
    found = Registration.objects.select_related("person").filter(pk=registration.pk).first()
    if found is None or found.state not in ON_THE_LIST:
        return
    refuse_unless(by, Act.CANCEL, found)
    if registers.is_over(event):
        raise OverError
    found.page = event
    telling.told_cancelled(found)
    for name, value in _NOTHING_LEFT.items():
        setattr(found, name, value)
    found.save(update_fields=list(_NOTHING_LEFT))
    moving_up.moved_up(register, event)
