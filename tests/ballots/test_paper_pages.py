"""Slips and ballot papers to print, and votes that are typed in from paper."""

import re

import pytest

from consultations.ballots import keys, opening, papers
from consultations.ballots.enums import Method
from consultations.ballots.models import Ballot, CodeSheet, Paper, RollEntry, VotingCode
from tests.ballots.voter import Voter, signed_in, with_code, with_fresh_code
from tests.factories.ballots import A_VOTE, after, draft, slips

pytestmark = pytest.mark.django_db

FORMS = {
    Method.CONSENT: {"consent": "agree"},
    Method.APPROVAL: {"approves": ["a"]},
    Method.SCORE: {"score-a": "5", "score-b": "2"},
    Method.RANKED: {"rank-a": "1", "rank-b": "2", "rank-c": "2"},
}


def codes_on(page: Voter) -> list[str]:
    rows = [one for one in page.tree.iter() if isinstance(one.tag, str) and one.get("class") == "receipt"]
    return ["".join("".join(one.itertext()).split()) for one in rows]


def print_sheet(ballot: Ballot, prints: str, count: str = "3") -> Voter:
    voter = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/slips/")
    voter.choose("role_group", "pwle").choose("slips", count).choose("name", "Library")
    return voter.choose("prints", prints).press_button()


def opened_with(count: int = 10, **changed) -> tuple[Ballot, list[str], Voter]:
    ballot = draft(groups=[], by_code=True, **changed)
    codes = slips(ballot, count)
    opening.open_ballot(ballot, by=ballot.set_up_by)
    desk = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/paper/")
    return ballot, codes, desk


def only_vote(ballot: Ballot) -> papers.Opened:
    entry = RollEntry.objects.get(ballot=ballot, voted=True)
    private = keys.whole(Ballot.objects.get(pk=ballot.pk))
    return papers.opened(private, ballot.pk, entry.paper, bytes(Paper.objects.get(pk=entry.paper).sealed))


# --- Printing ------------------------------------------------------------------------------


def test_a_sheet_of_slips_is_shown_once():
    ballot = draft(by_code=True)
    page = print_sheet(ballot, "slips")
    codes = codes_on(page)
    assert len(set(codes)) == 3
    assert all(len(code) == 15 for code in codes)
    assert page.headers["Cache-Control"] == "no-store, private"
    assert "/vote" in page.words
    assert not any(code in page.address for code in codes)

    listed = page.open(f"/members/votes/{ballot.slug}/slips/")
    assert "Library" in listed.words
    assert codes_on(listed) == []
    assert VotingCode.objects.count() == 3


def test_the_slips_do_not_say_who_they_are_for():
    page = print_sheet(draft(by_code=True), "slips")
    cover, *rest = page.html.split('<section class="slips"')
    assert "People with lived experience of prison" in cover
    assert "lived experience" not in "".join(rest)


@pytest.mark.parametrize("method", Method.values)
def test_ballot_papers_have_the_options_to_mark_and_one_code_each(method):
    ballot = draft(method=method, by_code=True, asks_reasons=True)
    page = print_sheet(ballot, "papers", "2")
    sheets = re.findall(r'<article class="paper.*?</article>', page.html, re.DOTALL)
    assert len(sheets) == len(codes_on(page)) == 2
    for sheet in sheets:
        for option in ballot.options.all():
            assert option.label in sheet
        assert "lived experience" not in sheet


def test_mistakes_are_explained():
    ballot = draft(by_code=True)
    voter = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/slips/")
    voter.choose("slips", "0").press_button()
    assert voter.status == 422
    assert any(line.startswith("Who gets them: Choose who gets them.") for line in voter.errors)
    assert any(line.startswith("How many: ") for line in voter.errors)
    assert not CodeSheet.objects.exists()


def test_a_sheet_is_taken_back_before_the_vote_opens():
    ballot = draft(by_code=True)
    print_sheet(ballot, "slips")
    sheet = CodeSheet.objects.get()
    voter = signed_in(ballot.set_up_by)
    voter._see("", voter.client.post(f"/members/votes/{ballot.slug}/slips/{sheet.pk}/take-back/"))
    assert "do not work any more" in voter.html
    assert not VotingCode.objects.exists()


