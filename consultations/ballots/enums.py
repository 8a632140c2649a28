"""Ways of voting, how far a ballot has got, and what its papers are locked with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """How people vote."""

    CONSENT = "consent", _("Consent: agree, agree with concerns, either way, disagree, block")
    APPROVAL = "approval", _("Approval: choose every option you could live with")
    SCORE = "score", _("Score: give each option 0 to 5")
    RANKED = "ranked", _("Ranked: put the options in order")


class Consent(models.TextChoices):
    """What one can say of a proposal by consent."""

    AGREE = "agree", _("I agree")
    CONCERNS = "concerns", _("I agree, with concerns")
    EITHER = "either", _("I do not mind either way")
    DISAGREE = "disagree", _("I disagree")
    BLOCK = "block", _("I block it")


class PassRule(models.TextChoices):
    """When something is agreed."""

    CONSENT = "consent", _("Nobody blocks it, and more people agree than disagree")
    MAJORITY = "majority", _("More than half of the papers are for it")
    TWO_THIRDS = "two-thirds", _("At least two in three papers are for it")
    FIRST = "first", _("The option that comes first")


class BallotState(models.TextChoices):
    """How far a ballot has got."""

    DRAFT = "draft", _("being set up")
    OPEN = "open", _("open")
    #: After a restore: nobody can be sure that all votes are there. People are asked to vote again.
    PAUSED = "paused", _("paused")
    #: Its time is over and it takes no papers; the worker, or the key holders, open it.
    COUNTING = "counting", _("being counted")
    CLOSED = "closed", _("closed")
    #: Too few voted: the papers were destroyed unopened.
    NO_QUORUM = "no-quorum", _("too few voted")
    CANCELLED = "cancelled", _("cancelled")


#: From each state to which others.
ALLOWED: dict[BallotState, frozenset[BallotState]] = {
    BallotState.DRAFT: frozenset({BallotState.OPEN, BallotState.CANCELLED}),
    BallotState.OPEN: frozenset({BallotState.PAUSED, BallotState.COUNTING, BallotState.CANCELLED}),
    BallotState.PAUSED: frozenset({BallotState.OPEN, BallotState.CANCELLED}),
    BallotState.COUNTING: frozenset({BallotState.CLOSED, BallotState.NO_QUORUM, BallotState.CANCELLED}),
    BallotState.CLOSED: frozenset(),
    BallotState.NO_QUORUM: frozenset(),
    BallotState.CANCELLED: frozenset(),
}
#: Members and the public can see it.
PUBLIC = frozenset(BallotState) - {BallotState.DRAFT}
#: Nothing about it changes any more.
OVER = frozenset({BallotState.CLOSED, BallotState.NO_QUORUM, BallotState.CANCELLED})


class KeptBy(models.TextChoices):
    """Who keeps what opens the papers."""

    SERVER = "server", _("The server keeps the key until the ballot closes")
    HOLDERS = "holders", _("Two people each keep a part of the key on paper")
