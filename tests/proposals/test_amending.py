"""Suggested changes: by members and without an account, supported, answered, never lost."""

import pytest
from django.utils import timezone

from consultations.proposals import amending, drafting, moving
from consultations.proposals.enums import AmendmentState, Part, ProposalState
from consultations.proposals.models import Amendment, Support
from consultations.proposals.refusals import (
    AlreadySettledError,
    GoneError,
    MayNotError,
    NoReasonError,
    NothingChangedError,
    NothingSaidError,
    StaleError,
    TooLongError,
)
from feedback.threads import gate
from feedback.threads.models import Contribution
from following.enums import What
from following.models import Notice
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.proposals import (
    TYPED,
    author_of,
    fresh,
    proposal,
    suggestion,
    suggestion_without_account,
)

pytestmark = pytest.mark.django_db
WORDS = "A link worker visits 16 weeks before release."


def test_a_member_suggests_other_words_for_one_part():
    made, by = proposal(), member()
    one = amending.suggest(made, Part.CHANGE, WORDS, "Hostels take long.", by=by)

    assert (one.part, one.before, one.words) == ("change", made.change, f"<p>{WORDS}</p>")
    assert (one.shown_name, one.author_group, one.state) == (
        by.display_name,
        by.role_group,
        AmendmentState.OPEN,
    )
    assert list(Notice.objects.filter(what=What.AMENDMENT).values_list("person", flat=True)) == [
        author_of(made).pk
    ]


def test_a_suggestion_says_something_and_something_else():
    made, by = proposal(), member()
    with pytest.raises(NothingSaidError):
        amending.suggest(made, Part.CHANGE, " ", "", by=by)
    with pytest.raises(NothingChangedError):
        amending.suggest(made, Part.CHANGE, TYPED["change"], "", by=by)
    with pytest.raises(TooLongError):
        amending.suggest(made, Part.CHANGE, "x" * 6001, "", by=by)
    with pytest.raises(TooLongError):
        amending.suggest(made, Part.CHANGE, WORDS, "x" * 1001, by=by)
    with pytest.raises(ValueError, match="title"):
        amending.suggest(made, "title", WORDS, "", by=by)
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("state", sorted(set(ProposalState) - {ProposalState.IDEAS}))
def test_changes_are_suggested_only_while_ideas_are_asked_for(state):
    with pytest.raises(MayNotError):
        amending.suggest(proposal(state), Part.CHANGE, WORDS, "", by=member())


def test_others_support_it_once_each_and_may_think_better_of_it():
    one, other = suggestion(), member()
    amending.support(one, by=other)
    amending.support(one, by=other)
    assert Support.objects.filter(amendment=one).count() == 1
    with pytest.raises(MayNotError):
        amending.support(one, by=one.author)
    amending.unsupport(one, by=other)
    assert not Support.objects.exists()


def test_authors_take_it_up_and_a_revision_is_made_of_it():
    one = suggestion()
    made = fresh(one.proposal)
    revision = amending.accept(one, WORDS, by=author_of(made), version=made.version)
    one.refresh_from_db()

    assert fresh(made).change == f"<p>{WORDS}</p>"
    assert (one.state, one.revision, one.settled_by, one.settled_on) == (
        AmendmentState.ACCEPTED,
        revision,
        author_of(made),
        timezone.localdate(),
    )
    assert revision.number == 2
    assert revision.summary == "A suggestion taken up: What would change"
    assert Notice.objects.get(what=What.SETTLED).person == one.author
    with pytest.raises(AlreadySettledError):
        amending.accept(one, "Again.", by=author_of(made), version=fresh(made).version)
    with pytest.raises(AlreadySettledError):
        amending.decline(one, "No.", by=author_of(made))


def test_authors_say_why_they_do_not_take_it_up():
    one = suggestion()
    by = author_of(one.proposal)
    with pytest.raises(NoReasonError):
        amending.decline(one, " ", by=by)
    amending.decline(one, " Rooms are booked a year ahead. ", by=by)
    one.refresh_from_db()
    assert (one.state, one.reason) == (AmendmentState.DECLINED, "Rooms are booked a year ahead.")
    assert Notice.objects.get(what=What.SETTLED).person == one.author


