"""The words that a proposal comes from, or that are its evidence: told as they are, and found to choose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.search_sources import any_word, words_matched
from cms.search_words import Word, words_in
from consultations.events.asked import events_told, points_told
from consultations.events.models import EventPage, Point
from consultations.proposals.enums import ComesFromKind
from consultations.proposals.models import ComesFrom, Proposal
from feedback.threads import published

#: Of each kind so many are offered to choose from.
OFFERED = 12


@dataclass(frozen=True)
class Source:
    """One thing a proposal comes from. Without an address it is shown nowhere any more."""

    kind: str
    key: str
    #: "Point raised", "Answer".
    label: str
    text: str
    url: str = ""
    pk: int = 0
    lang: str = ""
    is_evidence: bool = False


def of(proposal: Proposal) -> list[Source]:
    """What it comes from and its evidence, in the order in which they were noted.

    One query, and one for each kind that there is.
    """
    rows = list(ComesFrom.objects.filter(proposal=proposal).order_by("pk"))
    keys: dict[str, list[str]] = {}
    for row in rows:
        keys.setdefault(row.kind, []).append(row.key)
    told = {kind: _told(kind, keys[kind]) for kind in keys}
    return [_source(row, told[row.kind].get(row.key)) for row in rows]


def _source(row: ComesFrom, told: "tuple[str, str, str] | None") -> Source:
    text, url, lang = told or (_("Not shown any more"), "", "")
    if row.kind == ComesFromKind.DOCUMENT:
        text, url = row.label, row.key
    return Source(
        row.kind, row.key, str(ComesFromKind(row.kind).label), text, url, row.pk, lang, row.is_evidence
    )


def _told(kind: str, keys: Collection[str]) -> Mapping[str, tuple[str, str, str]]:
    """Words, address and language of what is shown now, by key."""
    if kind == ComesFromKind.CONTRIBUTION:
        said = published.quoted([int(key) for key in keys if key.isdecimal()])
        return {
            str(key): (one.words or one.question, one.url, one.lang)
            if isinstance(one, published.Said)
            else (one.text, "", "")
            for key, one in said.items()
        }
    if kind in (ComesFromKind.POINT, ComesFromKind.EVENT):
        told = points_told if kind == ComesFromKind.POINT else events_told
        return {key: (origin.text, origin.url, "") for key, origin in told(keys).items()}
    return {}


def found(text: str, *, events: bool = False) -> list[Source]:
    """Points and answers (and events) in which these words stand, to choose from; without words the newest.

    Six queries at most, and one for names.
    """
    words = words_in(text)
    points = Point.objects.published()
    if words:
        points = points.filter(any_word(words, "text", "topic__title"))
        points = points.annotate(matched=words_matched(words, "text", "topic__title"))
    order = ["-matched"] if words else []
    rows = points.order_by(*order, "-page__sort_key", "page_id", "position").values_list("key", "text")
    sources = [
        Source(ComesFromKind.POINT, key, str(ComesFromKind.POINT.label), words_of_it)
        for key, words_of_it in rows[:OFFERED]
    ]
    answers = published.find([word.stem for word in words], limit=OFFERED)
    if events:
        sources += [
            Source(ComesFromKind.EVENT, str(pk), str(ComesFromKind.EVENT.label), title)
            for pk, title in _events(words)
        ]
    return sources + [
        Source(
            ComesFromKind.CONTRIBUTION, str(one.key), str(ComesFromKind.CONTRIBUTION.label),
            one.words or one.question, one.url, lang=one.lang,
        )
        for one in answers
    ]  # fmt: skip


def _events(words: Sequence[Word]) -> list[tuple[int, str]]:
    rows = EventPage.objects.live()
    if words:
        rows = rows.filter(any_word(words, "title", "introduction", "purpose"))
    return list(rows.order_by("-sort_key", "-pk").values_list("pk", "title")[:OFFERED])


def parted(chosen: Iterable[str]) -> list[tuple[str, str]]:
    """Kind and key of what was ticked ("point:…", "contribution:…"); what is neither is left out."""
    pairs = (value.partition(":")[::2] for value in chosen)
    return [(kind, key) for kind, key in pairs if key and kind in CHOSEN]


#: What is chosen from a list; documents are typed in.
CHOSEN = frozenset({ComesFromKind.POINT.value, ComesFromKind.CONTRIBUTION.value, ComesFromKind.EVENT.value})


def told(chosen: Iterable[tuple[str, str]]) -> list[Source]:
    """What was ticked, as it is shown now; what is not shown is left out. One query for each kind."""
    pairs = list(dict.fromkeys(chosen))
    kinds = dict.fromkeys(kind for kind, _key in pairs)
    found = {kind: _told(kind, [key for one, key in pairs if one == kind]) for kind in kinds}
    return [
        Source(kind, key, str(ComesFromKind(kind).label), text, url, lang=lang)
        for kind, key in pairs
        for text, url, lang in [found[kind].get(key, ("", "", ""))]
        if url
    ]
