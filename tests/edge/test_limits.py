import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from edge import limits


@pytest.fixture
def clock(monkeypatch):
    now = [6_000_000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def test_so_many_a_minute_are_allowed_and_the_next_minute_starts_anew(rf, clock):
    asked = [limits.allow(rf.get("/"), "say", 3) for _ in range(5)]
    assert asked == [True, True, True, False, False]
    clock[0] += 60
    assert limits.allow(rf.get("/"), "say", 3)


def test_names_and_addresses_are_counted_apart(rf, clock):
    assert limits.allow(rf.get("/"), "one", 1)
    assert limits.allow(rf.get("/"), "two", 1)
    assert limits.allow(rf.get("/", REMOTE_ADDR="10.0.0.2"), "one", 1)
    assert not limits.allow(rf.get("/"), "one", 1)


def test_what_is_remembered_does_not_hold_the_address_and_its_key_turns(rf, clock):
    limits.allow(rf.get("/", REMOTE_ADDR="203.0.113.77"), "say", 1)
    first = set(limits._Minute.counts)
    assert not any(b"203.0.113.77" in key for key in first)
    clock[0] += 60
    limits.allow(rf.get("/", REMOTE_ADDR="203.0.113.77"), "say", 1)
    assert first.isdisjoint(limits._Minute.counts)


def test_a_visitor_cannot_choose_an_address_unless_our_own_proxy_says_it(rf, clock, settings):
    def asked(forwarded):
        return limits.allow(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded), "say", 1)

    settings.BEHIND_PROXY = False
    assert [asked("1.1.1.1"), asked("2.2.2.2")] == [True, False]
    clock[0] += 60
    settings.BEHIND_PROXY = True
    assert [asked("made up, 1.1.1.1"), asked("other, 1.1.1.1"), asked("2.2.2.2")] == [True, False, True]


def test_threads_that_count_at_once_lose_no_count_not_even_when_the_minute_turns(rf, clock, quickly_switched):
    asked, together = rf.get("/"), threading.Barrier(8)

    def ask() -> int:
        together.wait()
        return sum(limits.allow(asked, "say", 100) for _n in range(200))

    for _minute in range(3):
        clock[0] += 60
        with ThreadPoolExecutor(8) as pool:
            allowed = [pool.submit(ask) for _n in range(8)]
        assert sum(one.result() for one in allowed) == 100


@pytest.fixture
def quickly_switched():
    """Threads take turns after every few steps."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)
