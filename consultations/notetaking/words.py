"""What a note says, as it is typed and as it is kept."""

import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from consultations.events.enums import Strength
from consultations.notetaking.models import LONGEST_TEXT, LONGEST_TOPIC, Note
from consultations.notetaking.refusals import NothingSaidError, TooLongError, TopicTooLongError
from vocabulary.role_groups import RoleGroup

#: Namespace of the ids of topics that scribes name themselves. Never change it.
_TOPICS = uuid.UUID("5f3b1d66-3f0d-4c55-9f0c-6a0c7f6a3b11")


@dataclass(frozen=True)
class Words:
    """All that a scribe says of one point. Empty stands for what was not said."""

    text: str
    topic: uuid.UUID | None = None
    topic_title: str = ""
    stage: str = ""
    themes: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    strength: str = ""
    custody: str = ""
    release: str = ""
    on_wall: bool = True

    def columns(self) -> dict[str, Any]:
        """As columns of a note."""
        return {**asdict(self), "themes": list(self.themes), "said_by": list(self.said_by)}


def of(note: Note) -> Words:
    """What a note says."""
    values = {name: getattr(note, name) for name in Words.__dataclass_fields__}
    return Words(**{**values, "themes": tuple(note.themes), "said_by": tuple(note.said_by)})


def kept(page_id: int, words: Words) -> Words:
    """Words as they are kept: spaces tidied, groups in their order, a new topic with its id.

    Raises:
        NothingSaidError, TooLongError, TopicTooLongError.
        ValueError: a group or a strength that there is not.
    """
    text, title = tidied(words.text), tidied(words.topic_title)
    if not text:
        raise NothingSaidError
    if len(text) > LONGEST_TEXT:
        raise TooLongError(LONGEST_TEXT)
    if len(title) > LONGEST_TOPIC:
        raise TopicTooLongError(LONGEST_TOPIC)
    if not set(words.said_by) <= set(RoleGroup.values):
        raise ValueError("no such group")
    if words.strength and words.strength not in Strength.values:
        raise ValueError("no such strength")
    topic = words.topic or (new_topic(page_id, title) if title else None)
    return replace(
        words,
        text=text,
        topic=topic,
        topic_title=title if topic else "",
        themes=tuple(dict.fromkeys(words.themes)),
        said_by=tuple(group for group in RoleGroup.values if group in words.said_by),
    )


def new_topic(page_id: int, title: str) -> uuid.UUID:
    """The id of a topic that is named here for the first time: two who name it alike mean the same."""
    return uuid.uuid5(_TOPICS, f"{page_id}:{tidied(title).casefold()}")


def tidied(typed: str) -> str:
    """On one line, without what no keyboard types."""
    return " ".join("".join(one if one.isprintable() else " " for one in typed).split())
