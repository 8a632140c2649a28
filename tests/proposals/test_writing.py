"""Starting, saving, revising, and who writes it; a stale save is refused and nothing is lost."""

import datetime

import pytest
from django.utils import timezone

from consultations.proposals import authors, drafting, moving, revising, starting
from consultations.proposals.enums import ComesFromKind, Part, ProposalState
from consultations.proposals.models import CoAuthor, ComesFrom, Proposal, Revision
from consultations.proposals.refusals import (
    AlreadyAuthorError,
    LastAuthorError,
    MayNotError,
    NothingSaidError,
    NoTitleError,
    NotNowError,
    NotThereError,
    StaleError,
    TooLongError,
)
from edge import content_version
from following.enums import What
from following.models import Notice
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory, PlaceFactory, member
from tests.factories.proposals import TITLE, TYPED, draft, fresh, proposal
from tests.factories.threads import ContributionFactory, PublishedFactory
from vocabulary.models import JourneyStage, PlaceKind, Theme

pytestmark = pytest.mark.django_db


# --- Drafts ---------------------------------------------------------------


def test_a_draft_needs_a_title_and_nothing_else():
    by = member()
    made = drafting.start(by=by, title="  A list of\n link workers ")

    assert (made.title, made.slug, made.state) == (
        "A list of link workers",
        "a-list-of-link-workers",
        ProposalState.DRAFT,
    )
    assert [one.person for one in made.authors.all()] == [by]
    assert list(Proposal.objects.public()) == []
    for title in ("", " \n", "\x00"):
        with pytest.raises(NoTitleError):
            drafting.start(by=by, title=title)
    with pytest.raises(TooLongError):
        drafting.start(by=by, title="x" * 121)


def test_two_of_the_same_title_have_addresses_of_their_own_and_none_is_taken_from_a_page():
    slugs = [drafting.start(by=member(), title="Visits!").slug for _n in range(3)]
    assert slugs == ["visits", "visits-2", "visits-3"]
    assert drafting.start(by=member(), title="Votes").slug == "votes-proposal"
    assert drafting.start(by=member(), title="???").slug == "proposal"


def test_a_draft_is_saved_part_by_part_and_makes_no_revision():
    by = member()
    made = drafting.start(by=by, title=TITLE)
    stage, theme = JourneyStage.objects.get(key="through-the-gate"), Theme.objects.get(slug="trust")
    prison, area = PlaceFactory(), PlaceFactory(kind=PlaceKind.RELEASE_AREA)
    until = datetime.date(2028, 3, 31)
    saved = drafting.save(
        made,
        {
            "problem": "First.\n\n- one\n- two", "amount": 12000, "how_often": "yearly",
            "from_whom": "the region", "until": until, "size": "commission", "stages": [stage],
            "custody_places": [prison], "release_places": [area], "themes": [theme],
        },
        by=by,
        version=0,
    )  # fmt: skip

    assert saved.problem == "<p>First.</p><ul><li>one</li><li>two</li></ul>"
    assert saved.change == ""
    assert (list(saved.stages.all()), list(saved.themes.all())) == ([stage], [theme])
    assert (list(saved.custody_places.all()), list(saved.release_places.all())) == ([prison], [area])
    assert saved.version == 1
    assert not Revision.objects.exists()
    again = drafting.save(saved, {"change": "Visits."}, by=by, version=1)
    assert (again.problem, again.amount, list(again.themes.all())) == (saved.problem, 12000, [theme])


def test_what_is_no_part_is_no_word_of_a_proposal():
    made = draft()
    with pytest.raises(ValueError, match="state"):
        drafting.save(made, {"state": "decided"}, by=made.started_by, version=made.version)


def test_a_part_that_is_too_long_is_refused_and_nothing_is_saved():
    made = draft()
    with pytest.raises(TooLongError):
        drafting.save(made, {"title": "New", "problem": "x" * 6001}, by=made.started_by, version=made.version)
    assert fresh(made).title == TITLE


def test_scripts_in_any_part_are_cleaned():
    evil = "<p>Words<script>alert(1)</script></p>"
    made = draft(**dict.fromkeys(Part.values, evil))
    for part in Part.values:
        assert "script" not in getattr(fresh(made), part)
        assert "Words" in getattr(fresh(made), part)


