"""The index of a code with the installation's own secrets, in turn with everybody else who asks."""

from codes.peppers import pepper, salt
from codes.slow_hash import Kind, index
from codes.turns import HASHES


def index_of(code: str, kind: Kind) -> bytes:
    """The stored index of a code (normalised), at once: for the demo, commands and the worker."""
    return index(code, kind=kind, pepper=pepper(kind), salt=salt())


def index_in_turn(code: str, kind: Kind, *, address: str) -> bytes:
    """The same for a visitor, who waits until it is the turn of their address.

    Raises:
        BusyError: to be answered with 503 and its `retry_after`.
    """
    with HASHES.turn(address):
        return index_of(code, kind)
