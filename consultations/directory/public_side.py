"""What the public side of the directory plugs into the rooms below: pages in menus, search, the site map."""

from typing import Any

from django.db.models import Exists, OuterRef

from cms import search_sources, sitemaps, sockets
from cms.places_in_menus import hold_place, place_holder
from consultations.directory import searching
from consultations.directory.models import LinkWorkers, Offer, Organisation, PlaceWords
from edge import appearances, page_cache
from vocabulary.models import Place

#: Title, address and description of the pages that hold the places of this room in menus.
PLACES = "places"
PAGES = (
    ("Places", PLACES, "What is on offer in each prison and each area, and where nothing is."),
    ("Link workers", "link-workers", "Teams of link workers by area of release."),
)


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    sockets.at_set_up.register("directory", make_pages)
    search_sources.register(searching.DirectorySource())
    sitemaps.register("places", PlacesOfSite)
    # Acts raise the number themselves; rows that somebody changes otherwise do too.
    appearances.appears_publicly(Offer, LinkWorkers, Organisation, PlaceWords)
    page_cache.allow_query("kind", "place", "after", "page")


class PlacesOfSite(sitemaps.SiteRows):
    """Places of which there is something to read: others are gaps in the list."""

    def items(self) -> Any:
        """By name."""
        here = {"place": OuterRef("pk")}
        told = Exists(Offer.objects.there().filter(**here)) | Exists(
            PlaceWords.objects.filter(**here).exclude(opening="")
        )
        return Place.objects.filter(told).order_by("name", "pk").only("slug")

    def location(self, item: Any) -> str:
        """Its address without the host."""
        return sitemaps.address_of("places:place", item.slug)


def make_pages(home: Any) -> list[Any]:
    """The pages that hold /places/ and /link-workers/ in menus.

    /places/ is linked at the top, before the last, which says who runs the site; it leads on to the other.
    """
    made = {
        slug: hold_place(home, place_holder(title, slug, told), at=-1 if slug == PLACES else None)
        for title, slug, told in PAGES
    }
    return made[PLACES]
