"""Voting as a member: choose, check, cast; what was cast is shown to nobody, whatever a browser asks for."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from consultations.ballots import cancelling, keys, papers
from consultations.ballots.enums import BallotState, Method
from consultations.ballots.models import Ballot, Paper, RollEntry
from consultations.ballots.visits import LASTS
from edge.brief_memory import ended
from tests.ballots.voter import Voter, signed_in
from tests.factories.ballots import A_VOTE, after, closed_one, draft, entries, entry_of, open_one, people
from tests.factories.people import facilitator, member

pytestmark = pytest.mark.django_db

FORMS = {
    Method.CONSENT: {"consent": "agree"},
    Method.APPROVAL: {"approves": ["a"]},
    Method.SCORE: {"score-a": "5", "score-b": "2"},
    Method.RANKED: {"rank-a": "1", "rank-b": "2", "rank-c": "2"},
}
WORDS = "Elephants would have to wait in the corridor."


@pytest.fixture(autouse=True)
def nothing_is_over():
    ended.clear()


def vote_on(paper_of: RollEntry) -> papers.Opened:
    ballot = Ballot.objects.get(pk=paper_of.ballot_id)
    sealed = Paper.objects.get(pk=paper_of.paper).sealed
    return papers.opened(keys.whole(ballot), ballot.pk, paper_of.paper, bytes(sealed))


def at_the_vote(ballot: Ballot, person) -> Voter:
    return signed_in(person).open(f"/members/votes/{ballot.slug}/vote/")


def filled(voter: Voter, fields: dict) -> Voter:
    for name, value in fields.items():
        voter.choose(name, value)
    return voter


@pytest.mark.parametrize("method", Method.values)
def test_a_member_chooses_checks_and_votes(method):
    me, *others = people(10)
    ballot = open_one([me, *others], method=method)

    voter = at_the_vote(ballot, me)
    assert voter.status == 200
    assert voter.heading == ballot.question
    filled(voter, FORMS[method]).press("check")
    assert voter.heading == "Check your vote"
    assert not entry_of(ballot, me).voted
    voter.press("cast")

    assert voter.heading == "You have voted"
    assert voter.address == f"/members/votes/{ballot.slug}/voted/"
    entry = entry_of(ballot, me)
    assert entry.voted
    assert dict(vote_on(entry).vote) == A_VOTE[method]


def test_the_check_page_says_in_words_what_was_chosen():
    me, *others = people(10)
    for method, wanted in {
        Method.CONSENT: ["I agree"],
        Method.APPROVAL: ["July"],
        Method.SCORE: ["July 5", "August 2", "Never Nothing, which is 0"],
        Method.RANKED: ["1 July", "2 August", "2 Never"],
    }.items():
        ballot = open_one([me, *others], method=method)
        words = filled(at_the_vote(ballot, me), FORMS[method]).press("check").words
        for one in wanted:
            assert one in words, method


def test_nothing_of_a_vote_that_was_cast_is_shown_by_any_page_of_its_visit():
    me, *others = people(10)
    ballot = open_one([me, *others], asks_reasons=True)
    voter = at_the_vote(ballot, me).choose("consent", "block").choose("reason", WORDS)
    chosen = voter.sent_by("check")
    voter.press("check")
    assert "I block it" in voter.words
    checked = voter.sent_by("cast")
    voter.press("cast")

    vote_page = f"/members/votes/{ballot.slug}/vote/"
    for sent in (chosen, checked, {**checked, "step": "change"}, {**checked, "step": "move-up-a"}):
        again = signed_in(me)
        again.address = vote_page
        again.send_again(sent)
        assert again.heading == "You have voted"
        assert "I block it" not in again.words
        assert "Elephants" not in again.html
    again = at_the_vote(ballot, me)
    assert again.checked == []
    assert "Elephants" not in again.html
    assert "You have voted. If you vote again" in again.words


def test_a_first_vote_does_not_come_back_even_when_memory_is_lost():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "block").press("check")
    checked = voter.sent_by("change")
    voter.press("cast")
    ended.clear()

    voter.address = f"/members/votes/{ballot.slug}/vote/"
    assert voter.send_again(checked).heading == "You have voted"


def test_a_vote_is_changed_by_voting_again_and_the_last_one_counts():
    me, *others = people(10)
    ballot = open_one([me, *others])
    at_the_vote(ballot, me).choose("consent", "agree").press("check").press("cast")
    voter = at_the_vote(ballot, me).choose("consent", "disagree").press("check")
    checked = voter.sent_by("change")
    voter.press("cast")

    assert dict(vote_on(entry_of(ballot, me)).vote) == {"consent": "disagree"}
    voter.address = f"/members/votes/{ballot.slug}/vote/"
    assert "I disagree" not in voter.send_again(checked).words


def test_pages_of_a_vote_are_stored_nowhere_and_no_browser_fills_them_in():
    me, *others = people(10)
    ballot = open_one([me, *others], asks_reasons=True)
    voter = at_the_vote(ballot, me)
    pages = [voter.html]
    assert voter.headers["Cache-Control"] == "no-store, private"
    voter.choose("consent", "agree").press("check")
    pages.append(voter.html)
    assert voter.headers["Cache-Control"] == "no-store, private"
    voter.press("cast")
    assert voter.headers["Cache-Control"] == "no-store, private"
    for html in pages:
        form = html.split("<main")[1].split("<form")[1].split(">")[0]
        assert 'autocomplete="off"' in form


def test_going_back_from_the_check_loses_nothing():
    me, *others = people(10)
    ballot = open_one([me, *others], asks_reasons=True)
    voter = at_the_vote(ballot, me).choose("consent", "concerns").choose("reason", WORDS)
    voter.press("check").press("change")

    assert voter.checked == ["concerns"]
    assert WORDS in voter.html
    assert voter.errors == []


def test_what_could_tell_who_somebody_is_is_pointed_out_before_it_is_cast():
    me, *others = people(10)
    ballot = open_one([me, *others], asks_reasons=True)
    voter = at_the_vote(ballot, me).choose("consent", "agree").choose("reason", "Ring me on 07700 900123.")
    voter.press("check")

    assert "This could tell who you are" in voter.words
    assert "“07700 900123” looks like a phone number." in voter.words
    assert voter.press("cast").heading == "You have voted"


def test_a_reason_that_is_too_long_is_told_and_not_cut():
    me, *others = people(10)
    ballot = open_one([me, *others], asks_reasons=True)
    long = "No. " * 125 + "And no"
    voter = at_the_vote(ballot, me).choose("consent", "agree").choose("reason", long).press("check")

    assert voter.status == 422
    assert voter.errors == [
        "Do you want to say why?: This is 506 letters long. We can take 500. Take out 6 letters."
    ]
    assert long in voter.html
    assert voter.choose("reason", "é" * 500).press("check").press("cast").heading == "You have voted"
    assert vote_on(entry_of(ballot, me)).reason == "é" * 500


def test_no_reason_is_asked_for_or_taken_when_the_ballot_does_not_ask():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me)
    assert "reason" not in voter.names()
    voter.choose("consent", "agree").choose("reason", WORDS).press("check").press("cast")
    assert vote_on(entry_of(ballot, me)).reason == ""


@pytest.mark.parametrize(
    ("method", "fields", "told"),
    [
        (Method.CONSENT, {}, "Choose one. “I do not mind either way” is a vote too."),
        (Method.CONSENT, {"consent": "perhaps"}, "Choose one of these."),
        (Method.APPROVAL, {}, "Choose at least one, or “None of these”."),
        (Method.APPROVAL, {"approves": ["a", "-"]}, "You chose “None of these” and others too."),
        (Method.APPROVAL, {"approves": ["z"]}, "Choose from these."),
        (Method.SCORE, {}, "Give at least one of them 0 to 5."),
        (Method.SCORE, {"score-a": "6"}, "Choose 0 to 5."),
        (Method.RANKED, {}, "Give at least one of them a number."),
        (Method.RANKED, {"rank-a": "0"}, "The first is number 1."),
        (Method.RANKED, {"rank-a": "4"}, "The last is number 3."),
        (Method.RANKED, {"rank-a": "first"}, "Type a number, such as 1."),
    ],
)
def test_mistakes_are_explained_in_plain_words(method, fields, told):
    me, *others = people(10)
    ballot = open_one([me, *others], method=method)
    voter = filled(at_the_vote(ballot, me), fields).press("check")

    assert voter.status == 422
    assert len(voter.errors) == 1
    assert told in voter.errors[0]
    assert not entry_of(ballot, me).voted


def test_none_of_these_is_a_vote():
    me, *others = people(10)
    ballot = open_one([me, *others], method=Method.APPROVAL)
    voter = at_the_vote(ballot, me).choose("approves", ["-"]).press("check")
    assert "You could live with None of these" in voter.words
    voter.press("cast")
    assert dict(vote_on(entry_of(ballot, me)).vote) == {"approves": []}


def test_options_are_put_in_order_by_buttons_that_bring_the_page_back():
    me, *others = people(10)
    ballot = open_one([me, *others], method=Method.RANKED, asks_reasons=True)
    voter = at_the_vote(ballot, me).choose("reason", WORDS)
    voter.press("move-up-c").press("move-up-a").press("move-up-a")

    assert [voter.number(f"rank-{key}") for key in "abc"] == ["1", "", "2"]
    assert "“July” is now number 1." in voter.words
    assert 'value="move-up-a" autofocus' in voter.html
    assert WORDS in voter.html
    voter.press("move-down-a")
    assert [voter.number(f"rank-{key}") for key in "abc"] == ["2", "", "1"]
    voter.press("check").press("cast")
    assert dict(vote_on(entry_of(ballot, me)).vote) == {"ranks": {"a": 2, "c": 1}}


def test_the_enter_key_checks_and_moves_nothing():
    me, *others = people(10)
    html = at_the_vote(open_one([me, *others], method=Method.RANKED), me).html
    first = html.split("<main")[1].split("<button")[1].split(">")[0]
    assert 'value="check"' in first


def test_after_its_time_no_vote_is_taken_and_the_page_says_that_it_is_counted():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "agree").press("check")
    sent = voter.sent_by("cast")
    late = ballot.closes_at + timedelta(seconds=1)
    with mock.patch("django.utils.timezone.now", return_value=late):
        voter.send_again(sent)
    assert voter.status == 422
    assert voter.heading == "The votes are being counted"
    assert "I agree" not in voter.words
    assert not entry_of(ballot, me).voted


def test_a_vote_that_closes_between_the_page_and_the_act_is_late():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "agree").press("check")
    with mock.patch("consultations.ballots.casting._current") as current:
        from consultations.ballots.refusals import NotOnRollError

        current.side_effect = NotOnRollError
        voter.press("cast")
    assert voter.status == 422
    assert "I agree" not in voter.words


def test_a_page_that_was_open_for_too_long_begins_anew():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "agree")
    with mock.patch("edge.visits.time.time", return_value=timezone.now().timestamp() + LASTS + 1):
        voter.press("check")
    assert voter.heading == ballot.question
    assert voter.checked == []


@pytest.mark.parametrize("visit", ["", "x", "=" * 40, "A" * 120])
def test_a_page_that_is_not_ours_begins_anew(visit):
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = signed_in(me)
    voter.address = f"/members/votes/{ballot.slug}/vote/"
    voter.send_again({"visit": visit, "consent": "agree", "step": "cast"})
    assert voter.heading == ballot.question
    assert not entry_of(ballot, me).voted


def test_who_is_not_on_the_roll_cannot_vote_nor_somebody_else_for_them():
    ballot = open_one(10)
    stranger = member()
    assert at_the_vote(ballot, stranger).status == 403
    voted = entries(ballot)[0].person
    sent = at_the_vote(ballot, voted).choose("consent", "agree").press("check").sent_by("cast")
    other = signed_in(stranger)
    other.address = f"/members/votes/{ballot.slug}/vote/"
    assert other.send_again(sent).status == 403
    assert not RollEntry.objects.filter(ballot=ballot, voted=True).exists()


def test_a_vote_that_is_set_up_is_seen_by_facilitators_alone():
    ballot = draft()
    address = f"/members/votes/{ballot.slug}/"
    assert signed_in(member()).open(address).status == 404
    assert signed_in(facilitator()).open(address).status == 200
    assert ballot.question not in signed_in(member()).open("/members/votes/").words
    assert ballot.question in signed_in(facilitator()).open("/members/votes/").words


def test_only_oneself_sees_whether_one_has_voted():
    me, other, *others = people(10)
    ballot = open_one([me, other, *others])
    at_the_vote(ballot, me).choose("consent", "agree").press("check").press("cast")
    mine, theirs = signed_in(me), signed_in(other)

    for address in ("/members/votes/", f"/members/votes/{ballot.slug}/"):
        assert "You have voted" in mine.open(address).words
        assert "You have voted" not in theirs.open(address).words
    for person in (facilitator(), member()):
        watcher = signed_in(person)
        for address in ("/members/votes/", f"/members/votes/{ballot.slug}/"):
            words = watcher.open(address).words
            assert "You have voted" not in words
            assert me.display_name not in words
    assert f"Vote: {ballot.question}" not in mine.open("/members/").words
    assert f"Vote: {ballot.question}" in theirs.open("/members/").words


def test_what_is_over_is_listed_with_how_it_ended():
    me = member()
    closed = closed_one([{"consent": "agree"}] * 10)
    cancelled = open_one(10, question="Shall we wait?")
    cancelling.cancel(cancelled, "The question was unclear.", by=facilitator())
    words = signed_in(me).open("/members/votes/").words
    assert f"{closed.question}Closed" in words
    assert "Shall we wait?Cancelled" in words
    assert "The question was unclear." in signed_in(me).open(f"/members/votes/{cancelled.slug}/").words


def test_a_vote_that_opens_later_says_when():
    me, *others = people(10)
    ballot = open_one([me, *others], opens_at=timezone.now() + timedelta(days=1))
    assert at_the_vote(ballot, me).heading == "This vote is not open yet"


def test_a_paused_vote_takes_nothing_and_says_why():
    me, *others = people(10)
    ballot = open_one([me, *others])
    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.PAUSED)
    assert at_the_vote(ballot, me).heading == "This vote is paused"


def test_casting_takes_at_most_twelve_queries(django_assert_max_num_queries):
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "agree").press("check")
    sent = voter.sent_by("cast")
    with django_assert_max_num_queries(12):
        voter.client.post(f"/members/votes/{ballot.slug}/vote/", sent)
    assert entry_of(ballot, me).voted


def test_the_list_asks_the_same_number_of_questions_whatever_there_is(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    me, *others = people(10)
    open_one([me, *others])
    reader = signed_in(me)
    reader.open("/members/votes/")
    with CaptureQueriesContext(connection) as few:
        reader.open("/members/votes/")
    for number in range(5):
        open_one([me, *others], question=f"Question {number}?")
        closed_one([{"consent": "agree"}] * 10, question=f"Old question {number}?")
    with django_assert_num_queries(len(few)):
        reader.open("/members/votes/")


def test_no_page_of_votes_leaves_a_line(caplog):
    me, *others = people(10)
    ballot = open_one([me, *others])
    with caplog.at_level("INFO", logger="edge.request_line"):
        at_the_vote(ballot, me).choose("consent", "agree").press("check").press("cast")
        signed_in(me).open("/members/votes/")
    assert [record for record in caplog.records if record.name == "edge.request_line"] == []


def test_a_closed_vote_shows_no_vote_to_who_cast_it():
    me, *others = people(10)
    ballot = open_one([me, *others])
    voter = at_the_vote(ballot, me).choose("consent", "block").press("check")
    sent = voter.sent_by("cast")
    voter.press("cast")
    from consultations.ballots import closing

    with after(ballot):
        closing.close(ballot, by=None)
    voter.address = f"/members/votes/{ballot.slug}/vote/"
    voter.send_again(sent)
    assert voter.heading == "This vote is over"
    assert "I block it" not in voter.words
