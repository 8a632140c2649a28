"""Whoever holds the receipt sees what the named side holds about their answer: all of it, without names."""

import pytest
from django.utils import timezone

from feedback.moderation import about_answers, claiming, escalating, noting
from feedback.moderation.models import Item, Note, PassedOn
from feedback.threads import sockets
from tests.factories.moderation import arrived, facilitator, fresh, lead

pytestmark = pytest.mark.django_db


def told(item) -> str:
    return " | ".join(f"{what}: {held}" for what, held in about_answers.held_about(item.pk))


def test_what_was_found_and_done_is_told_without_names_and_without_notes():
    item = arrived("I want to kill myself. Ring me on 07700 900123.")
    who = facilitator(display_name="Rhys Morgan")
    noting.note(item, "Ask Jo about it.", by=who)
    claiming.claim(fresh(item), by=who, version=fresh(item).version)
    text = told(item)
    assert "a phone number" in text
    assert "1 note. It is not shown here." in text
    assert "Somebody here is at work on it: Yes" in text
    assert "Taken on" in text
    assert "Rhys" not in text
    assert "Ask Jo" not in text


def test_whom_it_was_passed_on_to_is_told():
    item = arrived("I want to kill myself.")
    escalating.escalate(item, by=facilitator(), version=item.version)
    escalating.pass_on(
        fresh(item),
        to="Safer custody, HMP Fernhollow",
        said="Please look in.",
        at=timezone.now(),
        by=lead(),
        version=fresh(item).version,
    )
    text = told(item)
    assert f"Safer custody, HMP Fernhollow, {timezone.localdate():%-d %B %Y}" in text
    assert "Please look in" not in text


def test_the_room_is_plugged_in_and_knows_nothing_of_other_keys():
    item = arrived()
    assert sockets.held_about.get("moderation") is about_answers.held_about
    assert about_answers.held_about(item.pk + 1) == []


def test_every_column_and_every_table_about_an_item_is_told():
    """What is added later has to be told as well."""
    there = {field.name for field in Item._meta.get_fields()} - {"contribution"}
    there |= {"log", "drafts"}  # these hang on the contribution
    assert set(about_answers.columns(arrived())) == there
    assert {Note, PassedOn} <= {one.related_model for one in Item._meta.related_objects}


def test_it_costs_the_same_however_much_there_is(django_assert_num_queries):
    item = arrived()
    with django_assert_num_queries(6):
        about_answers.held_about(item.pk)
    for number in range(4):
        noting.note(item, f"Note number {number}.", by=facilitator())
    with django_assert_num_queries(6):
        about_answers.held_about(item.pk)
