"""What holds for any words at all, and how long they may take."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.detection.findings import find
from feedback.detection.redaction import GAP, marked, redact, without
from feedback.detection.risk import signs
from tests.detection.examples import PLACES, read

#: Words in which something is found, cut up and mixed with anything.
PARTS = [
    part
    for table in ("formatted", "names", "whereabouts", "risk", "ordinary")
    for example in read(table)
    for part in example.text.split()
]
any_text = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)
mixed = st.lists(st.one_of(st.sampled_from(PARTS), any_text), max_size=40).map(" ".join)
texts = st.one_of(any_text, mixed)


def assert_in_order(text, found):
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


@given(texts)
def test_findings_lie_within_the_text_in_order_and_apart(text):
    assert_in_order(text, find(text, places=PLACES))


@given(texts)
def test_signs_lie_within_the_text_in_order_and_apart(text):
    assert_in_order(text, signs(text))


@given(texts)
def test_marking_loses_no_character(text):
    assert "".join(piece.text for piece in marked(text, find(text))) == text


spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["name", "phone", ""])))


@given(st.text(max_size=50), spans)
def test_redacting_takes_out_exactly_what_the_spans_cover(text, where):
    covered = {place for start, end, _kind in where for place in range(max(0, start), min(end, len(text)))}
    pieces = redact(text, where)

    assert "".join(piece.text for piece in pieces) == "".join(
        one for place, one in enumerate(text) if place not in covered
    )
    assert all(bool(piece.text) != bool(piece.removed_kind) for piece in pieces)


@given(st.text(max_size=50), spans)
def test_redacting_twice_is_redacting_once(text, where):
    once = redact(text, where)
    left = "".join(piece.text for piece in once)

    assert redact(text, [*where, *where]) == once
    assert "".join(piece.text for piece in redact(left, [])) == left


@given(texts)
def test_each_finding_is_replaced_by_one_sign_at_most(text):
    found = find(text)
    left = without(text, found)

    assert len(left) <= len(text) - sum(one.end - one.start - 1 for one in found)
    assert bool(found) <= (GAP in left)


#: Each repeated to any length is somebody's attempt to hold a worker.
HOSTILE = (
    "a", "0", "1 ", "A1 ", "oh ", "'", "@", "a@", "a.", "(at) ", " ", "\n", "-", "my son ", "Jamie and ",
    "Mr ", "got 4 ", "4 years ", "born ", "1/2/", "3 May ", "HMP A ", "cell 1-", "not really ", "zero one ",
    "a\u0301", "\u200b", "\ufdfa", "im gonna kill ", "insta is ", "12 Larch ", "my kids ", "rotl not ",
    "one called ", "call me ", "don't want to ", "she's ", "Fernhollow ", "known to x as ", "my name is ",
)  # fmt: skip


def seconds(read_words, text):
    start = time.process_time()
    read_words(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_grows_with_the_length_of_the_words_and_no_faster(unit):
    """Four times the words may take eight times as long; a square would take sixteen, and be caught."""

    def both(text):
        find(text, places=PLACES)
        signs(text)

    short, long = (unit * (size // len(unit)) for size in (6_000, 24_000))
    both(short[:500])
    least = min(seconds(both, short) for _time in range(2))
    for _time in range(3):
        took = seconds(both, long)
        if took <= 8 * max(least, 0.01):
            return
    raise AssertionError(f"{least:.3f} s became {took:.3f} s")


def test_a_text_far_longer_than_any_form_takes_is_read_in_a_moment():
    text = "\n".join(example.text for example in read("prose")) * 14

    assert len(text) > 200_000
    assert seconds(lambda words: find(words, places=PLACES), text) < 15
    assert seconds(signs, text) < 15
