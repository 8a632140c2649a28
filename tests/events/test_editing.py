"""What editors of an event see, and what they are refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

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
