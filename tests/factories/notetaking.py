"""Notes of events for tests."""

import datetime
from typing import Any
from uuid import UUID, uuid4

from consultations.events.models import EventPage
from consultations.notetaking import catching
from consultations.notetaking.models import Note, Notebook, Scribe
from consultations.notetaking.words import Words
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, agenda
from tests.factories.people import PersonFactory, facilitator, member

#: Two topics with a question each, as a plan has them.
TOPICS = {"When to step in": ["How early?"], "Who does what": ["Who is missing?"]}


def event_today(**values: Any) -> EventPage:
    """An event of today with two planned topics."""
    day = datetime.date.today()
    return EventFactory(**{"precision": "day", "day": day, "agenda": agenda(**TOPICS), **values})


def researcher(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.RESEARCHER, **fields)


def scribe_of(page: EventPage) -> Person:
    """A member who was asked to take notes."""
    person = member()
    Scribe.objects.create(page=page, person=person)
    return person


def said(text: str = "Start early.", **values: Any) -> Words:
    """What a scribe writes."""
    return Words(text=text, **values)


def note(
    page: EventPage,
    text: str = "Start early.",
    *,
    by: "Person | None" = None,
    key: "UUID | None" = None,
    **values: Any,
) -> Note:
    """A note that was caught."""
    return catching.catch(page, key or uuid4(), said(text, **values), by=by or facilitator()).note


def many_notes(page: EventPage, number: int) -> None:
    """So many notes, written in bulk."""
    Note.objects.bulk_create(
        [
            Note(
                page=page,
                number=n,
                changed=n,
                text=f"Point {n}.",
                topic=UUID(int=n % 5 + 1),
                topic_title=f"Topic {n % 5}",
            )
            for n in range(1, number + 1)
        ],
        batch_size=1000,
    )
    Notebook.objects.update_or_create(
        page=page, defaults={"version": number, "last_number": number, "changed_on": datetime.date.today()}
    )
