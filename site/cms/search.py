"""Search: asks every source, puts the answers in one order, a page at a time."""

from dataclasses import dataclass
from datetime import date

from cms import search_sources
from cms.search_sources import Found, SearchQuery
from cms.search_words import Word, pattern_for, words_in

#: Results on a page.
PAGE_LENGTH = 20
#: Further pages are not given: whoever has read 200 results needs other words.
LAST_PAGE = 10
#: Each source is asked for at least this many, so that the common order has something to choose from.
_AT_LEAST = 60


@dataclass(frozen=True)
class Results:
    """One page of results."""

    found: tuple[Found, ...]
    #: Whether these hold all the words, or the best there is holds only some of them.
    all_words: bool
    has_more: bool
    page: int = 1

    def __bool__(self) -> bool:
        return bool(self.found)


def find(query: SearchQuery, page: int = 1) -> Results:
    """The results of one page, best first; of `LAST_PAGE` when a later one is asked for.

    A result with all the words makes those with only some of them disappear.
    """
    page = max(1, min(page, LAST_PAGE))
    until = page * PAGE_LENGTH
    ranked = _ranked(query, max(until + 1, _AT_LEAST))
    all_words = not query.words or any(matched == len(query.words) for matched, found in ranked)
    if all_words and query.words:
        ranked = [(matched, found) for matched, found in ranked if matched == len(query.words)]
    results = tuple(found for matched, found in ranked)
    return Results(
        found=results[until - PAGE_LENGTH : until],
        all_words=all_words,
        has_more=len(results) > until and page < LAST_PAGE,
        page=page,
    )


def _ranked(query: SearchQuery, limit: int) -> list[tuple[int, Found]]:
    """Every result with the number of words it holds, best first."""
    rows: list[tuple[tuple[float, int, int, int], int, Found]] = []
    for position, source in enumerate(search_sources.registered()):
        if (query.kind and query.kind not in source.kinds) or not query.facets <= source.facets:
            continue
        for place, found in enumerate(source.find(query, limit)):
            matched = len(_words_of(f"{found.title} {found.text} {found.also}", query.words))
            rows.append((_order(found, query.words, matched, position, place), matched, found))
    rows.sort(key=lambda row: row[0])
    return [(matched, found) for order, matched, found in rows]


def _order(
    found: Found, words: tuple[Word, ...], matched: int, position: int, place: int
) -> tuple[float, int, int, int]:
    """What results are sorted by: fit, then the newest, then the order of the sources and their own."""
    newest = (found.day or date.min).toordinal()
    return (-relevance(found, words, matched), -newest, position, place)


def relevance(found: Found, words: tuple[Word, ...], matched: int) -> float:
    """How well a result fits, the same measure for all sources; 0 when no words were given.

    Most counts how many of the different words it holds, then how many of them stand in
    its title, then whether the title is what was asked for, then the source's own score.
    """
    if not words:
        return found.score
    title_words = [word.stem for word in words_in(found.title)]
    names = [found.title, *found.also.split(",")]
    asked = [word.stem for word in words]
    in_title = len(_words_of(f"{found.title} {found.also}", words))
    named = any([word.stem for word in words_in(name)] == asked for name in names)
    share_of_title = len(set(asked) & set(title_words)) / max(1, len(title_words))
    return 10 * matched / len(words) + 4 * in_title / len(words) + 4 * named + share_of_title + found.score


def _words_of(text: str, words: tuple[Word, ...]) -> set[str]:
    """Which of the words stand in a text, by stem."""
    pattern = pattern_for(words)
    if pattern is None:
        return set()
    seen = {match.lower() for match in pattern.findall(text)}
    return {word.stem for word in words if any(form.startswith(word.stem) for form in seen)}
