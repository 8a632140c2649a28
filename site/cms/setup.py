"""Makes an empty installation into a site: home page, default pages, settings, navigation.

May be repeated at every start. What it made once it never makes or changes again: an
editor's words, and an editor's deletions, stay.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cms import sockets
from cms.default_pages import PAGES, DefaultPage, with_page_links
from cms.models import (
    FootLink,
    GlossaryPage,
    HomePage,
    MadeAtSetUp,
    Navigation,
    Programme,
    StandardPage,
    TopLink,
    VisitCounting,
)
from cms.reading_grade import FOR_EVERYONE
from edge import content_version

#: Which default pages stand among the links at the top, before and after those of other rooms.
TOP_FIRST, TOP_LAST = ("take-part",), ("about",)
_NAVIGATION = "navigation"

HOME_TITLE = "What would have helped you when you left prison?"
HOME_INTRODUCTION = (
    "People who have been in prison know what helps and what does not. Here you can read what they said, "
    "and what was done about it. You need no account, and we do not ask your name."
)
HOME_DESCRIPTION = "What people said about life in prison and after it, and what was done about it."


@transaction.atomic
def set_up(*, by: Any = None) -> HomePage:
    """Make what is missing and return the home page. ``by`` is who asked; nobody at a start.

    The site's host and port follow BASE_URL each time. Nothing else that exists is touched.
    """
    home = _home_page()
    _site(home)
    made = _default_pages(home)
    others = sockets.at_set_up.make(home)
    for setting in (Programme, VisitCounting):
        setting.load()
    _lead_on_from(home)
    _navigation(home, others)
    if made or not _was_made("bumped"):
        _remember("bumped")
        content_version.bump()
    return home


def _home_page() -> HomePage:
    """The one home page; in place of the page that Wagtail comes with."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(slug="home").first()
    home = HomePage(
        title=HOME_TITLE,
        slug="site" if welcome else "home",
        introduction=HOME_INTRODUCTION,
        search_description=HOME_DESCRIPTION,
        for_everyone=True,
    )
    root.add_child(instance=home)
    if welcome:
        Site.objects.filter(root_page=welcome).update(root_page=home)
        Page.objects.get(pk=welcome.pk).delete()
        home.refresh_from_db()
        home.slug = "home"
        home.save()
    return home


def _site(home: HomePage) -> Site:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": address.hostname or "localhost", "port": port, "root_page_id": home.pk}
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    return site


def _default_pages(home: HomePage) -> list[Page]:
    """Make the pages that were never made before. Their texts link to one another, so texts come second."""
    missing = [text for text in PAGES if not _was_made(f"page:{text.slug}")]
    there = set(home.get_children().values_list("slug", flat=True))
    made = [(text, _empty_page(home, text)) for text in missing if text.slug not in there]
    for text in missing:
        _remember(f"page:{text.slug}")
    ids = dict(home.get_children().values_list("slug", "pk"))
    for text, page in made:
        _fill(page, text, ids)
    return [page for _text, page in made]


def _empty_page(home: HomePage, text: DefaultPage) -> Page:
    model = GlossaryPage if text.is_glossary else StandardPage
    page = model(
        title=text.title,
        slug=text.slug,
        introduction=text.introduction,
        search_description=text.search_description,
        for_everyone=text.grade <= FOR_EVERYONE,
    )
    return home.add_child(instance=page)


def _fill(page: Any, text: DefaultPage, ids: dict[str, int]) -> None:
    if text.is_glossary:
        page.entries = [
            ("entry", {"term": entry.term, "also": entry.also, "meaning": entry.meaning})
            for entry in text.entries
        ]
    else:
        page.body = with_page_links(text.body, ids)
    page.save()


def _lead_on_from(home: HomePage) -> None:
    """Give the home page its button and link, once."""
    if _was_made("home-links"):
        return
    _remember("home-links")
    by_slug = _pages_below(home)
    home.button_text, home.button_page = "Ways to take part", by_slug.get("take-part")
    home.link_text, home.link_page = "What we keep, and what we cannot protect", by_slug.get("trust")
    home.save()


def _navigation(home: HomePage, others: list[Page]) -> None:
    """Make the links at the top and at the foot, once."""
    navigation = Navigation.load()
    if _was_made(_NAVIGATION):
        return
    _remember(_NAVIGATION)
    by_slug = _pages_below(home)
    top = [by_slug.get(slug) for slug in TOP_FIRST] + others + [by_slug.get(slug) for slug in TOP_LAST]
    texts = {text.slug: text.footer_title for text in PAGES}
    navigation.top_links.set(
        [TopLink(page=page, text=texts.get(page.slug, "")) for page in top if page is not None]
    )
    foot = [(by_slug.get(text.slug), text.footer_title) for text in PAGES if text.in_footer]
    navigation.foot_links.set([FootLink(page=page, text=title) for page, title in foot if page is not None])
    navigation.save()


def _pages_below(home: HomePage) -> dict[str, Page]:
    return {page.slug: page for page in home.get_children()}


def _was_made(key: str) -> bool:
    return MadeAtSetUp.objects.filter(key=key).exists()


def _remember(key: str) -> None:
    MadeAtSetUp.objects.get_or_create(key=key)
