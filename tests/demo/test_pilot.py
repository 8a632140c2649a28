"""The demo has a pilot under way, with a logic model, two cycles and six months of three measures."""

import pytest

from consultations.pilots.evaluation_showing import in_order
from consultations.pilots.models import Cycle, Pilot, Value
from demo.evaluating import make_evaluation
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


def test_its_plan_was_there_before_the_first_number_and_a_report_draws_on_the_numbers(demo, client):
    pilot = Pilot.objects.get()
    plan, report = (page.get_url() for page in in_order(pilot.evaluations.live()))
    page = client.get(f"/pilot/{pilot.slug}/").content.decode()
    assert plan in page
    assert report in page
    assert "before the first number came in on" in client.get(plan).content.decode()
    shown = client.get(report).content.decode()
    for words in ("People who met the link worker", "Adapt: change it and try again", "Cite this", "FH-14"):
        assert words in shown
    make_evaluation(Person.objects.get(email="rhys@demo.example"))
    assert pilot.evaluations.count() == 2
