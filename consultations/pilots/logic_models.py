"""The logic model: from what is put in to what changes for people; a drawing and its table."""

from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

from django.utils.translation import gettext as _

from consultations.pilots.rows import Pilot
from consultations.pilots.writing import lines

# The drawing, in its own units.
WIDTH = 360
_LINE, _HEAD, _PAD, _GAP = 19, 30, 12, 30
#: So many letters fit on a line of the drawing.
_LETTERS = 46


@dataclass(frozen=True)
class Box:
    """One part of the model in the drawing."""

    name: str
    things: list[str]
    #: "said" for what is planned and hoped, none of which is done yet; "talked" for assumptions.
    kind: str
    y: int
    #: Each line of words: how high it stands, and whether a thing begins there.
    lines: list[tuple[int, str, bool]]
    height: int

    @property
    def name_y(self) -> int:
        """The line of its name."""
        return self.y + 21

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True)
class LogicModel:
    """All that the page prints."""

    parts: list[tuple[str, str, list[str]]]
    width: int = WIDTH

    @cached_property
    def boxes(self) -> list[Box]:
        """The parts, one below the other."""
        boxes: list[Box] = []
        for name, kind, things in self.parts:
            y = boxes[-1].end + _GAP if boxes else 2
            told = [(text, number == 0) for one in things for number, text in enumerate(wrap(one, _LETTERS))]
            placed = [(y + _HEAD + 14 + at * _LINE, text, begins) for at, (text, begins) in enumerate(told)]
            boxes.append(Box(name, things, kind, y, placed, _HEAD + _PAD + _LINE * max(len(told), 1)))
        return boxes

    @property
    def height(self) -> int:
        """Of the drawing."""
        return self.boxes[-1].end + 2

    @property
    def arrows(self) -> list[tuple[int, int]]:
        """Between the parts that lead to each other: from where to where."""
        leading = [box for box in self.boxes if box.kind != "talked"]
        return [(one.end + 4, one.end + _GAP - 4) for one in leading[:-1]]

    @property
    def head(self) -> list[str]:
        """The columns of the table."""
        return [_("Part"), _("What belongs to it")]

    @property
    def rows(self) -> list[list[str]]:
        """The table: a row for each thing."""
        return [[name, thing] for name, _kind, things in self.parts for thing in things]

    @property
    def described(self) -> str:
        """The drawing in a sentence, for whoever hears the page."""
        names = ", ".join(name for name, kind, _things in self.parts if kind != "talked")
        return _("Each part leads to the next: %(names)s. The table below has every word.") % {"names": names}


def logic_model(pilot: Pilot) -> LogicModel | None:
    """The model of a pilot; nothing as long as nobody wrote one. No query."""
    named = [
        (_("What we put in"), "said", pilot.inputs),
        (_("What we do"), "said", pilot.activities),
        (_("What comes out at once"), "said", pilot.outputs),
        (_("What changes for people"), "said", pilot.outcomes),
        (_("What we take for granted"), "talked", pilot.assumptions),
    ]
    parts = [(name, kind, lines(text)) for name, kind, text in named if lines(text)]
    return LogicModel(parts) if parts else None
