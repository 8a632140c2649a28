"""Sheets of slips to tear off: what a facilitator prints and hands round.

A slip holds the short address, a square (QR code) of that address and nothing
else, one code, and how to use it with and without the internet. Slips have no
number, and their order on paper has nothing to do with any order that is stored:
they are shuffled each time, and their holders draw them. What group a slip is
for stands on the cover, which whoever hands them out keeps: a slip found in
somebody's pocket does not say that they were in prison.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from codes.numbers import groups

#: Slips on a page of A4, two beside each other.
PER_PAGE = 6
#: So many digits in a row could be a code.
_LIKE_A_CODE = re.compile(r"\d{5}")
_BOX = re.compile(r"\bp\s*\.?\s*o\s*\.?\s*box\b|\bblwch\s+post\b|\bfreepost\b", re.IGNORECASE)


class NotAStreetError(ValueError):
    """Letters to it would not get out of prison."""

    sentence = _("Give a street address. People in prison may mostly not write to a PO Box.")


class NotAShortAddressError(ValueError):
    """More than the short address: a code in a link stays in the phone that scanned it."""


@dataclass(frozen=True)
class Slip:
    """One code on paper."""

    code: str

    @property
    def groups(self) -> list[str]:
        """The code in groups of three."""
        return groups(self.code)


@dataclass(frozen=True)
class Sheet:
    """Everything `templates/codes/sheet.html` shows."""

    pages: Sequence[Sequence[Slip]]
    #: The whole address that the square leads to.
    link: str
    #: Lines of a street address for answers by letter; none: no letters.
    reply_to: Sequence[str]
    #: For the cover only: who the slips are for, how the sheet is called, its last day, the question.
    group: str
    name: str
    last_day: date | None
    question: str

    @property
    def short_address(self) -> str:
        """The address as it is read and typed."""
        return short(self.link)

    @property
    def qr(self) -> SafeString:
        """The square."""
        return qr(self.link)

    @property
    def count(self) -> int:
        """How many slips there are."""
        return sum(len(page) for page in self.pages)


def sheet(
    codes: Iterable[str],
    *,
    link: str,
    reply_to: Iterable[str] = (),
    group: str = "",
    name: str = "",
    last_day: date | None = None,
    question: str = "",
    per_page: int = PER_PAGE,
) -> Sheet:
    """Make a sheet from codes just minted: they are stored nowhere, so it can be printed once.

    Raises:
        NotAStreetError: `reply_to` is a PO Box.
        NotAShortAddressError: `link` holds more than a short address.
    """
    lines = tuple(line.strip() for line in reply_to if line.strip())
    if any(_BOX.search(line) for line in lines):
        raise NotAStreetError
    _only_an_address(link)
    return Sheet(pages(codes, per_page), link, lines, group, name, last_day, question)


def pages(codes: Iterable[str], per_page: int = PER_PAGE) -> list[list[Slip]]:
    """Each code on one slip, shuffled, so many on a page."""
    slips = [Slip(code) for code in codes]
    secrets.SystemRandom().shuffle(slips)
    return [slips[at : at + per_page] for at in range(0, len(slips), per_page)]


def short(link: str) -> str:
    """An address as people type it: "alongside.example.org/say"."""
    parts = urlsplit(link)
    return (parts.netloc + parts.path).rstrip("/")


def qr(link: str) -> SafeString:
    """A square that leads to the short address, as an SVG element that says so to who cannot see it.

    Raises:
        NotAShortAddressError: the address holds more than that.
    """
    _only_an_address(link)
    return square(link)


def square(link: str) -> SafeString:
    """The same for an address that is public and holds no code, whatever digits stand in it."""
    drawn = segno.make(link, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="square", lineclass=None,
        title=gettext("QR code"), desc=gettext("It leads to %(address)s.") % {"address": short(link)},
    )  # fmt: skip
    # segno escapes title and description; the rest is digits.
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308


def _only_an_address(link: str) -> None:
    parts = urlsplit(link)
    more = parts.query or parts.fragment or parts.username or _LIKE_A_CODE.search(parts.path)
    if parts.scheme not in ("https", "http") or not parts.netloc or more:
        raise NotAShortAddressError(link)
