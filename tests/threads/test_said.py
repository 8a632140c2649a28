"""Words are kept as they can be read: nothing that one sees is lost, nothing that one does not see stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.threads.said import LONGEST, Said, plain

WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Two lines\r\nof words\rand more", "Two lines\nof words\nand more"),
        ("nothing\x00 is\x07 here\x1b[31m", "nothing is here[31m"),
        ("hid\u200bden and \ufeffjoi\u2060ned", "hidden and joined"),
        ("soft\u00adhyphen", "softhyphen"),
        ("turned \u202eround\u202c", "turned round"),
        ("⟦name⟧ taken out", "[name] taken out"),
        ("spaces   \t \nat the ends  ", "spaces\nat the ends"),
        ("tab\tstays", "tab\tstays"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        (f"from {WALES}", f"from {WALES}"),
        ("letters behind\U000e0061\U000e0062 a word", "letters behind a word"),
        ("jo\u200diner be\u200cside Latin", "joiner beside Latin"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Siôn o'r Bala, naïve café", "Siôn o'r Bala, naïve café"),
        ("noncharacters \ufffe\uffff go", "noncharacters  go"),
        ("line\u2028separator", "line\nseparator"),
        ("   \n \t ", ""),
    ],
)
def test_words_are_kept_as_they_can_be_read(typed, kept):
    assert plain(typed) == kept


@given(st.text(max_size=300))
def test_what_is_plain_stays_as_it_is_and_can_be_stored_and_sent(typed):
    once = plain(typed)
    assert plain(once) == once
    assert "\x00" not in once
    assert "⟦" not in once
    once.encode()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz .,!?'()0123456789äöüŵŷ£€", max_size=300))
def test_ordinary_words_lose_nothing_but_spaces_at_the_ends_of_lines(typed):
    assert "".join(plain(typed).split()) == "".join(typed.split())


def test_two_hundred_thousand_characters_are_cleaned_at_once():
    import time

    words = "A word\u200b and 👨\u200d👩\u200d👧 another.\r\n" * 8000
    started = time.process_time()
    plain(words)
    assert time.process_time() - started < 1.5


def test_nothing_was_said_without_words_a_face_or_a_choice():
    assert Said(words=" \n").is_empty
    assert not Said(words="No.").is_empty
    assert not Said(face=3).is_empty
    assert not Said(choices={"met": "no"}).is_empty
    assert LONGEST == 5_000
