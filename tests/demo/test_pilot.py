"""The demo has a pilot under way, with a logic model, two cycles and six months of three measures."""

import pytest

from consultations.pilots.models import Cycle, Pilot, Value
from demo.piloting import make_pilot
from people.models import Person

pytestmark = pytest.mark.django_db


def test_the_pilot_is_under_way_with_its_cycles_its_numbers_and_a_warning_about_money(demo, client):
    pilot = Pilot.objects.get()
    page = client.get(f"/pilot/{pilot.slug}/").content.decode()
    for words in (
        "It is going on", "How it is meant to help", "Adapt: change it and try again", "Adopt: keep it",
        "We know only on", "People who met the link worker", "Go on", "Three of nine people",
    ):  # fmt: skip
        assert words in page
    assert (Cycle.objects.count(), Value.objects.count()) == (2, 18)
    assert pilot.proposals.count() == 2
    make_pilot(Person.objects.get(email="rhys@demo.example"))
    assert Pilot.objects.count() == 1
