"""Lists of ballots for pages, in as many queries whatever there is."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from consultations.ballots.enums import OVER, BallotState
from consultations.ballots.models import Ballot, RollEntry
from people.models import Person


@dataclass(frozen=True)
class MyBallot:
    """A ballot that runs, as a person sees it: whether they may vote in it and have."""

    ballot: Ballot
    on_roll: bool
    voted: bool


def running(person: Person) -> list[MyBallot]:
    """All that run, those that close first before the others. One query."""
    mine = RollEntry.objects.filter(ballot=OuterRef("pk"), person=person)
    ballots = (
        Ballot.objects.filter(state__in=[BallotState.OPEN, BallotState.PAUSED, BallotState.COUNTING])
        .annotate(on_my_roll=Exists(mine), i_voted=Subquery(mine.values("voted")[:1]))
        .order_by("closes_at", "pk")
    )
    return [MyBallot(one, bool(one.on_my_roll), bool(one.i_voted)) for one in ballots]


def to_vote_in(person: Person) -> list[Ballot]:
    """Ballots that are open and in which a person has not voted yet; for them alone. One query."""
    return [
        one.ballot
        for one in running(person)
        if one.on_roll and not one.voted and one.ballot.state == BallotState.OPEN
    ]


def over() -> list[Ballot]:
    """Those that are over and were open once, the last first. One query."""
    return list(
        Ballot.objects.filter(state__in=sorted(OVER), opened_on__isnull=False).order_by("-ended_on", "-pk")
    )


def drafts() -> list[Ballot]:
    """Those that are being set up: for facilitators. One query."""
    return list(Ballot.objects.filter(state=BallotState.DRAFT).order_by("opens_at", "pk"))


def by_slug(slug: str) -> Ballot | None:
    """The ballot at this address. One query."""
    return Ballot.objects.filter(slug=slug).first()
