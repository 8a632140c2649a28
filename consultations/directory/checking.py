"""Keeping entries true: confirming them, taking them out, and asking their owners when they are old."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from consultations.directory.entering import taken
from consultations.directory.models import Entry, LinkWorkers, Offer
from edge import content_version
from mailing.enums import Moment
from mailing.sending import send
from people.models import Person

#: Local time at which owners are asked.
EACH_MORNING = "08:00"
#: Nobody is asked about the same entry more often than this.
ASKED_AGAIN_AFTER = timedelta(days=30)


@transaction.atomic
def confirm(entry: Entry, *, by: Person, version: int) -> Entry:
    """Say that it still holds, today. Doing it again changes nothing.

    Raises:
        MayNotError, NotThereError. StaleError: it says something else than what was read.
    """
    found: Entry = taken(entry, by=by, version=version)
    found.checked_on, found.asked_on = timezone.localdate(), None
    found.save(update_fields=["checked_on", "asked_on"])
    content_version.bump()
    return found


@transaction.atomic
def take_out(entry: Entry, *, by: Person, version: int) -> None:
    """It is not there any more: nobody is shown it.

    Raises:
        MayNotError, NotThereError. StaleError: it says something else than what was read.
    """
    found: Entry = taken(entry, by=by, version=version)
    found.ended_on = timezone.localdate()
    found.save(update_fields=["ended_on"])
    content_version.bump()


def ask_owners() -> int:
    """Ask those who keep entries that are out of date, by one mail each at the next fixed time.

    The mail says that something waits, not what. Returns how many people are asked. For the schedule.
    """
    today = timezone.localdate()
    due = Q(asked_on__isnull=True) | Q(asked_on__lte=today - ASKED_AGAIN_AFTER)
    with transaction.atomic():
        owners: set[int] = set()
        for model in (Offer, LinkWorkers):
            old = model.objects.old(today).filter(due, owner__is_active=True)
            owners.update(old.order_by().values_list("owner", flat=True).distinct())
            old.update(asked_on=today)
        path = reverse("directory-members:entries")
        for person in Person.objects.filter(pk__in=owners).order_by("pk"):
            send(person.email, "waiting", {"path": path}, language=person.language, when=Moment.NEXT_ROUND)
    return len(owners)
