"""Which contributions say what another one says, word for word: looked for at the emptying, in memory only.

A fingerprint is a keyed hash whose key is drawn for one look and thrown away with it: nothing that could
be compared later is stored, only that a contribution looks repeated.
"""

import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from feedback.threads import held_words
from feedback.threads.models import Contribution
from sealing.held import CannotOpenError

#: Shorter words are often the same without anybody repeating anybody ("More housing").
SHORTEST = 24

_BETWEEN = re.compile(r"[\W_]+")


class Fingerprints:
    """Those seen in one look, by thread."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._seen: set[bytes] = set()

    def is_new(self, thread: int, words: str) -> bool:
        """Whether this thread has not these words yet. From now on it has."""
        plain = _BETWEEN.sub("", words.casefold())
        if len(plain) < SHORTEST:
            return True
        found = blake2b(f"{thread}\0{plain}".encode(), key=self._key, digest_size=16).digest()
        new = found not in self._seen
        self._seen.add(found)
        return new


def repeated(said: Sequence[tuple[int, str]]) -> list[bool]:
    """For each pair of thread and words, whether the same words wait there already, or stand before it.

    The order of the pairs has to say nothing about who came first.
    """
    fingerprints = Fingerprints()
    for thread, words in _waiting({thread for thread, _words in said}):
        fingerprints.is_new(thread, words)
    return [not fingerprints.is_new(thread, words) for thread, words in said]


def _waiting(threads: Iterable[int]) -> Iterator[tuple[int, str]]:
    rows = Contribution.objects.waiting().filter(thread__in=set(threads)).order_by()
    for thread, held in rows.values_list("thread_id", "held").iterator(chunk_size=500):
        try:
            yield thread, str(held_words.unlock(held).get("words", ""))
        except CannotOpenError:
            continue
