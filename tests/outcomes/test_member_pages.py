"""Members read what was decided; facilitators note it, and whoever sees to a step says how far it is."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.outcomes import deciding, needs, stepping
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.models import Decision, Step
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from consultations.proposals.models import Step as ProposalStep
from tests.factories.moderation import facilitator
from tests.factories.outcomes import concern, decided, decision, planned, step
from tests.factories.people import member
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def signed_in(person):
    """A browser in which they are signed in."""
    browser = Client()
    browser.force_login(person)
    return browser


def waiting(person):
    """What this room has for somebody."""
    asked = (needs.decisions, needs.reviews, needs.late_steps)
    return [need for ask in asked for need in ask(person)]


def at(name: str, *args: str) -> str:
    return reverse(f"outcomes-members:{name}", args=args)


def day(name: str, when: datetime.date) -> dict[str, int]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def as_typed(
    kind: str = "adopted", *answers: tuple[str, str], version: object = "", **changed: object
) -> dict[str, object]:
    typed: dict[str, object] = {
        "kind": kind, "reasons": "It is wanted.", "decided_by": "The pilot's team", "by_right": "It runs it.",
        **day("decided_on", TODAY()), "version": version, "answers-TOTAL_FORMS": len(answers),
        "answers-INITIAL_FORMS": 0, **changed,
    }  # fmt: skip
    for number, (about, words) in enumerate(answers):
        typed |= {f"answers-{number}-{name}": value for name, value in
                  {"to": "concern", "about": about, "words": words}.items()}  # fmt: skip
    return typed


def voted() -> Proposal:
    """A proposal whose vote is over."""
    about = proposal(ProposalState.FINAL)
    Proposal.objects.filter(pk=about.pk).update(ballot="a-vote")
    ProposalStep.objects.create(proposal=about, state=ProposalState.FINAL, day=TODAY(), ballot="a-vote")
    return Proposal.objects.get(pk=about.pk)


def test_a_vote_that_is_over_waits_for_a_decision_until_one_is_noted():
    about, by = voted(), facilitator()
    assert [need.text for need in waiting(by)] == ["1 vote is over and waits for a decision"]
    assert about.title in signed_in(by).get(at("decisions")).content.decode()
    deciding.decide(about, decided(), by=by)
    assert waiting(by) == []


def test_a_facilitator_notes_a_decision_with_an_answer_to_each_concern():
    about = voted()
    browser = signed_in(facilitator())
    assert browser.get(at("decide", about.slug)).status_code == 200
    answer = browser.post(
        at("decide", about.slug),
        as_typed("with-changes", ("Rooms", "The library."), ("", ""), against_ballot="on"),
    )
    made = Decision.objects.get()
    assert (answer.status_code, answer.url) == (302, at("decision", made.key))
    assert (made.kind, made.against_ballot, made.ballot) == ("with-changes", True, "a-vote")
    assert [(one.about, one.words) for one in made.answers.all()] == [("Rooms", "The library.")]


def test_half_an_answer_and_a_day_that_cannot_be_are_told_and_nothing_typed_is_lost():
    about, browser = voted(), signed_in(facilitator())
    typed = as_typed("adopted", ("Rooms are short", ""), reasons="Long words that took an hour.")
    for changed in (
        {},
        {**day("decided_on", TODAY() + datetime.timedelta(days=3)), "answers-0-words": "Yes."},
    ):
        answer = browser.post(at("decide", about.slug), {**typed, **changed})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Long words that took an hour." in page
        assert "Rooms are short" in page
    assert "lies ahead" in page
    assert not Decision.objects.exists()


def test_without_a_vote_nothing_can_be_said_to_go_against_one():
    about, browser = proposal(ProposalState.FINAL), signed_in(facilitator())
    assert "against_ballot" not in browser.get(at("decide", about.slug)).content.decode()
    browser.post(at("decide", about.slug), as_typed(against_ballot="on"))
    assert Decision.objects.get().against_ballot is False


def test_a_stale_save_shows_what_stands_now_beside_what_was_typed_and_the_next_one_counts():
    by = facilitator()
    made, browser = decision(by=by, answers=[concern()]), signed_in(by)
    deciding.reword(made, decided(reasons="Somebody else's words."), by=by, version=0)
    answer = browser.post(at("reword", made.key), as_typed(version=0, reasons="Mine."))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else&#x27;s words." in page
    assert "Mine." in page
    assert 'name="version" value="1"' in page
    assert browser.post(at("reword", made.key), as_typed(version=1, reasons="Mine.")).status_code == 302
    made.refresh_from_db()
    assert made.reasons == "Mine."


def test_a_plan_changed_too_late_shows_both_texts_and_the_next_save_counts():
    by = facilitator()
    one, browser = step(by=by), signed_in(by)
    stepping.plan_anew(one, planned(what="Somebody else's list"), by=by, version=0)
    typed = {"what": "My list", "responsible": one.responsible, "owner": "", **day("due_on", one.due_on)}
    page = browser.post(at("plan-step", one.key), {**typed, "version": 0}).content.decode()
    assert "<p>Somebody else&#x27;s list</p>" in page
    assert "<p>My list</p>" in page
    assert 'name="version" value="1"' in page
    assert browser.post(at("plan-step", one.key), {**typed, "version": 1}).status_code == 302
    one.refresh_from_db()
    assert one.what == "My list"


def test_a_step_is_planned_and_its_owner_says_how_far_it_is():
    made, owner = decision(), member()
    due = TODAY() - datetime.timedelta(days=1)
    typed = {
        "what": "A list",
        "responsible": "Sioned Price",
        "owner": owner.pk,
        **day("due_on", due),
        "version": "",
    }
    assert signed_in(facilitator()).post(at("add-step", made.key), typed).status_code == 302
    one = Step.objects.get()
    assert [need.text for need in waiting(owner)] == ["1 step of yours is late"]

    browser = signed_in(owner)
    assert one.what in browser.get(at("decisions")).content.decode()
    assert browser.post(at("tell", one.key), {"to": "done", "words": ""}).status_code == 422
    assert (
        browser.post(
            at("tell", one.key), {"to": "done", "words": "It hangs there.", "is_change": "on"}
        ).status_code
        == 302
    )
    one.refresh_from_db()
    assert (one.state, one.is_change, one.result) == (StepState.DONE, True, "It hangs there.")
    assert browser.get(at("plan-step", one.key)).status_code == 403


def test_what_is_no_change_cannot_be_ticked_as_one():
    one = step()
    answer = signed_in(facilitator()).post(
        at("tell", one.key), {"to": "under-way", "words": "Begun.", "is_change": "on"}
    )
    assert answer.status_code == 422
    assert "Begun." in answer.content.decode()


def test_a_closed_account_leaves_steps_to_nobody_and_its_words_to_a_former_member():
    from consultations.outcomes import about_people, stepping

    owner = member()
    one = step(owner=owner)
    stepping.tell(one, StepState.UNDER_WAY, "Two areas.", by=owner)
    assert about_people.held_about(owner)["updates"][0]["words"] == "Two areas."
    about_people.let_go(owner)
    update = one.updates.get()
    assert (update.by, update.by_name, update.words) == (None, "", "Two areas.")
    assert Step.objects.get().owner is None


def test_the_list_asks_the_same_however_much_there_is(django_assert_max_num_queries):
    by = facilitator()
    browser, counts = signed_in(by), []
    for more in (1, 6):
        for n in range(more):
            step(decision(DecisionKind.ADOPTED), what=f"{more} {n}", owner=by)
        with django_assert_max_num_queries(30) as asked:
            assert browser.get(at("decisions")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