def test_after_opening_nothing_more_is_printed():
    ballot, _codes, _desk = opened_with()
    voter = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/slips/")
    assert "The roll is fixed." in voter.words
    assert "role_group" not in voter.names()


# --- Typing in -----------------------------------------------------------------------------


@pytest.mark.parametrize("method", Method.values)
def test_a_vote_on_paper_is_typed_in_compared_and_put_into_the_box(method):
    ballot, codes, desk = opened_with(method=method)
    desk.choose("code", codes[0])
    for name, value in FORMS[method].items():
        desk.choose(name, value)
    desk.press("check")
    assert desk.heading == "Compare with the paper"
    assert codes[0] in "".join(desk.words.split())
    assert not RollEntry.objects.filter(voted=True).exists()
    desk.press("cast")

    assert "It is in the box. Next paper." in desk.html
    assert desk.number("code") == ""
    assert desk.checked == []
    assert dict(only_vote(ballot).vote) == A_VOTE[method]


def test_what_was_typed_in_is_not_shown_again_and_the_code_is_used_up():
    _ballot, codes, desk = opened_with(asks_reasons=True)
    desk.choose("code", codes[0]).choose("consent", "block").choose("reason", "Elephants.").press("check")
    sent = desk.sent_by("cast")
    desk.press("cast")
    desk.send_again(sent)
    assert desk.status == 422
    assert "or it was used before" in desk.words
    assert "Elephants" not in desk.html
    assert desk.checked == []
    assert with_code(codes[0]).status == 422


def test_a_slip_that_was_used_online_is_not_taken_on_paper():
    _ballot, codes, desk = opened_with()
    _voter, fresh = with_fresh_code(codes[0])
    for code in (codes[0], fresh):
        desk.choose("code", code).choose("consent", "agree").press("check")
        assert desk.status == 422
        assert "or it was used before" in " ".join(desk.errors)


def test_a_paper_of_another_vote_is_not_taken():
    _first, _codes, desk = opened_with(question="First?")
    _second, others, _desk = opened_with(question="Second?")
    desk.choose("code", others[0]).choose("consent", "agree").press("check")
    assert desk.status == 422
    assert not RollEntry.objects.filter(voted=True).exists()


def test_a_mistyped_code_is_told_beside_the_field_and_the_vote_stays():
    _ballot, codes, desk = opened_with()
    desk.choose("code", codes[0][:-1]).choose("consent", "agree").press("check")
    assert desk.errors == ["Code on the paper: This number is too short. 1 digit is missing."]
    assert desk.checked == ["agree"]


def test_one_goes_back_from_comparing_without_loss():
    _ballot, codes, desk = opened_with()
    desk.choose("code", codes[0]).choose("consent", "agree").press("check").press("change")
    assert desk.number("code") == codes[0]
    assert desk.checked == ["agree"]
    assert desk.errors == []


def test_the_desk_is_worked_by_keyboard_alone():
    _ballot, codes, desk = opened_with(method=Method.RANKED)
    field = desk.html.split('name="code"')[1].split(">")[0]
    assert "autofocus" in field
    assert "move-up" not in desk.html
    first = desk.html.split("<main")[1].split("<button")[1].split(">")[0]
    assert 'value="check"' in first
    desk.choose("code", codes[0]).choose("rank-a", "1").press("check")
    assert re.search(r'value="cast" autofocus', desk.html)


def test_after_its_time_no_paper_is_typed_in():
    ballot, codes, desk = opened_with()
    sent = desk.choose("code", codes[0]).choose("consent", "agree").press("check").sent_by("cast")
    with after(ballot):
        desk.send_again(sent)
    assert desk.heading == "The votes are being counted"
    assert not RollEntry.objects.filter(voted=True).exists()


def test_no_page_of_the_desk_is_kept_or_leaves_a_line(caplog):
    _ballot, codes, desk = opened_with()
    with caplog.at_level("INFO", logger="edge.request_line"):
        desk.choose("code", codes[0]).choose("consent", "agree").press("check")
        assert desk.headers["Cache-Control"] == "no-store, private"
        desk.press("cast")
        assert desk.headers["Cache-Control"] == "no-store, private"
    assert [record for record in caplog.records if record.name == "edge.request_line"] == []
