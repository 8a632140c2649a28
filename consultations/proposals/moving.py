"""The one gate through which a proposal goes from one state to another, and the only place that writes steps.

What is allowed stands in `enums.ALLOWED`; by whom, in `permissions`. A step keeps its day, who made it, and
a reason where the public would ask why. The opening and the end of a ballot are steps nobody makes by hand.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations.ballots.models import Ballot
from consultations.ballots.refusals import RefusedError as BallotRefusedError
from consultations.proposals import authors, news, own_thread, revising, sockets
from consultations.proposals.drafting import with_free_slug
from consultations.proposals.enums import (
    ALLOWED,
    ASKED_FIRST,
    NEEDS_REASON,
    PUBLIC,
    STEPS_BACK,
    AmendmentState,
    Part,
    ProposalState,
)
from consultations.proposals.models import Amendment, Proposal, Step
from consultations.proposals.permissions import Act, may
from consultations.proposals.refusals import (
    NoBallotError,
    NoDayError,
    NoReasonError,
    NotAnsweredError,
    NotDecidedError,
    NotNowError,
    NotReadyError,
    RefusedError,
    TooLongError,
)
from consultations.proposals.turns import refuse_unless, show, taken, today
from people.models import Person

S = ProposalState
#: The steps that authors make themselves; all others are a facilitator's.
BY_AUTHORS = frozenset(
    {
        (S.DRAFT, S.IDEAS),
        (S.DRAFT, S.WITHDRAWN),
        (S.IDEAS, S.FINAL),
        (S.IDEAS, S.WITHDRAWN),
        (S.FINAL, S.IDEAS),
        (S.FINAL, S.WITHDRAWN),
    }
)
#: These come with a ballot, and only with one.
BY_BALLOT = frozenset({(S.FINAL, S.BALLOT), (S.BALLOT, S.FINAL)})
#: So long ideas are welcome, if nobody says otherwise.
USUAL_TIME = timedelta(weeks=6)
LONGEST_REASON = 500


@transaction.atomic
def move(
    proposal: Proposal,
    to: ProposalState | str,
    *,
    by: "Person | Ballot",
    reason: str = "",
    ideas_until: date | None = None,
) -> Proposal:
    """Take a proposal into another state. ``by`` is a person, or the ballot that opened or ended.

    Raises:
        MayNotError, NotNowError, NoReasonError, NotReadyError, NoDayError, NotAnsweredError, NoBallotError.
        NotDecidedError: it was voted on, and is to be under way without having been adopted.
    """
    proposal, to = taken(proposal), ProposalState(to)
    before = ProposalState(proposal.state)
    if before == to and not isinstance(by, Ballot):
        return proposal
    _refuse(proposal, before, to, by=by, reason=reason)
    if to == S.IDEAS:
        _open_for_ideas(proposal, before, by=by, until=ideas_until)
    proposal.state = to
    if isinstance(by, Ballot):
        proposal.ballot = by.slug
    proposal.save(update_fields=["state", "opened_on", "ideas_until", "ballot"])
    _write_step(proposal, by=by, reason=reason)
    if to == S.WITHDRAWN:
        authors.ask_nobody_any_more(proposal)
    if to == S.IDEAS:
        own_thread.open_thread(proposal)
    elif before == S.IDEAS:
        own_thread.close_thread(proposal)
    if proposal.opened_on is not None:
        show(proposal)
        news.moved(proposal, by=by if isinstance(by, Person) else None)
    return proposal


@transaction.atomic
def prolong(proposal: Proposal, until: date, *, by: Person) -> Proposal:
    """Make ideas welcome up to another day, for members and without an account alike.

    Raises:
        MayNotError, NotNowError: ideas are not asked for. NoDayError: the day is over.
    """
    proposal = taken(proposal)
    if proposal.state != S.IDEAS:
        raise NotNowError
    refuse_unless(by, Act.MOVE, proposal)
    if until <= today():
        raise NoDayError
    proposal.ideas_until = until
    proposal.save(update_fields=["ideas_until"])
    own_thread.open_thread(proposal)
    show(proposal)
    return proposal


def possible(proposal: Proposal, person: Any) -> list[ProposalState]:
    """The states into which this person can take it by hand, in the order of a proposal's life."""
    before = ProposalState(proposal.state)
    return [
        to
        for to in ProposalState
        if to in ALLOWED[before] and (before, to) not in BY_BALLOT and _may_step(person, proposal, before, to)
    ]


def needs_reason(before: ProposalState | str, to: ProposalState | str) -> bool:
    """Whether the public would ask why. A draft that is dropped was never public."""
    before, to = ProposalState(before), ProposalState(to)
    if before not in PUBLIC:
        return False
    return to in NEEDS_REASON or (before, to) in STEPS_BACK


def missing_for(proposal: Proposal, to: ProposalState | str) -> list[Part]:
    """Parts that are empty and without which this step makes no sense."""
    asked = {S.IDEAS: ASKED_FIRST, S.FINAL: tuple(Part)}.get(ProposalState(to), ())
    return [part for part in asked if not getattr(proposal, part.value)]


