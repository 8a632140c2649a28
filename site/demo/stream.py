"""Makes the content of StreamFields with ids that stay, so that repeating the demo changes no address."""

import json
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from consultations.events.enums import Strength
from vocabulary.role_groups import RoleGroup


class Point(NamedTuple):
    """A point raised, as the demo's texts give it. What the source does not tell is left out."""

    name: str
    text: str
    stage: str = ""
    themes: tuple[str, ...] = ()
    said_by: tuple[RoleGroup, ...] = ()
    strength: Strength | None = None
    on_front_page: bool = False


class Topic(NamedTuple):
    """A topic with its points."""

    name: str
    title: str
    introduction: str
    points: tuple[Point, ...]


def block_id(page: str, name: str) -> str:
    """The id of a block, the same every time."""
    return str(uuid5(NAMESPACE_URL, f"https://alongside.example/demo/{page}/{name}"))


def block(page: str, name: str, kind: str, value: Any) -> dict[str, Any]:
    """A block as a StreamField stores it."""
    return {"type": kind, "value": value, "id": block_id(page, name)}


def topic_block(page: str, topic: Topic) -> dict[str, Any]:
    """A topic as a StreamField stores it."""
    points = [block(page, f"{topic.name}/{point.name}", "item", _point(point)) for point in topic.points]
    value = {"title": topic.title, "introduction": topic.introduction, "points": points}
    return block(page, topic.name, "topic", value)


def _point(point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "stage": point.stage,
        "themes": list(point.themes),
        "said_by": [group.value for group in point.said_by],
        "strength": point.strength.value if point.strength else "",
        "on_front_page": point.on_front_page,
        "custody": "",
        "release": "",
    }


def stream(*blocks: dict[str, Any]) -> str:
    """The content of a StreamField, as stored."""
    return json.dumps(blocks)
