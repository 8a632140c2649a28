"""Steps are planned, told as they go, and end with words; nothing goes where its state does not allow it."""

import datetime

import pytest
from django.utils import timezone

from consultations.outcomes import stepping
from consultations.outcomes.enums import ALLOWED, DecisionKind, StepState
from consultations.outcomes.models import Step
from consultations.outcomes.refusals import (
    MayNotError,
    NoReasonError,
    NothingPlannedError,
    NotNowError,
    StaleError,
)
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision, planned, step
from tests.factories.people import member

pytestmark = pytest.mark.django_db
S = StepState


def test_steps_stand_in_the_order_in_which_they_were_planned_and_each_once():
    made, by = decision(), facilitator()
    first = stepping.add(made, planned(what="First"), by=by)
    second = stepping.add(made, planned(what="Second"), by=by)
    assert stepping.add(made, planned(what="First"), by=by) == first
    assert list(made.steps.all()) == [first, second]


def test_its_owner_says_how_far_it_is_and_nobody_else_but_facilitators():
    owner = member()
    one = step(owner=owner)
    stepping.tell(one, S.UNDER_WAY, "Two areas are written down.", by=owner)
    stepping.tell(one, S.UNDER_WAY, "Now three.", by=facilitator())
    with pytest.raises(MayNotError):
        stepping.tell(one, S.DONE, "Done.", by=member())
    assert [update.words for update in one.updates.all()] == ["Now three.", "Two areas are written down."]


def test_an_end_is_told_in_words_and_a_change_is_one_that_is_done():
    by, one = facilitator(), step()
    for end in (S.DONE, S.STOPPED):
        with pytest.raises(NoReasonError):
            stepping.tell(one, end, " ", by=by)
    stepping.tell(one, S.UNDER_WAY, "", by=by, is_change=True)
    one.refresh_from_db()
    assert not one.is_change
    stepping.tell(one, S.DONE, "The list is on each wing.", by=by, is_change=True)
    one.refresh_from_db()
    assert (one.state, one.result, one.is_change) == (S.DONE, "The list is on each wing.", True)
    stepping.tell(one, S.UNDER_WAY, "One area is missing.", by=by)
    one.refresh_from_db()
    assert (one.result, one.is_change) == ("", False)


def test_every_other_way_is_refused():
    by = facilitator()
    for before in StepState:
        for to in StepState:
            if to == before or to in ALLOWED[before]:
                continue
            one = step(what=f"{before} {to}")
            Step.objects.filter(pk=one.pk).update(
                state=before, result="So." if before in ("done", "stopped") else ""
            )
            with pytest.raises(NotNowError):
                stepping.tell(one, to, "Words.", by=by)


def test_planning_anew_refuses_an_older_text_and_an_empty_one():
    one, by = step(), facilitator()
    stepping.plan_anew(one, planned(what="A longer list"), by=by, version=0)
    with pytest.raises(StaleError):
        stepping.plan_anew(one, planned(what="Older"), by=by, version=0)
    with pytest.raises(NothingPlannedError):
        stepping.plan_anew(one, planned(what=" "), by=by, version=1)


def test_steps_of_a_decision_that_was_replaced_go_no_further():
    made = decision()
    one = step(made)
    decision(DecisionKind.MORE_WORK, about=made.proposal)
    with pytest.raises(MayNotError):
        stepping.tell(one, S.DONE, "Done.", by=facilitator())
    assert not Step.objects.standing().exists()


def test_overdue_is_what_is_not_done_when_its_day_is_over():
    today = timezone.localdate()
    late, in_time = (
        step(what="Late", due_on=today - datetime.timedelta(days=1)),
        step(what="In time", due_on=today),
    )
    assert list(Step.objects.overdue(today)) == [late]
    stepping.tell(late, S.DONE, "There.", by=facilitator())
    assert not Step.objects.overdue(today).exists()
    assert in_time.state == S.NOT_STARTED
