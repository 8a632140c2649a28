"""The runs of words of the seed text, as hashes: enough to notice its sentences, not enough to print them."""

import hashlib
import re
from html import unescape

#: So many words in a row are somebody's wording.
RUN = 6
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def runs(text: str) -> dict[str, str]:
    """Every run of words of a text: its hash and the run."""
    plain = unescape(re.sub(r"<[^>]+>", " ", text)).lower().replace("’", "'")
    words = _WORD.findall(plain)
    found = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:10]: run for run in found}
