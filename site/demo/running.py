"""The demo's event that is going on, whenever somebody looks: people have come, a wall fills, and after four
hours it begins again, with an empty wall.

Whoever tries it out may write its summary. Then that event is theirs and ends as events do, and another one
is made beside it.
"""

import datetime
import os
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from consultations.events.enums import EventFormat, EventStanding, EventState
from consultations.events.models import EventPage, EventsIndexPage
from consultations.events.standing import standing_of
from consultations.events.when import Precision
from consultations.notetaking import catching, scribes, turns
from consultations.notetaking.models import Note, Scribe
from consultations.notetaking.words import Words
from consultations.registrations import checking_in, registering
from consultations.registrations.models import Registration
from demo import first_meeting
from demo.coming import Guest, details_of
from demo.people import PEOPLE
from demo.planning import plan_of
from demo.pretending import it_is
from people.models import Person
from people.permission_groups import PermissionGroup
from vocabulary.models import JourneyStage, Theme

#: How often its hour and its wall are looked after.
AGAIN = datetime.timedelta(minutes=1)
#: It begins again when so little of it is left.
_NEARLY_OVER = datetime.timedelta(minutes=20)
_THEMES, _STAGES = ("trust", "timing"), ("preparing-for-release", "through-the-gate")
_ANSWER = datetime.timedelta(weeks=4)
_NOON = datetime.time(12, 0)


@transaction.atomic
def make_running(index: EventsIndexPage) -> EventPage:
    """Make it, with people who registered yesterday and came today; go on with the one that is there."""
    event = _ours(index)
    if event is None:
        with it_is(timezone.localdate() - datetime.timedelta(days=1), _NOON):
            event = _made(index)
            _register(event)
        _begin(event)
    else:
        keep_running()
    return EventPage.objects.get(pk=event.pk)


def keep_running() -> bool:
    """Begin it again if it is over or nearly so; whether that was needed. For the schedule."""
    event = _ours(EventsIndexPage.objects.first())
    if event is None or not _is_over_soon(event) or not _has_its_people():
        return False
    _begin(event)
    return True


def catch_next() -> bool:
    """Put the next point on the wall, as a scribe does; whether there was one. For the schedule."""
    event = _ours(EventsIndexPage.objects.first())
    if event is None or standing_of(event, timezone.now()).standing is not EventStanding.RUNNING:
        return False
    return _has_its_people() and _catch(event, 1) > 0


# --- Which it is ---------------------------------------------------------------------------------------


def _ours(index: EventsIndexPage | None) -> EventPage | None:
    """The event that nobody who tries the demo has written on."""
    if index is None:
        return None
    events = EventPage.objects.child_of(index).live().filter(slug__startswith=first_meeting.SLUG)
    untouched = events.filter(
        has_unpublished_changes=False, title=first_meeting.TITLE, state=EventState.PLANNED
    ).order_by("-pk")
    return next((event for event in untouched if not event.record), None)


def _is_over_soon(event: EventPage) -> bool:
    now = timezone.now()
    return event.begins is None or event.ends is None or not event.begins <= now < event.ends - _NEARLY_OVER


def _has_its_people() -> bool:
    """Whoever tries the demo may close the account of one of them; the next start brings them back."""
    emails = [person.email for person in PEOPLE]
    return Person.objects.active().filter(email__in=emails).count() == len(emails)


def _person(group: PermissionGroup) -> Person:
    email = next(person.email for person in PEOPLE if person.group == group)
    return Person.objects.get(email=email)


# --- Making it ------------------------------------------------------------------------------------------


def _made(index: EventsIndexPage) -> EventPage:
    """As it was announced: for tomorrow, as seen from yesterday's noon."""
    text, publisher = first_meeting, _person(PermissionGroup.PUBLISHER)
    slugs = set(EventPage.objects.child_of(index).values_list("slug", flat=True))
    names = (text.SLUG, *(f"{text.SLUG}-{number}" for number in range(2, len(slugs) + 3)))
    event = EventPage(
        title=text.TITLE,
        slug=next(name for name in names if name not in slugs),
        introduction=text.INTRODUCTION,
        search_description=text.SEARCH_DESCRIPTION,
        owner=publisher,
        live=False,
        precision=Precision.TIME,
        day=timezone.localdate() + datetime.timedelta(days=1),
        answer_by=timezone.localdate() + _ANSWER,
        time=_NOON,
        minutes=text.MINUTES,
        format=EventFormat.BOTH,
        where=text.WHERE,
        purpose=text.PURPOSE,
        what_happens=text.WHAT_HAPPENS,
        without_internet=text.WITHOUT_INTERNET,
        **plan_of(text),
    )
    event.themes.set(Theme.objects.filter(slug__in=_THEMES))
    event.stages.set(JourneyStage.objects.filter(key__in=_STAGES))
    index.add_child(instance=event)
    event.save_revision(user=publisher).publish(user=publisher)
    return event


def _register(event: EventPage) -> None:
    for name, group in first_meeting.NAMES:
        registering.register_guest(event, details_of(event, Guest(name, group)), index=os.urandom(32))
    leon = _person(PermissionGroup.MEMBER)
    if not Scribe.objects.filter(page=event.pk, person=leon).exists():
        scribes.ask(event, leon, by=_person(PermissionGroup.FACILITATOR))


@transaction.atomic
def _begin(event: EventPage) -> None:
    """It begins with this hour: the wall has its first points, and those who are in time are ticked off."""
    _clear_wall(event)
    event = EventPage.objects.get(pk=event.pk)
    begins = timezone.localtime(timezone=event.zone).replace(minute=0, second=0, microsecond=0)
    event.day, event.time = begins.date(), begins.time()
    event.answer_by = event.day + _ANSWER
    event.save_revision(user=event.owner).publish(user=event.owner)
    _tick_off(event)
    _catch(event, first_meeting.AT_ONCE)


def _tick_off(event: EventPage) -> None:
    facilitator = _person(PermissionGroup.FACILITATOR)
    for number, registration in enumerate(Registration.objects.coming().filter(page=event)):
        came = 1 if number < first_meeting.CAME else None
        checking_in.note(registration, came, by=facilitator)


# --- The wall ------------------------------------------------------------------------------------------


def _clear_wall(event: EventPage) -> None:
    """The wall of another day. No act does that: what was caught at a real event stays until it is old."""
    book = turns.taken(event)
    if Note.objects.filter(page=event).delete()[0]:
        turns.turned(book)


def _catch(event: EventPage, number: int) -> int:
    """Catch so many of the points that are not there yet; returns how many there were."""
    topics = {block.value["title"]: block.id for block in event.agenda}
    there = set(Note.objects.filter(page=event).values_list("key", flat=True))
    facilitator, caught = _person(PermissionGroup.FACILITATOR), 0
    for point in first_meeting.POINTS:
        key = uuid5(NAMESPACE_URL, f"{event.pk} {event.begins} {point.text}")
        if key in there or caught == number:
            continue
        words = Words(
            text=point.text, topic=topics.get(point.topic), topic_title=point.topic, stage=point.stage,
            said_by=tuple(group.value for group in point.said_by), strength=point.strength,
        )  # fmt: skip
        catching.catch(event, key, words, by=facilitator, as_sent=True)
        caught += 1
    return caught
