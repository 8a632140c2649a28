"""Keys in addresses, black bars in words, and how words are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.detection.redaction import Piece, redact
from feedback.threads import bars, keys
from feedback.threads.wording import MOST_ON_A_LIST, worded

KEYS = st.integers(min_value=0, max_value=2**63 - 1)


@given(KEYS)
def test_every_key_is_read_back_from_its_address(key):
    text = keys.written(key)

    assert len(text) == keys.LENGTH
    assert keys.read(text) == keys.read(text.upper()) == key


@given(KEYS, KEYS)
def test_two_keys_never_share_an_address(one, other):
    assert (keys.written(one) == keys.written(other)) == (one == other)


def test_what_looks_like_a_digit_is_read_as_one():
    assert keys.read("OOOOOOOOOOIL1") == keys.read("0000000000111")


@pytest.mark.parametrize("text", ["", "0", "u" * 13, "0" * 12, "0" * 14, "z" * 13, "0000 00000000", "é" * 13])
def test_what_cannot_be_a_key_is_refused(text):
    with pytest.raises(keys.NoSuchKeyError):
        keys.read(text)


@pytest.mark.parametrize("key", [-1, 2**63])
def test_a_key_out_of_range_has_no_address(key):
    with pytest.raises(keys.NoSuchKeyError):
        keys.written(key)


# --- Bars ---------------------------------------------------------------------------------


def test_what_was_taken_out_is_kept_as_its_kind_and_read_back():
    pieces = redact("Ask Jim on B wing.", [(4, 7, "name"), (11, 17, "cell")])
    words = bars.written(pieces)

    assert words == "Ask ⟦name⟧ on ⟦cell⟧."
    assert bars.read(words) == pieces
    assert bars.told(words) == "Ask [taken out: a name] on [taken out: a wing, landing or cell]."


def test_nobody_who_writes_can_make_a_bar_by_typing_one():
    words = bars.written([Piece("They wrote ⟦name⟧ here.")])

    assert words == "They wrote [name] here."
    assert bars.read(words) == [Piece(words)]


def test_a_kind_that_a_moderator_named_is_its_own_label():
    (piece,) = bars.read(bars.written([Piece("", "the name of a pub")]))

    assert str(piece.label) == "the name of a pub"


@given(st.text(max_size=300))
def test_words_without_bars_come_through_as_they_are(words):
    kept = bars.written([Piece(words)])

    assert bars.told(kept) == words.translate(str.maketrans("⟦⟧", "[]"))


# --- Setting words ------------------------------------------------------------------------


def text_of(wording):
    return "\n\n".join(
        "\n".join("".join(piece.text for piece in line) for line in lines) for lines in wording.paragraphs
    )


def test_empty_lines_part_paragraphs_and_others_break_lines():
    wording = worded("One.\nTwo.\n \n\nThree.  \n")

    assert [len(lines) for lines in wording.paragraphs] == [2, 1]
    assert text_of(wording) == "One.\nTwo.\n\nThree."


@pytest.mark.parametrize(("length", "size"), [(10, "short"), (170, "short"), (171, "middle"), (421, "long")])
def test_the_fewer_words_the_larger_they_are_set(length, size):
    assert worded("x" * length).size == size


def test_what_is_long_is_cut_at_the_end_of_a_sentence():
    sentence = "This is how it went on. "
    wording = worded(sentence * 100, at_most=MOST_ON_A_LIST)

    assert wording.is_cut
    assert text_of(wording).endswith("went on.")
    assert len(text_of(wording)) <= MOST_ON_A_LIST


def test_what_is_hardly_longer_is_not_cut_and_nothing_is_on_its_own_page():
    assert not worded("x" * (MOST_ON_A_LIST + 100), at_most=MOST_ON_A_LIST).is_cut
    assert not worded("x " * 3000).is_cut


@given(st.text(alphabet="ab .⟦⟧\n", min_size=1200, max_size=1600))
def test_no_cut_goes_through_a_bar_or_makes_one(words):
    shown = [piece.removed_kind for piece in _pieces(worded(words, at_most=900)) if piece.removed_kind]
    there = [piece.removed_kind for piece in _pieces(worded(words)) if piece.removed_kind]

    assert shown == there[: len(shown)]


def _pieces(wording):
    return [piece for lines in wording.paragraphs for line in lines for piece in line]


def test_no_words_are_no_paragraphs():
    assert not worded("  \n ")
