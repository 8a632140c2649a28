"""Without an account, on equal terms: said, emptied, read, published: a suggestion like any other."""

import datetime

import pytest
from django.utils import timezone

from consultations.proposals import amending, drafting, moving, suggestions
from consultations.proposals.enums import AmendmentState, ProposalState
from consultations.proposals.models import Amendment, Proposal
from feedback.letterbox import emptying
from feedback.letterbox.kinds import Delivery
from feedback.moderation.models import Item
from feedback.moderation.paper_forms import PaperForm, open_threads
from feedback.questions import choosers
from feedback.threads import gate, keys, published, sockets, telling
from feedback.threads.models import Contribution, Thread
from following.models import Notice
from people.models import Person
from tests.factories.moderation import facilitator
from tests.factories.people import PlaceFactory, PlaceTieFactory
from tests.factories.proposals import TITLE, author_of, draft, fresh, proposal, suggestion
from tests.factories.threads import PublishedFactory, ThreadFactory
from tests.threads.test_saying_reads_easily import too_hard
from tests.threads.ways import begun, came_back, sent, written
from tests.threads.writer import Writer
from vocabulary.models import JourneyStage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("box", "patient")]
S = ProposalState
SAID = "Come 20 weeks before. Where I was, 12 was too late."


@pytest.fixture
def patient(monkeypatch):
    """Everybody has had a form open for longer than two seconds."""
    from feedback.threads import form_tokens

    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


def thread_of(of: Proposal) -> Thread:
    return Thread.objects.get(slug=fresh(of).thread)


def let_through() -> None:
    """A moderator lets everything go that waits; the box is opened when the wait is over."""
    for row in Contribution.objects.filter(state="held"):
        from feedback.threads import held_words

        gate.let_go(row, words=held_words.words_in(row.held))
    Contribution.objects.filter(ready=True).update(day=timezone.localdate() - datetime.timedelta(days=8))
    emptying.empty()


# --- Its thread ------------------------------------------------------------------------------------


def test_a_proposal_that_opens_for_ideas_opens_its_thread_and_a_draft_has_none():
    assert fresh(draft()).thread == ""
    thread = thread_of(proposal())
    assert thread.question == f"What would make “{TITLE}” better?"
    assert thread.hosted
    assert TITLE in Writer().open("/feedback/").words


def test_the_thread_says_who_decides_and_by_when_an_answer_comes():
    made = proposal()
    thread = thread_of(made)
    assert thread.who_decides.startswith("Those who write it.")
    assert author_of(made).display_name not in thread.who_decides
    assert made.ideas_until is not None
    assert thread.closes_on == made.ideas_until
    assert thread.answer_by > thread.closes_on


def test_the_thread_closes_with_the_ideas_and_opens_again_with_them():
    made = proposal()
    made = moving.move(made, S.FINAL, by=author_of(made))
    assert telling.standing(thread_of(made), timezone.localdate()) is telling.Standing.CLOSED
    made = moving.move(made, S.IDEAS, by=author_of(made), reason="Something came up.")
    assert telling.standing(thread_of(made), timezone.localdate()) is telling.Standing.OPEN


def test_what_is_renamed_while_ideas_are_welcome_is_asked_about_by_its_new_name():
    made, prison = proposal(), PlaceFactory(name="HMP Larch", slug="larch")
    stage = JourneyStage.objects.get(key="in-custody")
    values = {"title": "Meet before release", "custody_places": [prison], "stages": [stage]}
    drafting.save(made, values, by=author_of(made), version=made.version)

    thread = thread_of(made)
    assert thread.question == "What would make “Meet before release” better?"
    assert (thread.place, thread.stage) == (prison, stage)
    assert [(one["what"], TITLE in one["before"]) for one in thread.changes] == [("question", True)]
    moving.move(fresh(made), S.FINAL, by=author_of(made))
    assert telling.standing(thread_of(made), timezone.localdate()) is telling.Standing.CLOSED


