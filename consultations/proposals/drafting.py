"""Starting a proposal and saving its text, part by part, as a draft and afterwards."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from consultations.proposals import own_thread, revising, wording
from consultations.proposals.enums import PUBLIC, Part, ProposalState
from consultations.proposals.models import CoAuthor, Proposal
from consultations.proposals.permissions import Act
from consultations.proposals.refusals import NoTitleError, StaleError, TooLongError
from consultations.proposals.turns import refuse_unless, show, taken
from people.models import Person
from sealing.random_keys import random_key

#: What can be saved besides the parts: columns, and what stands in tables of their own.
COLUMNS = ("title", "amount", "how_often", "from_whom", "until", "size")
LISTS = ("stages", "custody_places", "release_places", "themes")
LONGEST_TITLE = 120
#: Words that stand for something else in the addresses of this room.
TAKEN = frozenset(
    {"new", "from-words", "reports", "journey", "votes", "feed", "history", "yours", "all", "people"}
)
_SLUG = 70
_ATTEMPTS = 5
Made = TypeVar("Made")


@transaction.atomic
def start(*, by: Person, title: str, **parts: Any) -> Proposal:
    """Begin a proposal as a draft, written by this person. ``parts`` are as `save` takes them.

    Only its authors, whom they ask to join, and facilitators see a draft.

    Raises:
        MayNotError, NoTitleError, TooLongError.
    """
    refuse_unless(by, Act.START)
    title = _title(title)
    proposal = with_free_slug(
        title, lambda slug: Proposal.objects.create(slug=slug, title=title, started_by=by)
    )
    CoAuthor.objects.create(proposal=proposal, person=by)
    if parts:
        _write(proposal, parts)
    return proposal


@transaction.atomic
def save(
    proposal: Proposal, values: Mapping[str, Any], *, by: Person, version: int, summary: str = ""
) -> Proposal:
    """Save words as they were typed; what is not named stays as it is. Once it is public, a revision is made.

    ``version`` is that of the text which the change was made from.

    Raises:
        MayNotError: they do not write it, or its text is final.
        StaleError: somebody saved meanwhile; carries both texts. Nothing was changed.
        NoTitleError, TooLongError.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.EDIT, proposal)
    if proposal.version != version:
        raise StaleError(proposal, values)
    before = _what_its_thread_says(proposal)
    _write(proposal, values)
    if _what_its_thread_says(proposal) != before:
        own_thread.hand_over(proposal)
    if proposal.state in PUBLIC:
        revising.record(proposal, by=by, summary=summary)
        show(proposal)
    return proposal


def _what_its_thread_says(proposal: Proposal) -> list[Any]:
    """What it is called and about, while it has an open thread that says so."""
    if proposal.state != ProposalState.IDEAS:
        return []
    about = [set(getattr(proposal, name).values_list("pk", flat=True)) for name in LISTS]
    return [proposal.title, *about]


def _write(proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Put typed values into a proposal whose row is taken; its version goes up by one."""
    unknown = set(values) - {*Part.values, *COLUMNS, *LISTS}
    if unknown:
        raise ValueError(f"a proposal has no {', '.join(sorted(unknown))}")
    for part in Part.values:
        if part in values:
            setattr(proposal, part, part_shown(values[part]))
    for name in COLUMNS:
        if name in values:
            setattr(proposal, name, _title(values[name]) if name == "title" else values[name])
    proposal.version += 1
    proposal.save(update_fields=[*Part.values, *COLUMNS, "version"])
    for name in LISTS:
        if name in values:
            getattr(proposal, name).set(list(values[name]))


def part_shown(typed: str) -> str:
    """A part as it is kept and shown.

    Raises:
        TooLongError.
    """
    if len(typed) > wording.LONGEST_PART:
        raise TooLongError(wording.LONGEST_PART)
    return str(wording.shown(typed))


def _title(title: str) -> str:
    words = " ".join(title.replace("\x00", "").split())
    if not words:
        raise NoTitleError
    if len(words) > LONGEST_TITLE:
        raise TooLongError(LONGEST_TITLE)
    return words


def with_free_slug(title: str, write: Callable[[str], Made], *, besides: int | None = None) -> Made:
    """Write a row with an address made of the title; again, if somebody else took it at the same moment."""
    for _attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return write(_free_slug(title, besides))
        except IntegrityError:
            continue
    with transaction.atomic():
        return write(f"proposal-{random_key()}")


def _free_slug(title: str, besides: int | None) -> str:
    """An address that no other proposal has just now."""
    slug = slugify(title)[:_SLUG].strip("-") or "proposal"
    if slug in TAKEN:
        slug = f"{slug}-proposal"
    others = Proposal.objects.all() if besides is None else Proposal.objects.exclude(pk=besides)
    if not others.filter(slug=slug).exists():
        return slug
    used = set(others.filter(slug__startswith=f"{slug}-").values_list("slug", flat=True))
    for number in range(2, 1000):
        if f"{slug}-{number}" not in used:
            return f"{slug}-{number}"
    return f"{slug}-{random_key() % 10**8}"
