"""What this room puts among "what needs you", and where it can be reached. One query each at most.

Whether somebody has voted is shown to them alone, on their own pages; no mail says it.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.models import Ballot, RollEntry
from consultations.ballots.moments import moment
from people.models import Person
from people.sockets import Need


def to_vote(person: Person) -> list[Need]:
    """Ballots that are open and in which this person has not voted."""
    now = timezone.now()
    mine = RollEntry.objects.filter(
        person=person, voted=False, ballot__state=BallotState.OPEN,
        ballot__opens_at__lte=now, ballot__closes_at__gt=now,
    )  # fmt: skip
    rows = mine.order_by("ballot__closes_at", "ballot_id").values_list(
        "ballot__question", "ballot__slug", "ballot__closes_at"
    )
    return [
        Need(
            _("Vote: %(question)s") % {"question": question},
            reverse("ballots-members:ballot", args=[slug]),
            _("Closes on %(when)s") % {"when": moment(closes_at)},
        )
        for question, slug, closes_at in rows
    ]


def parts_of_keys(person: Person) -> list[Need]:
    """Ballots whose papers wait for this person's part of the key."""
    waiting = Ballot.objects.filter(state=BallotState.COUNTING, kept_by=KeptBy.HOLDERS)
    mine = waiting.filter(holder_one=person) | waiting.filter(holder_two=person)
    return [
        Need(
            _("Your code is needed: %(question)s") % {"question": question},
            reverse("ballots-members:parts", args=[slug]),
            _("Both key holders type in their codes on one page."),
        )
        for question, slug in mine.order_by("closes_at").values_list("question", "slug")
    ]


def ways(person: Person) -> list[tuple[str, str, str]]:
    """Where votes are."""
    return [(_("Votes"), reverse("ballots-members:list"), _("Vote, and see what came out."))]


def in_navigation(person: Person) -> list[tuple[str, str]]:
    """The one entry of this room."""
    return [(_("Votes"), reverse("ballots-members:list"))]
