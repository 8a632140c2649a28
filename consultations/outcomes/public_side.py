"""What the public side of decisions plugs into the rooms below: search, site map, the link at the top."""

from typing import Any

from cms import search_sources, sitemaps, sockets
from cms.places_in_menus import hold_place, place_holder
from consultations.outcomes import searching
from consultations.outcomes.models import Answer, Decision, Step, StepUpdate
from edge import appearances, page_cache

TITLE, SLUG = "What changed", "what-changed"


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    sockets.at_set_up.register("what-changed", make_page)
    search_sources.register(searching.DecisionsSource())
    sitemaps.register("what-changed", DecisionsOfSite)
    # Acts raise the number themselves; rows that somebody changes otherwise do too.
    appearances.appears_publicly(Decision, Answer, Step, StepUpdate)
    page_cache.allow_query("state", "stage", "theme", "place", "after")


class DecisionsOfSite(sitemaps.SiteRows):
    """Decisions that hold, with the day they were made."""

    def items(self) -> Any:
        """The newest first."""
        return Decision.objects.listed().newest_first().only("key", "decided_on")

    def location(self, item: Any) -> str:
        """Its address without the host."""
        return sitemaps.address_of("what-changed:decision", item.key)

    def lastmod(self, item: Any) -> Any:
        """The day it was decided."""
        return item.decided_on


def make_page(home: Any) -> list[Any]:
    """The page that holds the place of /what-changed/ in menus; its link comes after that of proposals."""
    told = "What was decided about what people said, and what was done."
    return hold_place(home, place_holder(TITLE, SLUG, told), at=3)
