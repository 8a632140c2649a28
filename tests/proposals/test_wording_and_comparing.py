"""What is typed and what is shown are one; what changed is told word by word, to the letter."""

import itertools
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.proposals import comparing, wording
from consultations.proposals.comparing import Piece

SCRIPTS = [
    "<script>alert(1)</script>",
    "<p>Fine.<script>alert(1)</script></p>",
    '<a href="javascript:alert(1)">read</a>',
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)">words</p>',
    '<strong style="position:fixed">words</strong>',
    "<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    'https://example.org/"onmouseover="alert(1)',
    "<a href='https://example.org' onclick='alert(1)'>x</a>",
]


@pytest.mark.parametrize("typed", SCRIPTS)
def test_nothing_that_is_typed_runs(typed):
    import html5lib

    for shown in (wording.shown(typed), wording.shown(f"- {typed}\n- two"), wording.shown(f"a\n{typed}\nb")):
        tree = html5lib.parse(shown, namespaceHTMLElements=False)
        elements = list(tree.iter())
        assert {e.tag for e in elements if isinstance(e.tag, str)} <= {
            "html", "head", "body", "p", "br", "strong", "em", "ul", "ol", "li", "a",
        }  # fmt: skip
        for element in elements:
            assert set(element.attrib) <= {"href", "rel"}
            assert element.attrib.get("href", "https:").startswith(("https:", "http:", "mailto:"))


def test_what_looks_like_an_unknown_tag_is_kept_as_it_was_typed():
    assert wording.shown("Ask <the governor> first") == "<p>Ask &lt;the governor&gt; first</p>"
    assert wording.shown("3 < 5 & 6 > 2") == "<p>3 &lt; 5 &amp; 6 &gt; 2</p>"


def test_paragraphs_lists_and_addresses_are_made_of_plain_typing():
    typed = "First.\nSecond line.\n\n- one\n- two\n\n1. a\n2. b\n\nSee https://example.org/a?b=1&c=2."
    shown = wording.shown(typed)

    assert "<p>First.<br>Second line.</p>" in shown
    assert "<ul><li>one</li><li>two</li></ul>" in shown
    assert "<ol><li>a</li><li>b</li></ol>" in shown
    assert 'href="https://example.org/a?b=1&amp;c=2"' in shown
    assert wording.typed(shown) == typed


TEXTS = st.text(st.sampled_from("ab <>&/;pstrongligt\"'=.-•1) \n"), max_size=60)


@given(TEXTS | st.lists(st.sampled_from([*SCRIPTS, "words", "- a", "<em>x</em>", "\n", "\n\n"])).map("".join))
def test_opening_a_field_and_saving_it_again_loses_no_word(typed):
    """A line beside typed tags may become one of a list; its words stay."""
    once = wording.shown(typed)
    again = wording.shown(wording.typed(once))

    def letters(html):
        return re.sub(r"[^a-z]", "", wording.plain(html))

    assert letters(again) == letters(once)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=80))
def test_plain_words_come_back_as_they_were_typed(words):
    typed = " ".join(words.split())
    if wording._BULLET.match(typed):
        return
    assert " ".join(wording.typed(wording.shown(typed)).split()) == typed


def test_what_changed_is_told_word_by_word():
    pieces = comparing.words(
        "A link worker visits 12 weeks before release.", "A link worker comes 16 weeks before release."
    )

    assert pieces == [
        Piece("same", "A link worker "),
        Piece("removed", "visits 12"),
        Piece("added", "comes 16"),
        Piece("same", " weeks before release."),
    ]
    assert comparing.changed(pieces)
    assert not comparing.changed(comparing.words("same", "same"))
    assert comparing.words("", "") == []
    assert comparing.words("", "new") == [Piece("added", "new")]
    assert comparing.words("old", "") == [Piece("removed", "old")]


WORDS = st.lists(st.sampled_from(["a", "b", "c", " ", "  ", "\n", "\n\n", "word,", "ŵyth"]), max_size=30).map(
    "".join
)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_comparison_to_the_letter(first, second):
    pieces = comparing.words(first, second)

    assert "".join(piece.text for piece in pieces if not piece.added) == first
    assert "".join(piece.text for piece in pieces if not piece.removed) == second
    assert all(piece.text for piece in pieces)
    assert all(one.op != two.op for one, two in itertools.pairwise(pieces))
    assert comparing.changed(pieces) == (first != second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a " * 3000, "b " + "a " * 2990),
        ("a b " * 1500, "b a " * 1500),
        (" ".join(str(n) for n in range(3000)), " ".join(str(n) for n in reversed(range(3000)))),
        ("x" * 6000, "y" * 6000),
    ],
)
def test_the_longest_texts_are_compared_in_time_however_alike_their_words(first, second):
    began = time.perf_counter()
    pieces = comparing.words(first, second)

    assert "".join(piece.text for piece in pieces if not piece.removed) == second
    assert time.perf_counter() - began < 2
