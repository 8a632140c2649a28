"""What is on offer and who helps on release is found by anybody who looks for it, as long as it is there."""

import pytest
from django.test import Client

from cms.search_sources import SearchQuery
from cms.search_words import words_in
from consultations.directory import checking, opening
from consultations.directory.searching import DirectorySource
from tests.factories.directory import area, offer, place, team
from tests.factories.moderation import facilitator
from vocabulary.models import PlaceKind

pytestmark = pytest.mark.django_db


def found(text: str = "", **narrowed: str) -> list[str]:
    """Titles of what search finds."""
    query = SearchQuery(words=words_in(text), **narrowed)
    return [one.title for one in DirectorySource().find(query, 10)]


@pytest.mark.database
def test_words_kind_and_place_find_what_is_there_and_nothing_that_was_taken_out():
    by, fells = facilitator(), place("The Fells", PlaceKind.REGION)
    prison, vale = place("HMP Zed", region=fells), area("Brindle Vale", fells)
    choir = offer(by=by, place=prison)
    gone = offer(by=by, place=prison, name="Drama")
    helps = team(by=by, area=vale, organisation="Vale Practice")
    checking.take_out(gone, by=by, version=0)
    opening.open_with(vale, "Between two rivers.", by=by, version=0)
    assert found("choir") == found("tuesdays") == found("thornleigh arts") == ["Choir, HMP Zed"]
    assert found("link worker reception") == found("practice") == ["Vale Practice, Brindle Vale"]
    assert found("drama") == found("prison") == []
    assert found("rivers") == ["Brindle Vale"]
    both = {"Choir, HMP Zed", "Vale Practice, Brindle Vale"}
    assert set(found(place="the-fells")) == both | {"The Fells", "HMP Zed", "Brindle Vale"}
    assert set(found("fells", kind="place")) == {"The Fells", "HMP Zed", "Brindle Vale"}
    assert found(place="hmp-zed") == ["Choir, HMP Zed", "HMP Zed"]
    assert found(kind="offer") == ["Choir, HMP Zed"]
    assert found(kind="team") == ["Vale Practice, Brindle Vale"]
    checking.take_out(choir, by=by, version=0)
    checking.take_out(helps, by=by, version=0)
    assert found("choir") == found("practice") == []
    assert set(found(place="the-fells")) == {"The Fells", "HMP Zed", "Brindle Vale"}


def test_the_search_page_leads_to_the_place_and_tells_nobody_who_keeps_it():
    by = facilitator()
    offer(by=by)
    team(by=by)
    page = Client().get("/search/?q=choir+reception").content.decode()
    assert 'href="/places/hmp-thornleigh/"' in Client().get("/search/?q=choir").content.decode()
    assert 'href="/places/brindle-vale/#teams"' in Client().get("/search/?q=reception").content.decode()
    assert by.display_name not in page
    assert by.email not in page


def test_it_is_one_question_to_the_database_however_much_there_is(django_assert_num_queries):
    by = facilitator()
    for number in range(4):
        offer(by=by, name=f"Choir {number}")
        team(by=by, organisation=f"Choir practice {number}")
        with django_assert_num_queries(1):
            assert len(found("choir")) == 2 * number + 2
