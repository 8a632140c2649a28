"""The journey map: what was said along the way, and what is proposed and done there: a drawing and its table.

Pine is what was said: the first stroke runs down, as broad as there is much. Each square is a proposal: drawn
in outline while it is talked about, filled once it is decided. Marmalade, beside it, is what is under way.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.events.queries import points_per_stage
from consultations.proposals.enums import PUBLIC, ProposalState
from consultations.proposals.index import address
from consultations.proposals.models import Proposal
from consultations.proposals.showing import DOES
from feedback.threads import published
from vocabulary.models import JourneyStage

S = ProposalState
#: How a proposal is drawn.
_TALKED = frozenset({S.IDEAS, S.FINAL, S.BALLOT})
#: Not drawn: nobody works on them any more. The table counts them all the same.
_AT_REST = frozenset({S.PARKED, S.WITHDRAWN})
#: Titles beside each part of the journey; the rest is behind its link.
TITLES = 3

# The drawing, in its own units.
WIDTH, ROW, TOP = 360, 96, 4
_LINE = 22
_BROADEST, _NARROWEST = 34.0, 3.0
_SQUARE, _GAP, _A_ROW, _MOST = 16, 6, 11, 22
_LEFT = 78


@dataclass(frozen=True)
class Square:
    """A proposal in the drawing."""

    x: float
    y: float
    #: "talked", "decided" or "done".
    kind: str


@dataclass(frozen=True)
class Stage:
    """A part of the journey, with what there is."""

    key: str
    name: str
    position: int
    points: int
    answers: int
    states: dict[str, int]
    titles: list[tuple[str, str]]
    most: int

    @property
    def said(self) -> int:
        """Points raised and answers together."""
        return self.points + self.answers

    @property
    def proposals(self) -> int:
        """All public proposals."""
        return sum(self.states.values())

    @property
    def under_way(self) -> int:
        """Those of which something is done."""
        return sum(number for state, number in self.states.items() if state in DOES)

    @property
    def y(self) -> int:
        """Where its row begins."""
        return TOP + self.position * ROW

    @property
    def middle(self) -> float:
        """Where the squares of its row stand."""
        return self.y + 54

    @property
    def name_y(self) -> int:
        """The line of its name."""
        return self.y + 24

    @property
    def said_y(self) -> int:
        """The line that says how much was said."""
        return self.y + 43

    @property
    def more_y(self) -> int:
        """The line below its squares."""
        return self.y + 93

    @property
    def breadth(self) -> float:
        """How broad the stroke is: its area says how much was said."""
        if not self.said:
            return 0
        return round(_NARROWEST + (_BROADEST - _NARROWEST) * self.said / max(self.most, 1), 1)

    @property
    def said_text(self) -> str:
        """ "12 points, 30 answers" """
        points = ngettext("%(count)d point", "%(count)d points", self.points) % {"count": self.points}
        answers = ngettext("%(count)d answer", "%(count)d answers", self.answers) % {"count": self.answers}
        return _("Said: %(points)s, %(answers)s") % {"points": points, "answers": answers}

    @property
    def all(self) -> str:
        """Where all proposals of this part are listed."""
        return address(stage=self.key)

    @cached_property
    def squares(self) -> list[Square]:
        """The proposals of its row, those that are furthest first."""
        kinds = ["done"] * self.under_way
        kinds += ["decided"] * self.states.get(S.DECIDED, 0)
        kinds += ["talked"] * sum(self.states.get(state, 0) for state in _TALKED)
        return [
            Square(
                _LEFT + (at % _A_ROW) * (_SQUARE + _GAP),
                self.middle + (at // _A_ROW) * (_SQUARE + _GAP) - (0 if len(kinds) <= _A_ROW else 8),
                kind,
            )
            for at, kind in enumerate(kinds[:_MOST])
        ]

    @property
    def more(self) -> str:
        """What the drawing has no room for."""
        drawn = self.proposals - sum(self.states.get(state, 0) for state in _AT_REST)
        return _("and %(count)d more") % {"count": drawn - _MOST} if drawn > _MOST else ""


@dataclass(frozen=True)
class JourneyMap:
    """All that the page prints."""

    stages: list[Stage]
    square: int = _SQUARE
    line: int = _LINE
    left: int = _LEFT
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Of the drawing."""
        return TOP + ROW * len(self.stages)

    @cached_property
    def said(self) -> str:
        """The stroke of what was said, as broad at the middle of each part as there is much: an SVG path."""
        if not any(stage.said for stage in self.stages):
            return ""
        ends = [(float(TOP), self.stages[0].breadth / 2)]
        at = [*ends, *((stage.y + ROW / 2, stage.breadth / 2) for stage in self.stages)]
        at.append((float(self.height), self.stages[-1].breadth / 2))
        left = [(_LINE - half, y) for y, half in reversed(at)]
        right = [(_LINE + half, y) for y, half in at]
        return f"M{_point(*right[0])}{_curve(right)}L{_point(*left[0])}{_curve(left)}Z"

    @cached_property
    def under_way(self) -> list[tuple[int, int]]:
        """Where something is done, from above: where each stretch begins and how long it is."""
        found: list[tuple[int, int]] = []
        for stage in self.stages:
            if not stage.under_way:
                continue
            if found and sum(found[-1]) == stage.y:
                found[-1] = (found[-1][0], found[-1][1] + ROW)
            else:
                found.append((stage.y, ROW))
        return [(begin + 8, length - 16) for begin, length in found]

    @property
    def head(self) -> list[str]:
        """The columns of the table."""
        return [
            _("Part of the journey"), _("Points raised"), _("Answers"), _("Proposals"), _("Under way"),
        ]  # fmt: skip

    @property
    def rows(self) -> list[list[object]]:
        """The table."""
        return [[one.name, one.points, one.answers, one.proposals, one.under_way] for one in self.stages]

    @property
    def described(self) -> str:
        """The drawing in a sentence, for whoever hears the page."""
        most = max(self.stages, key=lambda one: one.said, default=None)
        if most is None or not most.said:
            return _("Nothing was said yet.")
        return _("Most was said about: %(stage)s. The table below has every number.") % {"stage": most.name}


