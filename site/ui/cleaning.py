"""The few tags that people's own writing may carry, and nothing else.

Comments, parts of proposals and responses pass through here; contributions do
not, since they are plain paragraphs. Bleach is frozen upstream; this one
function is the place to change when its successor takes over.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]
from bleach.sanitizer import Cleaner
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
PROTOCOLS = frozenset({"http", "https", "mailto"})
#: Said on every link: whoever follows it does not say where from, and we do not vouch for it.
LINK_REL = "nofollow noopener noreferrer"
#: Bleach keeps the words of a tag it strips; the words of these were never meant to be read.
_NOT_WORDS = re.compile(
    r"<(script|style|template|noscript|iframe|svg|math|textarea|title|xmp)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_HREF = (None, "href")
#: The parser's work grows with the square of what is nested; nobody who writes needs more than this.
LONGEST = 30_000  # characters
MOST_TAGS = 1_500  # beginnings and ends
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TAGS))})\b", re.IGNORECASE)
_LIKE_A_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_PARAGRAPHS_END = re.compile(r"</(?:p|li)\s*>|<br\b[^<>]*>|\n[ \t]*\n", re.IGNORECASE)


def _keeps(tag: str, name: str, value: str) -> bool:
    """Keep the address of a link that leads somewhere by itself; the protocol is asked about afterwards."""
    return (
        tag == "a" and name == "href" and value.strip().lower().startswith(("http://", "https://", "mailto:"))
    )


class _Links(Filter):
    """Gives every link its ``rel``; one that leads nowhere loses its tag and keeps its words."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        leads = True
        for token in super().__iter__():
            if token.get("name") == "a" and token["type"] == "StartTag":
                leads = _HREF in token["data"]
                if leads:
                    token["data"][(None, "rel")] = LINK_REL
            if token.get("name") == "a" and not leads:
                continue
            yield token


def clean(html: str) -> SafeString:
    """Return what may be shown of some HTML: the tags above, with no attribute but where a link leads.

    Takes time in proportion to the length. What is longer than ``LONGEST`` or has more than
    ``MOST_TAGS`` of these tags is shown as plain paragraphs: every word, no tag.
    """
    words = _NOT_WORDS.sub("", html.replace("\x00", ""))
    if len(words) > LONGEST or len(_TAG.findall(words)) > MOST_TAGS:
        return _plain(words)
    cleaner = Cleaner(
        tags=TAGS, attributes=_keeps, protocols=PROTOCOLS, strip=True, strip_comments=True, filters=[_Links]
    )
    return mark_safe(cleaner.clean(words))  # noqa: S308


def _plain(words: str) -> SafeString:
    """The words without anything that looks like a tag, everything else escaped."""
    parts = (part.strip() for part in _PARAGRAPHS_END.split(words))
    found = (" ".join(unescape(_LIKE_A_TAG.sub(" ", part)).split()) for part in parts)
    return format_html_join("", "<p>{}</p>", ((part,) for part in found if part))
