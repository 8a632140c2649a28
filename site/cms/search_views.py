"""The search page. Words go in, a page comes out, and nothing remembers them.

A page with words is kept nowhere (not in our memory, not in the browser's), its words
are in no log line, and no link on it carries them to another site. A page with facets
alone is one of a fixed few, the same for everybody, and is kept like any other.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from cms import search, search_facets
from cms.search_facets import Choices
from cms.search_passages import marked, passage
from cms.search_sources import Found, SearchQuery
from cms.search_words import LONGEST_TEXT, cleaned, words_in

_FACET_LABELS = {
    "kind": pgettext_lazy("search", "Type"),
    "theme": gettext_lazy("Theme"),
    "stage": gettext_lazy("Part of the journey"),
    "place": gettext_lazy("Place"),
}
_ANYTHING = {
    "kind": gettext_lazy("Any type"),
    "theme": gettext_lazy("Any theme"),
    "stage": gettext_lazy("Any part"),
    "place": gettext_lazy("Any place"),
}


class SearchForm(forms.Form):
    """Words and facets, sent by GET. It is drawn and never validated: every query is answered.

    Fields count as required so that none is labelled as one that may be left out, which would go
    without saying; the browser is not told.
    """

    use_required_attribute = False

    q = forms.CharField(
        label=gettext_lazy("Words to look for"),
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "maxlength": str(LONGEST_TEXT),
                "spellcheck": "true",
            }
        ),
    )
    kind = forms.ChoiceField(label=_FACET_LABELS["kind"])
    theme = forms.ChoiceField(label=_FACET_LABELS["theme"])
    stage = forms.ChoiceField(label=_FACET_LABELS["stage"])
    place = forms.ChoiceField(label=_FACET_LABELS["place"])

    def __init__(self, *, choices: Choices, initial: dict[str, str]) -> None:
        super().__init__(initial=initial, auto_id="search-%s")
        for name in search_facets.NAMES:
            options = [("", _ANYTHING[name]), *choices.of(name).items()]
            self.fields[name].choices = options  # type: ignore[attr-defined]
            if len(options) < 3:
                del self.fields[name]


@dataclass(frozen=True)
class Asked:
    """What a request asks for, as typed and as understood."""

    text: str
    query: SearchQuery
    page: int
    #: Facets whose value is none of ours (an old link, a theme renamed).
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, data: QueryDict, choices: Choices, request: HttpRequest | None = None) -> "Asked":
        """Read a request's query; whatever is in it, no error comes of it."""
        text = cleaned(data.get("q", ""))
        given = {name: cleaned(data.get(name, "")) for name in search_facets.NAMES}
        known = {name: value for name, value in given.items() if value and choices.name(name, value)}
        unknown = tuple(name for name, value in given.items() if value and name not in known)
        return cls(
            text=text,
            query=SearchQuery(words=words_in(text), request=request, **known),
            page=_page_number(data.get("page", "")),
            unknown=unknown,
        )

    def address(self, **changes: str | int) -> str:
        """The address of this search with something changed; an empty value takes it away."""
        facets = {name: getattr(self.query, name) for name in search_facets.NAMES}
        wanted = {"q": self.text, **facets, **changes}
        query = urlencode({name: value for name, value in wanted.items() if value})
        return reverse("search") + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Row:
    """One result as the template shows it."""

    kind: str
    title: SafeString
    url: str
    passage: SafeString
    note: str
    lang: str


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The search page: ideas when nothing is asked, results, or help when nothing is found.

    An unknown facet answers 404 with the same page, so that old links are not kept and
    nobody is shown results they did not ask for.
    """
    choices = search_facets.choices(request)
    asked = Asked.of(request.GET, choices, request)
    results = search.find(asked.query, asked.page) if asked.query and not asked.unknown else None
    response = render(
        request, "cms/search.html", _context(asked, choices, results), status=404 if asked.unknown else 200
    )
    response.headers["X-Robots-Tag"] = "noindex"
    if asked.text:
        request.keeps_nothing = True  # type: ignore[attr-defined]
        response.headers["Cache-Control"] = "no-store, private"
    return response


def _context(asked: Asked, choices: Choices, results: search.Results | None) -> dict[str, Any]:
    facets = [(name, getattr(asked.query, name)) for name in search_facets.NAMES]
    return {
        "form": SearchForm(choices=choices, initial={"q": asked.text, **dict(facets)}),
        "action": reverse("search"),
        "heading": _heading(asked, choices, results),
        "asked": asked,
        "unknown": [str(_FACET_LABELS[name]).lower() for name in asked.unknown],
        "no_words": bool(asked.text and not asked.query.words),
        "chosen": [
            (_FACET_LABELS[name], choices.name(name, value), asked.address(**{name: ""}))
            for name, value in facets
            if value
        ],
        "narrowed": any(value for name, value in facets),
        "everything": asked.address(**dict.fromkeys(search_facets.NAMES, "")),
        "results": results,
        "rows": [_row(found, asked, choices) for found in results.found] if results else [],
        "previous": asked.address(page=results.page - 1) if results and results.page > 1 else "",
        "following": asked.address(page=results.page + 1) if results and results.has_more else "",
        "theme_links": _links(choices, "theme"),
        "stage_links": _links(choices, "stage"),
    }


def _heading(asked: Asked, choices: Choices, results: search.Results | None) -> str:
    """The page's title. The words are not in it: titles stand in tabs and lists of open windows."""
    if results is None:
        return _("Search")
    if not results:
        return _("Nothing found")
    if asked.query.words:
        return _("What we found")
    names = [choices.name(name, getattr(asked.query, name)) for name in search_facets.NAMES]
    return _("Everything on “%(names)s”") % {"names": ", ".join(name for name in names if name)}


def _row(found: Found, asked: Asked, choices: Choices) -> Row:
    words = asked.query.words
    note = " · ".join(part for part in (found.when, *found.themes, found.stage, found.place) if part)
    return Row(
        kind=choices.name("kind", found.kind),
        title=marked(found.title, words),
        url=found.url,
        passage=marked(passage(found.text, words), words),
        note=note,
        lang=found.lang,
    )


def _links(choices: Choices, facet: str) -> list[tuple[str, str]]:
    """Name and address of "everything on this" for each choice of a facet."""
    address = reverse("search")
    return [(name, f"{address}?{urlencode({facet: value})}") for value, name in choices.of(facet).items()]


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
