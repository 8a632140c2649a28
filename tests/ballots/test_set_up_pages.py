"""Setting a ballot up, opening, cancelling, the parts of its key: what facilitators and key holders meet."""

import re
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from consultations.ballots import closing, restoring, setting_up, sockets
from consultations.ballots.enums import BallotState, KeptBy, Method
from consultations.ballots.models import Ballot, CodeSheet
from people.permission_groups import PermissionGroup
from tests.ballots.voter import Voter, signed_in
from tests.factories.ballots import AGREE, DISAGREE, after, draft, open_one, people, slips, vote_all
from tests.factories.people import PersonFactory, facilitator, member
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db

NEW = "/members/votes/set-up/"


def filled_in(voter: Voter, **changed: Any) -> Voter:
    """A whole form, by consent; what is given is typed over it."""
    closes = timezone.localdate() + timedelta(days=7)
    opens = timezone.localdate()
    fields = {
        "question": "Shall visits start in July?", "explanation": "If not, things stay as they are.",
        "option-0-label": "Start visits in July", "groups": [RoleGroup.LINK_WORKER.value],
        "opens_day_day": opens.day, "opens_day_month": opens.month, "opens_day_year": opens.year,
        "opens_time": "00:01",
        "closes_day_day": closes.day, "closes_day_month": closes.month, "closes_day_year": closes.year,
        "closes_time": "5pm", "quorum": "40", **changed,
    }  # fmt: skip
    for name, value in fields.items():
        voter.choose(name, value)
    return voter


def start(method: str = Method.CONSENT) -> Voter:
    return signed_in(facilitator()).open(f"{NEW}?method={method}")


def test_first_one_chooses_how_people_vote():
    voter = signed_in(facilitator()).open(NEW)
    assert voter.heading == "How shall people vote?"
    for method in Method:
        assert f'href="{NEW}?method={method.value}"' in voter.html


def test_a_facilitator_sets_up_a_vote_by_consent():
    voter = filled_in(start(), asks_reasons="on").press("save")

    ballot = Ballot.objects.get()
    assert voter.address == f"/members/votes/{ballot.slug}/"
    assert "Saved. Nobody can vote yet" in voter.html
    assert ballot.state == BallotState.DRAFT
    assert ballot.question == "Shall visits start in July?"
    assert [option.label for option in ballot.options.all()] == ["Start visits in July"]
    assert ballot.groups == ["link-worker"]
    assert ballot.quorum == 40
    assert ballot.asks_reasons
    assert timezone.localtime(ballot.closes_at).hour == 17


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"question": ""}, "The question: Write the question that people vote on."),
        ({"option-0-label": ""}, "What people vote on: Say what people vote on."),
        ({"groups": []}, "Members of these groups may vote: Say who may vote: groups, people, or"),
        ({"quorum": "101"}, "Least turnout, of 100 people: Type a number from 0 to 100."),
        ({"quorum": "half"}, "Least turnout, of 100 people: Type a number from 0 to 100."),
        ({"closes_time": "late"}, "Time at which it closes: Type a time, such as 17:00."),
        ({"closes_day_day": "31", "closes_day_month": "2"}, "Day on which it closes: This must be a real"),
        ({"closes_day_year": "2020"}, "Time at which it closes: This time is over. Choose one to come."),
        ({"kept_by": "holders"}, "First key holder: Choose two different people who keep the key."),
        ({"question": "W" * 201}, "The question: "),
        ({"pass_rule": "first"}, "When is it agreed?: "),
    ],
)  # fmt: skip
def test_mistakes_are_explained_and_nothing_typed_is_lost(changed, told):
    voter = filled_in(start(), **changed).press("save")

    assert voter.status == 422
    assert any(line.startswith(told) for line in voter.errors), voter.errors
    assert "If not, things stay as they are." in voter.html
    assert not Ballot.objects.exists()


