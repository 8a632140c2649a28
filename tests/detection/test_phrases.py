"""Skipping a pattern where none of its words stands changes nothing of what is found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.detection import (
    contact_details,
    leads,
    prisons_and_places,
    risk_phrases,
    sentences,
    whereabouts,
)
from feedback.detection.phrases import Grams, Phrase, needed
from feedback.detection.plain_text import plain, small
from tests.detection.examples import FOLDER, read

TABLES = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.txt"))


def phrases():
    for module in (contact_details, leads, prisons_and_places, sentences, whereabouts):
        for value in vars(module).values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Phrase):
                    yield one


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("suicid(?:e|al)", {"suicide", "suicidal"}),
        (
            r"\bkill(?:ing|ed)? (?:myself|himself)",
            {
                "kill myself",
                "killing myself",
                "killed myself",
                "kill himself",
                "killing himself",
                "killed himself",
            },
        ),
        (r"\w+ years?", {" year"}),
        (r"(?i:WING)\s[A-Z]", {"wing"}),
        (r"(?:\w+|cell) x", {" x"}),
        (r"a?b?", None),
        (r"[a-z]+", None),
        (r"(?=suicide)\w+", None),
        (r"(?:longer )?than(?: ever)? (?!this)now", {"than now", "than ever now"}),
    ],
)
def test_a_pattern_knows_pieces_that_every_match_holds(pattern, pieces):
    assert needed(pattern) == (None if pieces is None else frozenset(pieces))


def test_a_pattern_that_cannot_be_read_is_always_tried(monkeypatch):
    monkeypatch.setattr("feedback.detection.phrases.import_module", lambda name: object())

    phrase = Phrase("suicide")
    assert phrase.pieces is None
    assert [found.group() for found in phrase.finditer("no word of it")] == []
    assert [found.group() for found in phrase.finditer("suicide")] == ["suicide"]


def test_most_patterns_can_be_skipped():
    assert sum(phrase.pieces is None for _kind, phrase in risk_phrases.PHRASES) == 0
    assert sum(phrase.pieces is None for phrase in phrases()) <= 12


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_lost_by_skipping(table):
    every = [*phrases(), *(phrase for _kind, phrase in risk_phrases.PHRASES)]
    for example in read(table):
        text = plain(example.text).text
        for tried in (text, small(text)):
            for phrase in every:
                if phrase.regex.search(tried):
                    assert phrase.may_stand_in(tried.lower()), phrase.regex.pattern
                    assert phrase.may_stand_among(Grams(tried.lower())), phrase.regex.pattern


#: Patterns of every make that ours are of.
some_patterns = st.recursive(
    st.sampled_from(["kill", "me", "my ", "a", "[ -]", r"\d\d?", r"\w+", "[a-z]", " ", "s?"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=4).map(lambda several: f"(?:{'|'.join(several)})"),
        inner.map(lambda one: f"(?:{one})?"),
        inner.map(lambda one: f"(?:{one}){{1,3}}"),
        inner.map(lambda one: f"(?P<n>{one})" if "<n>" not in one else one),
    ),
    max_leaves=12,
).filter(lambda pattern: pattern.count("<n>") <= 1)


@given(some_patterns, st.data())
def test_whatever_matches_holds_a_piece(pattern, data):
    phrase = Phrase(pattern)
    text = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))

    assert phrase.may_stand_in(text.lower())
    assert phrase.may_stand_among(Grams(text.lower()))
