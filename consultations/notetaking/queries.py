"""Questions about notes that pages ask."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from consultations.events.enums import EventState
from consultations.events.models import EventPage
from consultations.notetaking.models import Note, Scribe
from consultations.notetaking.permissions import in_group
from people.models import Person
from people.permission_groups import PermissionGroup as Group

#: So many of the newest stand beside the form: more is not looked at while people speak.
RECENT = 30
#: As many as can be read from the back of a room, and a little more.
ON_THE_WALL = 12
#: One page of all notes, or of those to choose from.
PAGE = 200
#: Events so many days ago, or still to come, are offered to those who take notes.
_NEAR_DAYS = 60
_EVENTS = 40


def recent(page: Any) -> list[Note]:
    """The newest notes, newest first, with who wrote them. One query."""
    notes = Note.objects.caught().filter(page=page.pk).select_related("scribe")
    return list(notes.order_by("-number")[:RECENT])


def on_the_wall(page: Any) -> list[Note]:
    """What the room sees, newest first. One query."""
    return list(Note.objects.on_the_wall().filter(page=page.pk).order_by("-number")[:ON_THE_WALL])


def all_notes(page: Any, before: int | None = None) -> list[Note]:
    """A page of notes, newest first, paged by number; one more than fits tells that there are others."""
    notes = Note.objects.caught().filter(page=page.pk).select_related("scribe")
    if before is not None:
        notes = notes.filter(number__lt=before)
    return list(notes.order_by("-number")[: PAGE + 1])


def how_many(page: Any) -> int:
    """How many notes there are. One query."""
    return Note.objects.caught().filter(page=page.pk).count()


def to_choose_from(page: Any, there: Collection[uuid.UUID]) -> list[Note]:
    """Notes that are not in the draft yet, as they were caught. One query.

    ``there`` are the ids of what the draft holds. They are left out here and not by the database, which takes
    only so many parameters.
    """
    notes = Note.objects.caught().filter(page=page.pk).in_order()
    return [note for note in notes.iterator() if note.key not in there]


def keys_on(page: Any, topic: uuid.UUID | None) -> set[uuid.UUID]:
    """The keys of the notes on a topic, or on none. One query."""
    return set(Note.objects.caught().filter(page=page.pk, topic=topic).values_list("key", flat=True))


def events_for(person: Person, today: date) -> list[EventPage]:
    """Events around this day at which a person takes notes, the soonest first. One query."""
    events = EventPage.objects.for_lists().exclude(state=EventState.CANCELLED)
    near = events.filter(
        last_day__gte=today - timedelta(days=_NEAR_DAYS), first_day__lte=today + timedelta(days=_NEAR_DAYS)
    )
    asked = Exists(Scribe.objects.filter(page=OuterRef("pk"), person=person))
    if not takes_notes_anywhere(person):
        near = near.filter(asked)
    return list(near.order_by("sort_key", "pk")[:_EVENTS])


def takes_notes_anywhere(person: Person) -> bool:
    """Whether a person may take notes at every event, asked or not. No query beside that of the groups."""
    return in_group(Group.FACILITATOR, Group.RESEARCHER)(person, None)


def asked_of(person: Person) -> list[Scribe]:
    """The events, not over yet, at which a member was asked to take notes. One query."""
    rows = Scribe.objects.filter(person=person, page__last_day__gte=timezone.localdate())
    rows = rows.exclude(page__state=EventState.CANCELLED).select_related("page")
    return list(rows.defer("page__record", "page__credits", "page__took_part", "page__agenda"))


def scribes_of(page: Any) -> list[Scribe]:
    """Who was asked to take notes. One query."""
    rows = Scribe.objects.filter(page=page.pk).select_related("person")
    return list(rows.order_by("person__display_name", "pk"))


def members_named(looked_for: str, *, besides: Any) -> list[Person]:
    """Members whose name holds these words and who do not take notes there yet. One query."""
    found = Person.objects.active()
    for word in looked_for.split()[:6]:
        found = found.filter(display_name__icontains=word)
    found = found.exclude(pk__in=Scribe.objects.filter(page=besides.pk).values("person"))
    return list(found.order_by("display_name", "pk")[:20])


def counted_by_scribe(person: Person) -> list[tuple[str, int]]:
    """How many notes a person wrote, by event. One query."""
    rows = Note.objects.filter(scribe=person).order_by("page__title").values_list("page__title")
    return list(rows.annotate(number=Count("pk")))
