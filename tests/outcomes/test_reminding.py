"""Who sees to a step is reminded a week before and once it is late: once each, in neutral words."""

import datetime

import pytest
from django.utils import timezone

from consultations.outcomes import reminding, stepping
from consultations.outcomes.enums import DecisionKind, StepState
from mailing.models import Message
from mailing.rendering import render
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision, planned, step
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def of_somebody():
    """A step of somebody, due in thirty days."""
    return step(owner=PersonFactory(), due_on=timezone.localdate() + 30 * DAY)


def test_they_are_reminded_a_week_before_and_when_it_is_late_and_once_each(of_somebody):
    due = of_somebody.due_on
    told = [reminding.remind_due(due + days * DAY) for days in (-8, -7, -6, 0, 1, 2, 30)]
    assert told == [0, 1, 0, 0, 1, 0, 0]
    assert Message.objects.count() == 1  # what still waits for the same person is one mail


def test_a_morning_that_was_missed_is_made_up_for_and_late_comes_once(of_somebody):
    due = of_somebody.due_on
    assert [reminding.remind_due(due + 3 * DAY), reminding.remind_due(due + 4 * DAY)] == [1, 0]


def test_what_is_put_off_is_another_day_to_be_reminded_of(of_somebody):
    due, owner = of_somebody.due_on, of_somebody.owner
    assert reminding.remind_due(due + DAY) == 1
    later = planned(owner=owner, due_on=due + 60 * DAY)
    stepping.plan_anew(of_somebody, later, by=facilitator(), version=of_somebody.version)
    assert [reminding.remind_due(due + days * DAY) for days in (2, 53, 61)] == [0, 1, 1]


def test_nobody_is_reminded_of_what_ended_was_replaced_or_is_nobodys(of_somebody):
    made, late = decision(), timezone.localdate() + 40 * DAY
    step(made, what="Nobody's", due_on=timezone.localdate() + DAY)
    stepping.tell(of_somebody, StepState.STOPPED, "The room is gone.", by=facilitator())
    replaced = step(decision(DecisionKind.MORE_WORK), owner=PersonFactory())
    decision(about=replaced.decision.proposal)
    closed = step(owner=PersonFactory())
    closed.owner.is_active = False
    closed.owner.save()
    assert reminding.remind_due(late + 365 * DAY) == 0


def test_the_mail_says_neither_what_nor_for_when():
    subject = render(reminding.TEMPLATE, {"path": "/members/decisions/"}, "en-gb").subject
    assert "step" not in subject.lower()
