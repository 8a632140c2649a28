"""Puts together what the rooms bring to the home page."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language

from cms.sockets import OpenNow, SaidAndDone, Section, StageCount, front_page
from edge.memory import memory
from vocabulary.stages import all_stages

#: How much the home page shows; the rest is one link away.
MOST_ROWS = 6
MOST_OPEN = 8


class Row(NamedTuple):
    """A row of the two columns, with how the second stroke runs beside it.

    ``edge`` is "starts", "ends", "both" (alone) or "" (it comes from the row above and goes on).
    """

    said: SaidAndDone
    edge: str


class JourneyStop(NamedTuple):
    """A stage of the journey as it is drawn."""

    key: str
    name: str
    short_name: str
    value: int
    href: str
    done: bool

    def as_dict(self) -> dict[str, object]:
        """As the component takes it."""
        return self._asdict()


@dataclass(frozen=True)
class FrontPageShown:
    """All that the home page shows below its heading."""

    rows: list[Row]
    open_now: list[OpenNow]
    journey: list[dict[str, object]]

    @property
    def has_journey(self) -> bool:
        """Whether anything was said about any stage."""
        return any(stop["value"] for stop in self.journey)


def front_page_of(request: HttpRequest) -> FrontPageShown:
    """Ask all rooms and put their sections together.

    One query, and those of the rooms; what goes through all that was said is kept until something changes.
    """
    sections = front_page.sections(request)
    said = _of_all_rooms([section.said_and_done for section in sections])
    open_now = sorted(
        (row for section in sections for row in section.open_now),
        key=lambda row: (row.day is None, row.day.toordinal() if row.day else 0),
    )
    journey = memory.keep(request, ("cms.front_page", get_language()), lambda: _journey(sections))
    return FrontPageShown(with_edges(said), open_now[:MOST_OPEN], journey)


def _of_all_rooms(rows: list[tuple[SaidAndDone, ...]]) -> list[SaidAndDone]:
    """A row of each room in turn, so that every room is heard; then what something came of stands first."""
    turns = [row for turn in zip_longest(*rows) for row in turn if row is not None][:MOST_ROWS]
    return sorted(turns, key=lambda row: not row.draws_done)


def with_edges(said: list[SaidAndDone]) -> list[Row]:
    """Say of each row how the stroke of what was done begins and ends beside it."""
    rows = []
    for number, row in enumerate(said):
        if not row.draws_done:
            rows.append(Row(row, ""))
            continue
        starts = number == 0 or not said[number - 1].draws_done
        ends = number == len(said) - 1 or not said[number + 1].draws_done
        edge = "both" if starts and ends else "starts" if starts else "ends" if ends else ""
        rows.append(Row(row, edge))
    return rows


def _journey(sections: list[Section]) -> list[dict[str, object]]:
    counts: dict[str, StageCount] = {}
    for section in sections:
        for key, count in section.journey().items():
            known = counts.get(key, StageCount())
            counts[key] = StageCount(known.said + count.said, known.done or count.done)
    href = next((section.stage_href for section in sections if section.stage_href), "")
    stops = []
    for stage in all_stages():
        count = counts.get(stage.key, StageCount())
        link = href.replace("{key}", stage.key) if count.said else ""
        stops.append(
            JourneyStop(stage.key, stage.name, stage.short_name, count.said, link, count.done).as_dict()
        )
    return stops
