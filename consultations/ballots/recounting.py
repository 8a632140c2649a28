"""Counting a closed ballot again from one of its files, without a database: anybody can check us.

From the numbers that are published the outcome follows; from a file without numbers (few papers, or all said
the same about something) nothing follows but what it says, and that is told.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from consultations.ballots.counting import NotACountError, check
from consultations.ballots.downloads import FACTS, FORMAT, HEAD, TABLES
from consultations.ballots.enums import PassRule
from consultations.ballots.frozen import Frozen

#: Bytes; the largest real file, twenty ranked options with long names, is a tenth of it.
LARGEST = 1_000_000


class CannotReadError(ValueError):
    """It is no file of a ballot. ``sentence`` says why, to whoever wanted it counted."""

    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Recount:
    """A ballot as its file has it, and what the file says came out."""

    frozen: Frozen
    agreed: bool | None
    winners: tuple[str, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to count."""
        return self.frozen.outcome.has_numbers

    @property
    def agrees(self) -> bool:
        """Whether the numbers come to what the file says."""
        told = self.frozen.outcome
        return (told.agreed, set(told.winners)) == (self.agreed, set(self.winners))

    def sentences(self) -> Iterator[str]:
        """The recount in words."""
        yield self.frozen.question
        yield self.frozen.headline
        yield " ".join(filter(None, [self.frozen.turnout, self.frozen.because]))
        for place, keys in enumerate(self.frozen.outcome.order, start=1):
            yield f"{place}. {self.frozen.names(keys)}"
        if not self.has_numbers:
            yield self.frozen.no_numbers
            yield _now("So it cannot be counted again. This is what the file says.")
        elif self.agrees:
            yield _now("Counted again from its numbers: the file says the same.")
        else:
            yield _now("Counted again from its numbers: the file says something else. Do not trust it.")


def read(content: bytes) -> Recount:
    """Read a file that the results page gave out, JSON or CSV.

    Raises:
        CannotReadError: it is none, or its numbers cannot be.
    """
    if len(content) > LARGEST:
        raise CannotReadError(_("This file is too large. A ballot's file has less than a million letters."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotReadError(_("This file is no text. Save the JSON or CSV file again.")) from error
    try:
        return _recount(_from_json(text) if text.lstrip().startswith("{") else _from_csv(text))
    except CannotReadError:
        raise
    except NotACountError as error:
        raise CannotReadError(error.sentence) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotReadError(_("Something is missing in this file, or was changed.")) from error


def _recount(found: Mapping[str, Any]) -> Recount:
    options = {str(option["key"]): str(option["label"]) for option in found["options"]}
    told = found["outcome"]
    numbers = found["numbers"]
    asked = {"method": found["method"], "options": list(options)}
    check(asked | {"outcome": told})
    count = asked | ({"outcome": told} if numbers is None else dict(numbers))
    check(count)
    quorum, on_roll = found["quorum"], found["on_roll"]
    if type(quorum) is not int or type(on_roll) is not int or not 0 <= quorum <= 100:
        raise CannotReadError(_("It does not say how many could vote, or how many had to."))
    if count.get("papers", 0) > on_roll:
        raise CannotReadError(_("More people voted than could."))
    frozen = Frozen(
        question=str(found["question"]),
        method=str(found["method"]),
        pass_rule=str(PassRule(found["pass_rule"])),
        quorum=quorum,
        on_roll=on_roll,
        closed_on=str(found["closed_on"]),
        options=options,
        count=count,
    )
    return Recount(frozen, told["agreed"], tuple(told["winners"]))


def _from_json(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotReadError(_("This file is no whole JSON. Download it again.")) from error
    if not isinstance(found, Mapping) or found.get("format") != FORMAT:
        raise CannotReadError(_NOT_OURS)
    return found


_NOT_OURS = _("This is not the file of a ballot. Download JSON or CSV from a results page.")


def _from_csv(text: str) -> Mapping[str, Any]:
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(row)]
    except csv.Error as error:
        raise CannotReadError(_("This file is no whole CSV. Download it again.")) from error
    if not rows or rows[0] != HEAD or ("format", "", "", FORMAT) not in rows:
        raise CannotReadError(_NOT_OURS)
    found: dict[str, Any] = {"options": [], "numbers": {}, "outcome": {"agreed": None, "winners": []}}
    for row in rows[1:]:
        if len(row) != len(HEAD):
            raise CannotReadError(_("A row of this file has too few cells, or too many."))
        _take(found, *row)
    found["numbers"] = found["numbers"] or None
    return found


def _take(found: dict[str, Any], what: str, one: str, other: str, value: str) -> None:
    if what in FACTS:
        found[what] = _whole(value) if what in ("quorum", "on_roll") else value
    elif what == "option":
        found["options"].append({"key": one, "label": value})
    elif what == "papers":
        found["numbers"]["papers"] = _whole(value)
    elif what in TABLES:
        table = found["numbers"].setdefault(what, {})
        if other:
            table.setdefault(one, {})[other] = _whole(value)
        else:
            table[one] = _whole(value)
    elif what == "agreed":
        found["outcome"]["agreed"] = {"yes": True, "no": False}.get(value)
    elif what == "winner":
        found["outcome"]["winners"].append(one)


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CannotReadError(_("A number of this file is no whole number.")) from error
