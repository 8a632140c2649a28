"""What is stored instead of a code: a slow hash that cannot be tried out without our secret.

Argon2id (RFC 9106) over an HMAC of the code under the pepper of this kind of
code. The salt is one for the whole installation, so that looking up a code takes
one hash however many there are; the digits are random, so nothing is lost by that.
19 MiB and two rounds are what OWASP names as the least; measured: 20 ms, and
100 a second on two cores. At 64 MiB sixteen requests a second would lock everybody out.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from argon2.low_level import Type, hash_secret_raw

#: Bytes of an index.
LENGTH = 32
#: What argon2 asks for at least.
LEAST_SALT = 8


class Kind(StrEnum):
    """What the code is for. The same digits give another index for each."""

    RECEIPT = "receipt"
    PARTICIPATION = "participation"
    #: Keeps a code single while its row has not gone yet (docs/trust.md, rule 16).
    SPENT = "participation code, spent"
    #: Lets its holder vote in one ballot.
    VOTING = "voting code"
    #: Shows the draft of a summary to those who took part; one for all of them.
    CHECK = "check of a summary"
    #: Leads back to a registration for an event.
    REGISTRATION = "registration"


@dataclass(frozen=True)
class Cost:
    """How slow: memory in KiB, and rounds over it."""

    memory: int
    rounds: int


#: Changing it makes every stored index unfindable.
COST = Cost(memory=19 * 1024, rounds=2)
#: For tests, whose codes protect nothing: they set COST to this.
CHEAP = Cost(memory=8, rounds=1)


def index(code: str, *, kind: str, pepper: bytes, salt: bytes, cost: Cost | None = None) -> bytes:
    """The 32 bytes under which a code (normalised) is stored and looked up.

    `pepper` belongs to this kind of code, `salt` to the installation; both lie outside the
    database (`codes.peppers`). Takes a turn first where anybody may ask (`codes.indexes`).
    """
    if not pepper or len(salt) < LEAST_SALT:
        raise ValueError("a code is hashed with a pepper and a salt of at least 8 bytes")
    cost = cost or COST
    peppered = hmac.digest(pepper, kind.encode() + b"\0" + code.encode(), "sha256")
    return hash_secret_raw(
        secret=peppered, salt=salt, time_cost=cost.rounds, memory_cost=cost.memory, parallelism=1,
        hash_len=LENGTH, type=Type.ID,
    )  # fmt: skip
