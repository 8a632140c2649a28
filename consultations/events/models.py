"""The models of this room: pages that editors write, and the rows that publishing makes of them."""

from consultations.events.pages import EventPage, EventsIndexPage
from consultations.events.rows import EventTheme, Point, PointTheme, Topic

__all__ = ["EventPage", "EventTheme", "EventsIndexPage", "Point", "PointTheme", "Topic"]