def test_more_options_are_shown_at_the_press_of_a_button_without_complaints():
    voter = start(Method.APPROVAL).choose("option-0-label", "July").press("more")
    assert voter.status == 200
    assert voter.errors == []
    assert len(voter.names("option-")) == 2 * 5
    assert voter.number("option-0-label") == "July"
    voter = filled_in(voter, **{"option-0-label": "July", "option-4-label": "Never"}).press("save")
    assert [one.label for one in Ballot.objects.get().options.all()] == ["July", "Never"]


def may_be_left_out(html: str) -> list[str]:
    """What the page says of itself that one can leave out."""
    return re.findall(r"<(?:label|legend)[^>]*>([^<]*) <span class=\"field__optional\">", html)


def test_nobody_is_told_to_leave_out_what_is_needed():
    said = may_be_left_out(start(Method.RANKED).html)
    assert "What it is about" in said
    assert "Option 3" in said
    for needed in ("Option 1", "Option 2", "Members of these groups may vote", "First key holder"):
        assert needed not in said


def test_a_choice_needs_two_options_that_differ():
    voter = filled_in(start(Method.RANKED), **{"option-0-label": "July"}).press("save")
    assert any("A choice needs at least two options." in line for line in voter.errors)
    voter = filled_in(start(Method.RANKED), **{"option-0-label": "July", "option-1-label": "july "})
    assert any("Two options have the same words." in line for line in voter.press("save").errors)


def test_an_option_can_be_about_what_the_rooms_above_offer():
    offer = ("Proposals", [("proposal:12", "A list of link workers", "/proposals/a-list/")])
    sockets.offers.register("test", lambda: [offer])
    try:
        voter = start()
        assert [one for one in may_be_left_out(voter.html) if "vote on" in one or "of these" in one] == []
        voter = filled_in(voter, **{"option-0-label": "", "option-0-offer": "proposal:12"}).press("save")
        option = Ballot.objects.get().options.get()
        assert (option.label, option.about, option.url) == (
            "A list of link workers", "proposal:12", "/proposals/a-list/",
        )  # fmt: skip
        assert "A list of link workers" in voter.words
        wrong = filled_in(start(), **{"option-0-offer": "proposal:13"}).press("save")
        assert wrong.status == 422
    finally:
        sockets.offers.unregister("test")


def test_it_is_changed_until_it_opens_and_a_slower_change_is_told_with_both():
    ballot = draft()
    address = f"/members/votes/{ballot.slug}/change/"
    one, other = signed_in(facilitator()).open(address), signed_in(facilitator()).open(address)
    one.choose("question", "Shall visits start in June?").press("save")
    other.choose("question", "Shall visits start in May?").press("save")

    ballot.refresh_from_db()
    assert ballot.question == "Shall visits start in June?"
    assert other.status == 422
    assert "Somebody else changed this vote while you did." in " ".join(other.errors)
    assert other.number("question") == "Shall visits start in May?"
    assert "Shall visits start in June?" in other.words


def test_a_change_shows_what_is_there_and_keeps_what_is_not_touched():
    named = people(2)
    ballot = draft(method=Method.SCORE, named=named, by_code=True, quorum=25, asks_reasons=True)
    before = {
        field: getattr(ballot, field) for field in ("opens_at", "closes_at", "quorum", "groups", "by_code")
    }
    voter = signed_in(facilitator()).open(f"/members/votes/{ballot.slug}/change/")
    voter.choose("named", [str(person.pk) for person in named]).choose("groups", ballot.groups)
    voter.choose("question", "Which month?").press("save")

    ballot.refresh_from_db()
    assert ballot.question == "Which month?"
    assert [one.label for one in ballot.options.all()] == ["July", "August", "Never"]
    assert set(ballot.named.all()) == set(named)
    for field, value in before.items():
        if field.endswith("_at"):
            assert abs(getattr(ballot, field) - value) < timedelta(minutes=1)
        else:
            assert getattr(ballot, field) == value


