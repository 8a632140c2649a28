"""Reads the tables of examples, and counts what was found in them and what was not.

A line of `examples/*.txt` is somebody's words; what should be found stands in {kind:words}. An
invisible or strange character is written as \\u200b. The patterns were tuned on the tables in
`examples/`, not on those in `examples/held_out/` (docs/detection.md tells how each was made).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

FOLDER = Path(__file__).parent / "examples"
#: Names that the examples take to be known; all of them invented.
PLACES = {
    "HMP Fernhollow (invented)": "hmp-fernhollow",
    "HMP Marram Point (invented)": "hmp-marram-point",
}
_EXPECTED = re.compile(r"\{([a-z-]+):([^}]*)\}")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")


class Found(Protocol):
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Expected:
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Example:
    text: str
    expected: tuple[Expected, ...]


@dataclass
class Score:
    """What was found of what should be, and what was found besides."""

    expected: int = 0
    found: int = 0
    right_kind: int = 0
    words: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.expected

    @property
    def false_in_500_words(self) -> float:
        return len(self.false) * 500 / self.words

    def __str__(self) -> str:
        return (
            f"{self.found} of {self.expected} found, {len(self.false)} false in {self.words} words\n"
            + "\n".join([f"  missed {one}" for one in self.missed] + [f"  false {one}" for one in self.false])
        )


def parse(line: str) -> Example:
    line = _ESCAPE.sub(lambda match: chr(int(match.group(1) or match.group(2), 16)), line)
    text, expected, done = "", [], 0
    for match in _EXPECTED.finditer(line):
        text += line[done : match.start()]
        expected.append(Expected(match.group(1), len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        done = match.end()
    return Example(text + line[done:], tuple(expected))


def read(name: str) -> list[Example]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line.strip() and not line.startswith("#")]


def score(examples: Iterable[Example], find: Callable[[str], Sequence[Found]]) -> Score:
    """An expected stretch is found when every letter and digit of it lies within some finding."""
    total = Score()
    for example in examples:
        findings = find(example.text)
        total.words += len(example.text.split())
        for expected in example.expected:
            total.expected += 1
            covered = {place for one in findings for place in range(one.start, one.end)}
            telling = {
                place for place in range(expected.start, expected.end) if example.text[place].isalnum()
            }
            if telling <= covered:
                total.found += 1
                total.right_kind += any(
                    one.kind == expected.kind and one.start < expected.end and expected.start < one.end
                    for one in findings
                )
            else:
                total.missed.append(
                    f"{expected.kind}: {example.text[expected.start : expected.end]!r} in {example.text!r}"
                )
        for one in findings:
            if not any(
                one.start < expected.end and expected.start < one.end for expected in example.expected
            ):
                around = example.text[max(0, one.start - 30) : one.end + 30]
                total.false.append(f"{one.kind}: {example.text[one.start : one.end]!r} in {around!r}")
    return total
