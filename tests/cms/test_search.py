"""Search puts what the sources answer in one sensible order."""

import datetime

import pytest

from cms import search, search_sources
from cms.search_sources import Found, SearchQuery
from cms.search_words import words_in


class Shelf:
    """A source with fixed results, which notes what it was asked."""

    def __init__(self, key, *found, kinds=("thing",), facets=()):
        self.key = key
        self.found = list(found)
        self.kinds = {kind: kind.title() for kind in kinds}
        self.facets = frozenset(facets)
        self.asked = []

    def find(self, query, limit):
        self.asked.append((query, limit))
        return self.found[:limit]


@pytest.fixture
def only(monkeypatch):
    """Makes some sources the only ones."""

    def make(*sources):
        monkeypatch.setattr(search_sources, "_sources", {source.key: source for source in sources})
        return sources

    return make


def thing(title, text="", **more):
    return Found(title=title, url="/x/", kind="thing", text=text, **more)


def titles(words, **query):
    return [found.title for found in search.find(SearchQuery(words=words_in(words), **query)).found]


def test_a_title_beats_a_text_and_the_thing_itself_beats_both(only):
    only(
        Shelf(
            "one", thing("Other", "about a link worker"), thing("Link workers in Leeds"), thing("Link worker")
        )
    )
    assert titles("link worker") == ["Link worker", "Link workers in Leeds", "Other"]


def test_other_names_of_a_thing_count_as_its_title(only):
    only(Shelf("one", thing("ROTL at work"), thing("release on temporary licence", also="ROTL")))
    assert titles("rotl") == ["release on temporary licence", "ROTL at work"]


def test_results_with_all_words_hide_those_with_only_some(only):
    only(Shelf("one", thing("Housing"), thing("Housing near prison"), thing("Prison")))
    results = search.find(SearchQuery(words=words_in("prison housing")))
    assert [found.title for found in results.found] == ["Housing near prison"]
    assert results.all_words


def test_without_a_full_match_those_with_most_words_come_first(only):
    only(Shelf("one", thing("Housing"), thing("Prison housing")))
    results = search.find(SearchQuery(words=words_in("prison housing benefits")))
    assert [found.title for found in results.found] == ["Prison housing", "Housing"]
    assert not results.all_words


def test_equal_results_come_newest_first(only):
    old, new = (thing(str(year), "prison", day=datetime.date(year, 1, 1)) for year in (2020, 2024))
    only(Shelf("one", old, new))
    assert titles("prison") == ["2024", "2020"]


def test_a_source_is_asked_only_for_what_it_understands(only):
    knows, does_not, other = only(
        Shelf("knows", thing("Yes"), facets=["theme"]),
        Shelf("does not", thing("No")),
        Shelf("other kind", thing("No"), kinds=["other"], facets=["theme"]),
    )
    assert titles("", theme="housing", kind="thing") == ["Yes"]
    assert len(knows.asked) == 1
    assert not does_not.asked
    assert not other.asked


def test_pages_are_read_without_gaps_or_repeats_and_end(only):
    only(Shelf("one", *(thing(f"{number:04}", "prison") for number in range(1000))))
    query = SearchQuery(words=words_in("prison"))
    seen = []
    for page in range(1, search.LAST_PAGE + 1):
        results = search.find(query, page)
        assert results.has_more == (page < search.LAST_PAGE)
        seen += [found.title for found in results.found]
    assert seen == [f"{number:04}" for number in range(search.LAST_PAGE * search.PAGE_LENGTH)]
    assert search.find(query, 999).page == search.LAST_PAGE


def test_a_source_with_an_unknown_facet_is_refused():
    with pytest.raises(ValueError, match="colour"):
        search_sources.register(Shelf("bad", facets=["colour"]))
