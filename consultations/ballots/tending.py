"""What whoever tends a ballot is shown: how far it has got, what is missing before it can open, what can be
done now. Numbers by total only, never by group, and no turnout before the end (docs/trust.md, rules 23, 24).
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consultations.ballots import closing, rolls
from consultations.ballots.enums import OVER, BallotState, KeptBy
from consultations.ballots.models import Ballot, CodeSheet
from consultations.ballots.moments import moment
from consultations.ballots.opening import FEWEST_ON_ROLL
from consultations.ballots.permissions import Act, may
from people.models import Person
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class Check:
    """Something that has to be so before a ballot opens."""

    text: str
    is_so: bool


class Tending:
    """One ballot, before one person."""

    def __init__(self, ballot: Ballot, person: Person) -> None:
        self.ballot, self.person = ballot, person

    @property
    def is_theirs(self) -> bool:
        """Whether this person tends ballots at all."""
        return may(self.person, Act.SET_UP, self.ballot)

    @property
    def is_draft(self) -> bool:
        """Whether it is being set up."""
        return self.ballot.state == BallotState.DRAFT

    @property
    def may_cancel(self) -> bool:
        """Whether it can be cancelled now."""
        return self.ballot.state not in OVER and may(self.person, Act.CANCEL, self.ballot)

    @property
    def may_resume(self) -> bool:
        """Whether a paused one can go on."""
        return self.ballot.state == BallotState.PAUSED and may(self.person, Act.RESUME, self.ballot)

    @property
    def may_type_in(self) -> bool:
        """Whether votes that come on paper can be typed in now."""
        is_open = self.ballot.state == BallotState.OPEN and timezone.now() < self.ballot.closes_at
        return is_open and self.ballot.by_code and may(self.person, Act.TYPE_IN, self.ballot)

    @property
    def waits_for_parts(self) -> bool:
        """Whether this person can type in the parts of the key now."""
        return closing.waits_for_parts(self.ballot) and may(self.person, Act.ENTER_PARTS, self.ballot)

    @property
    def groups(self) -> list[str]:
        """The groups whose members may vote."""
        return [capfirst(str(RoleGroup(one).label)) for one in self.ballot.groups]

    @cached_property
    def named(self) -> int:
        """How many may vote besides, by name."""
        return self.ballot.named.count()

    @property
    def holders(self) -> list[str]:
        """Who keeps the key, by name."""
        return [one.display_name for one in (self.ballot.holder_one, self.ballot.holder_two) if one]

    @cached_property
    def would_be_on_roll(self) -> int:
        """How many would be on the roll if it opened now."""
        return sum(rolls.expected(self.ballot).values())

    @cached_property
    def slips(self) -> int:
        """How many slips were printed."""
        return sum(CodeSheet.objects.filter(ballot=self.ballot).values_list("slips", flat=True))

    @cached_property
    def checks(self) -> list[Check]:
        """What has to be so before it opens."""
        there, wanted = self.would_be_on_roll, FEWEST_ON_ROLL
        found = [
            Check(
                _("%(there)s people would be on the roll. A secret vote needs at least %(wanted)s.")
                % {"there": there, "wanted": wanted},
                there >= wanted,
            ),
            Check(
                _("It closes on %(when)s.") % {"when": moment(self.ballot.closes_at)},
                self.ballot.closes_at > timezone.now(),
            ),
        ]
        if self.ballot.by_code:
            slips = _("%(count)s slips with codes were printed.") % {"count": self.slips}
            found.append(Check(slips, bool(self.slips)))
        if self.ballot.kept_by == KeptBy.HOLDERS:
            holders = {self.ballot.holder_one_id, self.ballot.holder_two_id} - {None}
            found.append(Check(_("Two people keep the key."), len(holders) == 2))
        return found

    @property
    def is_ready(self) -> bool:
        """Whether it could open now; the act asks again. Slips may be left out."""
        required = list(self.checks)
        if self.ballot.by_code:
            required.pop(2)
        return all(check.is_so for check in required)
