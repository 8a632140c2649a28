"""Where a proposal comes from, and what its evidence is: points raised, answers, events, documents.

What it comes from is shown on both ends: on the proposal, and beside the words that led to it.
"""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from consultations.events.models import EventPage, Point
from consultations.proposals import drafting
from consultations.proposals.enums import ComesFromKind
from consultations.proposals.models import ComesFrom, Proposal
from consultations.proposals.permissions import Act
from consultations.proposals.refusals import NothingSaidError, NotThereError, TooLongError
from consultations.proposals.turns import refuse_unless, show, taken
from feedback.threads import published
from people.models import Person

LONGEST_LABEL = 200
_address = URLValidator(schemes=["https", "http"])


@transaction.atomic
def from_words(
    *, by: Person, title: str, points: Iterable[str] = (), contributions: Iterable[int] = (), **parts: str
) -> Proposal:
    """Begin a proposal from points and answers that are published now.

    Raises:
        MayNotError, NoTitleError.
        NotThereError: nothing was chosen, or something of it is not shown any more.
    """
    refuse_unless(by, Act.START_FROM_WORDS)
    chosen = [(ComesFromKind.POINT, str(key)) for key in dict.fromkeys(points)]
    chosen += [(ComesFromKind.CONTRIBUTION, str(key)) for key in dict.fromkeys(contributions)]
    if not chosen:
        raise NotThereError
    proposal = drafting.start(by=by, title=title, **parts)
    add(proposal, chosen, by=by)
    return proposal


@transaction.atomic
def add(
    proposal: Proposal,
    chosen: Sequence[tuple[ComesFromKind | str, str]],
    *,
    by: Person,
    is_evidence: bool = False,
) -> None:
    """Note that it comes from these words, or that they are evidence. What is noted already stays as it is.

    Raises:
        MayNotError, NotThereError.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.EDIT, proposal)
    _refuse_what_is_not_shown(chosen)
    ComesFrom.objects.bulk_create(
        [
            ComesFrom(proposal=proposal, kind=ComesFromKind(kind), key=key, is_evidence=is_evidence)
            for kind, key in chosen
        ],
        ignore_conflicts=True,
    )
    show(proposal)


@transaction.atomic
def add_document(proposal: Proposal, address: str, label: str, *, by: Person) -> None:
    """Note a document elsewhere as evidence, by its web address and what it is called.

    Raises:
        MayNotError, NothingSaidError, TooLongError.
        NotThereError: that is no web address.
    """
    proposal = taken(proposal)
    refuse_unless(by, Act.EDIT, proposal)
    address, label = address.strip(), " ".join(label.replace("\x00", "").split())
    if not label:
        raise NothingSaidError
    if len(label) > LONGEST_LABEL or len(address) > 300:
        raise TooLongError(LONGEST_LABEL)
    try:
        _address(address)
    except ValidationError as error:
        raise NotThereError from error
    ComesFrom.objects.get_or_create(
        proposal=proposal,
        kind=ComesFromKind.DOCUMENT,
        key=address,
        defaults={"label": label, "is_evidence": True},
    )
    show(proposal)


@transaction.atomic
def remove(origin: ComesFrom, *, by: Person) -> None:
    """Take it off again.

    Raises:
        MayNotError.
    """
    proposal = taken(origin.proposal)
    refuse_unless(by, Act.EDIT, proposal)
    ComesFrom.objects.filter(pk=origin.pk).delete()
    show(proposal)


def _refuse_what_is_not_shown(chosen: Sequence[tuple[ComesFromKind | str, str]]) -> None:
    """One query for points and events each, four for answers."""
    wanted: dict[ComesFromKind, set[str]] = {kind: set() for kind in ComesFromKind}
    for kind, key in chosen:
        wanted[ComesFromKind(kind)].add(key)
    there: dict[ComesFromKind, set[str]] = {kind: set() for kind in ComesFromKind}
    if keys := wanted[ComesFromKind.POINT]:
        there[ComesFromKind.POINT] = set(
            Point.objects.published().filter(key__in=keys).values_list("key", flat=True)
        )
    if keys := wanted[ComesFromKind.EVENT]:
        numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 10]
        there[ComesFromKind.EVENT] = {
            str(pk) for pk in EventPage.objects.live().filter(pk__in=numbers).values_list("pk", flat=True)
        }
    if keys := wanted[ComesFromKind.CONTRIBUTION]:
        said = published.by_keys([int(key) for key in keys if key.isdecimal() and len(key) < 20])
        there[ComesFromKind.CONTRIBUTION] = {
            str(key) for key, one in said.items() if isinstance(one, published.Said)
        }
    if any(wanted[kind] - there[kind] for kind in ComesFromKind):
        raise NotThereError
