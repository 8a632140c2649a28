"""The roll: who may vote. It is fixed at opening, shown as numbers only, and gone when the ballot ends."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from codes import participation
from codes.indexes import index_in_turn
from codes.slow_hash import Kind
from consultations.ballots.counting import group_name
from consultations.ballots.models import Ballot, RollEntry, VotingCode
from consultations.ballots.refusals import UnknownCodeError
from disclosure.tables import merged
from people.models import Person


@dataclass(frozen=True)
class Voter:
    """Somebody who may vote: a person, or who holds a code."""

    role_group: str
    person: int | None = None
    code_index: bytes | None = None


def persons(ballot: Ballot) -> "Iterator[tuple[int, str]]":
    """Key and role group of everybody with an account who may vote, each once, in the order of keys."""
    who = Q(pk__in=ballot.named.values("pk"))
    if ballot.groups:
        who |= Q(role_group__in=list(ballot.groups))
    rows = Person.objects.active().filter(who).order_by("pk").values_list("pk", "role_group")
    return rows.iterator(chunk_size=2000)


def gathered(ballot: Ballot) -> list[Voter]:
    """Everybody who may vote in a ballot that is being set up, as things are now."""
    found = [Voter(role_group, person=person) for person, role_group in persons(ballot)]
    if ballot.by_code:
        codes = VotingCode.objects.filter(sheet__ballot=ballot).values_list("index", "sheet__role_group")
        found += [Voter(role_group, code_index=bytes(index)) for index, role_group in codes]
    return found


def expected(ballot: Ballot) -> dict[str, int]:
    """How many of each role group would be on the roll if it opened now: for whoever sets it up."""
    return dict(Counter(voter.role_group for voter in gathered(ballot)))


def counted_groups(voters: "Iterator[Voter] | list[Voter]") -> list[list[str]]:
    """Groups as they are counted, small ones merged beforehand (rule 24)."""
    return [sorted(together) for together in merged(Counter(voter.role_group for voter in voters))]


def counted_as(ballot: Ballot, role_group: str) -> str:
    """The name of the group as which somebody is counted."""
    for together in ballot.counted_groups:
        if role_group in together:
            return group_name(together)
    return ""


def entry_of(ballot: Ballot, person: Person) -> RollEntry | None:
    """A person's own entry; nobody else asks for it. One query."""
    return RollEntry.objects.select_related("ballot").filter(ballot=ballot, person=person).first()


def entry_by_code(code: str, *, address: str) -> RollEntry | None:
    """The entry of who holds this code, with its ballot; ``exchanged`` says whether it is a slip's still.

    One slow hash, in turn with all who ask; one query by the index, which writes nothing.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how it was typed.
        codes.turns.BusyError: too many ask.
    """
    return entry_by_index(index_of(code, address=address))


def index_of(code: str, *, address: str) -> bytes:
    """The index of a voting code that somebody typed.

    Raises: as `entry_by_code`.
    """
    return index_in_turn(participation.check(code), Kind.VOTING, address=address)


def entry_by_index(index: bytes) -> RollEntry | None:
    """The entry that a code's index leads to. One query."""
    return RollEntry.objects.select_related("ballot").filter(code_index=index).first()


def found_by_code(code: str, *, address: str) -> RollEntry:
    """As `entry_by_code`.

    Raises:
        UnknownCodeError: there is none.
    """
    entry = entry_by_code(code, address=address)
    if entry is None:
        raise UnknownCodeError
    return entry


def turnout(ballot: Ballot) -> int:
    """How many have voted. Nobody is shown this before the end."""
    return RollEntry.objects.filter(ballot=ballot, voted=True).count()
