"""The discussion: named comments on a proposal or a part of it, with replies one level deep.

A comment that is hidden leaves a visible trace with a reason, and its replies stay.
"""

from django.db import transaction
from django.utils.safestring import SafeString

from consultations.proposals import wording
from consultations.proposals.enums import Part
from consultations.proposals.models import Comment, CommentReport, Proposal
from consultations.proposals.permissions import Act
from consultations.proposals.refusals import (
    HiddenError,
    NoReasonError,
    NothingSaidError,
    NotThereError,
    TooLongError,
)
from consultations.proposals.turns import refuse_unless, show, taken, taken_comment, today
from people.models import Person

LONGEST_REASON = 300


@transaction.atomic
def say(
    proposal: Proposal, words: str, *, by: Person, part: Part | str = "", reply_to: Comment | None = None
) -> Comment:
    """Say something under one's name. A reply to a reply stands beside it, below the first comment.

    Raises:
        MayNotError, NothingSaidError, TooLongError.
        HiddenError: what it answers is hidden. NotThereError: that is about another proposal.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.COMMENT, proposal)
    if reply_to is not None:
        reply_to = _first_of(proposal, reply_to)
        part = reply_to.part
    comment = Comment.objects.create(
        proposal=proposal,
        part=Part(part) if part else "",
        reply_to=reply_to,
        words=_shown(words),
        author=by,
        author_name=by.display_name,
        author_group=by.role_group,
        day=today(),
    )
    show(proposal)
    return comment


@transaction.atomic
def edit(comment: Comment, words: str, *, by: Person) -> None:
    """Change one's own comment; readers see that it was changed, and on which day.

    Raises:
        MayNotError: it is another's, or hidden.
        NothingSaidError, TooLongError.
    """
    comment = taken_comment(comment)
    refuse_unless(by, Act.CHANGE_COMMENT, comment)
    shown = _shown(words)
    if shown == comment.words:
        return
    Comment.objects.filter(pk=comment.pk).update(words=shown, edited_on=today())
    show(comment.proposal)


@transaction.atomic
def report(comment: Comment, why: str, *, by: Person) -> None:
    """Ask a facilitator to look at it. Nobody else sees who did. Said twice, it counts once.

    Raises:
        MayNotError: it is their own, or hidden already.
        TooLongError.
    """
    comment = taken_comment(comment)
    refuse_unless(by, Act.REPORT, comment)
    why = why.replace("\x00", "").strip()
    if len(why) > LONGEST_REASON:
        raise TooLongError(LONGEST_REASON)
    CommentReport.objects.get_or_create(comment=comment, person=by, defaults={"why": why, "day": today()})


@transaction.atomic
def hide(comment: Comment, because: str, *, by: Person) -> None:
    """Take a comment out of sight. That there was one, and why it is hidden, stays to be read.

    Raises:
        MayNotError, NoReasonError, TooLongError.
    """
    comment = taken_comment(comment)
    refuse_unless(by, Act.HIDE, comment)
    because = because.replace("\x00", "").strip()
    if not because:
        raise NoReasonError
    if len(because) > LONGEST_REASON:
        raise TooLongError(LONGEST_REASON)
    Comment.objects.filter(pk=comment.pk).update(hidden_on=today(), hidden_because=because, hidden_by=by)
    _settle_reports(comment)
    show(comment.proposal)


@transaction.atomic
def show_again(comment: Comment, *, by: Person) -> None:
    """Bring a hidden comment back.

    Raises:
        MayNotError.
    """
    comment = taken_comment(comment)
    refuse_unless(by, Act.HIDE, comment)
    Comment.objects.filter(pk=comment.pk).update(hidden_on=None, hidden_because="", hidden_by=None)
    show(comment.proposal)


@transaction.atomic
def let_stand(comment: Comment, *, by: Person) -> None:
    """Reports of it were read, and it may stay.

    Raises:
        MayNotError.
    """
    comment = taken_comment(comment)
    refuse_unless(by, Act.HIDE, comment)
    _settle_reports(comment)


def _settle_reports(comment: Comment) -> None:
    CommentReport.objects.filter(comment=comment, settled=False).update(settled=True)


def _first_of(proposal: Proposal, answered: Comment) -> Comment:
    """The comment below which a reply stands."""
    found = Comment.objects.filter(proposal=proposal, pk=answered.reply_to_id or answered.pk).first()
    if found is None:
        raise NotThereError
    if answered.hidden_on is not None or found.hidden_on is not None:
        raise HiddenError
    return found


def _shown(words: str) -> SafeString:
    if len(words) > wording.LONGEST_COMMENT:
        raise TooLongError(wording.LONGEST_COMMENT)
    shown = wording.shown(words)
    if not wording.plain(shown):
        raise NothingSaidError
    return shown
