"""The page of a decision says what was decided and how far each step is; words lead to it by themselves."""

import datetime

import pytest
from django.utils import timezone

from consultations.events.models import Point
from consultations.events.sockets import what_came_of
from consultations.outcomes import stepping
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.flowing import address_of
from consultations.proposals.enums import ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom, Proposal
from feedback.threads.sockets import what_became
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.moderation import facilitator
from tests.factories.outcomes import concern, decision, step
from tests.factories.proposals import proposal
from tests.factories.threads import PublishedFactory

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.timedelta(days=1)


def page_of(client, made) -> str:
    return client.get(address_of(made.key)).content.decode()


def test_it_says_what_was_decided_why_by_whom_and_by_what_right(client):
    made = decision(answers=[concern()], review_on=timezone.localdate() + datetime.timedelta(days=90))
    page = page_of(client, made)
    for words in (
        "Adopted", made.proposal.title, made.reasons, "The pilot&#x27;s team", "It runs the pilot.",
        "Looked at again on", "Rooms are short.", "The library is free on Mondays.",
        "No step has been planned yet.",
    ):  # fmt: skip
        assert words in page


def test_going_against_the_vote_is_said_before_anything_else(client):
    about = proposal(ProposalState.FINAL)
    Proposal.objects.filter(pk=about.pk).update(ballot="a-vote")
    made = decision(DecisionKind.NOT_TAKEN_FORWARD, about=about, against_ballot=True)
    page = page_of(client, made)
    assert page.index("This goes against the vote") < page.index("<h1>")


def test_a_step_that_is_late_says_so_and_one_that_ended_says_what_came_of_it(client):
    made = decision()
    step(made, what="A list", due_on=timezone.localdate() - YESTERDAY)
    done = step(made, what="A room")
    stepping.tell(done, StepState.UNDER_WAY, "We asked the library.", by=facilitator())
    stepping.tell(done, StepState.DONE, "Mondays from two to four.", by=facilitator())
    page = page_of(client, made)
    assert "and is late" in page
    assert page.count("Mondays from two to four.") == 1
    assert "We asked the library." in page


def test_a_decision_that_was_replaced_leads_to_the_one_that_holds(client):
    first = decision(DecisionKind.MORE_WORK)
    second = decision(about=first.proposal)
    page = page_of(client, first)
    assert "This no longer holds" in page
    assert address_of(second.key) in page


def test_a_published_reason_is_read_where_it_stands_and_gone_when_it_is_taken_back(client):
    reason = PublishedFactory(words="The gym is never open.")
    made = decision(answers=[concern(contribution=reason.pk)])
    assert "The gym is never open." in page_of(client, made)


def test_no_such_decision_and_one_about_a_draft_are_not_there(client):
    assert client.get(address_of("0000000000")).status_code == 404
    made = decision()
    Proposal.objects.filter(pk=made.proposal_id).update(state=ProposalState.DRAFT)
    assert client.get(address_of(made.key)).status_code == 404


@pytest.mark.database
def test_words_lead_to_what_was_decided_and_done_and_only_a_noticed_step_is_a_change():
    answer, made = PublishedFactory(), decision()
    for kind, key in ((ComesFromKind.POINT, "point0000000"), (ComesFromKind.CONTRIBUTION, str(answer.pk))):
        ComesFrom.objects.create(proposal=made.proposal, kind=kind, key=key)
    planned, noticed = step(made, what="Planned only"), step(made, what="A room on Mondays")
    stepping.tell(noticed, StepState.DONE, "It is open.", by=facilitator(), is_change=True)

    became = what_became([answer.pk])[answer.pk]
    assert [(one.text, one.progress, one.changed) for one in became][1:] == [
        ("Decided: Adopted", "going", False), ("A room on Mondays", "done", True)
    ]  # fmt: skip
    came = [one.text for one in what_came_of.points(["point0000000"])["point0000000"]]
    assert came[-2:] == ["Decided: Adopted", "A room on Mondays"]
    assert planned.what not in came


def test_the_page_of_an_event_tells_what_was_decided_from_then_on(client):
    page = EventFactory(record=record(topic("A", [point()])))
    about = proposal(ProposalState.FINAL)
    ComesFrom.objects.create(proposal=about, kind=ComesFromKind.POINT, key=Point.objects.get().key)
    assert "Decided" not in client.get(page.url).content.decode()
    decision(about=about)
    assert "Decided: Adopted" in client.get(page.url).content.decode()


def test_evidence_leads_nowhere():
    made = decision()
    ComesFrom.objects.create(
        proposal=made.proposal, kind=ComesFromKind.POINT, key="point0000000", is_evidence=True
    )
    assert what_came_of.points(["point0000000"]) == {}


def test_the_page_asks_the_same_however_much_there_is(client, django_assert_max_num_queries):
    few, many = decision(answers=[concern()]), decision(answers=[concern() for _n in range(20)])
    step(few)
    for n in range(20):
        stepping.tell(step(many, what=f"Step {n}"), StepState.UNDER_WAY, f"Words {n}", by=facilitator())
    counts = []
    for made in (few, many, few, many):
        with django_assert_max_num_queries(12) as asked:
            assert client.get(address_of(made.key) + "?x").status_code == 200
        counts.append(len(asked))
    assert counts[2] == counts[3]
