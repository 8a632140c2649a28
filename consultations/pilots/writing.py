"""A pilot, written and shown: one text, with its money, its seats and its logic model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultations.pilots.enums import Basis, MoneyKind
from consultations.pilots.permissions import Act, may
from consultations.pilots.refusals import (
    MayNotError,
    NoApprovalError,
    NotADayError,
    NothingTriedError,
    RefusedError,
    StaleError,
)
from consultations.pilots.rows import Money, Pilot, Seat
from consultations.proposals.models import Proposal
from edge import content_version
from people.models import Person
from vocabulary.models import Place

#: Names of lists that are written one a line.
LISTS = ("inputs", "activities", "outputs", "outcomes", "assumptions")
#: The parts of the drawing hold so many each.
MOST_LINES = 12
_KEPT = (
    "title", "tries", "for_whom", "starts_on", "ends_on", "evaluation_ends_on", "where", "partners", "basis",
    "approvals", *LISTS,
)  # fmt: skip


@dataclass(frozen=True)
class Paid:
    """Money: who pays, how it comes, until when."""

    source: str
    kind: MoneyKind
    until: date


@dataclass(frozen=True)
class Sits:
    """Who with lived experience sits in which group that decides."""

    table: str
    who: str


@dataclass(frozen=True)
class Written:
    """A pilot as it is written. Lists hold one thing a line."""

    title: str
    tries: str
    for_whom: str
    starts_on: date
    ends_on: date
    evaluation_ends_on: date | None = None
    where: str = ""
    partners: str = ""
    basis: Basis = Basis.EVALUATION
    approvals: str = ""
    inputs: str = ""
    activities: str = ""
    outputs: str = ""
    outcomes: str = ""
    assumptions: str = ""
    proposals: Sequence[Proposal] = ()
    custody: Sequence[Place] = ()
    release: Sequence[Place] = ()
    money: Sequence[Paid] = ()
    seats: Sequence[Sits] = ()


def lines(text: str) -> list[str]:
    """The things of a list that is written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@transaction.atomic
def start(written: Written, *, by: Person) -> Pilot:
    """Begin to write a pilot. Facilitators only see it until it is shown.

    Raises:
        MayNotError. NothingTriedError, NotADayError, RefusedError: as in `write`.
    """
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not write pilots."))
    _refuse(written)
    pilot = Pilot(slug=_free(written.title), made_by=by)
    _take(pilot, written)
    return pilot


@transaction.atomic
def write(pilot: Pilot, written: Written, *, by: Person, version: int) -> Pilot:
    """Change what is told of a pilot.

    Raises:
        MayNotError. StaleError: ``version`` is not the one that stands. NothingTriedError, NotADayError.
        NoApprovalError: everybody reads it, and it is research without an approval.
        RefusedError: a list is too long to be drawn.
    """
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not write pilots."))
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    if pilot.version != version:
        raise StaleError
    _refuse(written)
    if pilot.shown_on and _unapproved(written.basis, written.approvals):
        raise NoApprovalError
    pilot.version += 1
    _take(pilot, written)
    content_version.bump()
    return pilot


@transaction.atomic
def show(pilot: Pilot, *, by: Person) -> Pilot:
    """Let everybody read it. Repeating it changes nothing.

    Raises:
        MayNotError. NoApprovalError: it is research, and nobody approved it.
    """
    if not may(by, Act.WRITE):
        raise MayNotError(_("You may not show pilots."))
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    if pilot.shown_on:
        return pilot
    if _unapproved(pilot.basis, pilot.approvals):
        raise NoApprovalError
    pilot.shown_on = timezone.localdate()
    pilot.save(update_fields=["shown_on"])
    content_version.bump()
    return pilot


def _unapproved(basis: str, approvals: str) -> bool:
    return basis == Basis.RESEARCH and not approvals.strip()


def _refuse(written: Written) -> None:
    if not (written.title.strip() and written.tries.strip() and written.for_whom.strip()):
        raise NothingTriedError
    ends = (written.ends_on, written.evaluation_ends_on)
    if any(end is not None and end <= written.starts_on for end in ends):
        raise NotADayError
    if any(len(lines(getattr(written, name))) > MOST_LINES for name in LISTS):
        raise RefusedError(_("Put at most %(most)s things in a list.") % {"most": MOST_LINES})


def _take(pilot: Pilot, written: Written) -> None:
    for name in _KEPT:
        value = getattr(written, name)
        setattr(pilot, name, value.strip() if isinstance(value, str) else value)
    pilot.save()
    pilot.proposals.set(written.proposals)
    pilot.custody.set(written.custody)
    pilot.release.set(written.release)
    pilot.money.all().delete()
    pilot.seats.all().delete()
    Money.objects.bulk_create(
        Money(pilot=pilot, position=position, source=one.source.strip(), kind=one.kind, until=one.until)
        for position, one in enumerate(written.money)
    )
    Seat.objects.bulk_create(
        Seat(pilot=pilot, position=position, table=one.table.strip(), who=one.who.strip())
        for position, one in enumerate(written.seats)
    )


def _free(title: str) -> str:
    """A short name for the address that no other pilot has."""
    wish = slugify(title)[:70] or "pilot"
    taken = set(Pilot.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    names = (wish if number == 1 else f"{wish}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