# --- Stale saves ---------------------------------------------------------------


def test_a_save_from_an_older_text_is_refused_with_both_texts():
    made = proposal()
    by, seen = made.started_by, made.version
    drafting.save(made, {"change": "Theirs."}, by=by, version=seen)
    with pytest.raises(StaleError) as refused:
        drafting.save(made, {"change": "Yours.", "risks": "None."}, by=by, version=seen)

    assert refused.value.theirs.change == "<p>Theirs.</p>"
    assert refused.value.yours == {"change": "Yours.", "risks": "None."}
    assert fresh(made).change == "<p>Theirs.</p>"
    assert fresh(made).risks == made.risks
    assert made.revisions.count() == 2


# --- Revisions ---------------------------------------------------------------


def test_a_public_save_makes_a_revision_with_its_author_summary_and_comparison():
    made = proposal()
    by = made.started_by
    saved = drafting.save(
        made, {"change": TYPED["change"].replace("12", "16"), "size": "try-now"}, by=by,
        version=made.version, summary="  16 weeks ",
    )  # fmt: skip
    first, second = made.revisions.order_by("number")

    assert (first.number, second.number) == (1, 2)
    assert (second.shown_name, second.summary, second.day) == (
        by.display_name,
        "16 weeks",
        timezone.localdate(),
    )
    assert second.text["change"] == saved.change
    changes = {one.name: one.pieces for one in revising.changes(first.text, second.text)}
    assert set(changes) == {"change", "size"}
    assert [(p.op, p.text) for p in changes["change"] if p.op != "same"] == [
        ("removed", "12"),
        ("added", "16"),
    ]
    assert revising.before(second) == first
    assert revising.before(first) is None


def test_a_save_that_changes_nothing_makes_no_revision_but_counts_as_one_that_others_have_to_see():
    made = proposal()
    saved = drafting.save(made, {"title": made.title}, by=made.started_by, version=made.version)
    assert made.revisions.count() == 1
    assert saved.version == made.version + 1


def test_readers_see_a_public_save_at_once():
    shown = proposal()
    before = content_version.current()
    drafting.save(shown, {"change": "New."}, by=shown.started_by, version=shown.version)
    assert content_version.current() > before


def test_what_it_costs_is_said_in_one_line():
    assert (
        revising.money_told(12000, "yearly", "the region", "2028-03-31")
        == "£12,000 every year, from the region, until 31 March 2028"
    )
    assert revising.money_told(None, "", "", "") == ""
    assert revising.money_told(0, "once", "", None) == "£0 once"


# --- Authors ---------------------------------------------------------------


def test_a_co_author_is_asked_and_says_yes():
    made, other = draft(), member()
    by = made.started_by
    authors.invite(made, other, by=by)
    with pytest.raises(AlreadyAuthorError):
        authors.invite(made, other, by=by)
    assert authors.names(made) == [by.display_name]
    with pytest.raises(MayNotError):
        drafting.save(made, {"change": "Mine."}, by=other, version=made.version)
    authors.accept(made, by=other)
    authors.accept(made, by=other)

    assert authors.names(fresh(made)) == [by.display_name, other.display_name]
    drafting.save(made, {"change": "Mine."}, by=other, version=made.version)


def test_a_co_author_says_no_or_is_asked_no_longer():
    made, one, two = draft(), member(), member()
    authors.invite(made, one, by=made.started_by)
    authors.decline(made, by=one)
    row = authors.invite(made, two, by=made.started_by)
    authors.take_invitation_back(row, by=made.started_by)

    assert made.authors.count() == 1
    with pytest.raises(MayNotError):
        authors.accept(made, by=two)
    row = authors.invite(made, two, by=made.started_by)
    authors.accept(made, by=two)
    with pytest.raises(NotNowError):
        authors.take_invitation_back(row, by=made.started_by)


