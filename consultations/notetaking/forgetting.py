"""When notes go. The points that matter stand in the summary by then."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from background import retention
from consultations.notetaking.models import Note, Notebook, ReadList, Scribe


def register() -> None:
    """Plug into the daily round."""
    kept = timedelta(days=settings.EVENT_NOTES_KEPT_DAYS)
    retention.register("event-notes", forget_notes, older_than=kept)
    retention.register("event-lists", forget_lists, older_than=timedelta(days=1))


@transaction.atomic
def forget_notes(before: datetime) -> int:
    """Delete the notes of events that were over by then and of which no note changed since.

    Returns how many notebooks went. Who was asked to take notes is forgotten with them.
    """
    day = timezone.localdate(before)
    old = Notebook.objects.filter(changed_on__lt=day, page__last_day__lt=day)
    pages = list(old.values_list("pk", flat=True))
    Note.objects.filter(page__in=pages).delete()
    Notebook.objects.filter(pk__in=pages).delete()
    Scribe.objects.filter(page__last_day__lt=day).exclude(page__in=Notebook.objects.values("pk")).delete()
    return len(pages)


def forget_lists(before: datetime) -> int:
    """Delete lists that nobody took in or dropped."""
    return ReadList.objects.filter(day__lt=timezone.localdate(before)).delete()[0]
