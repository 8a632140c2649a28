"""What is typed into the search box, whatever it is, becomes harmless words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.search_passages import marked, passage
from cms.search_words import LONGEST_TEXT, MOST_WORDS, cleaned, stem, words_in


def texts(typed: str) -> list[str]:
    return [word.text for word in words_in(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("housing", ["housing"]),
        ("Link  Worker", ["link", "worker"]),
        ("what would help me with housing", ["help", "housing"]),
        ("the", ["the"]),
        ("people's", ["people"]),
        ("knowledge-exchange", ["knowledge", "exchange"]),
        ('"link worker" AND NOT -prison*', ["link", "worker", "prison"]),
        ("'; DROP TABLE page; --", ["drop", "table", "page"]),
        ("tŷ ŵyl Llŷn", ["tŷ", "ŵyl", "llŷn"]),
        ("prison\x00housing", ["prison", "housing"]),
        ("12 weeks", ["12", "weeks"]),
        ("prison prison Prison", ["prison"]),
        ("?!… -- ()", []),
        ("🙂🙂", []),
        ("", []),
        ("a_b __init__", ["init"]),
    ],
)
def test_only_letters_and_digits_of_what_was_typed_are_kept(typed, expected):
    assert texts(typed) == expected


def test_endless_text_is_cut():
    assert len(cleaned("housing " * 10_000)) <= LONGEST_TEXT
    assert len(words_in(" ".join(f"word{number}" for number in range(500)))) == MOST_WORDS


@given(st.text(max_size=400))
def test_no_text_breaks_cleaning_or_marking(typed):
    words = words_in(typed)
    assert cleaned(cleaned(typed)) == cleaned(typed)
    assert all(word.text.isalnum() for word in words)
    shown = marked(typed, words)
    assert "<script" not in shown.lower()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("prisons", "prison"),
        ("visiting", "visit"),
        ("visits", "visit"),
        ("bus", "bus"),
        ("illness", "illness"),
    ],
)
def test_endings_are_dropped_so_that_other_forms_are_found(word, expected):
    assert stem(word) == expected


def test_the_index_is_asked_for_all_usual_forms():
    (word,) = words_in("visiting")
    assert {"visiting", "visit", "visits", "visited"} <= set(word.forms)


def test_found_words_are_marked_and_everything_else_escaped():
    shown = marked('<b>Link</b> workers & "links"', words_in("link worker"))
    assert shown == (
        "&lt;b&gt;<mark>Link</mark>&lt;/b&gt; <mark>workers</mark> &amp; &quot;<mark>links</mark>&quot;"
    )


def test_words_side_by_side_are_marked_as_one_and_a_shorter_word_is_not_one_of_them():
    assert marked("Link workers work here", words_in("worker link")) == (
        "<mark>Link workers</mark> work here"
    )


def test_a_word_inside_another_is_not_marked():
    assert "<mark>" not in marked("imprisonment", words_in("prison"))


def test_a_passage_shows_where_the_words_stand_together():
    text = (
        "Prison alone. " + "Nothing here at all. " * 60 + "In prison, housing comes first. " + "More. " * 60
    )
    shown = passage(text, words_in("prison housing"))
    assert "In prison, housing comes first." in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 240


def test_a_passage_without_a_match_is_the_beginning_and_a_short_text_is_whole():
    assert passage("Short.", words_in("housing")) == "Short."
    assert passage("word " * 100, words_in("housing")).startswith("word word")
