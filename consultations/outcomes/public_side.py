"""What the public side of decisions plugs into the rooms below: search, site map, the link at the top."""

from typing import Any

from cms import search_sources, sitemaps, sockets
from cms.models import MadeAtSetUp, Navigation, StandardPage, TopLink
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


def make_page(home: Any) -> list[StandardPage]:
    """The page that holds the place of /what-changed/ in menus, made where there is none.

    Its address is answered by the list itself. A site whose navigation was made before this room was there
    gets the link once, after that of proposals.
    """
    there = StandardPage.objects.child_of(home).filter(slug=SLUG).first()
    if there is None and home.get_children().filter(slug=SLUG).exists():
        return []
    if there is None:
        there = home.add_child(
            instance=StandardPage(
                title=TITLE,
                slug=SLUG,
                search_description="What was decided about what people said, and what was done.",
            )
        )
        if MadeAtSetUp.objects.filter(key="navigation").exists():
            _link_at_the_top(there)
    return [there]


def _link_at_the_top(page: StandardPage) -> None:
    navigation = Navigation.load()
    links = list(navigation.top_links.all())
    if all(link.page_id != page.pk for link in links):
        links.insert(3, TopLink(page=page))
        for position, link in enumerate(links):
            link.sort_order = position
        navigation.top_links.set(links)
        navigation.save()
