"""What the public side of pilots plugs into the rooms below: the list of addresses, pages that are kept."""

from typing import Any

from cms import search_sources, sitemaps
from consultations.pilots import finding
from consultations.pilots.models import Cycle, CycleWords, Measure, Money, Pilot, Seat, Value
from edge import appearances


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    search_sources.register(finding.PilotsSource())
    search_sources.register(finding.EvaluationsSource())
    sitemaps.register("pilots", PilotsOfSite)
    # Acts raise the number themselves; rows that somebody changes otherwise do too.
    appearances.appears_publicly(Pilot, Money, Seat, Measure, Value, Cycle, CycleWords)


class PilotsOfSite(sitemaps.SiteRows):
    """Pilots that everybody reads, with the day on which they were shown."""

    def items(self) -> Any:
        """The newest first."""
        return Pilot.objects.public().only("slug", "shown_on", "starts_on")

    def location(self, item: Any) -> str:
        """Its address without the host."""
        return sitemaps.address_of("pilot:pilot", item.slug)

    def lastmod(self, item: Any) -> Any:
        """The day it was shown."""
        return item.shown_on
