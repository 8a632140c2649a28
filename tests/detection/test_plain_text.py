"""Words as a reader sees them, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.detection.plain_text import plain, small


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Jamie", "Jamie"),
        ("J\u200ba\u00adm\u2060i\ufeffe", "Jamie"),
        ("Jаmiе", "Jamie"),  # two Cyrillic letters
        ("ΚΑΤΕ", "KATE"),  # Greek
        ("ｊａｍｉｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "jamie@example.com"),
        ("𝓙𝓪𝓶𝓲𝓮 𝟎𝟕", "Jamie 07"),
        ("ᴊᴀᴍɪᴇ", "jamie"),
        ("🅙🅐🅜 🄼 Ⓜ", "JAM M M"),
        ("🇯🇦🇲", "JAM"),
        ("٠٧٧ ۰۷", "077 07"),
        ("1️⃣2️⃣", "12"),
        ("José Łukasz Ødegård", "Jose Lukasz Odegard"),
        ("O’Brien‘s “x” a–b", "O'Brien's \"x\" a-b"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("ﬁne ½", "fine 1/2"),
        ("\u202ereversed\u202c", "reversed"),
    ],
)
def test_what_looks_like_plain_letters_is_read_as_plain_letters(typed, seen):
    assert plain(typed).text == seen


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_at_all_can_be_made_plain_and_found_again(text):
    made = plain(text)

    assert len(made.text) == len(made.origins)
    assert list(made.origins) == sorted(made.origins)
    if made.text:
        start, end = made.span(0, len(made.text))
        assert 0 <= start < end <= len(text)
    assert len(small(made.text)) == len(made.text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_what_an_ordinary_keyboard_types_keeps_its_place(text):
    made = plain(text)
    visible = [
        place
        for place, one in enumerate(text)
        if unicodedata.category(one) != "Cc" or one in "\t\n\r\x0b\x0c"
    ]

    assert list(made.origins) == visible
