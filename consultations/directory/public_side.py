"""What the public side of the directory plugs into the rooms below: pages in menus, and the sitemap."""

from typing import Any

from django.db.models import Exists, OuterRef

from cms import sitemaps, sockets
from cms.models import MadeAtSetUp, Navigation, StandardPage, TopLink
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


def make_pages(home: Any) -> list[StandardPage]:
    """Make the pages that hold /places/ and /link-workers/ in menus, where there are none.

    Their addresses are answered by the lists themselves. /places/ is linked at the top, and leads on to the
    other; a site whose navigation was made before this room was there gets the link once.
    """
    there = set(home.get_children().values_list("slug", flat=True))
    for title, slug, description in PAGES:
        if slug not in there:
            page = StandardPage(title=title, slug=slug, search_description=description)
            home.add_child(instance=page)
            if slug == PLACES and MadeAtSetUp.objects.filter(key="navigation").exists():
                _link_at_the_top(page)
    return list(StandardPage.objects.child_of(home).filter(slug=PLACES))


def _link_at_the_top(page: StandardPage) -> None:
    """Before the last, which says who runs the site."""
    navigation = Navigation.load()
    links = list(navigation.top_links.all())
    links.insert(max(len(links) - 1, 0), TopLink(page=page))
    for position, link in enumerate(links):
        link.sort_order = position
    navigation.top_links.set(links)
    navigation.save()
