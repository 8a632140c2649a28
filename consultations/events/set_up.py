"""The events index, made when a site is set up."""

from typing import Any

from consultations.events.models import EventsIndexPage

TITLE = "Events"
INTRODUCTION = (
    "People meet to talk about what would help: people who have been in prison, link workers, prison staff "
    "and others. Here you can read what they said, and which meetings come next."
)


def make_index(home: Any) -> list[EventsIndexPage]:
    """Make the index below the home page where there is none, and return it."""
    there = EventsIndexPage.objects.first()
    if there is None:
        there = home.add_child(
            instance=EventsIndexPage(
                title=TITLE,
                slug="events",
                introduction=INTRODUCTION,
                search_description="Meetings about what would help, and what was said at them.",
            )
        )
    return [there]
