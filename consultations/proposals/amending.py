"""Suggested changes to one part: suggested, supported, taken up into a revision, or not, with a reason.

A suggestion keeps the words of the part as they stood then, so that it can be seen beside a text that has
changed since (a conflict), whoever changed it. Suggestions of people without an account are contributions of
the proposal's thread: only their key is kept here, their words are read through `threads.published`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.proposals import drafting, news, wording
from consultations.proposals.enums import AmendmentState, Part, ProposalState
from consultations.proposals.models import Amendment, Proposal, Revision, Support
from consultations.proposals.permissions import Act
from consultations.proposals.refusals import (
    AlreadySettledError,
    GoneError,
    NoReasonError,
    NothingChangedError,
    NothingSaidError,
    StaleError,
    TooLongError,
)
from consultations.proposals.turns import refuse_unless, show, taken, taken_amendment, today
from feedback.threads import published
from people.models import Person

LONGEST_WHY = 1_000
LONGEST_REASON = 1_000


# --- Suggesting -------------------------------------------------------------------------------------


@transaction.atomic
def suggest(proposal: Proposal, part: Part | str, words: str, why: str, *, by: Person) -> Amendment:
    """Suggest other words for one part. ``words`` are the whole part as it should read, as typed.

    Raises:
        MayNotError: ideas are not asked for now.
        NothingSaidError, NothingChangedError, TooLongError.
    """
    proposal, part = taken(proposal), Part(part)
    refuse_unless(by, Act.SUGGEST, proposal)
    shown, stands = drafting.part_shown(words), getattr(proposal, part.value)
    if not shown:
        raise NothingSaidError
    if shown == stands:
        raise NothingChangedError
    amendment = Amendment.objects.create(
        proposal=proposal,
        part=part,
        before=stands,
        words=shown,
        why=_short(why, LONGEST_WHY),
        author=by,
        author_name=by.display_name,
        author_group=by.role_group,
        day=today(),
    )
    news.suggested(amendment)
    show(proposal)
    return amendment


@transaction.atomic
def arrive(proposal: Proposal, part: Part | str, contribution: int, *, day: date) -> Amendment | None:
    """A suggestion without an account has been published: from now on it is one like any other.

    Called by the room itself when the box was emptied; nothing if it is there already.
    """
    proposal = taken(proposal)
    if Amendment.objects.filter(contribution=contribution).exists():
        return None
    amendment = Amendment.objects.create(
        proposal=proposal,
        part=Part(part),
        before=getattr(proposal, Part(part).value),
        contribution=contribution,
        day=day,
    )
    news.suggested(amendment)
    show(proposal)
    return amendment


@transaction.atomic
def forget(contributions: Collection[int]) -> None:
    """The words of these contributions are going: what waited for an answer is taken back."""
    gone = Amendment.objects.filter(contribution__in=sorted(set(contributions)), state=AmendmentState.OPEN)
    gone.update(state=AmendmentState.WITHDRAWN, settled_on=today())


@transaction.atomic
def take_back(amendment: Amendment, *, by: Person) -> None:
    """Who suggested it under their name thinks better of it.

    Raises:
        MayNotError: it is not theirs, or has been answered.
    """
    amendment = taken_amendment(amendment)
    if amendment.state == AmendmentState.WITHDRAWN and amendment.author_id == by.pk:
        return
    refuse_unless(by, Act.TAKE_BACK, amendment)
    _settle(amendment, AmendmentState.WITHDRAWN, by=by)


# --- Supporting ---------------------------------------------------------------------------------------


@transaction.atomic
def support(amendment: Amendment, *, by: Person) -> None:
    """Say that one would like it too. Shown as a number. Said twice, it counts once.

    Raises:
        MayNotError: it is their own, or has been answered.
    """
    amendment = taken_amendment(amendment)
    refuse_unless(by, Act.SUPPORT, amendment)
    Support.objects.get_or_create(amendment=amendment, person=by)
    show(amendment.proposal)


@transaction.atomic
def unsupport(amendment: Amendment, *, by: Person) -> None:
    """Say so no longer.

    Raises:
        MayNotError.
    """
    amendment = taken_amendment(amendment)
    refuse_unless(by, Act.SUPPORT, amendment)
    Support.objects.filter(amendment=amendment, person=by).delete()
    show(amendment.proposal)


# --- Answering ----------------------------------------------------------------------------------------


@transaction.atomic
def accept(amendment: Amendment, words: str, *, by: Person, version: int) -> Revision:
    """Take it up: the part reads ``words`` from now on, as typed, which may be the suggestion or near it.

    ``version`` is that of the text beside which the suggestion was read.

    Raises:
        MayNotError, AlreadySettledError, GoneError, NothingSaidError, NothingChangedError, TooLongError.
        StaleError: the text changed meanwhile; carries it and the words. Nothing was changed.
    """
    amendment = taken_amendment(amendment)
    proposal = amendment.proposal
    _refuse_unless_waiting(amendment, by, Act.TAKE_UP)
    if proposal.version != version:
        raise StaleError(proposal, {amendment.part: words})
    shown = drafting.part_shown(words)
    if not shown:
        raise NothingSaidError
    if shown == getattr(proposal, amendment.part):
        raise NothingChangedError
    drafting.save(proposal, {amendment.part: words}, by=by, version=version, summary=_summary(amendment))
    revision = Revision.objects.filter(proposal=proposal).latest("number")
    _settle(amendment, AmendmentState.ACCEPTED, by=by, revision=revision)
    return revision


@transaction.atomic
def decline(amendment: Amendment, reason: str, *, by: Person) -> None:
    """Say why it is not taken up. Everybody can read the reason; the suggestion stays to be read beside it.

    Raises:
        MayNotError, AlreadySettledError, NoReasonError, TooLongError.
    """
    amendment = taken_amendment(amendment)
    _refuse_unless_waiting(amendment, by, Act.DECLINE)
    if not reason.strip():
        raise NoReasonError
    _settle(amendment, AmendmentState.DECLINED, by=by, reason=_short(reason, LONGEST_REASON))


def _refuse_unless_waiting(amendment: Amendment, by: Person, act: Act) -> None:
    if amendment.state == AmendmentState.WITHDRAWN or words_of([amendment])[amendment.pk].withdrawn:
        raise GoneError
    if amendment.state != AmendmentState.OPEN:
        raise AlreadySettledError
    refuse_unless(by, act, amendment)


def _settle(
    amendment: Amendment,
    state: AmendmentState,
    *,
    by: Person,
    reason: str = "",
    revision: Revision | None = None,
) -> None:
    """Write the answer, if nobody did: of two who answer at once one is refused."""
    still = Amendment.objects.filter(pk=amendment.pk, state=AmendmentState.OPEN)
    if not still.update(state=state, reason=reason, settled_on=today(), settled_by=by, revision=revision):
        raise AlreadySettledError
    amendment.state, amendment.settled_by_id = state, by.pk
    if state != AmendmentState.WITHDRAWN:
        news.settled(amendment)
    show(amendment.proposal)


def _summary(amendment: Amendment) -> str:
    """What the revision says of itself, in the language of whoever took it up. Names nobody: it stays."""
    return _("A suggestion taken up: %(part)s") % {"part": Part(amendment.part).label}


def _short(text: str, most: int) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > most:
        raise TooLongError(most)
    return text


# --- Reading --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggested:
    """The words of a suggestion. ``typed`` is what the part should read, as one would type it.

    ``gone`` says in words why there are none: "Withdrawn by its author".
    """

    typed: str
    gone: str = ""
    withdrawn: bool = False
    url: str = ""
    group: str = ""
    month: str = ""
    lang: str = ""


def words_of(amendments: Iterable[Amendment]) -> dict[int, Suggested]:
    """The words of each, by its key: those of members from here, others as they are published now.

    As many queries whatever there is: none for members' own, four for contributions.
    """
    rows = list(amendments)
    keys = [row.contribution for row in rows if row.contribution is not None]
    said = published.by_keys(keys) if keys else {}
    return {row.pk: _suggested(row, said) for row in rows}


def _suggested(row: Amendment, said: Any) -> Suggested:
    if row.contribution is None:
        return Suggested(wording.typed(row.words))
    found = said.get(row.contribution)
    if isinstance(found, published.Said):
        return Suggested(found.words, url=found.url, group=found.group, month=found.month, lang=found.lang)
    if row.state == AmendmentState.WITHDRAWN or (found is not None and found.withdrawn):
        return Suggested("", gone=_("Withdrawn by its author"), withdrawn=True)
    return Suggested("", gone=found.text if found else _("Not shown any more"))


def conflicts(amendment: Amendment) -> bool:
    """Whether the part's text changed since it was suggested, so that its words fit the text no longer.

    Of one that was answered nothing is asked any more.
    """
    return amendment.state == AmendmentState.OPEN and amendment.before != getattr(
        amendment.proposal, amendment.part
    )


def may_still_be_taken_up(proposal: Proposal) -> bool:
    """Whether the text can still change."""
    return proposal.state == ProposalState.IDEAS
