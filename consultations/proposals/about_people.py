"""What this room holds about a member, for that member; and what becomes of it when they leave."""

from typing import Any

from consultations.proposals import wording
from consultations.proposals.models import (
    Amendment,
    CoAuthor,
    Comment,
    CommentReport,
    Proposal,
    Revision,
    Step,
    Support,
)
from edge import content_version
from people.models import Person


def held_about(person: Person) -> dict[str, Any]:
    """What stands under their name, and what only they did."""
    return {
        "writes": [
            {"proposal": title, "state": state, "asked, not answered": invited}
            for title, state, invited in CoAuthor.objects.filter(person=person).values_list(
                "proposal__title", "proposal__state", "invited"
            )
        ],
        "started": list(Proposal.objects.filter(started_by=person).values_list("title", flat=True)),
        "saved": [
            {"proposal": title, "revision": number, "day": day.isoformat(), "summary": summary}
            for title, number, day, summary in Revision.objects.filter(author=person)
            .order_by("pk")
            .values_list("proposal__title", "number", "day", "summary")
        ],
        "suggested": [
            {
                "proposal": row.proposal.title,
                "part": row.part,
                "words": wording.typed(row.words),
                "why": row.why,
                "state": row.state,
                "day": row.day.isoformat(),
            }
            for row in Amendment.objects.filter(author=person).select_related("proposal")
        ],
        "answered suggestions": Amendment.objects.filter(settled_by=person).count(),
        "supports": [
            {"proposal": title, "part": part}
            for title, part in Support.objects.filter(person=person)
            .order_by("pk")
            .values_list("amendment__proposal__title", "amendment__part")
        ],
        "said": [
            {"proposal": row.proposal.title, "words": wording.typed(row.words), "day": row.day.isoformat()}
            for row in Comment.objects.filter(author=person).select_related("proposal")
        ],
        "reported": [
            {"proposal": title, "why": why, "day": day.isoformat()}
            for title, why, day in CommentReport.objects.filter(person=person)
            .order_by("pk")
            .values_list("comment__proposal__title", "why", "day")
        ],
        "comments hidden": Comment.objects.filter(hidden_by=person).count(),
        "steps taken": [
            {"proposal": title, "state": state, "day": day.isoformat()}
            for title, state, day in Step.objects.filter(by=person)
            .order_by("pk")
            .values_list("proposal__title", "state", "day")
        ],
    }


def let_go(person: Person) -> None:
    """Their account closes. What is public stays, as that of "a former member"; drafts only they wrote go.

    The database takes the person from all rows (SET_NULL); here their name is taken off those that hold it.
    Places among the authors that were not taken up go; so do support and reports, with the account.
    """
    CoAuthor.objects.filter(person=person, invited=True).delete()
    _drop_own_drafts(person)
    Revision.objects.filter(author=person).update(author_name="")
    Amendment.objects.filter(author=person).update(author_name="")
    Comment.objects.filter(author=person).update(author_name="")
    Step.objects.filter(by=person).update(by_name="")
    content_version.bump()


def _drop_own_drafts(person: Person) -> None:
    """Nobody else ever saw them as a proposal, and nobody could go on with them."""
    never_public = Proposal.objects.written_by(person).filter(opened_on=None)
    for proposal in never_public.prefetch_related("authors"):
        if all(one.person_id == person.pk for one in proposal.authors.all() if not one.invited):
            proposal.delete()
