"""Every address of the URL configuration, with something filled in for each argument; and whose it is."""

import itertools
import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import get_converters
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern
from django.utils import translation
from django.utils.regex_helper import normalize

from tests.house import HOUSE

#: What is filled in, by the name of the argument; the first that matches.
FILLED = {
    "app_label": "wagtailimages",
    "model_name": "image",
    "content_type_app_name": "cms",
    "content_type_model_name": "standardpage",
    "content_type_app_label": "wagtailimages",
    "report_slug": "x",
    "form": "bib",
    "uuid": "6f1c2f2e-8a3c-4b5e-9d57-0a3f6d9f2b11",
}
LANGUAGE_PREFIXES = ("", "cy/")


def _route(pattern: RoutePattern) -> list[str]:
    def fill(found: re.Match[str]) -> str:
        value = FILLED.get(found["name"], FILLED["uuid"] if found["kind"] == "uuid" else "1")
        takes = get_converters()[found["kind"] or "str"].regex
        return value if re.fullmatch(takes, value) else takes.partition("|")[0]

    return [re.sub(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>", fill, str(pattern._route))]


def _regex(pattern: RegexPattern) -> list[str]:
    found = []
    for template, names in normalize(str(pattern._regex))[:2]:
        found.append(template % {name: FILLED.get(name, "1") for name in names})
    return found


def _parts(pattern: object) -> list[str]:
    if isinstance(pattern, LocalePrefixPattern):
        return list(LANGUAGE_PREFIXES)
    return _route(pattern) if isinstance(pattern, RoutePattern) else _regex(pattern)


def _walk(
    patterns: list[URLPattern | URLResolver], before: list[str]
) -> Iterator[tuple[str, Callable[..., object]]]:
    for entry in patterns:
        here = [start + part for start, part in itertools.product(before, _parts(entry.pattern))]
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, here)
        else:
            yield from ((path, entry.callback) for path in here)


def every_address() -> list[str]:
    """Return all addresses, each once, in the order of the configuration."""
    return list(every_view())


def every_view() -> dict[str, Callable[..., object]]:
    """The view that is meant to answer at each address: the first of the configuration."""
    found: dict[str, Callable[..., object]] = {}
    for path, view in _walk(get_resolver().url_patterns, [""]):
        found.setdefault(f"/{path}", view)
    return found


#: Whose an address can be: the packages of rooms that stand on the house, and the house.
ROOMS = (HOUSE, "consultations", "feedback")


def room_of_module(module: str) -> str:
    """Whose what a module answers is."""
    package = module.partition(".")[0]
    return package if package in ROOMS else HOUSE


def room_of(path: str) -> str:
    """Whose an address is; the house's where nobody answers."""
    view = view_at(path)
    return room_of_module(getattr(view, "view_class", view).__module__) if view else HOUSE


def view_at(path: str) -> Callable[..., object] | None:
    """Who answers at an address, if anybody does."""
    with translation.override("cy" if path.startswith("/cy/") else settings.LANGUAGE_CODE):
        try:
            return resolve(path).func
        except Resolver404:
            return None
