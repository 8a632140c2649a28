"""The models of this room: pages that editors write, and the rows that publishing makes of them."""

from consultations.events.check.rows import Check
from consultations.events.check.workflow import ParticipantsCheckTask
from consultations.events.pages import EventPage, EventsIndexPage
from consultations.events.rows import EventTheme, Point, PointTheme, Topic

__all__ = [
    "Check",
    "EventPage",
    "EventTheme",
    "EventsIndexPage",
    "ParticipantsCheckTask",
    "Point",
    "PointTheme",
    "Topic",
]
