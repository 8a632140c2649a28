"""What editors of an event see, and what they are refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from consultations.events.blocks import TookPartBlock
from consultations.events.models import EventPage, Point
from consultations.events.when import Precision
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, point, record, the_index, topic
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher(client, settings):
    """Somebody who writes, in; the second step is the business of other tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    person = PersonFactory(group=PermissionGroup.RESEARCHER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def refused(**values):
    event = EventPage(
        title="E", slug="e", path="x", depth=4, numchild=0, format="online", day=datetime.date(2027, 1, 6)
    )
    event.precision = Precision.DAY
    for name, value in values.items():
        setattr(event, name, value)
    with pytest.raises(ValidationError) as error:
        event.full_clean()
    return set(error.value.message_dict)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"precision": Precision.TIME}, "time"),
        ({"state": "cancelled"}, "cancelled_because"),
        ({"where": "The library"}, "where"),
        ({"slug": "feed"}, "slug"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(values, field):
    assert field in refused(**values)


def test_groups_that_add_up_to_more_than_all_are_refused():
    took_part = [("group", {"group": "pwle", "number": 20})]

    assert "people_total" in refused(people_total=10, took_part=took_part)


def test_a_group_named_twice_is_refused():
    block = TookPartBlock()
    value = block.to_python([{"type": "group", "value": {"group": "pwle", "number": 9}}] * 2)

    with pytest.raises(ValidationError):
        block.clean(value)


def test_the_editor_speaks_plainly_of_points_and_numbers(client, researcher):
    event = EventFactory(record=record(topic("When", [point("Start early.")])))
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()

    for words in (
        "How widely it was shared",
        "Who said it",
        "at least 8 people (10 for staff)",
        "Through the gate",
    ):
        assert words in shown


def test_a_new_event_can_be_begun(client, researcher):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", the_index().pk])

    assert client.get(address).status_code == 200


def test_a_preview_shows_points_that_have_no_row_yet(client, researcher):
    event = EventFactory(live=False, record=record(topic("When", [point("Only drafted.", themes=["trust"])])))
    event.save_revision()
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[event.pk])).content.decode()

    assert "Only drafted." in shown
    assert not Point.objects.exists()


def test_a_topic_shows_itself_in_the_preview_of_its_block():
    block = EventPage._meta.get_field("record").stream_block.child_blocks["topic"]

    assert "Start early." in block.render(
        block.to_python(
            block.meta.preview_value | {"points": [{"text": "Start early.", "stage": "recalled"}]}
        )
    )


def filled_in(**values):
    streams = ("agenda", "facilitators", "reserved", "consents", "took_part", "record", "in_short")
    empty = {name: streamfield([]) for name in (*streams, "easy_read", "credits", "corrections")}
    given = {
        "title": "What would help in the first week?",
        "slug": "first-week",
        "introduction": "We plan it together.",
        "language": "en-GB",
        "state": "planned",
        "precision": "time",
        "day": "2090-12-09",
        "time": "14:00",
        "minutes": "120",
        "time_zone": "Europe/London",
        "format": "online",
        "basis": "involvement",
        "summary_state": "as-the-record",
        "original_precision": "month",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        **empty,
        **values,
    }
    return nested_form_data(given)


def send(client, **values):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", the_index().pk])
    return client.post(address, filled_in(**values))


def test_a_plan_is_written_through_the_editor(client, researcher):
    answer = send(
        client,
        takes_registrations="on",
        capacity="20",
        can_change="The first week.",
        who_decides="The team.",
        answer_by="2091-01-09",
        registration_closes="2090-12-08 12:00",
        agenda=streamfield([("topic", {"title": "Release", "questions": streamfield([])})]),
        reserved=streamfield([("kept", {"group": "pwle", "places": "8"})]),
        consents=streamfield([("consent", {"kind": "notes", "text": "You may take notes."})]),
        facilitators=streamfield([("person", {"name": "Sam Example", "role": ""})]),
    )

    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    draft = EventPage.objects.get().get_latest_revision_as_object()
    assert draft.capacity == 20
    assert draft.reserved[0].value["places"] == 8
    assert draft.consents[0].value["kind"] == "notes"


def test_a_draft_may_be_unfinished(client, researcher):
    assert send(client, takes_registrations="on", basis="research").status_code == 302


def test_broken_dates_are_answered_where_they_stand_and_nothing_typed_is_lost(client, researcher):
    answer = send(
        client,
        day="31.02.2090",
        minutes="-30",
        time_zone="GMT+1",
        registration_closes="tomorrow",
        capacity="many",
        purpose="Nobody wants to write this twice.",
    )

    assert answer.status_code == 200
    assert {"day", "minutes", "time_zone", "registration_closes", "capacity"} <= set(
        answer.context["form"].errors
    )
    html = answer.content.decode()
    assert "Nobody wants to write this twice." in html
    assert "31.02.2090" in html
    assert not EventPage.objects.exists()
