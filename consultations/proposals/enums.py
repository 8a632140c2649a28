"""Parts of a proposal, how far it has got, and what becomes of suggestions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """The parts of a proposal that are words, in their order. The values are stored; never change them."""

    PROBLEM = "problem", _("The problem")
    WHO = "who", _("Who it helps, and where on the journey")
    CHANGE = "change", _("What would change")
    OFFICERS = "officers", _("What it means for prison officers")
    NEEDS = "needs", _("What it needs")
    EVIDENCE = "evidence", _("What we know")
    RISKS = "risks", _("What could go wrong")
    MEASURES = "measures", _("How we would know it worked")


class Size(models.TextChoices):
    """How big a change it is."""

    TRY_NOW = "try-now", _("We could try it now")
    PLAN = "plan", _("It needs a plan")
    COMMISSION = "commission", _("It needs money and a contract")


class How(models.TextChoices):
    """How often money is needed."""

    ONCE = "once", _("once")
    YEARLY = "yearly", _("every year")


class ProposalState(models.TextChoices):
    """How far a proposal has got."""

    DRAFT = "draft", _("draft")
    IDEAS = "ideas", _("open for ideas")
    FINAL = "final", _("final text")
    BALLOT = "ballot", _("being voted on")
    DECIDED = "decided", _("decided")
    UNDER_WAY = "under-way", _("under way")
    REVIEWED = "reviewed", _("reviewed")
    PARKED = "parked", _("parked")
    WITHDRAWN = "withdrawn", _("withdrawn")


_S = ProposalState
#: From each state to which others.
ALLOWED: dict[ProposalState, frozenset[ProposalState]] = {
    _S.DRAFT: frozenset({_S.IDEAS, _S.WITHDRAWN}),
    _S.IDEAS: frozenset({_S.FINAL, _S.PARKED, _S.WITHDRAWN}),
    _S.FINAL: frozenset({_S.IDEAS, _S.BALLOT, _S.DECIDED, _S.PARKED, _S.WITHDRAWN}),
    _S.BALLOT: frozenset({_S.FINAL, _S.DECIDED}),
    _S.DECIDED: frozenset({_S.UNDER_WAY, _S.REVIEWED, _S.PARKED}),
    _S.UNDER_WAY: frozenset({_S.REVIEWED, _S.PARKED}),
    _S.REVIEWED: frozenset({_S.UNDER_WAY}),
    _S.PARKED: frozenset({_S.IDEAS, _S.FINAL, _S.UNDER_WAY, _S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset(),
}
#: Everybody can read it.
PUBLIC = frozenset(ProposalState) - {ProposalState.DRAFT}
#: Its words can be changed by its authors.
EDITABLE = frozenset({ProposalState.DRAFT, ProposalState.IDEAS})
#: Members discuss it.
DISCUSSED = PUBLIC - {ProposalState.WITHDRAWN}
#: A step into these needs a reason that the public reads.
NEEDS_REASON = frozenset({ProposalState.DECIDED, ProposalState.PARKED, ProposalState.WITHDRAWN})
#: So do these steps back.
STEPS_BACK = frozenset(
    {
        (ProposalState.FINAL, ProposalState.IDEAS),
        (ProposalState.PARKED, ProposalState.IDEAS),
        (ProposalState.PARKED, ProposalState.FINAL),
        (ProposalState.PARKED, ProposalState.UNDER_WAY),
        (ProposalState.REVIEWED, ProposalState.UNDER_WAY),
    }
)
#: Without these parts nobody can say what they think of it: asked for before it opens for ideas.
ASKED_FIRST = (Part.PROBLEM, Part.CHANGE, Part.OFFICERS)


class AmendmentState(models.TextChoices):
    """What became of a suggested change."""

    OPEN = "open", _("waiting for the authors")
    ACCEPTED = "accepted", _("taken up")
    DECLINED = "declined", _("not taken up")
    WITHDRAWN = "withdrawn", _("taken back")


class ComesFromKind(models.TextChoices):
    """What a proposal comes from, or what its evidence is."""

    POINT = "point", _("point raised")
    CONTRIBUTION = "contribution", _("answer")
    EVENT = "event", _("event")
    DOCUMENT = "document", _("document")
