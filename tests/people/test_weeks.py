"""Times are kept to the week (rule 25)."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import user_logged_in
from django.utils import timezone

from people.weeks import start_of_week
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", range(7))
def test_every_moment_of_a_week_becomes_its_monday(day):
    moment = datetime(2026, 3, 2, 23, 59, 59, 999_999, tzinfo=UTC) + timedelta(days=day)
    assert timezone.localtime(start_of_week(moment)).isoformat() == "2026-03-02T00:00:00+00:00"


def test_the_week_in_which_clocks_change_begins_at_midnight_too():
    moment = datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert timezone.localtime(start_of_week(moment)).isoformat() == "2026-03-23T00:00:00+00:00"


def test_djangos_own_note_of_the_second_is_gone():
    receivers = [receiver for key, receiver, *_ in user_logged_in.receivers if key[0] == "update_last_login"]
    assert len(receivers) == 1
    assert "update_last_login" not in repr(receivers)


def test_signing_in_twice_in_a_week_writes_once(client, django_assert_num_queries):
    person = PersonFactory()
    user_logged_in.send(sender=type(person), request=None, user=person)
    assert person.last_login == start_of_week()
    with django_assert_num_queries(0):
        user_logged_in.send(sender=type(person), request=None, user=person)


def test_second_steps_keep_weeks_only():
    person = PersonFactory(second_step=True)
    step = Authenticator.objects.get(user=person)
    step.data["viewed_at"] = timezone.now().timestamp()
    step.record_usage()
    step.save()
    step.refresh_from_db()
    week = start_of_week()
    assert (step.created_at, step.last_used_at) == (week, week)
    assert step.data["viewed_at"] == week.timestamp()


def test_using_a_second_step_twice_in_a_week_writes_once(django_assert_num_queries):
    step = Authenticator.objects.get(user=PersonFactory(second_step=True))
    step.record_usage()
    with django_assert_num_queries(0):
        step.record_usage()
