"""Counts are kept: words at each emptying and votes when they end, and nothing changes them in between."""

import datetime

import pytest
from django.utils import timezone

from consultations.ballots.enums import BallotState
from consultations.events.enums import EventState
from consultations.panorama import counting, gathering, kept
from consultations.panorama.enums import By, What
from consultations.panorama.models import Count
from edge import content_version
from tests.factories.ballots import AGREE, DISAGREE, closed_one
from tests.factories.events import EventFactory, groups, point, record, topic
from tests.factories.results import closed_ballot, public_ballot
from tests.factories.threads import PublishedFactory, emptied, many_published
from vocabulary.models import Place, PlaceKind

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_nothing_is_kept_before_the_box_was_emptied():
    many_published(9, responses=False)

    assert kept.read() == kept.Kept({}, None)


def test_words_are_counted_when_the_box_is_emptied_and_not_in_between():
    many_published(18, responses=False)
    emptied(day=datetime.date(2026, 11, 24))
    PublishedFactory()
    before = kept.read()
    emptied(number=2, day=datetime.date(2026, 11, 25))
    after = kept.read()

    assert (before.all(What.ANSWERS), before.words_on) == (18, datetime.date(2026, 11, 24))
    assert (after.all(What.ANSWERS), after.words_on) == (19, datetime.date(2026, 11, 25))


def test_counting_again_leaves_the_same_rows_and_says_that_public_pages_changed():
    many_published(18, responses=False)
    emptied()
    rows = list(Count.objects.values_list("what", "by", "key", "number"))
    version = content_version.current()
    counting.after_an_emptying(timezone.localdate())

    assert list(Count.objects.values_list("what", "by", "key", "number")) == rows
    assert content_version.current() > version


def test_what_there_is_none_of_any_more_goes():
    said = PublishedFactory(stage="recalled")
    emptied()
    said.delete()
    emptied(number=2)

    assert kept.read().by(What.ANSWERS, By.STAGE) == {}


def test_points_are_counted_by_all_that_their_page_says_of_them():
    prison = Place.objects.create(kind=PlaceKind.PRISON, name="HMP Fernhollow", slug="fernhollow")
    town = Place.objects.create(kind=PlaceKind.RELEASE_AREA, name="Fernhollow", slug="town")
    said = [
        point(stage="recalled", themes=["housing"], said_by=["pwle", "link-worker"], custody=prison.slug,
              release=town.slug),
        point(stage="recalled", said_by=["pwle"], custody=prison.slug, release=""),
        point(),
    ]  # fmt: skip
    EventFactory(record=record(topic(points=said)))
    EventFactory(record=record(topic(points=[point(stage="recalled")])), live=False)
    emptied()
    counted = kept.read()

    assert counted.all(What.POINTS) == 3
    assert counted.by(What.POINTS, By.STAGE) == {"recalled": 2}
    assert counted.by(What.POINTS, By.GROUP) == {"pwle": 2, "link-worker": 1}
    assert counted.by(What.POINTS, By.PLACE) == {"fernhollow": 2, "town": 1}
    assert counted.by(What.POINTS, By.THEME) == {"housing": 1}


def test_people_count_only_where_their_event_shows_them_by_group_as_rounded_there():
    EventFactory(took_part=groups(pwle=13, link_worker=9))
    EventFactory(took_part=groups(pwle=12, prison_staff=11))
    EventFactory(took_part=groups(pwle=200, prison_staff=9), people_total=209)  # too few of staff
    EventFactory(took_part=groups(pwle=40, link_worker=None))
    EventFactory(took_part=groups(pwle=40, link_worker=40), state=EventState.CANCELLED,
                 cancelled_because="The room is shut.")  # fmt: skip
    emptied()
    counted = kept.read()

    assert (counted.all(What.EVENTS), counted.by(What.EVENTS, By.GROUP)) == (4, {"": 2})
    assert counted.by(What.PEOPLE, By.GROUP) == {"pwle": 25, "link-worker": 10, "prison-staff": 10}


def test_votes_are_counted_when_they_end_and_papers_only_where_numbers_are_shown():
    told = closed_ballot([(20, AGREE), (5, DISAGREE)])
    closed_ballot([(9, AGREE)])  # too few for numbers
    public_ballot(BallotState.CANCELLED)
    public_ballot(BallotState.OPEN)
    counting.after_a_vote(told)
    counted = kept.read()

    assert (counted.all(What.VOTES), counted.all(What.PAPERS)) == (2, 25)
    assert counted.words_on is None


@pytest.mark.parametrize("much", [1, 12])
def test_counting_asks_the_same_however_much_there_is(django_assert_num_queries, much):
    for _n in range(much):
        EventFactory(took_part=groups(pwle=13, link_worker=9), record=record(topic(points=[point()])))
        closed_ballot([(20, AGREE), (5, DISAGREE)])
    many_published(9 * much, responses=False)
    with django_assert_num_queries(6):
        gathering.at_emptying(timezone.localdate())
        gathering.at_closing()


def test_votes_that_ended_before_anybody_counted_are_counted_at_the_next_emptying():
    closed_ballot([(20, AGREE), (5, DISAGREE)])
    emptied()

    assert kept.read().all(What.PAPERS) == 25


def test_a_vote_that_is_closed_is_counted_at_once():
    closed_one([AGREE] * 12 + [DISAGREE] * 3, voters=15)

    assert kept.read().all(What.PAPERS) == 15