def waiting_for_answer(proposal: Proposal) -> int:
    """How many suggested changes nobody has answered yet. One query."""
    return Amendment.objects.filter(proposal=proposal, state=AmendmentState.OPEN).count()


# --- What is refused -------------------------------------------------------------------------------


def _may_step(person: Any, proposal: Proposal, before: ProposalState, to: ProposalState) -> bool:
    return may(person, Act.MOVE if (before, to) in BY_AUTHORS else Act.STEER, proposal)


def _refuse(
    proposal: Proposal, before: ProposalState, to: ProposalState, *, by: "Person | Ballot", reason: str
) -> None:
    if to not in ALLOWED[before]:
        raise NotNowError
    if isinstance(by, Ballot):
        _refuse_ballot(proposal, before, to, by)
        return
    refuse_unless(by, Act.MOVE if (before, to) in BY_AUTHORS else Act.STEER, proposal)
    if (before, to) in BY_BALLOT:
        raise NoBallotError
    if needs_reason(before, to) and not reason.strip():
        raise NoReasonError
    if len(reason.strip()) > LONGEST_REASON:
        raise TooLongError(LONGEST_REASON)
    if missing := missing_for(proposal, to):
        raise NotReadyError(missing)
    if (before, to) == (S.IDEAS, S.FINAL) and (number := waiting_for_answer(proposal)):
        raise NotAnsweredError(number)
    if to == S.UNDER_WAY and proposal.ballot and not _adopted(proposal):
        raise NotDecidedError


def _adopted(proposal: Proposal) -> bool:
    """As the rooms above see it; where there is none, nobody decides but by hand."""
    asked = sockets.adopted.all()
    return not asked or any(adopted(proposal.pk) for adopted in asked)


def _refuse_ballot(proposal: Proposal, before: ProposalState, to: ProposalState, ballot: Ballot) -> None:
    about = f"proposal:{proposal.pk}"
    if (before, to) not in BY_BALLOT or not ballot.options.filter(about=about).exists():
        raise NoBallotError
    if to == S.FINAL and proposal.ballot != ballot.slug:
        raise NoBallotError


# --- What a step brings with it ---------------------------------------------------------------------


def _open_for_ideas(
    proposal: Proposal, before: ProposalState, *, by: "Person | Ballot", until: date | None
) -> None:
    """The first opening makes it public: its day, its address, its first revision, its thread."""
    until = until or today() + USUAL_TIME
    if until <= today():
        raise NoDayError
    proposal.ideas_until = until
    if before == S.DRAFT:
        proposal.opened_on = today()
        _give_address(proposal)
    if isinstance(by, Person) and revising.latest(proposal) is None:
        revising.record(proposal, by=by, summary=str(_("Opened for ideas")))


def _give_address(proposal: Proposal) -> None:
    """The title may be another than at the beginning; nobody outside knows the old address yet."""

    def write(slug: str) -> str:
        Proposal.objects.filter(pk=proposal.pk).update(slug=slug)
        return slug

    before = proposal.slug
    proposal.slug = with_free_slug(proposal.title, write, besides=proposal.pk)
    if proposal.slug != before:
        news.readdressed(before, proposal.slug)


def _write_step(proposal: Proposal, *, by: "Person | Ballot", reason: str) -> Step:
    made: dict[str, Any] = (
        {"ballot": by.slug} if isinstance(by, Ballot) else {"by": by, "by_name": by.display_name}
    )
    return Step.objects.create(
        proposal=proposal, state=proposal.state, day=today(), reason=reason.strip(), **made
    )


# --- Ballots -----------------------------------------------------------------------------------------


def on_ballot_opened(ballot: Ballot) -> None:
    """What it is about is being voted on from now (`ballots.sockets.opened`).

    Raises:
        RefusedError: that of ballots. One of the proposals is not final, or already being voted on. The
            ballot does not open then: nobody votes on a text that can still change.
    """
    for proposal in _about(ballot):
        try:
            move(proposal, S.BALLOT, by=ballot)
        except RefusedError as refused:
            sentence = _("“%(title)s” cannot be voted on now: its text is not final.")
            raise BallotRefusedError(sentence % {"title": proposal.title}) from refused


def on_ballot_closed(ballot: Ballot) -> None:
    """The vote is over, however it ended; a facilitator then says what was decided."""
    for proposal in _about(ballot):
        if proposal.state == S.BALLOT and proposal.ballot == ballot.slug:
            move(proposal, S.FINAL, by=ballot)


def _about(ballot: Ballot) -> list[Proposal]:
    """The proposals among its options, in the order in which all acts take them."""
    keys = [
        int(key)
        for about in ballot.options.filter(about__startswith="proposal:").values_list("about", flat=True)
        if (key := about.removeprefix("proposal:")).isdecimal()
    ]
    return list(Proposal.objects.filter(pk__in=keys).order_by("pk"))
