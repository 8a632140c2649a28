"""Exchanging the code of a slip for a fresh one, at its first use: others may have seen the slip.

Whoever printed or handed out the slips knows their codes, and could otherwise change a vote until the end.
The fresh code is known to its holder alone. Of two who use one slip at the same moment, one gets a code; the
other is told that it was used, and can say so to a facilitator.
"""

from hashlib import sha256

from django.views.decorators.debug import sensitive_variables

from codes import participation
from codes.check_digits import with_check_digits
from codes.indexes import index_in_turn
from codes.slow_hash import Kind
from consultations.ballots import casting, locks, rolls
from consultations.ballots.models import RollEntry
from consultations.ballots.refusals import AlreadyExchangedError, UnknownCodeError


@sensitive_variables()
def exchange(code: str, *, address: str, nonce: bytes | None = None) -> str:
    """The fresh code for a slip's. It is stored nowhere: show it once.

    With the ``nonce`` of a form (16 random bytes, drawn for it), sending the form again gives the same code
    again, so that an answer that was lost on its way locks nobody out.

    Raises:
        codes.numbers.CodeIncompleteError, CodeMistypedError: how it was typed.
        codes.turns.BusyError: too many ask.
        UnknownCodeError, AlreadyExchangedError.
        PausedError, CountingError, NotNowError: its ballot takes no papers any more.
    """
    fresh = _made_of(nonce) if nonce else participation.mint(1)[0]
    fresh_index = index_in_turn(fresh, Kind.VOTING, address=address)
    index = rolls.index_of(code, address=address)
    entry = rolls.entry_by_index(index)
    if entry is None:
        again = nonce and RollEntry.objects.filter(code_index=fresh_index, exchanged=True).exists()
        if again:
            return fresh
        raise UnknownCodeError
    if entry.exchanged:
        raise AlreadyExchangedError
    with locks.casting(entry.ballot_id):
        casting.refuse_ended(entry.ballot_id)
        slip = RollEntry.objects.filter(pk=entry.pk, code_index=index, exchanged=False)
        if slip.update(code_index=fresh_index, exchanged=True) != 1:
            raise AlreadyExchangedError
    return fresh


def _made_of(nonce: bytes) -> str:
    if len(nonce) < 16:
        raise ValueError("a nonce has at least 16 bytes")
    number = int.from_bytes(sha256(b"alongside voting code, version 1" + nonce).digest(), "big")
    return with_check_digits(f"{number % 10**participation.RANDOM_DIGITS:0{participation.RANDOM_DIGITS}d}")
