"""Reads what stands in an event's record: the one place that knows the blocks.

The page shows what is read here and `publishing` writes it out as rows, so the two
cannot differ. Pure: no query.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from consultations.events.keys import key_of


@dataclass(frozen=True)
class PointRead:
    """A point as its block holds it. An empty string stands for what was not given."""

    key: str
    block_id: str
    position: int
    text: str
    stage: str
    themes: tuple[str, ...]
    said_by: tuple[str, ...]
    strength: str
    on_front_page: bool
    custody: str
    release: str


@dataclass(frozen=True)
class TopicRead:
    """A topic as its block holds it, with its points in order."""

    key: str
    block_id: str
    position: int
    title: str
    introduction: str
    points: tuple[PointRead, ...]


def topics_in(page_id: int, record: Iterable[Any]) -> list[TopicRead]:
    """The topics of a record, in order."""
    return [part for part in parts_of(page_id, record) if isinstance(part, TopicRead)]


def parts_of(page_id: int, record: Iterable[Any]) -> Iterator[Any]:
    """The parts of a record in order: topics as they are read, any other block as it is."""
    topics = points = 0
    for block in record:
        if block.block_type == "topic":
            yield _topic(page_id, block.id or "", block.value, topics, points)
            topics += 1
            points += len(block.value["points"])
        else:
            yield block


def topic_alone(value: Any) -> TopicRead:
    """A topic that stands on no page yet: in the editor's preview of the block."""
    return _topic(0, "", value, 0, 0)


def _topic(page_id: int, block_id: str, value: Any, position: int, first_point: int) -> TopicRead:
    return TopicRead(
        key=key_of(page_id, block_id),
        block_id=block_id,
        position=position,
        title=value["title"],
        introduction=value["introduction"] or "",
        points=tuple(
            _point(page_id, child.id or "", child.value, first_point + index)
            for index, child in enumerate(value["points"].bound_blocks)
        ),
    )


def _point(page_id: int, block_id: str, value: Any, position: int) -> PointRead:
    return PointRead(
        key=key_of(page_id, block_id),
        block_id=block_id,
        position=position,
        text=value["text"],
        stage=value["stage"] or "",
        themes=tuple(value["themes"] or ()),
        said_by=tuple(value["said_by"] or ()),
        strength=value["strength"] or "",
        on_front_page=bool(value["on_front_page"]),
        custody=value["custody"] or "",
        release=value["release"] or "",
    )
