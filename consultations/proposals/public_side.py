"""What the public side of proposals plugs into the rooms below: search, home page, the thread of each."""

from typing import Any

from cms import search_sources, sitemaps, sockets
from cms.places_in_menus import hold_place, place_holder
from consultations.proposals import front_page, origins, searching, suggestions
from consultations.proposals.models import CoAuthor, ComesFrom, Proposal, ProposalTheme
from edge import appearances, page_cache

TITLE, SLUG = "Proposals", "proposals"


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    suggestions.plug_in()
    origins.plug_in()
    sockets.front_page.register("proposals", front_page.section)
    sockets.at_set_up.register("proposals", make_page)
    search_sources.register(searching.ProposalsSource())
    sitemaps.register("proposals", ProposalsOfSite)
    # Acts raise the number themselves; rows that somebody changes otherwise do too.
    appearances.appears_publicly(Proposal, ProposalTheme, CoAuthor, ComesFrom)
    page_cache.allow_query("theme", "stage", "state", "place", "size", "after")


class ProposalsOfSite(sitemaps.SiteRows):
    """Public proposals, with the day of their last text."""

    def items(self) -> Any:
        """The newest first."""
        return Proposal.objects.public().newest_first().only("slug", "opened_on")

    def location(self, item: Any) -> str:
        """Its address without the host."""
        return sitemaps.address_of("proposals:proposal", item.slug)

    def lastmod(self, item: Any) -> Any:
        """The day it opened."""
        return item.opened_on


def make_page(home: Any) -> list[Any]:
    """The page that holds the place of /proposals/ in menus; its link is the third."""
    return hold_place(home, place_holder(TITLE, SLUG, "What is proposed, and how far it has got."), at=2)