def test_what_is_missing_before_it_opens_is_said_by_total():
    people(9)
    ballot = draft()
    voter = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/open/")
    assert "Not yet: 9 people would be on the roll. A secret vote needs at least 10." in voter.words
    assert "Open it now" not in voter.words
    address = f"/members/votes/{ballot.slug}/open/"
    refused = voter._see(address, voter.client.post(address))
    assert refused.status == 422
    assert "A secret vote needs at least 10 people. Here there are 9." in refused.words
    people(1)
    voter.open(f"/members/votes/{ballot.slug}/open/").press_button()
    ballot.refresh_from_db()
    assert ballot.state == BallotState.OPEN
    assert "Nothing about it can be changed any more." in voter.html
    assert "10 people are on the roll." in voter.words


def test_an_open_vote_cannot_be_changed_opened_again_or_taken_away():
    ballot = open_one(10)
    voter = signed_in(facilitator())
    for name in ("change", "open"):
        assert "cannot be changed any more" in voter.open(f"/members/votes/{ballot.slug}/{name}/").html
    address = f"/members/votes/{ballot.slug}/take-away/"
    voter._see(address, voter.client.post(address))
    assert "cannot be changed any more" in voter.html
    assert Ballot.objects.filter(pk=ballot.pk).exists()


def test_what_never_opened_can_be_deleted_with_its_slips():
    ballot = draft(by_code=True)
    slips(ballot, 3)
    voter = signed_in(ballot.set_up_by)
    voter._see("", voter.client.post(f"/members/votes/{ballot.slug}/take-away/"))
    assert not Ballot.objects.exists()
    assert not CodeSheet.objects.exists()


def test_cancelling_asks_for_a_reason_that_everybody_reads():
    ballot = open_one(10)
    voter = signed_in(facilitator()).open(f"/members/votes/{ballot.slug}/cancel/")
    assert voter.press_button().errors == ["Why is it cancelled?: Say why. Everybody can read it."]
    voter.choose("because", "The question was unclear.").press_button()
    ballot.refresh_from_db()
    assert ballot.state == BallotState.CANCELLED
    assert "The question was unclear." in signed_in(member()).open(f"/members/votes/{ballot.slug}/").words


def test_a_paused_vote_goes_on_when_a_facilitator_says_so():
    ballot = open_one(10)
    Ballot.objects.filter(pk=ballot.pk).update(state=BallotState.PAUSED)
    page = signed_in(facilitator()).open(f"/members/votes/{ballot.slug}/")
    assert "Let the vote go on" in page.words
    page._see("", page.client.post(f"/members/votes/{ballot.slug}/go-on/"))
    assert "Everybody on the roll is told to vote again." in page.html
    ballot.refresh_from_db()
    assert ballot.state == BallotState.OPEN
    assert restoring.has_key(ballot)


# --- Key holders ---------------------------------------------------------------------------


def with_holders() -> tuple[Ballot, list[Any], Voter]:
    holders = [member(display_name="Ada Holder"), member(display_name="Ben Holder")]
    people(10, RoleGroup.PRISON_STAFF)
    ballot = draft(kept_by=KeptBy.HOLDERS, holders=holders, groups=[RoleGroup.PRISON_STAFF])
    voter = signed_in(ballot.set_up_by).open(f"/members/votes/{ballot.slug}/open/")
    assert "Ada Holder" in voter.words
    return ballot, holders, voter


def parts_on(page: Voter) -> list[str]:
    """The codes of the two sheets."""
    rows = [one for one in page.tree.iter() if isinstance(one.tag, str) and one.get("class") == "receipt"]
    return ["".join("".join(one.itertext()).split()) for one in rows]


