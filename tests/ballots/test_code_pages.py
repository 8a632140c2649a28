"""Voting by code at /vote/: a slip is exchanged for a code that only its holder knows; no vote is shown."""

import re
from unittest import mock

import pytest

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from codes.numbers import RECEIPT, mint_receipt
from codes.turns import BusyError
from consultations.ballots import closing, keys, opening, papers, rolls
from consultations.ballots.enums import Method
from consultations.ballots.models import Ballot, Paper, RollEntry
from consultations.ballots.visits import LASTS
from edge.brief_memory import ended, just_sent
from tests.ballots.voter import Voter, with_code, with_fresh_code
from tests.factories.ballots import A_VOTE, after, draft, slips
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db

FORMS = {
    Method.CONSENT: {"consent": "agree"},
    Method.APPROVAL: {"approves": ["a"]},
    Method.SCORE: {"score-a": "5", "score-b": "2"},
    Method.RANKED: {"rank-a": "1", "rank-b": "2", "rank-c": "2"},
}


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    ended.clear()
    just_sent.clear()


def ballot_with_slips(count: int = 10, **changed) -> tuple[Ballot, list[str]]:
    ballot = draft(groups=[], by_code=True, **changed)
    codes = slips(ballot, count)
    opening.open_ballot(ballot, by=ballot.set_up_by)
    return ballot, codes


def vote_of(code: str) -> papers.Opened:
    entry = rolls.entry_by_code(code, address="-")
    sealed = Paper.objects.get(pk=entry.paper).sealed
    return papers.opened(keys.whole(entry.ballot), entry.ballot_id, entry.paper, bytes(sealed))


def in_groups(code: str) -> str:
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def choose(voter: Voter, fields: dict) -> Voter:
    for name, value in fields.items():
        voter.choose(name, value)
    return voter


@pytest.mark.parametrize("method", Method.values)
def test_somebody_with_a_slip_gets_a_code_of_their_own_and_votes(method):
    ballot, codes = ballot_with_slips(method=method)
    voter = with_code(codes[0])
    assert voter.heading == "First, get your own code"
    voter.press("swap")
    assert voter.heading == "Your new code"
    fresh = voter.receipt
    assert len(fresh) == 15
    assert fresh != codes[0]
    voter.press("written")
    assert voter.heading == ballot.question
    choose(voter, FORMS[method]).press("check").press("cast")

    assert voter.heading == "You have voted"
    assert dict(vote_of(fresh).vote) == A_VOTE[method]
    assert rolls.entry_by_code(codes[0], address="-") is None


def test_the_code_is_read_however_it_is_typed():
    _ballot, codes = ballot_with_slips()
    code = codes[0]
    spoken = code.replace("0", "O").replace("1", "l").replace("5", "s")
    for typed in (code, in_groups(code), in_groups(code).replace(" ", "-"), f"  {spoken} "):
        assert with_code(typed).heading == "First, get your own code", typed


def test_mistakes_in_the_code_are_explained():
    _ballot, codes = ballot_with_slips()
    wrong = codes[0][:-1] + str((int(codes[0][-1]) + 1) % 10)
    for typed, told in {
        "": "Type in the number first.",
        codes[0][:-2]: "2 digits are missing",
        wrong: "There is a mistake in this number.",
        mint_receipt(b"sixteen bytes!!!"): "Is it the number you got for an answer?",
    }.items():
        voter = with_code(typed)
        assert voter.status == 422
        assert len(voter.errors) == 1
        assert told in voter.errors[0]
    assert len(mint_receipt(b"sixteen bytes!!!")) == RECEIPT


def test_a_code_that_nobody_has_is_told_kindly_and_a_used_slip_says_what_to_do():
    _ballot, codes = ballot_with_slips()
    with_fresh_code(codes[0])
    voter = with_code(codes[0])
    assert voter.status == 422
    assert "If you voted before with this slip, type in the new code that you got then." in voter.errors[0]


def test_the_new_code_is_shown_again_until_it_is_written_down_and_not_after():
    _ballot, codes = ballot_with_slips()
    voter = with_code(codes[0])
    sent = voter.sent_by("swap")
    first = voter.press("swap").receipt
    assert voter.send_again(sent).receipt == first
    voter.press("written")

    again = voter.send_again(sent)
    assert again.receipt == ""
    assert first not in again.html
    assert again.status == 422


