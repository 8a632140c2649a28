"""Every address of the URL configuration, with something filled in for each argument."""

import itertools
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern
from django.utils.regex_helper import normalize

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
        return FILLED.get(found["name"], FILLED["uuid"] if found["kind"] == "uuid" else "1")

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


def _walk(patterns: list[URLPattern | URLResolver], before: list[str]) -> Iterator[str]:
    for entry in patterns:
        here = [start + part for start, part in itertools.product(before, _parts(entry.pattern))]
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, here)
        else:
            yield from here


def every_address() -> list[str]:
    """Return all addresses, each once, in the order of the configuration."""
    return list(dict.fromkeys("/" + path for path in _walk(get_resolver().url_patterns, [""])))
