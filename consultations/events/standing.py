"""Where an event stands at a moment, and whether people can register: reckoned, never stored.

Pages that say so are true until the next moment at which it changes (`next_change`).
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from consultations.events.enums import (
    AHEAD,
    OVER,
    TAKES_NAMES,
    EventStanding,
    EventState,
    RegistrationStanding,
)


@dataclass(frozen=True)
class PublicState:
    """Where an event stands, as everybody may know it."""

    standing: EventStanding
    registration: RegistrationStanding

    @property
    def text(self) -> str:
        """In a few words: "Open: you can register"."""
        return str(self.standing.label)

    @property
    def ahead(self) -> bool:
        """Whether it lies ahead and takes place."""
        return self.standing in AHEAD

    @property
    def running(self) -> bool:
        """Whether it is going on."""
        return self.standing is EventStanding.RUNNING

    @property
    def over(self) -> bool:
        """Whether it has been held."""
        return self.standing in OVER

    @property
    def takes_names(self) -> bool:
        """Whether somebody can register, or join the waiting list, at this moment."""
        return self.standing in TAKES_NAMES


def standing_of(page: Any, now: datetime.datetime, *, full: bool = False) -> PublicState:
    """Where an event stands at a moment.

    ``full`` says that whoever registers now joins the waiting list; who has places knows (a room above).
    Without a known time it lies ahead until its last possible day is over, and is never said to be going on.
    """
    state = as_published(page, now, full=full)
    if page.live:
        return state
    return PublicState(EventStanding.DRAFT, RegistrationStanding.NONE)


def as_published(page: Any, now: datetime.datetime, *, full: bool = False) -> PublicState:
    """Where it would stand if it were published as it is: for a preview."""
    registration = _registration(page, now)
    return PublicState(_standing(page, now, registration, full=full), registration)


def _standing(
    page: Any, now: datetime.datetime, registration: RegistrationStanding, *, full: bool
) -> EventStanding:
    if page.state == EventState.CANCELLED:
        return EventStanding.CANCELLED
    if now >= is_over_at(page):
        return _after(page)
    if page.begins is not None and now >= page.begins:
        return EventStanding.RUNNING
    if registration is RegistrationStanding.OPEN:
        return EventStanding.FULL if full else EventStanding.OPEN
    return EventStanding.ANNOUNCED


def _after(page: Any) -> EventStanding:
    if page.being_written:
        return EventStanding.SUMMARY_IN_PROGRESS
    return EventStanding.SUMMARISED if page.recorded else EventStanding.HELD


def registration_of(page: Any, now: datetime.datetime) -> RegistrationStanding:
    """Whether people can register at a moment. A page that is not live, or is cancelled, takes nobody."""
    return _registration(page, now) if page.live else RegistrationStanding.NONE


def _registration(page: Any, now: datetime.datetime) -> RegistrationStanding:
    if not page.takes_registrations or page.state == EventState.CANCELLED:
        return RegistrationStanding.NONE
    if now >= closes_at(page):
        return RegistrationStanding.CLOSED
    if page.registration_opens and now < page.registration_opens:
        return RegistrationStanding.NOT_YET
    return RegistrationStanding.OPEN


def closes_at(page: Any) -> datetime.datetime:
    """The moment from which nobody can register: as the plan says, at the latest when it begins.

    Without a known time, the beginning of the first day it can be.
    """
    begins = page.begins or midnight(page.first_day, page)
    return min(page.registration_closes or begins, begins)


def is_over_at(page: Any) -> datetime.datetime:
    """The moment from which it counts as held: its end if that is known, or else the end of its last day."""
    return page.ends or midnight(page.last_day + datetime.timedelta(days=1), page)


def midnight(day: datetime.date, page: Any) -> datetime.datetime:
    """The beginning of a day where the event is."""
    return datetime.datetime.combine(day, datetime.time.min, page.zone)


def next_change(page: Any, now: datetime.datetime) -> datetime.datetime | None:
    """The next moment at which it stands somewhere else by itself; nothing if there is none."""
    if not page.live or page.state == EventState.CANCELLED:
        return None
    moments = [page.begins, is_over_at(page)]
    if page.takes_registrations:
        moments += [page.registration_opens, closes_at(page)]
    return min((moment for moment in moments if moment and moment > now), default=None)


def until(pages: Any, now: datetime.datetime | None = None) -> datetime.datetime | None:
    """Until when what is said of these events is true; nothing if for good."""
    now = now or timezone.now()
    return min((change for page in pages if (change := next_change(page, now))), default=None)