def _point(x: float, y: float) -> str:
    return f"{x:.1f} {y:.1f}"


def _curve(points: list[tuple[float, float]]) -> str:
    """On from the first of these, with upright ends, so that the stroke swells and thins like a stream."""
    pieces = []
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (y1 + y2) / 2
        pieces.append(f"C{_point(x1, middle)} {_point(x2, middle)} {_point(x2, y2)}")
    return "".join(pieces)


def journey_map(request: HttpRequest | None) -> JourneyMap:
    """The map as it is now. Five queries."""
    points, answers = points_per_stage(), published.per_stage(request=request)
    states: dict[str, dict[str, int]] = {}
    through = Proposal.stages.through.objects.filter(
        proposal__state__in=sorted(PUBLIC), proposal__opened_on__isnull=False
    ).order_by()
    counted = through.values_list("journeystage__key", "proposal__state").annotate(Count("pk"))
    for key, state, number in counted:
        states.setdefault(key, {})[state] = number
    titles = _titles()
    stages = list(JourneyStage.objects.values_list("key", "name"))
    most = max((points.get(key, 0) + answers.get(key, 0) for key, _name in stages), default=0)
    return JourneyMap(
        [
            Stage(
                key, name, position, points.get(key, 0), answers.get(key, 0), states.get(key, {}),
                titles.get(key, []), most,
            )
            for position, (key, name) in enumerate(stages)
        ]
    )  # fmt: skip


#: So many of the newest proposals are looked at for titles.
_LOOKED_AT = 120


def _titles() -> dict[str, list[tuple[str, str]]]:
    """The newest proposals of each part that somebody works on. One query."""
    newest = Proposal.objects.public().exclude(state__in=sorted(_AT_REST)).newest_first()
    rows = newest.filter(stages__isnull=False).values_list("stages__key", "title", "slug")[:_LOOKED_AT]
    found: dict[str, list[tuple[str, str]]] = {}
    for key, title, slug in rows:
        there = found.setdefault(key, [])
        if len(there) < TITLES:
            there.append((title, reverse("proposals:proposal", args=[slug])))
    return found
