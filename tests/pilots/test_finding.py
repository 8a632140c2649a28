"""A pilot is found from what it tries, from the front page and by search, and nowhere before it is shown."""

import datetime
import re

import pytest
from django.utils import timezone

from cms.search_sources import SearchQuery
from cms.search_words import words_in
from cms.setup import set_up
from consultations.events.models import Point
from consultations.outcomes import stepping
from consultations.outcomes.enums import StepState
from consultations.pilots.finding import PilotsSource
from consultations.pilots.flowing import address_of
from consultations.pilots.models import Pilot
from consultations.proposals.enums import ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom, ProposalTheme
from edge import content_version
from feedback.threads.sockets import what_became
from tests.factories.directory import place
from tests.factories.events import many_events
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision, step
from tests.factories.pilots import cycle, pilot
from tests.factories.proposals import proposal
from tests.factories.threads import PublishedFactory
from vocabulary.models import JourneyStage, PlaceKind, Theme

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def found(text: str = "", **narrowed: str) -> list[str]:
    """Titles of what search finds."""
    return [one.title for one in PilotsSource().find(SearchQuery(words=words_in(text), **narrowed), 10)]


def test_the_page_of_a_proposal_leads_to_the_pilot_that_tries_it_and_says_when_it_is_over(client):
    tried, today = proposal(ProposalState.FINAL), timezone.localdate()
    shown = pilot(proposals=[tried])
    hidden = pilot(proposals=[tried], shown=False)
    words = page(client, f"/proposals/{tried.slug}/")
    assert f'<a href="{address_of(shown.slug)}">It is being tried: {shown.title}</a>' in words
    assert address_of(hidden.slug) not in words
    Pilot.objects.filter(pk=shown.pk).update(ends_on=today - DAY, evaluation_ends_on=today)
    content_version.bump()
    assert f">It was tried: {shown.title}</a>" in page(client, f"/proposals/{tried.slug}/")


@pytest.mark.database
def test_words_lead_to_a_pilot_that_is_to_come_going_on_or_over(client):
    said, today = PublishedFactory(), timezone.localdate()
    tried = proposal(ProposalState.FINAL)
    ComesFrom.objects.create(proposal=tried, kind=ComesFromKind.CONTRIBUTION, key=str(said.pk))
    led_by = [("contribution", str(said.pk))]
    pilot(title="First", proposals=[tried], starts_on=today + DAY)
    cycle(pilot(title="Second"), led_by=led_by)
    pilot(title="Third", proposals=[tried], starts_on=today - 3 * DAY, ends_on=today - DAY)
    came = [(one.text, one.progress) for one in what_became([said.pk])[said.pk]][1:]
    assert came == [
        ("It will be tried: First", "nothing"), ("It is being tried: Second", "going"),
        ("It was tried: Third", "done"),
    ]  # fmt: skip


def test_the_front_page_says_beside_what_was_said_that_it_is_being_tried_or_what_was_done(client):
    set_up(by=None)
    many_events(1, points=1)
    tried, by = proposal(ProposalState.FINAL, title="Tea on the wing"), facilitator()
    ComesFrom.objects.create(proposal=tried, kind=ComesFromKind.POINT, key=Point.objects.get().key)
    content_version.bump()
    assert "It is being tried" not in page(client, "/")
    shown = pilot(proposals=[tried], by=by)
    words = page(client, "/")
    assert re.search(rf'href="{address_of(shown.slug)}"[^>]*>It is being tried: {shown.title}', words)
    assert "Tea on the wing" in words
    done = step(decision(about=tried, by=by), by=by, what="A kettle on each wing")
    stepping.tell(done, StepState.DONE, "It boils.", by=by)
    words = page(client, "/")
    assert "A kettle on each wing" in words
    assert "It is being tried" not in words


@pytest.mark.database
def test_search_finds_a_pilot_by_words_place_and_stage_once_it_is_shown(client, django_assert_num_queries):
    fells = place("The Fells", PlaceKind.REGION)
    prison, tried = place("HMP Zed", region=fells), proposal(ProposalState.FINAL)
    tried.stages.add(JourneyStage.objects.get(key="in-custody"))
    theme = Theme.objects.order_by("slug").first().slug
    ProposalTheme.objects.create(content_object=tried, tag=Theme.objects.get(slug=theme))
    pilot(title="Kettles", tries="Tea and marmalade.", custody=[prison], proposals=[tried])
    pilot(title="Lamps", tries="Light and marmalade.", shown=False, custody=[prison], proposals=[tried])
    pilot(title="Pencils", tries="Paper.")
    with django_assert_num_queries(2):
        assert found("marmalade") == ["Kettles"]
    assert found(place="hmp-zed") == found(place="the-fells") == found(stage="in-custody") == ["Kettles"]
    assert found("tea", theme=theme) == ["Kettles"]
    assert found(stage="recalled") == []
    assert set(found()) == {"Kettles", "Pencils"}
    assert "Kettles" in page(client, "/search/?q=marmalade")
