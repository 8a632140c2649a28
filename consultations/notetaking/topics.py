"""The topics of an event, as whoever takes notes chooses among them.

First those that are planned, then those of the record, then those that scribes named. Planned and recorded
ones are read from the newest draft, so that what a researcher adds an hour before is there.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from consultations.notetaking.models import Note


@dataclass(frozen=True)
class TopicOffered:
    """A topic: the id of its block (or of the one it will get), its title, and what people are asked."""

    key: uuid.UUID
    title: str
    questions: tuple[str, ...] = ()


def planned(page: Any) -> list[TopicOffered]:
    """The topics of the plan and of the record. At most two queries."""
    return _once(_read(block) for block in _blocks(page) if block.get("type") == "topic")


def offered(page: Any) -> list[TopicOffered]:
    """All topics to choose among. At most three queries."""
    named = Note.objects.caught().filter(page=page.pk, topic__isnull=False)
    titles = named.order_by("topic_title").values_list("topic", "topic_title").distinct()
    return _once([*planned(page), *(TopicOffered(key, title) for key, title in titles if key)])


def _blocks(page: Any) -> Iterator[dict[str, Any]]:
    """Blocks of the plan, then of the record, as they are stored."""
    revision = page.latest_revision if page.latest_revision_id else None
    for name in ("agenda", "record"):
        if revision is not None:
            yield from json.loads(revision.content.get(name) or "[]")
        else:
            yield from getattr(page, name).raw_data


def _read(block: dict[str, Any]) -> TopicOffered | None:
    value, key = block.get("value") or {}, block.get("id")
    questions = [one.get("value", "") if isinstance(one, dict) else one for one in value.get("questions", ())]
    try:
        return TopicOffered(uuid.UUID(str(key)), str(value.get("title", "")), tuple(filter(None, questions)))
    except ValueError:
        return None  # a block that was never saved has no id


def _once(topics: Iterable[TopicOffered | None]) -> list[TopicOffered]:
    """Each topic once, by its id and by its title: a planned one that the record has taken up is one."""
    keys, titles = set[uuid.UUID](), set[str]()
    found = []
    for topic in topics:
        if topic is None or not topic.title or topic.key in keys or topic.title.casefold() in titles:
            continue
        keys.add(topic.key)
        titles.add(topic.title.casefold())
        found.append(topic)
    return found
