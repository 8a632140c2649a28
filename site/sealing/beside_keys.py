"""What lies beside the keys, locked: memories of the folder that must outlive a restore of the database."""

from collections.abc import Sequence

from sealing import held
from sealing.pairs import CannotOpenError


class FolderUnreadableError(Exception):
    """What lies beside the keys does not open: HELD_WORDS_SECRET was changed, or a file is damaged.

    Nothing is lost by waiting: name the former secret in HELD_WORDS_SECRET_FALLBACKS.
    """


def unlock(locked: bytes, *, secrets: Sequence[str], context: bytes) -> bytes:
    """Open what was locked with one of these secrets (`held.lock`), the one of now first.

    Raises:
        FolderUnreadableError: with none of them.
    """
    try:
        return held.unlock(locked, secrets=[one.encode() for one in secrets], context=context)
    except CannotOpenError as error:
        raise FolderUnreadableError(
            "KEYS_DIR holds what this HELD_WORDS_SECRET does not open; "
            "put the former one into HELD_WORDS_SECRET_FALLBACKS"
        ) from error