def test_nobody_else_answers_for_the_authors():
    one = suggestion()
    for other in (member(), facilitator(), one.author):
        with pytest.raises(MayNotError):
            amending.accept(one, WORDS, by=other, version=one.proposal.version)
        with pytest.raises(MayNotError):
            amending.decline(one, "No.", by=other)


def test_who_suggested_it_takes_it_back_as_long_as_nobody_answered():
    one = suggestion()
    with pytest.raises(MayNotError):
        amending.take_back(one, by=member())
    amending.take_back(one, by=one.author)
    amending.take_back(one, by=one.author)
    one.refresh_from_db()
    assert one.state == AmendmentState.WITHDRAWN
    with pytest.raises(GoneError):
        amending.accept(one, WORDS, by=author_of(one.proposal), version=one.proposal.version)


# --- Conflicts ---------------------------------------------------------------


def test_a_suggestion_to_a_text_that_has_changed_since_is_a_conflict_and_is_not_lost():
    one = suggestion()
    made = fresh(one.proposal)
    drafting.save(made, {"risks": "Other risks."}, by=author_of(made), version=made.version)
    assert not amending.conflicts(Amendment.objects.get(pk=one.pk))
    made = fresh(made)
    drafting.save(made, {"change": "Visits in the last week."}, by=author_of(made), version=made.version)
    now = Amendment.objects.get(pk=one.pk)

    assert amending.conflicts(now)
    assert (now.before, now.words) == (one.before, one.words)
    made = fresh(made)
    amending.accept(
        now, "Visits 16 weeks before and in the last week.", by=author_of(made), version=made.version
    )
    assert not amending.conflicts(Amendment.objects.get(pk=one.pk))


def test_taking_it_up_beside_an_older_text_is_refused_with_both_texts():
    one = suggestion()
    made = fresh(one.proposal)
    drafting.save(made, {"change": "Theirs."}, by=author_of(made), version=made.version)
    with pytest.raises(StaleError) as refused:
        amending.accept(one, "Yours.", by=author_of(made), version=made.version)

    assert refused.value.theirs.change == "<p>Theirs.</p>"
    assert refused.value.yours == {"change": "Yours."}
    one.refresh_from_db()
    assert one.state == AmendmentState.OPEN


# --- Without an account ---------------------------------------------------------------


def test_a_published_contribution_is_a_suggestion_like_any_other():
    one = suggestion_without_account(said="Come 20 weeks before.")
    made = fresh(one.proposal)

    assert (one.words, one.author, one.shown_name) == ("", None, "")
    told = amending.words_of([one])[one.pk]
    assert (told.typed, told.gone) == ("Come 20 weeks before.", "")
    assert Notice.objects.get(what=What.AMENDMENT).person == author_of(made)
    assert amending.arrive(made, one.part, one.contribution, day=timezone.localdate()) is None
    amending.support(one, by=member())
    amending.accept(one, "A visit 20 weeks before.", by=author_of(made), version=made.version)
    one.refresh_from_db()
    assert (one.state, one.words) == (AmendmentState.ACCEPTED, "")
    assert "Come 20" not in one.revision.summary


def test_a_withdrawn_contribution_says_so_and_cannot_be_taken_up():
    one = suggestion_without_account(said="Come 20 weeks before.")
    gate.withdraw([Contribution.objects.get(pk=one.contribution)])
    told = amending.words_of([Amendment.objects.get(pk=one.pk)])[one.pk]

    assert (told.typed, told.gone, told.withdrawn) == ("", "Withdrawn by its author", True)
    made = fresh(one.proposal)
    with pytest.raises(GoneError):
        amending.accept(one, "Words.", by=author_of(made), version=made.version)
    amending.forget([one.contribution])
    one.refresh_from_db()
    assert one.state == AmendmentState.WITHDRAWN
    assert moving.waiting_for_answer(made) == 0


def test_words_are_read_in_as_many_queries_whatever_there_is(django_assert_num_queries):
    made = proposal()
    mine = [suggestion(made, words=f"Number {n}.") for n in range(2)]
    with django_assert_num_queries(0):
        amending.words_of(mine)
    one = [suggestion_without_account(made, said="One.")]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as first:
        amending.words_of([*mine, *one])
    more = [suggestion_without_account(made, said=f"Number {n}.") for n in range(5)]
    with CaptureQueriesContext(connection) as second:
        amending.words_of([*mine, *one, *more])
    assert len(first) == len(second)
