"""Opening a ballot: from now on everything about it is fixed, and everybody on its roll has a blank paper.

The order is what loses nothing: the roll and its groups; a pair, whose private half is on the disk; then, in
one transaction, the roll, the blank papers, the public half, the state. A crash before the commit leaves a
key that nothing is sealed to, which goes at the next look (`consultations.ballots.restoring`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from background.claims import won
from consultations.ballots import holding, keys, locks, news, noting, papers, reasons, rolls, sockets
from consultations.ballots.counting import by_name
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.models import Ballot, Paper, RollEntry, VotingCode
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import NotNowError, TooFewError, WrongSetUpError
from consultations.ballots.rolls import Voter
from edge import content_version
from following.enums import What
from people.models import Person
from sealing.many import seal_many
from sealing.pairs import PublicKey
from sealing.random_keys import random_key

#: People on the roll of a secret ballot (docs/trust.md, rule 23).
FEWEST_ON_ROLL = 10
_AT_ONCE = 1000
_ENTRIES = f"""
    INSERT INTO {RollEntry._meta.db_table}
    (id, ballot_id, person_id, code_index, exchanged, role_group, paper, voted)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""  # noqa: S608 - names of tables only
_PAPERS = f"INSERT INTO {Paper._meta.db_table} (id, ballot_id, sealed) VALUES (%s, %s, %s)"  # noqa: S608


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
    numbers = _different_keys(len(voters))
    entries = sorted(zip(_different_keys(len(voters)), voters, numbers, strict=True), key=itemgetter(0))
    _insert(
        _ENTRIES,
        (
            [pk, ballot.pk, voter.person, voter.code_index, False, voter.role_group, paper, False]
            for pk, voter, paper in entries
        ),
    )
    names = by_name(ballot.counted_groups)
    groups = {paper: names[voter.role_group] for _pk, voter, paper in entries}
    blanks = zip(sorted(groups), _blanks(ballot, public, groups), strict=True)
    _insert(_PAPERS, ([paper, ballot.pk, sealed] for paper, sealed in blanks))


def _blanks(ballot: Ballot, public: PublicKey, groups: dict[int, str]) -> Iterator[bytes]:
    of_group = {group: papers.blank(ballot.pk, group) for group in set(groups.values())}
    plains = (of_group[groups[paper]](paper) for paper in sorted(groups))
    return seal_many(public, plains, size=papers.size(asks_reasons=ballot.asks_reasons), count=len(groups))


def _insert(statement: str, rows: Iterator[list[int | str | bytes | bool | None]]) -> None:
    """Many rows, a batch at a time; written out since rows by the hundred thousand are no objects."""
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _AT_ONCE)):
            cursor.executemany(statement, batch)


def _different_keys(count: int) -> list[int]:
    found: set[int] = set()
    while len(found) < count:
        found.add(random_key())
    return list(found)
