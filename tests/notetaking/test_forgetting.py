"""Notes go when they are no longer needed, and only then."""

import datetime

import pytest
from django.utils import timezone

from background import retention
from consultations.notetaking import forgetting, importing
from consultations.notetaking.models import Note, Notebook, ReadList, Scribe
from tests.factories.events import EventFactory
from tests.factories.notetaking import event_today, note, scribe_of
from tests.factories.people import facilitator

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_notes_go_so_long_after_the_event_and_after_the_last_change():
    old, typed_late, coming = EventFactory(), EventFactory(), event_today()
    for page in (old, typed_late, coming):
        note(page)
        scribe_of(page)
    Notebook.objects.exclude(page=typed_late).update(changed_on=days_ago(400).date())
    assert forgetting.forget_notes(days_ago(180)) == 1
    assert set(Note.objects.values_list("page", flat=True)) == {typed_late.pk, coming.pk}
    assert set(Notebook.objects.values_list("page", flat=True)) == {typed_late.pk, coming.pk}
    assert set(Scribe.objects.values_list("page", flat=True)) == {typed_late.pk, coming.pk}
    assert forgetting.forget_notes(days_ago(180)) == 0


def test_a_list_that_nobody_took_in_goes_the_next_day():
    page, by = event_today(), facilitator()
    importing.lay_down(page, b"point\nEarly.\n", by=by)
    assert forgetting.forget_lists(days_ago(1)) == 0
    ReadList.objects.update(day=days_ago(2).date())
    forgetting.forget_lists(days_ago(1))
    assert not ReadList.objects.exists()


def test_both_are_done_every_day(settings):
    kept = {one.name: one.older_than.days for one in retention.kept()}
    assert kept["event-notes"] == settings.EVENT_NOTES_KEPT_DAYS == 180
    assert kept["event-lists"] == 1
