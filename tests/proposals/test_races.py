"""Two at once: nothing is saved over, answered twice, numbered twice, or lost."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from consultations.proposals import amending, authors, commenting, drafting, moving
from consultations.proposals.enums import AmendmentState, ProposalState
from consultations.proposals.models import Amendment, CoAuthor, CommentReport, Proposal, Revision, Support
from consultations.proposals.refusals import MayNotError, RefusedError
from tests.factories.people import member
from tests.factories.proposals import author_of, comment, draft, fresh, proposal, suggestion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts in threads of their own, begun together; how each ended."""
    together, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def run(at: int, act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
            ends[at] = "done"
        except (RefusedError, MayNotError):
            ends[at] = "refused"
        except Exception as error:
            ends[at] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ends


def test_of_two_who_save_at_once_one_is_refused_and_the_other_is_a_revision():
    made = proposal()
    by = author_of(made)
    ends = at_once(
        *(
            lambda words=words: drafting.save(
                Proposal.objects.get(pk=made.pk), {"change": words}, by=by, version=made.version
            )
            for words in ("One.", "Two.")
        )
    )
    assert sorted(ends) == ["done", "refused"]
    assert fresh(made).version == made.version + 1
    assert sorted(Revision.objects.filter(proposal=made).values_list("number", flat=True)) == [1, 2]
    assert Revision.objects.get(number=2).text["change"] == fresh(made).change


def test_one_suggestion_is_taken_up_once():
    one = suggestion()
    made = fresh(one.proposal)
    by = author_of(made)
    ends = at_once(
        *(
            lambda words=words: amending.accept(
                Amendment.objects.get(pk=one.pk), words, by=by, version=made.version
            )
            for words in ("One.", "Two.")
        )
    )
    assert sorted(ends) == ["done", "refused"]
    row = Amendment.objects.get(pk=one.pk)
    assert (row.state, row.revision.text["change"]) == (AmendmentState.ACCEPTED, fresh(made).change)
    assert Revision.objects.filter(proposal=made).count() == 2


def test_of_two_suggestions_taken_up_at_once_the_second_is_asked_again_and_not_lost():
    made = proposal()
    by = author_of(made)
    ones = [suggestion(made, words=f"Number {n}.") for n in range(2)]
    version = fresh(made).version
    ends = at_once(
        *(
            lambda one=one: amending.accept(
                Amendment.objects.get(pk=one.pk), "Words " + str(one.pk), by=by, version=version
            )
            for one in ones
        )
    )
    assert sorted(ends) == ["done", "refused"]
    states = Amendment.objects.filter(proposal=made).values_list("state", flat=True)
    assert sorted(states) == ["accepted", "open"]


PAIRS = {
    "taken up and declined": lambda one, by, version: (
        lambda: amending.accept(one(), "Other words.", by=by, version=version),
        lambda: amending.decline(one(), "No.", by=by),
    ),
    "taken up and taken back": lambda one, by, version: (
        lambda: amending.accept(one(), "Other words.", by=by, version=version),
        lambda: amending.take_back(one(), by=one().author),
    ),
    "declined twice": lambda one, by, version: (
        lambda: amending.decline(one(), "No.", by=by),
        lambda: amending.decline(one(), "No, again.", by=by),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_answers_at_once_one_counts(name):
    made = suggestion()
    version = fresh(made.proposal).version
    acts = PAIRS[name](lambda: Amendment.objects.get(pk=made.pk), author_of(made.proposal), version)
    assert sorted(at_once(*acts)) == ["done", "refused"]
    row = Amendment.objects.get(pk=made.pk)
    assert (row.state == AmendmentState.ACCEPTED) == (fresh(made.proposal).version == version + 1)


def test_a_text_that_becomes_final_takes_no_suggestion_with_it():
    made, other = proposal(), member()
    ends = at_once(
        lambda: moving.move(Proposal.objects.get(pk=made.pk), ProposalState.FINAL, by=author_of(made)),
        lambda: amending.suggest(Proposal.objects.get(pk=made.pk), "change", "Other words.", "", by=other),
    )
    assert sorted(ends) == ["done", "refused"]
    waits = Amendment.objects.filter(proposal=made, state=AmendmentState.OPEN).exists()
    assert waits == (fresh(made).state == ProposalState.IDEAS)


def test_supporting_asking_and_reporting_twice_at_once_is_doing_so_once():
    one, said, by, friend = suggestion(), comment(), member(), member()
    made = draft(by=by)
    assert at_once(*[lambda: amending.support(one, by=friend)] * 3) == ["done"] * 3
    assert at_once(*[lambda: commenting.report(said, "", by=friend)] * 3) == ["done"] * 3
    assert sorted(at_once(*[lambda: authors.invite(made, friend, by=by)] * 2)) == ["done", "refused"]
    assert (Support.objects.count(), CommentReport.objects.count()) == (1, 1)
    assert CoAuthor.objects.filter(proposal=made, person=friend).count() == 1


def test_two_proposals_of_one_title_begun_at_once_have_addresses_of_their_own():
    people = [member(), member()]
    ends = at_once(*(lambda by=by: drafting.start(by=by, title="The same title") for by in people))
    assert ends == ["done", "done"]
    assert Proposal.objects.values("slug").distinct().count() == 2


def test_opening_twice_at_once_is_opening_once():
    made, other = draft(), member()
    by = author_of(made)
    authors.invite(made, other, by=by)
    authors.accept(made, by=other)
    ends = at_once(
        lambda: moving.move(Proposal.objects.get(pk=made.pk), ProposalState.IDEAS, by=by),
        lambda: moving.move(Proposal.objects.get(pk=made.pk), ProposalState.IDEAS, by=other),
    )
    assert ends == ["done", "done"]
    assert (made.steps.count(), made.revisions.count()) == (1, 1)