def test_an_invitation_that_is_answered_or_taken_back_is_no_news_any_more():
    made, people = draft(), [member() for _ in range(4)]
    by = made.started_by
    rows = [authors.invite(made, one, by=by) for one in people]
    assert {(one.person, one.what) for one in Notice.objects.all()} == {(one, What.INVITED) for one in people}
    authors.accept(made, by=people[0])
    authors.decline(made, by=people[1])
    authors.take_invitation_back(rows[2], by=by)

    assert Notice.objects.get().person == people[3]
    made = drafting.save(fresh(made), {"title": "Another name", **TYPED}, by=by, version=fresh(made).version)
    made = moving.move(made, ProposalState.IDEAS, by=by)
    assert Notice.objects.get(what=What.INVITED).key == made.slug == "another-name"
    authors.accept(made, by=people[3])
    assert not Notice.objects.filter(what=What.INVITED).exists()


def test_the_last_author_cannot_leave_a_proposal_to_nobody():
    made, other = draft(), member()
    by = made.started_by
    authors.invite(made, other, by=by)
    with pytest.raises(LastAuthorError):
        authors.leave(made, by=by)
    authors.accept(made, by=other)
    authors.leave(made, by=by)

    assert authors.names(fresh(made)) == [other.display_name]
    with pytest.raises(MayNotError):
        authors.leave(made, by=by)


def test_nobody_is_asked_whose_account_is_closed():
    with pytest.raises(NotNowError):
        authors.invite(draft(), PersonFactory(is_active=False), by=CoAuthor.objects.get().person)


def test_a_panel_is_named_by_a_facilitator_who_then_types_in_its_words():
    made, helper = draft(), facilitator()
    with pytest.raises(MayNotError):
        authors.add_panel(made, "The Tuesday group", by=made.started_by)
    with pytest.raises(MayNotError):
        drafting.save(made, {"change": "Typed in."}, by=helper, version=made.version)
    row = authors.add_panel(made, " The Tuesday  group", by=helper)
    with pytest.raises(AlreadyAuthorError):
        authors.add_panel(made, "The Tuesday group", by=helper)
    with pytest.raises(NothingSaidError):
        authors.add_panel(made, " ", by=helper)
    saved = drafting.save(made, {"change": "Typed in."}, by=helper, version=made.version)

    assert saved.change == "<p>Typed in.</p>"
    assert authors.names(fresh(made))[1:] == ["The Tuesday group"]
    authors.remove_panel(row, by=helper)
    with pytest.raises(MayNotError):
        drafting.save(made, {"change": "More."}, by=helper, version=saved.version)


# --- What it comes from ---------------------------------------------------------------


def test_a_facilitator_starts_one_from_words_that_were_said():
    said, helper = PublishedFactory(), facilitator()
    made = starting.from_words(by=helper, title="From words", contributions=[said.pk], problem="They said.")

    assert list(made.origins.values_list("kind", "key", "is_evidence")) == [
        ("contribution", str(said.pk), False)
    ]
    assert made.problem == "<p>They said.</p>"
    with pytest.raises(MayNotError):
        starting.from_words(by=member(), title="From words", contributions=[said.pk])


def test_what_is_not_shown_is_nothing_to_start_from():
    held, helper = ContributionFactory(), facilitator()
    for chosen in (
        {"contributions": [held.pk]},
        {"contributions": [12345]},
        {"points": ["nothing"]},
        {},
    ):
        with pytest.raises(NotThereError):
            starting.from_words(by=helper, title="From words", **chosen)
    assert not Proposal.objects.exists()


def test_evidence_is_added_once_and_taken_off_again():
    made, said = proposal(), PublishedFactory()
    by = made.started_by
    for _n in range(2):
        starting.add(made, [(ComesFromKind.CONTRIBUTION, str(said.pk))], by=by, is_evidence=True)
        starting.add_document(made, "https://example.org/report.pdf", "A report", by=by)
    assert made.origins.filter(is_evidence=True).count() == 2
    for address in ("javascript:alert(1)", "example", "ftp://example.org/x", ""):
        with pytest.raises(NotThereError):
            starting.add_document(made, address, "A report", by=by)
    with pytest.raises(MayNotError):
        starting.remove(ComesFrom.objects.first(), by=member())
    starting.remove(ComesFrom.objects.first(), by=by)
    assert made.origins.count() == 1
