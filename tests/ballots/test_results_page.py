"""What the public page of a vote says, before, while and after people vote."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.reading_grade import FOR_THE_PUBLIC, grade_of_html
from consultations.ballots.enums import BallotState, KeptBy, Method, PassRule
from consultations.ballots.models import Ballot, Result
from edge import content_version, page_cache
from tests.factories.people import PersonFactory
from tests.factories.results import closed_ballot, public_ballot
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory

pytestmark = pytest.mark.django_db


def page_of(client, ballot, language=""):
    page_cache.shelf.clear()
    answer = client.get(f"{language}/proposals/votes/{ballot.slug}/")
    assert answer.status_code == 200
    assert not answer.cookies
    html = answer.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def answers(**numbers):
    return [(number, {"consent": answer}) for answer, number in numbers.items()]


def ranking(order):
    return {"ranks": {key: place for place, key in enumerate(order, start=1)}}


AGREED = answers(agree=56, concerns=17, either=5, disagree=6)


# --- Before and while -----------------------------------------------------------------------------


def test_a_vote_that_is_set_up_is_nobodys_business_yet(client):
    ballot = public_ballot(BallotState.DRAFT)

    for address in ("", "result.csv", "result.json"):
        assert client.get(f"/proposals/votes/{ballot.slug}/{address}").status_code == 404


def test_while_it_is_open_the_page_says_what_is_asked_and_nothing_of_who_voted(client):
    ballot = public_ballot(BallotState.OPEN, quorum=50, explanation="It is read out at the first meeting.")

    html = page_of(client, ballot)

    assert ballot.question in html
    assert "It is read out at the first meeting." in html
    assert "The vote is open until" in html
    assert "112 people" in html
    assert "At least 56 of 112" in html
    assert "How votes are counted" in html
    assert "voted." not in html.replace("how anybody voted", "")
    assert client.get(f"/proposals/votes/{ballot.slug}/result.json").status_code == 404


def test_before_it_opens_the_page_says_when(client):
    now = timezone.now()
    ballot = public_ballot(
        opens_at=now + datetime.timedelta(days=2), closes_at=now + datetime.timedelta(days=9)
    )

    assert "The vote opens on" in page_of(client, ballot)


def test_after_its_time_it_says_that_votes_are_counted_even_before_the_worker_comes(client):
    late = public_ballot(closes_at=timezone.now() - datetime.timedelta(seconds=1))
    waiting = public_ballot(BallotState.COUNTING, kept_by=KeptBy.HOLDERS)

    assert "Votes are being counted." in page_of(client, late)
    assert "until two people type in the parts of the key" in page_of(client, waiting)


def test_a_paused_vote_says_that_everybody_will_be_asked_again(client):
    assert "Everybody will be asked to vote again." in page_of(client, public_ballot(BallotState.PAUSED))


def test_a_cancelled_vote_says_why(client):
    ballot = public_ballot(BallotState.CANCELLED, cancelled_because="The prison closed the wing.")
    never_open = public_ballot(BallotState.CANCELLED, cancelled_because="A mistake.", opened_on=None)

    assert "The prison closed the wing." in page_of(client, ballot)
    assert "We destroyed the papers" in page_of(client, ballot)
    assert "destroyed" not in page_of(client, never_open)


def test_too_few_votes_decide_nothing_and_are_not_told(client):
    ballot = public_ballot(BallotState.NO_QUORUM, quorum=50)

    html = page_of(client, ballot)

    assert "Too few people voted" in html
    assert "At least 56 of them had to." in html
    assert client.get(f"/proposals/votes/{ballot.slug}/result.csv").status_code == 404


# --- Afterwards -----------------------------------------------------------------------------------


def test_what_was_agreed_stands_in_the_heading_with_turnout_and_quorum(client):
    html = page_of(client, closed_ballot(AGREED, quorum=50))

    assert "Agreed: a written promise of confidentiality" in html
    assert "84 of 112 people voted. At least 56 had to." in html
    assert "Nobody blocked it, and more people agreed than disagreed." in html
    assert re.search(r"I agree, with concerns\s+17", html)


def test_one_block_stops_it_and_the_page_says_so(client):
    html = page_of(client, closed_ballot([*AGREED, *answers(block=1)]))

    assert "Not agreed: a written promise of confidentiality" in html
    assert "1 person blocked it." in html


def test_options_stand_in_the_order_of_their_approvals_and_a_tie_stays_one(client):
    votes = [(7, {"approves": ["b"]}), (7, {"approves": ["a"]}), (1, {"approves": ["c", "d"]})]

    html = page_of(client, closed_ballot(votes, Method.APPROVAL, PassRule.FIRST))

    assert "A tie for the first place: Monday and Tuesday" in html
    assert "The vote does not set them apart." in html
    assert re.search(r"Monday 7 .*Tuesday 7 .*Friday 1 .*Saturday 1", html)


def test_scores_are_shown_as_points(client):
    votes = [(7, {"scores": {"a": 3, "b": 5, "c": 1, "d": 1}}), (5, {"scores": {"a": 5, "b": 2, "d": 0}})]

    html = page_of(client, closed_ballot(votes, Method.SCORE, PassRule.FIRST))

    assert "In first place: Monday" in html
    assert re.search(r"Monday 46 .*Tuesday 45 .*Friday 7", html)


def test_ranks_are_shown_with_the_table_that_they_were_counted_from(client):
    votes = [(9, ranking("abcd")), (8, ranking("bcda")), (4, ranking("dcab"))]

    html = page_of(client, closed_ballot(votes, Method.RANKED, PassRule.FIRST))

    assert "In first place: Monday" in html
    assert "A. Monday – 13 9 9" in html


def test_groups_are_shown_rounded_where_every_number_is_large_enough(client):
    votes = [
        (20, {"consent": "agree"}, "pwle"), (10, {"consent": "disagree"}, "pwle"),
        (15, {"consent": "concerns"}, "link-worker"), (10, {"consent": "either"}, "link-worker"),
        (11, {"consent": "agree"}, "probation"), (10, {"consent": "disagree"}, "prison-staff"),
    ]  # fmt: skip
    html = page_of(client, closed_ballot(votes))

    assert "By group, rounded to 5" in html
    assert "People with lived experience of prison 20 10" in html
    assert "Prison staff and probation 10 10" in html


def test_the_page_says_why_there_is_no_table_by_group(client):
    votes = [(20, {"consent": "agree"}, "pwle"), (7, {"consent": "disagree"}, "link-worker")]
    html = page_of(client, closed_ballot(votes))

    assert "There is no table by group." in html
    assert "rounded to 5" not in html


def test_where_all_say_the_same_neither_numbers_nor_turnout_are_told(client):
    html = page_of(client, closed_ballot(answers(agree=84), quorum=50))

    assert "Agreed: a written promise of confidentiality" in html
    assert "At least 56 of them had to, and enough did." in html
    assert "There are no numbers." in html
    assert "84" not in html


def test_a_vote_that_never_was_is_not_found(client):
    assert client.get("/proposals/votes/none/").status_code == 404


def test_nothing_can_be_sent_to_the_page(client):
    ballot = closed_ballot(AGREED)

    assert client.post(f"/proposals/votes/{ballot.slug}/").status_code == 405


# --- Reasons --------------------------------------------------------------------------------------


def test_reasons_are_shown_once_they_are_published_and_not_before(client):
    thread = ThreadFactory(slug="why-a-promise")
    PublishedFactory(thread=thread, said="People hold back if they think it goes to probation.")
    ContributionFactory(thread=thread, said="I said this and nobody has read it yet.")
    PublishedFactory(said="This was said somewhere else.")

    html = page_of(client, closed_ballot(AGREED, reasons_thread=thread.slug))

    assert "Why people voted as they did" in html
    assert "People hold back if they think it goes to probation." in html
    assert "nobody has read it yet" not in html
    assert "said somewhere else" not in html


def test_while_nothing_is_published_the_page_says_so(client):
    html = page_of(client, closed_ballot(AGREED, reasons_thread=ThreadFactory().slug))

    assert "No reason is shown yet" in html


def test_whoever_could_vote_by_name_is_told_of_beside_groups_and_codes_and_never_named(client):
    ballot = public_ballot(groups=["link-worker"], by_code=True)
    assert "named for it" not in page_of(client, ballot)
    ballot.named.add(PersonFactory(display_name="Winifred Ashdown"))

    html = page_of(client, ballot)

    assert "Link workers, people who were given a code and people who were named for it" in html
    assert "Winifred" not in html


@pytest.mark.parametrize("state", [BallotState.OPEN, BallotState.COUNTING, BallotState.NO_QUORUM])
def test_reasons_are_no_matter_before_a_vote_is_counted(client, state):
    html = page_of(client, public_ballot(state, reasons_thread=ThreadFactory().slug))

    assert "Why people voted" not in html


def test_many_reasons_cost_as_many_queries_as_one(client):
    one, many = ThreadFactory(), ThreadFactory()
    PublishedFactory(thread=one)
    PublishedFactory.create_batch(30, thread=many)

    counts = {
        counted_queries(client, closed_ballot(AGREED, reasons_thread=thread.slug)) for thread in (one, many)
    }
    assert len(counts) == 1
    assert counts.pop() <= 12


# --- Keeping --------------------------------------------------------------------------------------


def counted_queries(client, ballot):
    page_of(client, ballot)
    page_cache.shelf.clear()
    with CaptureQueriesContext(connection) as captured:
        page_of(client, ballot)
    return len(captured)


def test_a_hundred_thousand_papers_cost_as_many_queries_as_a_hundred(client):
    few = closed_ballot(answers(agree=60, disagree=40))
    many = closed_ballot(answers(agree=60_000, disagree=40_000), on_roll=120_000)

    assert counted_queries(client, few) == counted_queries(client, many) <= 12


def test_the_page_is_kept_for_everybody_until_the_vote_changes(client):
    ballot = public_ballot()
    address = f"/proposals/votes/{ballot.slug}/"
    client.get(address)
    assert len(page_cache.shelf) == 1

    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.CLOSED, ended_on=timezone.localdate())
    Result.objects.create(
        ballot=ballot,
        count={"method": "consent", "options": ["a"], "outcome": {"agreed": True, "winners": ["a"]}},
    )
    content_version.bump()

    assert "Agreed:" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "make",
    [
        lambda: closed_ballot(AGREED, quorum=50),
        lambda: closed_ballot(answers(agree=84), quorum=50),
        lambda: closed_ballot(
            [(9, ranking("abcd")), (8, ranking("bcda")), (4, ranking("dcab"))], Method.RANKED, PassRule.FIRST
        ),
        lambda: public_ballot(quorum=50, by_code=True),
        lambda: public_ballot(BallotState.COUNTING, kept_by=KeptBy.HOLDERS),
        lambda: public_ballot(BallotState.PAUSED),
        lambda: public_ballot(BallotState.NO_QUORUM, quorum=50),
        lambda: public_ballot(BallotState.CANCELLED, cancelled_because="The wing closed."),
    ],
)
def test_the_page_reads_easily(client, make):
    page_cache.shelf.clear()
    html = client.get(f"/proposals/votes/{make().slug}/").content.decode()
    main = html.split("<main")[1].split(">", 1)[1].split("</main>")[0]

    assert grade_of_html(main).level <= FOR_THE_PUBLIC


def test_the_page_is_there_in_welsh_too(client):
    assert page_of(client, closed_ballot(AGREED), "/cy")
