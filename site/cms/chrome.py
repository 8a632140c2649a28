"""What every page carries around its content.

Read from the database once for each content version (edge.memory), with two queries, and
with none when a page uses none of it. None can break an error page: when the database is
away the chrome is made of defaults.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models import Value
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from cms import visit_counting
from cms.menu import MenuItem
from cms.settings import LEAVE_TO, FootLink, Link, Programme, TopLink
from edge import content_version, integration
from edge.memory import memory
from edge.two_worlds import is_members_path


class LanguageLink(NamedTuple):
    """The same page in another language of the site."""

    name: str
    url: str
    code: str


class Furniture:
    """The chrome of one request. Each part is read when it is first asked for, and once."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def programme(self) -> Programme:
        """The programme as it is set; with its defaults while there is none or the database is away."""
        return _or(lambda: self._keep("programme", lambda: Programme.objects.first()), None) or Programme()

    @cached_property
    def navigation(self) -> list[MenuItem]:
        """The links at the top."""
        return self._items(TopLink)

    @cached_property
    def footer_links(self) -> list[MenuItem]:
        """The links at the foot."""
        return self._items(FootLink)

    @cached_property
    def navigation_here(self) -> str:
        """Which of the links at the top one is at or below, as text: one letter a link."""
        return _where(self.navigation)

    @cached_property
    def footer_here(self) -> str:
        """Which of the links at the foot one is at or below, as text: one letter a link."""
        return _where(self.footer_links)

    @cached_property
    def leave_url(self) -> str:
        """Where "Leave this page now" goes."""
        return self.programme.leave_url or LEAVE_TO

    @cached_property
    def integration_banner(self) -> visit_counting.Banner | None:
        """The cookie banner, where a visitor is asked."""
        return _or(lambda: visit_counting.banner(self.request), None)

    @cached_property
    def integration_loaded(self) -> integration.Integration | None:
        """The integration, where a visitor agreed to it."""
        return _or(lambda: visit_counting.loaded(self.request), None)

    @cached_property
    def language_links(self) -> list[LanguageLink]:
        """The same address in the other languages; none inside, where language is the person's setting."""
        path = self.request.path
        if is_members_path(path):
            return []
        here = get_language()
        return [
            LanguageLink(str(name), translate_url(path, code), code)
            for code, name in settings.LANGUAGES
            if code != here
        ]

    @cached_property
    def _links(self) -> dict[str, list[tuple[str, str]]]:
        """Those at the top and those at the foot, read together."""
        found: dict[str, list[tuple[str, str]]] = _or(lambda: self._keep("links", _read_links), {})
        return found

    def _items(self, model: type[Link]) -> list[MenuItem]:
        path = self.request.path
        links = self._links.get(model.__name__, [])
        return [MenuItem(text, url, _is_here(path, url)) for text, url in links]

    def _keep(self, name: str, read: Callable[[], Any]) -> Any:
        # Addresses of pages differ by language.
        return memory.keep(self.request, ("cms.chrome", name, get_language()), read)


def _read_links() -> dict[str, list[tuple[str, str]]]:
    """Text and address of each link that leads to a live page or to an address, by where it stands.

    One query for both: a page is asked for by whoever comes first after each change.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    at_top, at_foot = (
        model.objects.select_related("page").annotate(stands=Value(model.__name__)).order_by()
        for model in (TopLink, FootLink)
    )
    for link in at_top.union(at_foot, all=True).order_by("sort_order"):
        if link.page is not None and not link.page.live:
            continue
        url = link.page.get_url() if link.page else link.address
        if url:
            found.setdefault(link.stands, []).append((link.text or link.page.title, url))
    return found


def _where(items: list[MenuItem]) -> str:
    return "".join("-x"[item.current] for item in items)


def _is_here(path: str, url: str) -> bool:
    return path == url or (url.count("/") > 1 and path.startswith(url))


def _or(read: Callable[[], Any], otherwise: Any) -> Any:
    """What is read, or something else while the database is away or not yet made."""
    try:
        return read()
    except DatabaseError:
        return otherwise


class _Seen:
    version: int | None = None


def _forget_old_root_paths(request: HttpRequest) -> None:
    """Make Wagtail read anew where the site's root is, once content has changed.

    Wagtail keeps it in the cache, which without Redis each worker has for itself, and
    clears it only in the worker in which the home page was renamed or moved.
    """
    version = _or(lambda: content_version.of(request), None)
    if version is not None and version != _Seen.version:
        cache.delete(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
        _Seen.version = version


def furniture_of(request: HttpRequest) -> Furniture:
    """Return the chrome of a request, made once for all templates that the request renders."""
    known: Furniture | None = getattr(request, "_furniture", None)
    if known is None:
        known = Furniture(request)
        request._furniture = known  # type: ignore[attr-defined]
        if not is_members_path(request.path):
            _forget_old_root_paths(request)
    return known


_NAMES = (
    "programme",
    "navigation",
    "footer_links",
    "navigation_here",
    "footer_here",
    "leave_url",
    "integration_banner",
    "integration_loaded",
    "language_links",
)


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Context processor: navigation, footer, programme and the target of "Leave this page now".

    All of it is lazy: a template that uses none of it, as most of Wagtail's admin, costs nothing.
    """
    furniture = furniture_of(request)
    return {name: SimpleLazyObject(lambda name=name: getattr(furniture, name)) for name in _NAMES}  # type: ignore[misc]
