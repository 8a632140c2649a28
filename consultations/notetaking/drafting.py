"""Putting notes into the draft of the event's page, as topics with points.

The id of a note becomes the id of its point's block, so that the same note is never put there twice, and
the point keeps its address whatever is written around it. What is published does not change: a draft does.
"""

import json
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page

from consultations.events.models import EventPage
from consultations.notetaking.models import Note
from consultations.notetaking.permissions import Act
from consultations.notetaking.refusals import LockedError, MayNotError, NothingChosenError
from consultations.notetaking.turns import refuse_unless
from consultations.notetaking.words import new_topic
from people.models import Person

Block = dict[str, Any]
#: What a topic is called under which points stand that have none.
UNTITLED = "Other points"


@dataclass(frozen=True)
class Put:
    """How many points were added, and how many of those chosen were there before."""

    added: int
    there: int


@transaction.atomic
def put(page: Any, keys: Collection[uuid.UUID], *, by: Person, untitled: str = UNTITLED) -> Put:
    """Add notes to the newest draft of an event's page: under topics that stand there, then under new ones.

    Nothing that is in the draft is changed. Repeating it adds nothing. ``untitled`` is the topic of notes
    without one.

    Raises:
        MayNotError: they may not write this page.
        NothingChosenError: none of the keys is a note of this event.
        LockedError: somebody has locked the page, or a publisher is reading it.
    """
    refuse_unless(by, Act.PUT_INTO_DRAFT, page)
    Page.objects.select_for_update().only("pk").get(pk=page.pk)
    live = EventPage.objects.get(pk=page.pk)
    rights = live.permissions_for_user(by)
    if not rights.can_edit():
        raise MayNotError
    if rights.page_locked():
        raise LockedError
    chosen = _chosen(page, keys)
    if not chosen:
        raise NothingChosenError
    draft = live.get_latest_revision_as_object()
    blocks = [dict(block) for block in draft.record.get_prep_value()]
    there = points_in(blocks)
    fresh = [note for note in chosen if note.key not in there]
    if fresh:
        _add(blocks, fresh, page.pk, untitled)
        draft.record = json.dumps(blocks)
        draft.save_revision(user=by, log_action=True, clean=False)
    return Put(len(fresh), len(chosen) - len(fresh))


def _chosen(page: Any, keys: Collection[uuid.UUID]) -> list[Note]:
    # Left out here and not by the database, which takes only so many parameters.
    wanted = set(keys)
    notes = Note.objects.caught().filter(page=page.pk).in_order()
    return [note for note in notes.iterator() if note.key in wanted]


def there_already(page: Any) -> set[uuid.UUID]:
    """Ids of the points in the newest draft of an event's page. At most one query."""
    revision = page.latest_revision if page.latest_revision_id else None
    if revision is None:
        return points_in(page.record.get_prep_value())
    return points_in(json.loads(revision.content.get("record") or "[]"))


def points_in(blocks: Iterable[Block]) -> set[uuid.UUID]:
    """Ids of the points that stand in a record, as it is stored."""
    found = set()
    for block in blocks:
        if block.get("type") == "topic":
            for point in block["value"].get("points") or ():
                if isinstance(point, dict) and point.get("id"):
                    found.add(uuid.UUID(str(point["id"])))
    return found


def _add(blocks: list[Block], notes: Iterable[Note], page_id: int, untitled: str) -> None:
    """Add points to stored blocks, a topic that is missing at the end."""
    topics = [block for block in blocks if block.get("type") == "topic"]
    by_id = {str(block.get("id")): block for block in topics}
    by_title = {str(block["value"].get("title", "")).casefold(): block for block in reversed(topics)}
    for note in notes:
        title = note.topic_title or untitled
        key = str(note.topic or new_topic(page_id, title))
        block = by_id.get(key) or by_title.get(title.casefold())
        if block is None:
            block = _topic(key, title)
            blocks.append(block)
            by_title[title.casefold()] = block
        by_id[key] = block
        block["value"].setdefault("points", []).append(_point(note))


def _topic(key: str, title: str) -> Block:
    return {"type": "topic", "id": key, "value": {"title": title, "introduction": "", "points": []}}


def _point(note: Note) -> Block:
    value = {
        "text": note.text,
        "stage": note.stage,
        "themes": note.themes,
        "said_by": note.said_by,
        "strength": note.strength,
        "on_front_page": False,
        "custody": note.custody,
        "release": note.release,
    }
    return {"type": "item", "id": str(note.key), "value": value}
