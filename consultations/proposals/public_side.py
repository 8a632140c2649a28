"""What the public side of proposals plugs into the rooms below: search, home page, the thread of each."""

from typing import Any

from cms import search_sources, sitemaps, sockets
from cms.models import MadeAtSetUp, Navigation, StandardPage, TopLink
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


def make_page(home: Any) -> list[StandardPage]:
    """The page that holds the place of /proposals/ in menus, made where there is none.

    Its address is answered by the list itself. A site whose navigation was made before this room was there
    gets the link once, as the third.
    """
    there = StandardPage.objects.child_of(home).filter(slug=SLUG).first()
    if there is None and home.get_children().filter(slug=SLUG).exists():
        return []
    if there is None:
        there = home.add_child(
            instance=StandardPage(
                title=TITLE, slug=SLUG, search_description="What is proposed, and how far it has got."
            )
        )
        if MadeAtSetUp.objects.filter(key="navigation").exists():
            _link_at_the_top(there)
    return [there]


def _link_at_the_top(page: StandardPage) -> None:
    navigation = Navigation.load()
    links = list(navigation.top_links.all())
    if all(link.page_id != page.pk for link in links):
        links.insert(2, TopLink(page=page))
        for position, link in enumerate(links):
            link.sort_order = position
        navigation.top_links.set(links)
        navigation.save()
