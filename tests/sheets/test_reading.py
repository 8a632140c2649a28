"""Lists as spreadsheets save them are read, whatever stands between their cells; what cannot be is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sheets import reading
from sheets.reading import BadRowError, UnreadableSheetError

HEADINGS = {"what": "what", "how many": "number"}


def read(text: str, **limits: int) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, dict(row.cells)) for row in reading.rows(text, HEADINGS, needed=["what"], **limits)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_found(separator):
    text = f"What{separator}Other{separator}How  many\nA walk{separator}x{separator}3\n"
    assert read(text) == [(2, {"what": "A walk", "number": "3"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_usual_encodings_are_read(encoding):
    assert read(reading.decoded("what\nCafé".encode(encoding))) == [(2, {"what": "Café"})]


def test_a_cell_may_go_over_lines_and_a_mark_never_closed_spoils_its_own_row():
    rows = read('what,how many\n"A\nwalk",1\n"Never closed,2\nA talk,3\n')
    assert [line for line, _cells in rows] == [2, 4, 5]
    assert rows[2][1] == {"what": "A talk", "number": "3"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"what\n", "nothing below"),
        (b"", "has to be called"),
        (b"other\nx", "“what”"),
        (b"\x00\x01\x02", "not a list in text"),
        (b"what\n" + b"x\n" * 9, "at most 5 rows"),
        (b"what\n" + b"\n" * 99, "at most 5 rows"),
        (b"x" * 2000, "too large"),
    ],
)
def test_what_is_no_list_is_told(data, told):
    with pytest.raises(UnreadableSheetError, match=told):
        read(reading.decoded(data, largest=1999), most=5)


def test_words_in_a_cell_are_tidied_and_no_formula():
    row = next(iter(reading.rows("what,how many,x\n A   walk , =2+2,,too many\n", HEADINGS, needed=["what"])))
    assert (row.words("what", 10), row.words("missing", 10), row.too_many) == ("A walk", "", True)
    with pytest.raises(BadRowError, match="like a formula"):
        row.words("number", 10)
    with pytest.raises(BadRowError, match="at most 3"):
        row.words("what", 3)


@given(some.text(max_size=200))
def test_no_text_makes_it_stumble(text):
    try:
        rows = read(text, most=50)
    except UnreadableSheetError:
        return
    assert len(rows) <= 50
    assert all(line > 1 for line, _cells in rows)