def test_the_two_parts_are_shown_once_one_sheet_for_each_holder():
    ballot, _holders, voter = with_holders()
    voter.press_button()
    parts = parts_on(voter)
    assert len(parts) == 2
    assert all(len(part) == 42 for part in parts)
    assert "Code 1 of 2, for Ada Holder" in voter.words
    assert "Code 2 of 2, for Ben Holder" in voter.words
    assert voter.headers["Cache-Control"] == "no-store, private"
    again = voter.open(f"/members/votes/{ballot.slug}/open/")
    assert parts_on(again) == []
    assert parts[0] not in again.html


def test_both_holders_type_in_their_codes_in_one_form_and_the_votes_are_counted():
    ballot, holders, voter = with_holders()
    parts = parts_on(voter.press_button())
    ballot.refresh_from_db()
    vote_all(ballot, [AGREE] * 8 + [DISAGREE] * 2)
    with after(ballot):
        closing.close_due()
    address = f"/members/votes/{ballot.slug}/key/"
    holder = signed_in(holders[0])
    assert "Your code is needed" in holder.open("/members/").words
    holder.open(address)
    assert holder.headers["Cache-Control"] == "no-store, private"

    groups = " ".join(parts[1][at : at + 3] for at in range(0, 42, 3))
    holder.choose("one", groups).choose("two", parts[0]).press_button()
    ballot.refresh_from_db()
    assert ballot.state == BallotState.CLOSED
    assert "The votes are counted." in holder.html


def test_a_wrong_or_mistyped_code_changes_nothing_and_says_where():
    ballot, holders, voter = with_holders()
    parts = parts_on(voter.press_button())
    ballot.refresh_from_db()
    vote_all(ballot, [AGREE] * 10)
    with after(ballot):
        closing.close_due()
    holder = signed_in(holders[1]).open(f"/members/votes/{ballot.slug}/key/")
    holder.choose("one", parts[0][:-3]).choose("two", "x" * 42).press_button()
    assert holder.status == 422
    assert "Code of the first key holder: This number is too short. 3 digits are missing." in holder.errors
    assert any(line.startswith("Code of the second key holder: There is a mistake") for line in holder.errors)
    assert holder.press_button().status == 422
    holder.choose("one", parts[0]).choose("two", parts[0]).press_button()
    assert any("These two codes do not open this vote." in line for line in holder.errors)
    ballot.refresh_from_db()
    assert ballot.state == BallotState.COUNTING


def test_the_form_for_the_codes_is_for_holders_and_facilitators_and_only_after_the_end():
    ballot, holders, voter = with_holders()
    voter.press_button()
    address = f"/members/votes/{ballot.slug}/key/"
    assert signed_in(holders[0]).open(address).address == f"/members/votes/{ballot.slug}/"
    assert signed_in(member()).open(address).status == 403


# --- Who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["change", "open", "cancel", "slips", "paper", "key"])
def test_only_facilitators_tend_a_vote(name):
    ballot = draft(by_code=True) if name in ("change", "open", "slips") else open_one(10, by_code=True)
    address = f"/members/votes/{ballot.slug}/{name}/"
    for group in PermissionGroup:
        person = PersonFactory(group=group, second_step=True)
        status = signed_in(person).open(address).status
        assert status == (200 if group == PermissionGroup.FACILITATOR else 403), group


def test_the_set_up_page_asks_the_same_number_of_questions_whatever_there_is(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    voter = start()
    with CaptureQueriesContext(connection) as few:
        voter.open(f"{NEW}?method=consent")
    people(6)
    with django_assert_num_queries(len(few)):
        voter.open(f"{NEW}?method=consent")


def test_refusals_of_the_act_stand_beside_what_they_are_about():
    voter = start()
    refused = setting_up.WrongSetUpError("options", "There is no room for so many choices on a paper.")
    with mock.patch("consultations.ballots.setting_up.create", side_effect=refused):
        filled_in(voter).press("save")
    assert voter.errors == ["What people vote on: There is no room for so many choices on a paper."]
