"""Several values as one row of bytes, so that no two different rows of values give the same bytes."""

from collections.abc import Iterable


class NotFramedError(ValueError):
    """The bytes are no row of values, or not one of that many."""


def framed(*parts: bytes) -> bytes:
    """Each part behind its length in four bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unframed(row: bytes, count: int) -> list[bytes]:
    """The parts again.

    Raises:
        NotFramedError: there are not exactly so many, or something follows the last.
    """
    parts = list(_parts(row))
    if len(parts) != count:
        raise NotFramedError
    return parts


def _parts(row: bytes) -> Iterable[bytes]:
    at = 0
    while at < len(row):
        end = at + 4 + int.from_bytes(row[at : at + 4], "big")
        if at + 4 > len(row) or end > len(row):
            raise NotFramedError
        yield row[at + 4 : end]
        at = end
