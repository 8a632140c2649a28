"""Proposals as people here would write them, in every state; suggestions and comments on them."""

import datetime
from typing import Any

from django.utils import timezone

from consultations.proposals import amending, commenting, drafting, moving
from consultations.proposals.enums import AmendmentState, Part, ProposalState
from consultations.proposals.models import Amendment, CoAuthor, Comment, Proposal, Revision, Step
from feedback.threads.models import Contribution
from people.models import Person
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.threads import PublishedFactory

#: The parts as they are typed.
TYPED = {
    "problem": "Link workers meet people after release. By then a first appointment has often been missed.",
    "who": "People who leave prison within 12 weeks, and the people they go home to.",
    "change": "A link worker visits 12 weeks before release, and once more in the last week.",
    "officers": "One room, booked a week ahead. No escorts beyond those there are.",
    "needs": "Two link workers for half of their week. The governor's permission.",
    "evidence": "RECONNECT begins at the same time and is about care. This is about daily life.",
    "risks": "Rooms are short. Somebody who is moved must not lose their place.",
    "measures": "How many meet a link worker before release, and how many do in the month after it.",
}
TITLE = "Link workers visit before release"


def draft(*, by: Person | None = None, title: str = TITLE, **parts: Any) -> Proposal:
    """A draft with all its parts, written by one member. A part given as "" stays empty."""
    return drafting.start(by=by or member(), title=title, **{**TYPED, **parts})


def proposal(
    state: ProposalState = ProposalState.IDEAS, *, by: Person | None = None, title: str = TITLE, **parts: Any
) -> Proposal:
    """A proposal brought into a state by the acts that bring it there; by ballot, by the rows alone."""
    by = by or member()
    made = draft(by=by, title=title, **parts)
    for to in _WAYS[state]:
        made = moving.move(
            made, to, by=by if (made.state, to) in moving.BY_AUTHORS else _steers(), reason="So."
        )
    if state == ProposalState.BALLOT:
        Proposal.objects.filter(pk=made.pk).update(state=state, ballot="a-vote")
        Step.objects.create(proposal=made, state=state, day=timezone.localdate(), ballot="a-vote")
    return fresh(made)


_S = ProposalState
_WAYS: dict[ProposalState, list[ProposalState]] = {
    _S.DRAFT: [],
    _S.IDEAS: [_S.IDEAS],
    _S.FINAL: [_S.IDEAS, _S.FINAL],
    _S.BALLOT: [_S.IDEAS, _S.FINAL],
    _S.DECIDED: [_S.IDEAS, _S.FINAL, _S.DECIDED],
    _S.UNDER_WAY: [_S.IDEAS, _S.FINAL, _S.DECIDED, _S.UNDER_WAY],
    _S.REVIEWED: [_S.IDEAS, _S.FINAL, _S.DECIDED, _S.REVIEWED],
    _S.PARKED: [_S.IDEAS, _S.PARKED],
    _S.WITHDRAWN: [_S.IDEAS, _S.WITHDRAWN],
}


def _steers() -> Person:
    """Somebody who may take every step."""
    from people.permission_groups import PermissionGroup

    found = Person.objects.active().filter(groups__name=PermissionGroup.FACILITATOR).first()
    return found or facilitator()


def fresh(of: Proposal) -> Proposal:
    """A proposal as it stands in the database now."""
    return Proposal.objects.get(pk=of.pk)


def author_of(of: Proposal) -> Person:
    """The first member who writes it."""
    first = CoAuthor.objects.filter(proposal=of, invited=False, person__isnull=False).first()
    assert first is not None
    return first.person


def suggestion(
    of: Proposal | None = None,
    *,
    part: Part | str = Part.CHANGE,
    words: str = "A link worker visits 16 weeks before release, and once more in the last week.",
    why: str = "12 weeks are too short where a hostel has to be found.",
    by: Person | None = None,
) -> Amendment:
    """A change that a member suggests."""
    return amending.suggest(of or proposal(), part, words, why, by=by or member())


def suggestion_without_account(
    of: Proposal | None = None,
    *,
    part: Part | str = Part.CHANGE,
    said: str = "Come 20 weeks before.",
    **fields: Any,
) -> Amendment:
    """A change that somebody suggested through the box, published today."""
    contribution: Contribution = PublishedFactory(said=said, **fields)
    made = amending.arrive(of or proposal(), part, contribution.pk, day=timezone.localdate())
    assert made is not None
    return made


def comment(of: Proposal | None = None, words: str = "Who books the room?", **fields: Any) -> Comment:
    """Something a member says about it."""
    fields.setdefault("by", member())
    return commenting.say(of or proposal(), words, **fields)


def many_proposals(number: int, *, state: ProposalState = ProposalState.IDEAS) -> list[Proposal]:
    """So many public proposals, written in bulk: what counts is that they are there."""
    day, by = timezone.localdate(), member()
    before = Proposal.objects.count()
    rows = Proposal.objects.bulk_create(
        [
            Proposal(
                slug=f"proposal-number-{n}",
                title=f"Proposal number {n}",
                state=state,
                opened_on=day - datetime.timedelta(days=n % 300),
                ideas_until=day + datetime.timedelta(days=30),
                version=1,
                **{part: f"<p>{words}</p>" for part, words in TYPED.items()},
            )
            for n in range(before, before + number)
        ],
        batch_size=500,
    )
    CoAuthor.objects.bulk_create([CoAuthor(proposal=row, person=by) for row in rows], batch_size=500)
    Revision.objects.bulk_create(
        [
            Revision(
                proposal=row,
                number=1,
                text={"title": row.title, **{part: getattr(row, part) for part in Part.values}, "facts": {}},
                author=by,
                author_name=by.display_name,
                day=day,
            )
            for row in rows
        ],
        batch_size=500,
    )
    Step.objects.bulk_create(
        [Step(proposal=row, state=state, day=day, by=by, by_name=by.display_name) for row in rows],
        batch_size=500,
    )
    return list(rows)


def many_said(of: Proposal, suggestions: int, comments: int) -> None:
    """So many open suggestions and comments on one proposal, each of its own member."""
    day = timezone.localdate()
    people = [member() for _n in range(max(suggestions, comments))]
    Amendment.objects.bulk_create(
        [
            Amendment(
                proposal=of, part=Part.CHANGE, before=of.change, words=f"<p>Other words, number {n}.</p>",
                author=people[n], author_name=people[n].display_name, day=day, state=AmendmentState.OPEN,
            )
            for n in range(suggestions)
        ]
    )  # fmt: skip
    Comment.objects.bulk_create(
        [
            Comment(
                proposal=of, words=f"<p>Comment number {n}.</p>", author=people[n],
                author_name=people[n].display_name, author_group=people[n].role_group, day=day,
            )
            for n in range(comments)
        ]
    )  # fmt: skip
