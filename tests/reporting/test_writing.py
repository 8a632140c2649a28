"""A report is saved as typed, by those who may, from the text that stands; complete: nothing is empty."""

import datetime

import pytest
from django.utils import timezone

from consultations.events.when import Precision
from consultations.reporting import writing
from consultations.reporting.enums import Part
from consultations.reporting.models import Report
from consultations.reporting.refusals import (
    MayNotError,
    NotADraftError,
    NotHeldError,
    NotReadyError,
    StaleError,
    TooLongError,
)
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory, facilitator, member
from tests.factories.reports import WORDS, report, researcher

pytestmark = pytest.mark.django_db


def test_parts_are_kept_as_typed_and_others_stay():
    page, by = EventFactory(), researcher()
    writing.save(page, {Part.AIM: "  To learn.\r\nTogether.\x00 "}, by=by, version=0)
    saved = writing.save(page, {Part.METHODS: "A meeting."}, by=by, version=1)

    assert (saved.aim, saved.methods, saved.version) == ("To learn.\nTogether.", "A meeting.", 2)
    assert Report.objects.get().saved_by == by


def test_only_researchers_and_publishers_write():
    page = EventFactory()
    for person in (member(), facilitator(), None):
        with pytest.raises(MayNotError):
            writing.save(page, {Part.AIM: "x"}, by=person, version=0)
    report(page, by=PersonFactory(group=PermissionGroup.PUBLISHER))


def test_an_event_that_has_not_begun_is_a_draft_or_cancelled_has_no_report():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    by = researcher()
    for page in (
        EventFactory(precision=Precision.DAY, day=tomorrow),
        EventFactory(live=False),
        EventFactory(state="cancelled", cancelled_because="Ill."),
    ):
        with pytest.raises(NotHeldError):
            writing.save(page, WORDS, by=by, version=0)
    assert not Report.objects.exists()


@pytest.mark.database
def test_a_save_from_an_older_text_is_refused_with_both_texts():
    page, one, other = EventFactory(), researcher(), researcher()
    writing.save(page, {Part.AIM: "Mine."}, by=one, version=0)
    with pytest.raises(StaleError) as stale:
        writing.save(page, {Part.AIM: "Theirs."}, by=other, version=0)

    assert (stale.value.theirs[Part.AIM], stale.value.yours[Part.AIM]) == ("Mine.", "Theirs.")
    assert Report.objects.get().aim == "Mine."


def test_it_is_complete_only_when_the_bad_is_told_as_well_as_the_good():
    page, by = EventFactory(), researcher()
    writing.save(page, {**WORDS, Part.RESULTS_BAD: " ", Part.INFLUENCE_BAD: ""}, by=by, version=0)
    with pytest.raises(NotReadyError) as refused:
        writing.complete(page, by=by)

    assert refused.value.missing == [Part.RESULTS_BAD, Part.INFLUENCE_BAD]
    assert str(Part.RESULTS_BAD.label) in str(refused.value)


def test_a_complete_report_stays_as_it_is_until_it_is_opened_again():
    page, by = EventFactory(), researcher()
    done = report(page, by=by)
    assert writing.complete(page, by=by).completed_on == done.completed_on == timezone.localdate()
    with pytest.raises(NotADraftError):
        writing.save(page, {Part.AIM: "Other."}, by=by, version=done.version)

    for _twice in range(2):
        again = writing.open_again(page, by=by)
        assert (again.state, again.completed_on) == ("draft", None)
    assert writing.save(page, {Part.AIM: "Other."}, by=by, version=again.version).aim == "Other."


def test_a_part_has_an_end():
    page, by = EventFactory(), researcher()
    with pytest.raises(TooLongError):
        writing.save(page, {Part.AIM: "x" * (writing.LONGEST + 1)}, by=by, version=0)
