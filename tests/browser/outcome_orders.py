"""What the keeper beside a served demo does before a decision: words, a proposal made of them, a vote."""

import json
from collections.abc import Callable

from consultations.ballots import code_sheets, opening
from consultations.ballots.setting_up import NewOption
from consultations.proposals import moving, starting
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from feedback.letterbox import nonces
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads import saying
from feedback.threads.models import Contribution, Thread
from feedback.threads.said import Said
from people.models import Person
from tests.factories.ballots import draft
from tests.factories.proposals import TYPED
from tests.factories.threads import ThreadFactory
from vocabulary.role_groups import RoleGroup

#: What two others say, so that there are enough to be shown together.
OTHERS = ("Ask us in the morning.", "My brother could have told you.")
SLIPS = 12


def say(slug: str, *words: str) -> str:
    """A question, and three answers that wait in the box; gives the receipt of the first."""
    thread = ThreadFactory(slug=slug, question="What did you miss in your first week?")
    nonce = nonces.new()
    saying.say(thread, Said(words=" ".join(words), may_show=True), nonce=nonce)
    for other in OTHERS:
        saying.say(thread, Said(words=other, may_show=True), nonce=nonces.new())
    return nonces.receipt_of(nonce)


def pass_on(slug: str) -> str:
    """Rhys Morgan lets the answers go; gives how many."""
    items = list(Item.objects.filter(contribution__thread__slug=slug, open=True))
    for item in items:
        publishing.publish(item, by=_rhys(), version=item.version)
    return str(len(items))


def open_vote(slug: str, *title: str) -> str:
    """A proposal made of those answers, with a final text and a vote that is open; gives where both are."""
    by, thread = _rhys(), Thread.objects.get(slug=slug)
    said = Contribution.objects.filter(thread=thread).exclude(words__in=OTHERS)
    proposal = starting.from_words(
        by=by, title=" ".join(title), contributions=said.values_list("pk", flat=True), **TYPED
    )
    for to in (ProposalState.IDEAS, ProposalState.FINAL):
        proposal = moving.move(proposal, to, by=by, reason="So.")
    about = NewOption(proposal.title, about=f"proposal:{proposal.pk}", url=f"/proposals/{proposal.slug}/")
    ballot = draft(by, question=f"Do we want {proposal.title}?", options=[about], groups=[], by_code=True)
    code_sheets.make(ballot, "Library", RoleGroup.LIVED_EXPERIENCE, SLIPS, by=by)
    opening.open_ballot(ballot, by=by)
    return json.dumps({"proposal": Proposal.objects.get(pk=proposal.pk).slug, "ballot": ballot.slug})


def _rhys() -> Person:
    return Person.objects.get(email="rhys@demo.example")


ORDERS: dict[str, Callable[..., str]] = {
    "words-say": say, "words-pass-on": pass_on, "words-vote": open_vote,
}  # fmt: skip
