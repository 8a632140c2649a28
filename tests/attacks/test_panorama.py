"""The panorama gives nothing away: a reader could count it all, and what nobody may see changes no byte."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import product

import pytest
from django.utils import timezone

from consultations.events.rows import Point
from disclosure.tables import shown
from edge import content_version
from feedback.threads.enums import State
from feedback.threads.models import Contribution, Thread
from tests.factories.ballots import AGREE, closed_one, open_one, vote_all
from tests.factories.events import EventFactory, groups, point, record, topic
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory, emptied
from tests.panorama.reading import FILE, GROUPS, JOURNEY, PAGE, PAPER, PLACES, THEMES, TOTALS, numbers
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)
G = RoleGroup


def said(thread: Thread, number: int, group: str = "", **about) -> list[Contribution]:
    return [PublishedFactory(thread=thread, role_group=group, **about) for _n in range(number)]


@pytest.fixture
def place(db) -> Place:
    return Place.objects.create(kind=PlaceKind.PRISON, name="HMP Fernhollow", slug="fernhollow")


@pytest.fixture
def told(place) -> Thread:
    """Two questions with answers, groups of eight and of fewer, and an event."""
    first, second = ThreadFactory(place=place), ThreadFactory()
    said(first, 9, G.LINK_WORKER, stage="recalled", themes=["housing"])
    said(first, 7, G.FAMILY, stage="community")
    said(first, 6, themes=["housing", "health"])
    said(second, 7, G.LINK_WORKER)
    said(second, 8, G.PRISON_STAFF, stage="recalled")
    points = [
        point(stage="recalled", said_by=["pwle"], themes=["housing"]),
        point(said_by=["pwle", "family"]),
    ]
    EventFactory(record=record(topic(points=points)), took_part=groups(pwle=13, link_worker=9))
    emptied(day=DAY)
    return first


# --- What a reader counts ------------------------------------------------------------------------


def answers_on(client, slug: str) -> Iterator[str]:
    """The mark-up of every answer that can be read on the pages of a thread."""
    address = f"/feedback/{slug}/"
    while address:
        page = client.get(address).content.decode()
        for part in page.split('<li id="words-')[1:]:
            if 'class="stub"' not in part:
                yield part.split("</li>")[0]
        older = re.search(r'href="([^"]*after=[^"]*)"', page)
        address = unescape(older[1]) if older else ""


def counted_by_hand(client) -> dict[tuple[str, str, str], int]:
    """What somebody counts who reads every page of answers, by table, what it is about and column."""
    names = (
        dict(JourneyStage.objects.values_list("key", "name")),
        dict(Theme.objects.values_list("slug", "name")),
    )
    found = Counter[tuple[str, str, str]]()
    listed = re.findall(r'href="/feedback/(question-[\w-]+)/"', client.get("/feedback/").content.decode())
    for slug in dict.fromkeys(listed):
        about = client.get(f"/feedback/{slug}/").content.decode()
        where = re.search(r"What it is about:[^.]*HMP Fernhollow", about)
        for answer in answers_on(client, slug):
            found[TOTALS, "Answers that can be read", "Number"] += 1
            found[PLACES, "HMP Fernhollow" if where else "No place", "Answers"] += 1
            for kind, table, called in (("stage", JOURNEY, names[0]), ("theme", THEMES, names[1])):
                for key in re.findall(rf"\?{kind}=([\w-]+)", answer):
                    found[table, called[key], "Answers"] += 1
            group = re.search(r"From: ([\w ]+)\.", answer)
            name = group[1][0].upper() + group[1][1:] if group else "No group is shown"
            found[GROUPS, name, "Answers"] += 1
    return dict(found)


def test_every_count_of_answers_is_one_that_a_reader_comes_to(client, told):
    by_hand = counted_by_hand(client)
    file = {
        what: number for what, number in numbers(client).items() if what[2] == "Answers" or what in by_hand
    }

    assert by_hand[TOTALS, "Answers that can be read", "Number"] == 37
    assert {what: file[what] for what in by_hand} == {what: str(number) for what, number in by_hand.items()}
    # Whatever nobody can count is told as nothing, or as nothing that can be said.
    rest = {number for what, number in file.items() if what not in by_hand}
    assert rest <= {"0", "none, or too few to say"}


def test_every_count_of_points_is_one_of_rows_that_pages_print(client, told):
    file, points = numbers(client), list(Point.objects.select_related("stage"))

    assert file[TOTALS, "Points raised at events", "Number"] == str(len(points))
    assert file[JOURNEY, "Recalled", "Points raised"] == str(sum(one.stage is not None for one in points))
    for group in RoleGroup:
        name = str(group.label)
        there = sum(group.value in one.said_by for one in points)
        assert file[GROUPS, name[0].upper() + name[1:], "Points raised"] == str(there)


# --- What nobody may see -------------------------------------------------------------------------


def all_bytes(client) -> list[bytes]:
    return [client.get(address).content for address in (PAGE, PAPER, FILE, "/cy/panorama/")]


def test_what_is_held_declined_hidden_or_too_few_changes_no_byte(client, told):
    before = all_bytes(client)
    for state in (State.HELD, State.RETURNED, State.ESCALATED, State.DECLINED, State.WITHDRAWN):
        ContributionFactory(thread=told, state=state, role_group=G.PROBATION, stage="in-custody")
    ContributionFactory(thread=told, state=State.DECLINED, batch=1, role_group=G.LINK_WORKER)
    ContributionFactory(
        thread=told, state=State.HELD, may_show=False, was_read=True, role_group=G.LINK_WORKER
    )
    for hidden in (ThreadFactory(hidden=True, place=told.place), ThreadFactory(opened_on=None)):
        said(hidden, 9, G.RESEARCHER, stage="in-custody", themes=["health"])
    unlisted = ThreadFactory(hidden=True, hosted=True, unlisted=True, place=told.place)
    said(unlisted, 9, G.COMMISSIONER, stage="in-custody")
    EventFactory(live=False, took_part=groups(pwle=80, family=80), record=record(topic(points=[point()])))
    vote_all(open_one(10), [AGREE] * 5)
    emptied(number=2, day=DAY)

    assert all_bytes(client) == before


def test_who_a_group_of_fewer_than_eight_is_changes_no_byte(client, told):
    before = all_bytes(client)
    few = Contribution.objects.filter(thread=told, role_group__in=(G.FAMILY, ""))
    for group in (G.RESEARCHER, G.COMMISSIONER, ""):
        few.update(role_group="")
        for one in few.order_by("pk")[:7]:
            Contribution.objects.filter(pk=one.pk).update(role_group=group)
        emptied(number=2, day=DAY)
        few = Contribution.objects.filter(thread=told, role_group__in=(group, ""))

        assert all_bytes(client) == before


def test_nothing_that_happens_between_two_emptyings_changes_a_byte(client, told):
    before = all_bytes(client)
    Contribution.objects.filter(pk=said(told, 3, G.PROBATION, stage="in-custody")[0].pk).update(
        state=State.WITHDRAWN, words=""
    )
    gone = Contribution.objects.filter(thread=told, role_group=G.LINK_WORKER).first()
    Contribution.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN, words="")
    ContributionFactory(thread=told, ready=True)
    content_version.bump()

    assert all_bytes(client) == before


def test_a_vote_without_numbers_tells_no_more_than_that_it_was_held(client, told):
    closed_one([AGREE] * 9, voters=12)
    file = numbers(client)

    assert file[TOTALS, "Votes that were counted", "Number"] == "1"
    assert file[TOTALS, "People who voted, where numbers are shown", "Number"] == "0"


# --- Rounded tables, added up ---------------------------------------------------------------------


def test_adding_up_the_tables_of_events_narrows_none_of_them():
    """By brute force over every pair of events: with the sum an attacker tells apart no more than without."""

    def released(table):
        told = shown(dict(enumerate(table)))
        return tuple(told.cells.items()), told.total

    tables = {table: released(table) for table in product(range(1, 25), repeat=2)}
    pages, with_panorama = set(), set()
    for one, other in product(tables.values(), repeat=2):
        added = Counter(dict(one[0]))
        added.update(dict(other[0]))
        pages.add((one, other))
        with_panorama.add((one, other, tuple(sorted(added.items()))))

    assert len(with_panorama) == len(pages) > 100


def test_the_days_told_are_those_of_an_emptying_and_of_the_reader(client, told):
    page = client.get(PAGE).content.decode()
    days = set(re.findall(r"\d{1,2} \w+ \d{4}", page))

    assert days <= {"24 November 2026", f"{timezone.localdate():%-d %B %Y}"}
