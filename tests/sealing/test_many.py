"""Very many are sealed and opened by two processes as by one."""

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from sealing import many
from sealing.many import HelperLostError, open_many, seal_many
from sealing.pairs import new_pair, open_sealed, seal, sealed_length

PUBLIC, PRIVATE = new_pair("ballot 1", 1, datetime.now(UTC) + timedelta(days=1), secret=b"x" * 32)
WORDS = [f"word {number}".encode() for number in range(1203)]


@pytest.mark.parametrize("count", [1203, many.MANY])
def test_each_is_sealed_in_its_place_with_a_helper_and_without(count: int):
    sealed = list(seal_many(PUBLIC, WORDS, size=64, count=count))

    assert {len(one) for one in sealed} == {sealed_length(64)}
    assert len(set(sealed)) == len(WORDS)
    assert [open_sealed(PRIVATE, one) for one in sealed] == WORDS


@pytest.mark.parametrize("count", [1203, many.MANY])
def test_each_is_opened_in_its_place_and_what_does_not_open_is_nothing(count: int):
    sealed = [seal(PUBLIC, word, size=64) for word in WORDS]
    sealed[3] = sealed[3][:-1] + bytes([sealed[3][-1] ^ 1])
    sealed[700] = b"\x01nothing"
    sealed[701] = seal(PUBLIC, b"", size=64)
    found = list(open_many(PRIVATE, iter(sealed), count=count))

    assert found == [*WORDS[:3], None, *WORDS[4:700], None, b"", *WORDS[702:]]


def test_a_helper_that_is_lost_is_noticed_and_none_is_left_behind(monkeypatch):
    started = []

    class Lost(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(many.subprocess, "Popen", Lost)
    words = iter(WORDS)
    sealing = seal_many(PUBLIC, words, size=64, count=many.MANY)
    next(sealing)
    started[0].kill()
    with pytest.raises(HelperLostError):
        list(sealing)
    left_open = seal_many(PUBLIC, WORDS, size=64, count=many.MANY)
    next(left_open)
    left_open.close()

    assert [one.poll() is not None for one in started] == [True, True]
