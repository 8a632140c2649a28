"""Opening a ballot: from now on everything about it is fixed, and everybody on its roll has a blank paper.

The order is what loses nothing: the roll and its groups; a pair, whose private half is on the disk; then, in
one transaction, the roll, the blank papers, the public half, the state. A crash before the commit leaves a
key that nothing is sealed to, which goes at the next look (`consultations.ballots.restoring`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.claims import won
from consultations.ballots import holding, keys, locks, news, noting, papers, reasons, rolls, sockets
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.models import Ballot, Paper, RollEntry, VotingCode
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import NotNowError, TooFewError, WrongSetUpError
from consultations.ballots.rolls import Voter
from edge import content_version
from following.enums import What
from people.models import Person
from sealing.pairs import PublicKey
from sealing.random_keys import random_key

#: People on the roll of a secret ballot (docs/trust.md, rule 23).
FEWEST_ON_ROLL = 10
_AT_ONCE = 1000


def open_ballot(ballot: Ballot, *, by: Person) -> list[str] | None:
    """Open a ballot that was set up. It takes papers from ``opens_at`` on.

    With two key holders, returns the two parts, which are stored nowhere: print them now or never. The ballot
    given is brought up to date.

    Raises:
        MayNotError, NotNowError.
        WrongSetUpError: its time is over, or a key holder is gone.
        TooFewError: fewer than ten on its roll.
    """
    refuse_unless(by, Act.OPEN, ballot)
    with locks.folder():
        ballot.refresh_from_db()
        _refuse_unready(ballot)
        public, private = keys.new_pair(ballot)
        parts = None
        if ballot.kept_by == KeptBy.HOLDERS:
            parts = holding.lock_away(private)
        else:
            keys.store(private)
        del private
        try:
            _open(ballot, public, by)
        except BaseException:
            keys.destroy(public.number)
            raise
    ballot.refresh_from_db()
    return parts


def _refuse_unready(ballot: Ballot) -> None:
    if ballot.state != BallotState.DRAFT:
        raise NotNowError
    if ballot.closes_at <= timezone.now():
        raise WrongSetUpError("closes_at", _("Choose a time to close that is still to come."))
    holders = {ballot.holder_one_id, ballot.holder_two_id} - {None}
    if ballot.kept_by == KeptBy.HOLDERS and len(holders) != 2:
        raise WrongSetUpError("holders", _("Choose two people to keep the key."))


def _open(ballot: Ballot, public: PublicKey, by: Person) -> None:
    with locks.shutting(ballot.pk):
        if not won(Ballot.objects.filter(pk=ballot.pk, state=BallotState.DRAFT), state=BallotState.OPEN):
            raise NotNowError
        voters = rolls.gathered(ballot)
        if len(voters) < FEWEST_ON_ROLL:
            raise TooFewError(len(voters), FEWEST_ON_ROLL)
        ballot.state = BallotState.OPEN
        ballot.public_key = public.to_bytes()
        ballot.on_roll = len(voters)
        ballot.counted_groups = rolls.counted_groups(voters)
        ballot.opened_on = timezone.localdate()
        if ballot.asks_reasons:
            ballot.reasons_thread = reasons.open_thread(ballot)
        ballot.save(update_fields=["public_key", "on_roll", "counted_groups", "opened_on", "reasons_thread"])
        _hand_out_papers(ballot, public, voters)
        VotingCode.objects.filter(sheet__ballot=ballot).delete()
        noting.note(ballot, noting.Noted.OPENED, by=by)
        news.tell_the_roll(ballot, What.BALLOT_OPEN)
        for opened in sockets.opened.all():
            opened(ballot)
        content_version.bump()


def _hand_out_papers(ballot: Ballot, public: PublicKey, voters: Sequence[Voter]) -> None:
    """One entry and one blank paper for everybody, each table in the order of its own random keys."""
    entries = [
        (random_key(), voter, paper)
        for voter, paper in zip(voters, _different_keys(len(voters)), strict=True)
    ]
    entries.sort(key=lambda entry: entry[0])
    rows = (
        RollEntry(
            pk=pk, ballot=ballot, person_id=voter.person, code_index=voter.code_index,
            role_group=voter.role_group, paper=paper,
        )
        for pk, voter, paper in entries
    )  # fmt: skip
    while batch := list(islice(rows, _AT_ONCE)):
        RollEntry.objects.bulk_create(batch)
    groups = {paper: rolls.counted_as(ballot, voter.role_group) for _pk, voter, paper in entries}
    blanks = _blanks(ballot, public, groups)
    while some := list(islice(blanks, _AT_ONCE)):
        Paper.objects.bulk_create(some)


def _blanks(ballot: Ballot, public: PublicKey, groups: dict[int, str]) -> Iterator[Paper]:
    for paper in sorted(groups):
        blank = papers.sealed(public, ballot.pk, paper, groups[paper], asks_reasons=ballot.asks_reasons)
        yield Paper(pk=paper, ballot=ballot, sealed=blank)


def _different_keys(count: int) -> list[int]:
    found: set[int] = set()
    while len(found) < count:
        found.add(random_key())
    return list(found)