def test_the_new_code_is_gone_after_ten_minutes():
    _ballot, codes = ballot_with_slips()
    voter = with_code(codes[0])
    sent = voter.sent_by("swap")
    voter.press("swap")
    just_sent.clear()
    assert voter.send_again(sent).receipt == ""


def test_who_comes_back_with_the_new_code_votes_again_and_sees_no_vote():
    _ballot, codes = ballot_with_slips()
    voter, fresh = with_fresh_code(codes[0])
    voter.choose("consent", "block").press("check").press("cast")
    back = with_code(in_groups(fresh))
    assert "You have voted. If you vote again" in back.words
    assert back.checked == []
    back.choose("consent", "agree").press("check").press("cast")
    assert dict(vote_of(fresh).vote) == {"consent": "agree"}


def test_nothing_of_a_vote_that_was_cast_is_shown_by_any_page_of_its_visit():
    _ballot, codes = ballot_with_slips(asks_reasons=True)
    voter, _fresh = with_fresh_code(codes[0])
    voter.choose("consent", "block").choose("reason", "Elephants.")
    chosen = voter.sent_by("check")
    checked = voter.press("check").sent_by("cast")
    voter.press("cast")
    for sent in (chosen, checked, {**checked, "step": "change"}, {**checked, "step": "start"}):
        voter.send_again(sent)
        assert voter.heading == "You have voted"
        assert "I block it" not in voter.html
        assert "Elephants" not in voter.html
    ended.clear()
    assert voter.send_again(checked).heading == "You have voted"


def test_no_page_sets_a_cookie_or_is_kept_and_no_address_holds_a_code():
    _ballot, codes = ballot_with_slips()
    voter = Voter().open("/vote/")
    for press in (None, "open", "swap", "written", "check", "cast"):
        if press == "open":
            voter.choose("code", codes[0])
        if press == "check":
            voter.choose("consent", "agree")
        if press:
            voter.press(press)
        assert voter.headers["Cache-Control"] == "no-store, private"
        assert voter.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in voter.headers
        assert not voter.client.cookies
        assert voter.address == "/vote/"
        assert codes[0] not in voter.html
        assert "data-leave" in voter.html


def test_a_page_carries_the_code_only_sealed():
    _ballot, codes = ballot_with_slips()
    voter = with_code(codes[0])
    assert codes[0] not in re.sub(r"\D", "", voter.html.split("<form")[1].split("</form>")[0])
    assert RollEntry.objects.filter(exchanged=True).count() == 0


def test_two_people_in_two_votes_do_not_meet():
    first, one = ballot_with_slips(question="First question?")
    second, two = ballot_with_slips(question="Second question?")
    assert with_fresh_code(one[0])[0].heading == first.question
    assert with_fresh_code(two[0])[0].heading == second.question


def test_a_page_that_was_open_for_too_long_asks_for_the_code_again():
    _ballot, codes = ballot_with_slips()
    voter, _fresh = with_fresh_code(codes[0])
    voter.choose("consent", "block")
    import time

    with mock.patch("edge.visits.time.time", return_value=time.time() + LASTS + 1):
        voter.press("check")
    assert voter.status == 422
    assert "I block it" not in voter.words
    assert "type in your code again" in voter.words


@pytest.mark.parametrize("visit", ["", "x", "A" * 120])
def test_a_page_that_is_not_ours_asks_for_the_code(visit):
    _ballot, codes = ballot_with_slips()
    voter = Voter(address="/vote/")
    for step in ("open", "swap", "written", "check", "cast", "start", ""):
        voter.send_again({"visit": visit, "code": codes[0], "consent": "agree", "step": step})
        assert voter.heading == "Vote with a code"
    assert not RollEntry.objects.filter(voted=True).exists()


def test_a_slip_cannot_vote_before_it_is_exchanged():
    _ballot, codes = ballot_with_slips()
    voter = with_code(codes[0])
    sent = {**voter.hidden, "visit": voter.number("visit"), "consent": "agree", "step": "cast"}
    voter.send_again(sent)
    assert voter.heading == "Vote with a code"
    assert not RollEntry.objects.filter(voted=True).exists()


