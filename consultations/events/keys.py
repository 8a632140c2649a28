"""Keys of what is on an event's page, made from the page and the block that hold it.

The same page and block always give the same key, so an address, an anchor or another
room's row that names it survives editing, moving, renaming, unpublishing and publishing
again. Twelve letters and digits without look-alikes (no i, l, o, u), 60 bits: long
enough never to meet twice, short enough to copy from paper.
"""

import hashlib

#: Crockford's base 32.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def key_of(page_id: int, block_id: str) -> str:
    """The key of a block on a page."""
    digest = hashlib.blake2b(f"{page_id}:{block_id}".encode(), digest_size=8, person=b"events.key").digest()
    number = int.from_bytes(digest, "big")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(0, 5 * LENGTH, 5))