@pytest.mark.database
def test_nobody_tied_to_one_of_several_prisons_moderates_what_is_suggested():
    made = proposal()
    larch, oak, elm = (
        PlaceFactory(name=f"HMP {name}", slug=name.lower()) for name in ("Larch", "Oak", "Elm")
    )
    tied = {prison: facilitator() for prison in (larch, oak, elm)}
    for prison, person in tied.items():
        PlaceTieFactory(person=person, place=prison)
    made = drafting.save(made, {"custody_places": [larch, oak]}, by=author_of(made), version=made.version)
    assert thread_of(made).place is None
    sent(thread_of(made), SAID, about="change")
    emptying.empty()

    assert [may_read(tied[prison]) for prison in (larch, oak, elm)] == [False, False, True]
    drafting.save(made, {"custody_places": [oak, elm]}, by=author_of(made), version=made.version)
    assert [may_read(tied[prison]) for prison in (larch, oak, elm)] == [False, False, False]
    assert may_read(facilitator())


def may_read(person: Person) -> bool:
    return Item.objects.visible_to(person).exists()


def test_who_suggests_reads_each_part_as_it_is_now():
    made = proposal()
    drafting.save(made, {"risks": "Rooms are short, and cold."}, by=author_of(made), version=made.version)
    page = begun(thread_of(made))
    assert "Rooms are short, and cold." in page.words
    assert "What it means for prison officers" in page.words


def test_the_pages_of_suggesting_read_easily_but_for_the_proposals_own_words():
    names = ("problem", "who", "change", "officers", "needs", "evidence", "risks")
    easy = dict.fromkeys(names, "It is late.")
    made = proposal(**easy, measures="We count.")
    thread = thread_of(made)
    for page in (begun(thread), written(thread, "They came late.", about="risks")):
        assert too_hard(page) is None


# --- From saying to a suggestion ------------------------------------------------------------------------


@pytest.mark.database
def test_what_is_said_about_a_part_becomes_a_suggestion_once_it_is_published():
    made = proposal()
    sent(thread_of(made), SAID, about="change")
    assert not Amendment.objects.exists()
    emptying.empty()
    assert not Amendment.objects.exists()
    let_through()
    one = Amendment.objects.get()
    assert (one.proposal_id, one.part, one.state) == (made.pk, "change", AmendmentState.OPEN)
    assert (one.words, one.author, one.author_name) == ("", None, "")
    assert one.day.weekday() == 0
    assert SAID in Writer().open(f"/proposals/{made.slug}/").words


def test_its_authors_hear_of_it_like_of_any_other():
    made = proposal()
    sent(thread_of(made), SAID, about="change")
    emptying.empty()
    let_through()
    assert Notice.objects.filter(person=author_of(made), what="amendment").count() == 1


def test_a_remark_about_all_of_it_is_read_in_the_thread_and_is_no_suggestion():
    made = proposal()
    sent(thread_of(made), SAID, about="all")
    emptying.empty()
    let_through()
    assert not Amendment.objects.exists()
    assert "About all of it." in Writer().open(f"/feedback/{made.thread}/").words


def test_emptying_again_changes_nothing():
    made = proposal()
    PublishedFactory(thread=thread_of(made), kind="amendment", about="risks")
    delivery = Delivery(9, timezone.localdate())
    suggestions.take_in(delivery)
    suggestions.take_in(delivery)
    assert Amendment.objects.count() == 1