def test_who_finished_shows_nothing_more():
    _ballot, codes = ballot_with_slips()
    voter = with_code(codes[0])
    sent = voter.sent_by("swap")
    voter.press("finish")
    assert voter.heading == "You have finished here"
    voter.send_again(sent)
    assert voter.receipt == ""
    assert rolls.entry_by_code(codes[0], address="-") is not None


def test_when_everybody_asks_at_once_one_is_asked_to_wait_and_nothing_is_lost():
    _ballot, codes = ballot_with_slips()
    with mock.patch("consultations.ballots.rolls.index_of", side_effect=BusyError):
        voter = with_code(codes[0])
    assert voter.status == 503
    assert voter.headers["Retry-After"]
    assert codes[0] in voter.html  # what was typed is not lost
    voter = with_code(codes[0])
    with mock.patch("consultations.ballots.exchanging.index_in_turn", side_effect=BusyError):
        voter.press("swap")
    assert voter.status == 503
    assert voter.press("swap").receipt


def test_after_its_time_no_vote_is_taken():
    ballot, codes = ballot_with_slips()
    voter, fresh = with_fresh_code(codes[0])
    sent = voter.choose("consent", "agree").press("check").sent_by("cast")
    with after(ballot):
        voter.send_again(sent)
        assert voter.heading == "The votes are being counted"
        assert with_code(fresh).heading == "The votes are being counted"
        closing.close(ballot, by=None)
    voter.send_again(sent)
    assert "Perhaps the vote is over." in voter.words
    assert "I agree" not in voter.words


def test_no_request_leaves_a_line(caplog):
    _ballot, codes = ballot_with_slips()
    with caplog.at_level("INFO", logger="edge.request_line"):
        voter, _fresh = with_fresh_code(codes[0])
        voter.choose("consent", "agree").press("check").press("cast")
        voter.client.put("/vote/")
    assert [record for record in caplog.records if record.name == "edge.request_line"] == []


def test_casting_takes_at_most_twelve_queries(django_assert_max_num_queries):
    _ballot, codes = ballot_with_slips()
    voter, fresh = with_fresh_code(codes[0])
    sent = voter.choose("consent", "agree").press("check").sent_by("cast")
    with django_assert_max_num_queries(12):
        voter.client.post("/vote/", sent)
    assert rolls.entry_by_code(fresh, address="-").voted


def test_in_welsh_the_way_stays_welsh():
    voter = Voter().open("/cy/vote/")
    assert 'action="/cy/vote/"' in voter.html


def too_hard(html: str) -> tuple[float, list[str]] | None:
    main = html.split("<main")[1].split("</main>")[0]
    main = re.sub(r"<(option|dd|svg|h1)\b.*?</\1>", " ", main, flags=re.DOTALL)
    grade = grade_of_html(f"<main{main}</main>")
    return (
        (round(grade.level, 1), [one.text for one in grade.hardest]) if grade.is_above(FOR_EVERYONE) else None
    )


def every_page():
    yield "enter", Voter().open("/vote/")
    yield "mistake", with_code("123")
    for method in Method.values:
        ballot, codes = ballot_with_slips(
            method=method, asks_reasons=True, question="Shall we start?", kept_by="server"
        )
        voter = with_code(codes[0])
        yield "swap", voter
        yield "fresh", voter.press("swap")
        yield f"vote by {method}", voter.press("written")
        yield f"mistake by {method}", voter.press("check")
        choose(voter, FORMS[method])
        yield f"check by {method}", voter.choose("reason", "My son Jamie.").press("check")
        sent = voter.sent_by("cast")
        with after(ballot):
            yield "late", Voter(address="/vote/").send_again(sent)
        yield "done", voter.press("cast")
    yield "used", with_code(codes[0])
    yield (
        "finished",
        Voter().open("/vote/").send_again({**voter.hidden, "visit": sent["visit"], "step": "finish"}),
    )


def test_every_page_of_voting_by_code_reads_easily():
    hard = {}
    for name, page in every_page():
        found = too_hard(page.html)
        if found:
            hard[name] = found
    assert hard == {}


def test_the_roll_says_the_group_of_a_slip_and_nothing_else():
    ballot, _codes = ballot_with_slips()
    for entry in RollEntry.objects.filter(ballot=ballot):
        assert entry.person is None
        assert entry.role_group == RoleGroup.LIVED_EXPERIENCE
