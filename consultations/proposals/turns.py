"""One act at a time on one proposal: whoever acts takes its row first, and reads it as it is then."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.proposals.enums import PUBLIC
from consultations.proposals.models import Amendment, Comment, Proposal
from consultations.proposals.permissions import Act, may
from consultations.proposals.refusals import MayNotError
from edge import content_version


def taken(proposal: Proposal) -> Proposal:
    """The proposal as it stands, with its row locked until the transaction ends."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def taken_amendment(amendment: Amendment) -> Amendment:
    """A suggestion as it stands, its proposal locked first and ready in ``proposal``."""
    proposal = Proposal.objects.select_for_update().get(pk=amendment.proposal_id)
    found = Amendment.objects.get(pk=amendment.pk)
    found.proposal = proposal
    return found


def taken_comment(comment: Comment) -> Comment:
    """A comment as it stands, its proposal locked first and ready in ``proposal``."""
    proposal = Proposal.objects.select_for_update().get(pk=comment.proposal_id)
    found = Comment.objects.get(pk=comment.pk)
    found.proposal = proposal
    return found


def refuse_unless(by: Any, act: Act, obj: Any = None) -> None:
    """Refuse whoever may not.

    Raises:
        MayNotError: they may not do this, or not with this, or not now.
    """
    if not may(by, act, obj):
        raise MayNotError(_("You may not do this with this proposal as it stands."))


def show(proposal: Proposal) -> None:
    """Readers see the change from the moment it is committed."""
    if proposal.state in PUBLIC:
        content_version.bump()


def today() -> Any:
    """The local day: all that is kept of when something was done."""
    return timezone.localdate()
