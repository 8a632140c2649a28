"""Whether a note copies what somebody wrote: notes outlive the words, so they may not hold them."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from feedback.threads.gate import RefusedError

#: So many words in a row are a copy.
RUN = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class CopiesWordsError(RefusedError):
    """A note holds words of the contribution."""

    sentence = _(
        "This repeats six or more words in a row of what its author wrote. Say it in your own words: "
        "a note stays when the author takes their words back."
    )


def refuse_copies(note: str, written: Iterable[str]) -> None:
    """Refuse a note that holds a run of six or more words of what somebody wrote.

    Case, punctuation and line breaks make no difference.

    Raises:
        CopiesWordsError: it does.
    """
    runs = set(_runs(note))
    if any(not runs.isdisjoint(_runs(words)) for words in written):
        raise CopiesWordsError


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
