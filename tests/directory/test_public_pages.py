"""Everybody reads what is on offer in each place, where nothing is, and who helps on release."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.directory import checking, opening
from consultations.directory.enums import ActivityKind
from consultations.directory.models import OLD_AFTER, LinkWorkers, Offer
from edge import page_cache
from edge.memory import memory
from tests.factories.directory import area, offer, place, team
from tests.factories.moderation import facilitator
from vocabulary.models import Place, PlaceKind

pytestmark = pytest.mark.django_db
PATHS = ["/places/", "/places/grid/", "/places/hmp-thornleigh/", "/link-workers/", "/link-workers/on-paper/"]


def read(path: str) -> str:
    """A page as a visitor gets it."""
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def make_old(entry: Offer | LinkWorkers) -> None:
    day = timezone.localdate() - OLD_AFTER - datetime.timedelta(days=1)
    type(entry).objects.filter(pk=entry.pk).update(checked_on=day)


def test_a_gap_is_told_as_a_gap_in_the_list_and_in_the_grid():
    offer(place=place("HMP Thornleigh"))
    place("HMP Marl Hill")
    listed = read("/places/?kind=prison")
    assert "A gap" in listed
    assert "Arts and making" in listed
    grid = read("/places/grid/?kind=prison")
    assert grid.count("Nothing that we know of") == 2 * len(ActivityKind) - 1
    assert "<b>1</b>" in grid


def test_places_stand_below_their_region_which_is_no_gap_and_adds_up_what_they_have():
    by, fells, downs = (
        facilitator(),
        place("The Fells", PlaceKind.REGION),
        place("The Downs", PlaceKind.REGION),
    )
    zed, vale, far = place("HMP Zed", region=fells), area("Brindle Vale", fells), area("Far Coast")
    offer(by=by, place=zed)
    offer(by=by, place=vale, name="Band")
    offer(by=by, place=vale, name="Allotment", kind=ActivityKind.NATURE)
    for path in ("/places/", "/places/grid/"):
        page = read(path)
        assert page.index(">The Fells</a>") < page.index(">Brindle Vale<") < page.index(">HMP Zed<")
        assert page.index(">HMP Zed<") < page.index("Elsewhere") < page.index(">Far Coast<")
        assert ">The Downs</a>" not in page
        assert "any prison or area in these regions" in page
        assert "The Downs" in page.split("in these regions: ")[1].split("</p>")[0]
    [fells_row] = [row for row in table("/places/grid/?kind=region") if row[0] == "The Fells"]
    assert fells_row[1:4] == ["2", "Nothing that we know of", "1"]
    of_region = read("/places/the-fells/")
    assert "What is on offer in its places" in of_region
    assert of_region.index("2 things") < of_region.index(">HMP Zed<")
    offer(by=by, place=fells, name="Walk", kind=ActivityKind.MOVING)
    assert [row[2] for row in table("/places/grid/") if row[0] == "The Fells"] == ["1"]
    assert [row[2] for row in table("/places/grid/?kind=region") if row[0] == "The Fells"] == ["1"]
    assert far.name in read("/places/?kind=release-area")
    assert downs.name in read("/places/?kind=region")


@pytest.mark.database
def test_pages_of_places_hold_each_place_once_and_in_one_order_whatever_region_it_is_in(monkeypatch):
    by, fells = facilitator(), place("The Fells", PlaceKind.REGION)
    for number, region in enumerate((fells, None, place("The Downs", PlaceKind.REGION), fells, None)):
        place(f"HMP Row {number}", region=region)
        place(f"Fells {number}", region=fells)
    offer(by=by, place=fells)
    whole = [row[0] for row in table("/places/grid/")]
    monkeypatch.setattr("consultations.directory.places.PAGE_LENGTH", 3)
    seen, after = [], ""
    while after is not None:
        page = f"/places/grid/?after={after}"
        seen += [row[0] for row in table(page)]
        more = re.search(
            r"/places/grid/\?after=([\w-]+)", read(page).split('rel="next"')[0].rsplit("<a", 1)[-1]
        )
        after = more[1] if more and 'rel="next"' in read(page) else None
    assert len(whole) == len(set(whole))
    assert seen == whole
    assert whole.index("The Fells") < whole.index("Fells 0") < whole.index("HMP Row 1")


def table(path: str) -> list[list[str]]:
    """The rows of places of the grid, cell by cell."""
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", read(path))
    cells = [re.split(r"</t[hd]>(?:<td>)?", row) for row in rows]
    return [[re.sub(r"<[^>]*>|–", "", cell) for cell in row] for row in cells]


def test_the_page_of_a_place_says_who_runs_what_for_whom_how_often_and_when_it_was_checked():
    by = facilitator()
    one = offer(by=by)
    opening.open_with(one.place, "A prison by the sea.", by=by, version=0)
    page = read("/places/hmp-thornleigh/")
    for words in (
        "Choir", "Thornleigh Arts Trust", "Everybody on the wing", "Every Tuesday", "Last checked on",
        "A prison by the sea.", "Nothing that we know of",
    ):  # fmt: skip
        assert words in page
    assert by.display_name not in page
    make_old(one)
    checking.confirm(offer(by=by, name="Drama"), by=by, version=0)  # the page is made anew
    assert "Nobody has checked this since" in read("/places/hmp-thornleigh/")


def test_what_was_taken_out_is_not_shown_and_may_come_back():
    by = facilitator()
    one = offer(by=by)
    checking.take_out(one, by=by, version=0)
    assert "Choir" not in read("/places/hmp-thornleigh/")
    assert offer(by=by).pk != one.pk
    assert "Choir" in read("/places/hmp-thornleigh/")


def test_a_long_list_goes_over_pages_without_losing_a_row(monkeypatch):
    monkeypatch.setattr("consultations.directory.places.OFFERS_LENGTH", 2)
    monkeypatch.setattr("consultations.directory.places.PAGE_LENGTH", 2)
    monkeypatch.setattr("consultations.directory.teams.PAGE_LENGTH", 2)
    by = facilitator()
    for number in range(5):
        kind = ActivityKind.NATURE if number % 2 else ActivityKind.ARTS
        offer(by=by, name=f"Thing {number}", kind=kind)
        team(by=by, area=area(f"Area {number}"))
        place(f"HMP Row {number}")
    for start, word, wanted in (
        ("/places/hmp-thornleigh/", "Thing ", 5), ("/places/?kind=prison", "HMP Row ", 5),
        ("/link-workers/", "Area ", 5),
    ):  # fmt: skip
        seen, path = set(), start
        for _turn in range(4):
            page = read(path)
            seen |= {number for number in range(5) if f"{word}{number}<" in page}
            if 'rel="next"' not in page:
                break
            path = page.split('rel="next"')[0].rsplit('href="', 1)[-1].split('"')[0] or page
            path = path.replace("&amp;", "&")
        assert len(seen) == wanted, start


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_the_same_whatever_there_is(path, django_assert_max_num_queries):
    by = facilitator()
    region = Place.objects.filter(kind=PlaceKind.REGION).first()

    def count() -> list[str]:
        """As somebody who comes first: nothing is kept from anybody before."""
        for kept in (memory, page_cache.shelf, cache):
            kept.clear()
        with django_assert_max_num_queries(12) as asked:
            read(path)
        return [query["sql"] for query in asked.captured_queries]

    def more(number: int) -> None:
        offer(by=by, name=f"Thing {number}", place=place(region=region), organisation=f"Trust {number}")
        team(by=by, area=area(f"Area {number}", region), organisation=f"Practice {number}")

    more(0)
    few = count()
    for number in range(1, 9):
        more(number)
    many = count()
    assert len(many) == len(few), "\n".join([*few, "…", *many])


def test_link_workers_are_found_by_area_and_by_region():
    by = facilitator()
    region = place("The Fells", PlaceKind.REGION)
    team(by=by, area=area("Brindle Vale", region), organisation="Vale Practice")
    team(by=by, area=region, organisation="Fells Network")
    team(by=by, area=area("Far Coast"), organisation="Coast Practice")
    of_area = read("/link-workers/?q=brindle")
    assert "Vale Practice" in of_area
    assert "Fells Network" in of_area
    assert "Coast Practice" not in of_area
    assert "From 12 weeks before release" in of_area
    assert "Coast Practice" not in read("/link-workers/?q=fells")
    assert "We know of no team there" in read("/link-workers/?q=nowhere")
    assert "Vale Practice" in read(reverse("places:place", args=["the-fells"]))


def test_a_prison_prints_all_teams_its_own_region_first_and_reads_where_there_is_none():
    by = facilitator()
    fells, downs = place("The Fells", PlaceKind.REGION), place("The Downs", PlaceKind.REGION)
    place("HMP Zed", region=fells)
    team(by=by, area=area("Zennor", fells), organisation="Near Practice", phone="0113 496 0123")
    team(by=by, area=area("Abbot", None), organisation="Far Practice")
    team(by=by, area=downs, organisation="Downs Network")
    area("Served by its region", downs)
    area("Marl Heath", fells)
    printed = read("/link-workers/on-paper/?place=hmp-zed")
    assert "HMP Zed" in printed
    told = [
        printed.index(words) for words in ("Near Practice", "Downs Network", "Far Practice", "Marl Heath")
    ]
    assert told == sorted(told)
    assert "We know of no team for people who go to: Marl Heath." in printed
    assert "0113 496 0123" in printed
    anywhere = read("/link-workers/on-paper/?place=hmp-nowhere")
    assert anywhere.index("Downs Network") < anywhere.index("Near Practice") < anywhere.index("Far Practice")
    assert 'href="tel:01134960123"' in read("/link-workers/")


@pytest.mark.database
@pytest.mark.parametrize(
    "query", ["?after=%00&kind=%00&place=%00&q=%00", "?after=../x&kind=zz&place=zz", "?q=%27&after=1"]
)
def test_nothing_in_a_query_breaks_a_page(query):
    offer()
    for path in PATHS:
        assert Client().get(path + query).status_code == 200
