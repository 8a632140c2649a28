"""Black bars, findings in place, and words without them."""

from feedback.detection.enums import LABELS, Kind, Risk
from feedback.detection.findings import find
from feedback.detection.redaction import GAP, SOME_WORDS, Piece, marked, redact, without
from feedback.detection.risk import signs

WORDS = "My son Jamie rang 07700 900123."


def test_a_redacted_piece_holds_its_kind_and_none_of_its_words():
    assert redact(WORDS, [(7, 12, "name"), (18, 30, "phone")]) == [
        Piece("My son "),
        Piece("", "name"),
        Piece(" rang "),
        Piece("", "phone"),
        Piece("."),
    ]


def test_spans_in_any_order_overlapping_and_beyond_the_end_are_taken_together():
    assert redact("abcdef", [(4, 99, "b"), (1, 3, "a"), (2, 5, "c"), (3, 3, "d")]) == [
        Piece("a"),
        Piece("", "a"),
    ]


def test_bars_side_by_side_stay_two():
    assert redact("abcd", [(0, 2, "name"), (2, 4, "phone")]) == [Piece("", "name"), Piece("", "phone")]


def test_a_span_without_a_kind_is_taken_out_all_the_same():
    (piece,) = redact("Jamie", [(0, 5, "")])

    assert (piece.text, piece.removed_kind) == ("", SOME_WORDS)
    assert str(piece.label) == "some words"


def test_words_with_nothing_to_take_out_are_one_piece_and_no_words_none():
    assert redact("abc", []) == [Piece("abc")]
    assert redact("", [(0, 3, "name")]) == []


def test_findings_are_shown_in_place_with_their_words():
    assert marked(WORDS, find(WORDS)) == [
        Piece("My son "),
        Piece("Jamie", "relation"),
        Piece(" rang "),
        Piece("07700 900123", "phone"),
        Piece("."),
    ]


def test_a_piece_says_in_plain_words_what_it_is():
    assert str(Piece("", "phone").label) == "a phone number"
    assert str(Piece("", str(Risk.SUICIDE)).label) == "suicide or self-harm"
    assert Piece("abc").label == ""
    assert Piece("", "something of a moderator's own").label == "something of a moderator's own"


def test_signs_of_risk_can_be_shown_in_place_too():
    pieces = marked("Last night I wanted to die.", signs("Last night I wanted to die."))

    assert [piece.text for piece in pieces if piece.removed_kind] == ["wanted to die"]


def test_words_without_their_findings_stay_readable():
    assert without(WORDS, find(WORDS)) == f"My son {GAP} rang {GAP}."


def test_gaps_in_a_row_become_one():
    text = "My kids Lily, Max and Ruby"

    assert without(text, find(text)) == f"My kids {GAP} and {GAP}"


def test_labels_and_kinds_are_text_that_can_be_stored():
    assert all(isinstance(kind, str) and str(kind) == kind.value for kind in (*Kind, *Risk))
    assert not {str(kind) for kind in Kind} & {str(kind) for kind in Risk}
    assert set(LABELS) == set(Kind)