def test_suggestions_of_one_emptying_come_in_the_order_of_their_random_keys():
    thread = thread_of(proposal())
    for _n in range(12):
        PublishedFactory(thread=thread, kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    found = list(Amendment.objects.order_by("pk").values_list("contribution", flat=True))
    assert found == sorted(found)


def test_a_part_that_there_is_not_becomes_nothing():
    PublishedFactory(thread=thread_of(proposal()), kind="amendment", about="nonsense")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    assert not Amendment.objects.exists()


def test_an_answer_to_a_question_that_hangs_on_a_proposal_is_no_suggestion():
    made = proposal()
    thread = ThreadFactory(hangs_on_kind="proposal", hangs_on_key=str(made.pk))
    PublishedFactory(thread=thread, kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    assert not Amendment.objects.exists()


# --- What became of it, for whoever holds the receipt -------------------------------------------------------


def test_the_line_and_the_receipt_say_what_became_of_it():
    made = proposal()
    receipt = sent(thread_of(made), SAID, about="change").receipt
    emptying.empty()
    let_through()
    one = Amendment.objects.get()
    assert one.contribution is not None
    address = f"/feedback/words/{keys.written(one.contribution)}/"
    assert "It waits for an answer." in came_back(receipt).words
    amending.accept(
        one, "Visits begin 20 weeks before release.", by=author_of(made), version=fresh(made).version
    )
    assert "It was taken up." in came_back(receipt).words
    assert "It was taken up." in Writer().open(address).words


def test_one_that_is_not_taken_up_says_so_and_leads_to_the_reason():
    made = proposal()
    said = PublishedFactory(thread=thread_of(made), kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    amending.decline(Amendment.objects.get(), "It would cost too much.", by=author_of(made))
    [told] = sockets.what_became([said.pk])[said.pk]
    assert told.progress == "no"
    assert told.url.startswith(f"/proposals/{made.slug}/#suggestion-")
    assert "It would cost too much." in Writer().open(f"/proposals/{made.slug}/").words


def test_an_answer_to_it_keeps_the_promise_of_the_thread_from_the_next_emptying_on():
    made = proposal()
    PublishedFactory(thread=thread_of(made), kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    amending.decline(Amendment.objects.get(), "It would cost too much.", by=author_of(made))
    assert thread_of(made).answered_on is None
    suggestions.take_in(Delivery(10, timezone.localdate()))
    assert thread_of(made).answered_on == timezone.localdate()


def test_nothing_done_is_drawn_beside_a_suggestion_that_waits():
    made = proposal()
    said = PublishedFactory(thread=thread_of(made), kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    assert sockets.what_became([said.pk])[said.pk][0].progress == "nothing"


@pytest.mark.database
def test_one_taken_back_is_taken_back_as_a_suggestion_too():
    made = proposal()
    said = PublishedFactory(thread=thread_of(made), kind="amendment", about="risks", said="Gone walrus.")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    gate.withdraw([Contribution.objects.get(pk=said.pk)])
    assert Amendment.objects.get().state == AmendmentState.WITHDRAWN
    assert "walrus" not in Writer().open(f"/proposals/{made.slug}/").html
    assert sockets.what_became([said.pk]) == {}


def test_a_suggestion_of_a_member_and_one_without_an_account_are_answered_by_the_same_acts():
    made = proposal()
    suggestion(made)
    PublishedFactory(thread=thread_of(made), kind="amendment", about="risks")
    suggestions.take_in(Delivery(9, timezone.localdate()))
    for one in Amendment.objects.all():
        amending.decline(one, "So.", by=author_of(made))
    assert set(Amendment.objects.values_list("state", flat=True)) == {AmendmentState.DECLINED}


# --- Questions about a proposal ---------------------------------------------------------------------------


def test_a_question_can_hang_on_a_public_proposal_and_says_so():
    made, hidden = proposal(), draft(title="Not ripe")
    offered = [value for _heading, values in choosers.choices() for value, _words in values]
    assert f"proposal:{made.pk}" in offered
    assert f"proposal:{hidden.pk}" not in offered
    origin = sockets.origin_of("proposal", str(made.pk))
    assert origin is not None
    assert (origin.text, origin.url) == (f"the proposal “{TITLE}”", f"/proposals/{made.slug}/")
    assert sockets.origin_of("proposal", str(hidden.pk)) is None
    assert sockets.origin_of("proposal", "x") is None


def test_the_thread_of_a_proposal_leads_to_it():
    made = proposal()
    assert f"/proposals/{made.slug}/" in Writer().open(f"/feedback/{made.thread}/").html
    assert published.open_threads(timezone.localdate(), 5)[0].question.startswith("What would make")


# --- On paper ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("about", "kind"), [("risks", "amendment"), ("", "remark")])
def test_what_came_on_paper_is_about_a_part_too(about, kind):
    thread = thread_of(proposal())
    form = PaperForm({"thread": thread.pk, "about": about, "words": SAID}, threads=open_threads())
    assert form.is_valid(), form.errors
    assert (form.said.kind, form.said.about) == (kind, about)


def test_where_there_is_no_proposal_nobody_is_asked_for_a_part():
    thread = ThreadFactory()
    form = PaperForm({"thread": thread.pk, "words": SAID}, threads=open_threads())
    assert "about" not in form.fields
    assert form.is_valid()
    assert form.said.kind == "answer"
