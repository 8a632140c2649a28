"""Pages that hold a place in menus for what a room above answers itself, made when a site is set up.

Each is made once. A site whose navigation was made before a room was there gets its link once too.
"""

from typing import Any

from cms.models import MadeAtSetUp, Navigation, StandardPage, TopLink


def hold_place(home: Any, page: Any, *, at: int | None) -> list[Any]:
    """Put ``page`` below the home page where nothing has its address yet; returns the page that is there.

    Its address is answered by the room itself. Where navigation was made before, the link stands at place
    ``at`` of the top links (0 is the first, -1 before the last); with None there is none. No page is returned
    where an editor's own page of another kind has the address: it is answered by the room all the same.
    """
    there = type(page).objects.child_of(home).filter(slug=page.slug).first()
    if there is None and home.get_children().filter(slug=page.slug).exists():
        return []
    if there is None:
        there = home.add_child(instance=page)
        if at is not None and MadeAtSetUp.objects.filter(key="navigation").exists():
            _link_at_the_top(there, at)
    return [there]


def place_holder(title: str, slug: str, description: str) -> StandardPage:
    """A page that only holds a place."""
    return StandardPage(title=title, slug=slug, search_description=description)


def _link_at_the_top(page: Any, at: int) -> None:
    navigation = Navigation.load()
    links = list(navigation.top_links.all())
    if all(link.page_id != page.pk for link in links):
        links.insert(at, TopLink(page=page))
        for position, link in enumerate(links):
            link.sort_order = position
        navigation.top_links.set(links)
        navigation.save()
