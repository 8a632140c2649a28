"""What the members' pages ask: lists by key, numbers of what waits, what belongs to one proposal.

Every function says how many queries it makes, however much there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst

from consultations.proposals.enums import AmendmentState, Part, ProposalState
from consultations.proposals.models import (
    Amendment,
    CoAuthor,
    Comment,
    CommentReport,
    Proposal,
    ProposalQuerySet,
    Step,
    Support,
)
from people.models import Person
from people.permission_groups import PermissionGroup
from vocabulary.role_groups import RoleGroup

ROWS = 25
#: Numbers above this are told as "so many or more".
MANY = 100


# --- Lists --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """One page of a list, and the key from which the next goes on (empty on the last)."""

    items: list[Any]
    next_key: str = ""


def all_public(after: str = "", *, state: str = "") -> Page:
    """Public proposals, the newest first, from a key on. Two queries."""
    rows = _with_numbers(Proposal.objects.public().newest_first())
    if state in ProposalState.values:
        rows = rows.filter(state=state)
    found = list(_after(rows, after)[: ROWS + 1])
    return _page(found)


def written_by(person: Person) -> list[Proposal]:
    """What a person writes and has not dropped, the newest first; as many as one page holds. Two queries."""
    rows = Proposal.objects.written_by(person).exclude(state=ProposalState.WITHDRAWN, opened_on=None)
    return list(_with_numbers(rows).order_by("-id")[: ROWS * 2])


def inviting(person: Person) -> list[Proposal]:
    """What a person is asked to write together with others. Two queries."""
    return list(_with_numbers(Proposal.objects.inviting(person)).order_by("-id")[:ROWS])


def all_drafts() -> list[Proposal]:
    """Drafts of everybody, for facilitators. Two queries."""
    return list(_with_numbers(Proposal.objects.filter(state=ProposalState.DRAFT)).order_by("-id")[: ROWS * 2])


def _with_numbers(rows: "QuerySet[Proposal]") -> "QuerySet[Proposal]":
    """With their authors, and how many suggestions wait and comments there are."""
    return rows.annotate(
        waiting=_number_of(Amendment.objects.filter(state=AmendmentState.OPEN)),
        said=_number_of(Comment.objects.filter(hidden_on=None)),
    ).prefetch_related(_authors())


def _number_of(rows: Any) -> Any:
    counted = rows.filter(proposal=OuterRef("pk")).order_by().values("proposal").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def _authors() -> Prefetch:
    return Prefetch("authors", CoAuthor.objects.select_related("person").order_by("pk"))


def _after(rows: "QuerySet[Proposal]", key: str) -> "QuerySet[Proposal]":
    day, _dot, number = key.partition(".")
    try:
        opened_on = date.fromisoformat(day)
    except ValueError:
        return rows
    if not (number.isdecimal() and len(number) < 19):
        return rows
    return rows.filter(Q(opened_on__lt=opened_on) | Q(opened_on=opened_on, pk__lt=int(number)))


def _page(found: list[Any]) -> Page:
    last = found[ROWS - 1] if len(found) > ROWS else None
    return Page(found[:ROWS], f"{last.opened_on.isoformat()}.{last.pk}" if last else "")


# --- One proposal ---------------------------------------------------------------------------------------


def whole(slug: str) -> Proposal | None:
    """A proposal with all that its page shows of itself. Six queries."""
    rows = Proposal.objects.filter(slug=slug).prefetch_related(_authors())
    rows = rows.prefetch_related("stages", "custody_places", "release_places")
    return rows.prefetch_related("themes").first()  # type: ignore[misc]  # taggit is untyped


def steps(proposal: Proposal) -> list[Step]:
    """Its life so far, in order. One query."""
    return list(Step.objects.filter(proposal=proposal).order_by("pk"))


def amendments(proposal: Proposal, *, part: str = "") -> list[Any]:
    """Suggested changes with the number of their supporters: those that wait first, most supported first.

    One query.
    """
    rows = Amendment.objects.filter(proposal=proposal).select_related("revision")
    if part:
        rows = rows.filter(part=part)
    found = list(rows.annotate(supported=Count("supporters")).order_by("pk"))
    for row in found:
        row.proposal = proposal
    return sorted(found, key=_by_need)


def _by_need(row: Any) -> tuple[bool, int, int]:
    """Waiting first, in the order of support; answered ones the latest first."""
    waits = row.state == AmendmentState.OPEN
    return (not waits, -row.supported if waits else -row.pk, row.pk)


def supported_by(person: Person, rows: Iterable[Amendment]) -> set[int]:
    """Which of these a person supports. One query."""
    return set(
        Support.objects.filter(person=person, amendment__in=list(rows)).values_list("amendment", flat=True)
    )


@dataclass(frozen=True)
class Spoken:
    """A comment as a page shows it, with what was answered to it."""

    comment: Comment
    #: The part it is about, in words; empty for the whole.
    about: str
    group: str
    replies: list["Spoken"] = field(default_factory=list)


def discussion(proposal: Proposal) -> list[Spoken]:
    """All that was said, in its order, each with its replies. One query."""
    spoken: dict[int, Spoken] = {}
    first: list[Spoken] = []
    for comment in Comment.objects.filter(proposal=proposal).order_by("pk"):
        comment.proposal = proposal
        group = str(RoleGroup(comment.author_group).label) if comment.author_group else ""
        about = str(Part(comment.part).label) if comment.part else ""
        one = spoken[comment.pk] = Spoken(comment, about, capfirst(group))
        above = spoken.get(comment.reply_to_id) if comment.reply_to_id else None
        (above.replies if above else first).append(one)
    return first


def reported() -> list[Any]:
    """Comments with reports that nobody has looked at, the longest waiting first. Three queries."""
    waiting = CommentReport.objects.filter(settled=False).select_related("person").order_by("pk")
    rows = Comment.objects.filter(Exists(waiting.filter(comment=OuterRef("pk"))))
    rows = rows.select_related("proposal").prefetch_related(
        Prefetch("reports", waiting, to_attr="open_reports")
    )
    return sorted(rows[: ROWS * 2], key=lambda one: one.open_reports[0].pk)


def people_named(words: str, *, besides: Proposal) -> list[Person]:
    """Members whose shown name holds these words and who do not write it yet. Never found by their email.

    One query.
    """
    people = Person.objects.active()
    for word in words.split()[:6]:
        people = people.filter(display_name__icontains=word)
    people = people.exclude(
        pk__in=CoAuthor.objects.filter(proposal=besides, person__isnull=False).values("person")
    )
    return list(people.order_by("display_name", "pk")[:ROWS])


# --- Numbers ----------------------------------------------------------------------------------------------


def count_invitations(person: Person) -> int:
    """How many invitations wait for this person. One query."""
    return CoAuthor.objects.filter(person=person, invited=True).count()


def waiting_for(person: Person) -> list[str]:
    """The proposal (its address) of each suggestion that waits for this person's answer, up to ``MANY``.

    The one that has waited longest is first. One query.
    """
    return list(_waiting_for(person).order_by("pk").values_list("proposal__slug", flat=True)[:MANY])


def _waiting_for(person: Person) -> "QuerySet[Amendment]":
    mine = CoAuthor.objects.filter(proposal=OuterRef("proposal"), invited=False)
    answers = Q(person=person)
    if person.belongs_to(PermissionGroup.FACILITATOR):
        answers |= Q(is_panel=True)
    return Amendment.objects.filter(Exists(mine.filter(answers)), state=AmendmentState.OPEN)


def count_reported() -> int:
    """How many comments were reported and not looked at. One query."""
    return CommentReport.objects.filter(settled=False).values("comment").distinct().count()


def public_titles(slugs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title of public proposals by their addresses, for whoever follows them. One query."""
    rows = Proposal.objects.public().filter(slug__in=list(slugs)).values_list("slug", "title")
    return {slug: (title, reverse("proposals-members:proposal", args=[slug])) for slug, title in rows}


def to_be_voted_on() -> list[tuple[str, str, str]]:
    """Proposals whose text is final: what a vote can be about. One query."""
    rows: ProposalQuerySet = Proposal.objects.filter(state=ProposalState.FINAL)
    return [
        (f"proposal:{pk}", title, f"/proposals/{slug}/")
        for pk, title, slug in rows.order_by("title", "pk").values_list("pk", "title", "slug")
    ]
