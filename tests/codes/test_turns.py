"""Taking turns by address: nobody is locked out for what others ask, and nobody waits for ever."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.reading_grade import FOR_EVERYONE, grade
from codes import turns
from codes.turns import BusyError, Turns

FLOOD, ANNA, BEN = "203.0.113.1", "198.51.100.2", "198.51.100.3"


def until(true: Callable[[], bool], seconds: float = 5) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.001)


class Street:
    """Visitors in threads of their own, who write down in which order they were served."""

    def __init__(self, **limits: float) -> None:
        self.turns = Turns(**{"at_once": 1, "each": 50, "altogether": 200, "seconds": 10, **limits})
        self.served: list[str] = []
        self.refused: list[str] = []
        self.threads: list[threading.Thread] = []

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Nobody is served meanwhile: one turn is held."""
        with self.turns.turn("192.0.2.99"):
            yield
        for thread in self.threads:
            thread.join(10)

    def comes(self, address: str, name: str = "") -> None:
        """A visitor joins the queue; returns once they wait or were refused."""
        before = self.turns.waiting
        refused = len(self.refused)
        thread = threading.Thread(target=self._ask, args=(address, name or address))
        thread.start()
        self.threads.append(thread)
        until(lambda: self.turns.waiting > before or len(self.refused) > refused)

    def _ask(self, address: str, name: str) -> None:
        try:
            with self.turns.turn(address):
                self.served.append(name)
        except BusyError:
            self.refused.append(name)


def test_who_comes_to_a_free_house_does_not_wait():
    queue = Turns(at_once=2, each=1, altogether=1, seconds=0)

    with queue.turn(ANNA), queue.turn(BEN):
        assert queue.waiting == 0


def test_an_address_that_floods_makes_others_wait_for_one_turn_of_its_own_not_for_all():
    street = Street()
    with street.closed():
        for _ in range(30):
            street.comes(FLOOD)
        street.comes(ANNA)
        street.comes(BEN)

    assert street.served[:4] == [FLOOD, ANNA, BEN, FLOOD]
    assert len(street.served) == 32
    assert street.refused == []


@settings(max_examples=25)
@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=14))
def test_everybody_is_served_round_by_round_whoever_came_first(asking):
    street = Street()
    with street.closed():
        for one in asking:
            street.comes(f"198.51.100.{ord(one)}", one)

    assert sorted(street.served) == sorted(asking)
    order = list(dict.fromkeys(asking))
    most = max(asking.count(one) for one in order)
    rounds = [[one for one in order if asking.count(one) > number] for number in range(most)]
    assert street.served == [one for each in rounds for one in each]


def test_one_address_may_wait_so_many_times_and_no_oftener():
    street = Street(each=3)
    with street.closed():
        for _ in range(5):
            street.comes(FLOOD)
        street.comes(ANNA)

    assert street.refused == [FLOOD, FLOOD]
    assert street.served.count(FLOOD) == 3
    assert ANNA in street.served


def test_a_full_queue_makes_room_for_who_waits_least():
    street = Street(each=10, altogether=5)
    with street.closed():
        for number in range(5):
            street.comes(FLOOD, f"flood {number}")
        street.comes(ANNA, "Anna")
        until(lambda: street.refused == ["flood 4"])
        assert street.turns.waiting == 5

    assert "Anna" in street.served[:2]


def test_a_queue_full_of_different_people_refuses_kindly():
    street = Street(altogether=3)
    with street.closed():
        for number in range(3):
            street.comes(f"198.51.100.{number}")
        street.comes(ANNA)

    assert street.refused == [ANNA]


def test_who_floods_cannot_push_out_anybody():
    street = Street(each=10, altogether=4)
    with street.closed():
        street.comes(ANNA)
        street.comes(BEN)
        for _ in range(6):
            street.comes(FLOOD)

    assert {ANNA, BEN} <= set(street.served)
    assert set(street.refused) == {FLOOD}


def test_waiting_ends_with_a_refusal_and_leaves_no_place_taken():
    queue = Turns(at_once=1, each=5, altogether=5, seconds=0.05)
    with queue.turn(FLOOD):
        began = time.monotonic()
        with pytest.raises(BusyError), queue.turn(ANNA):
            pass
        assert 0.04 < time.monotonic() - began < 2
        assert queue.waiting == 0
    with queue.turn(ANNA):
        assert queue.waiting == 0


def test_a_turn_that_fails_is_given_back():
    queue = Turns(at_once=1, each=1, altogether=1, seconds=0.05)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), queue.turn(ANNA):
            raise ZeroDivisionError

    with queue.turn(ANNA):
        pass


def test_who_is_interrupted_while_waiting_leaves_no_place_taken(monkeypatch):
    queue = Turns(at_once=1, each=1, altogether=1, seconds=5)

    def interrupted(self: threading.Event, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    with queue.turn(FLOOD):
        with monkeypatch.context() as patched:
            patched.setattr(threading.Event, "wait", interrupted)
            with pytest.raises(KeyboardInterrupt), queue.turn(ANNA):
                pass
        assert queue.waiting == 0
    with queue.turn(ANNA):
        pass


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_never_more_at_once_than_may_and_nobody_is_forgotten(at_once):
    """Eighty threads with very short and very long waits, some of them giving up."""
    queue = Turns(at_once=at_once, each=4, altogether=12, seconds=0.03)
    lock, now, most, done, refused = threading.Lock(), [0], [0], [0], [0]

    def ask(number: int) -> None:
        for again in range(5):
            try:
                with queue.turn(f"198.51.100.{number % 7}"):
                    with lock:
                        now[0] += 1
                        most[0] = max(most[0], now[0])
                    time.sleep(0.0005 * (again + number % 3))
                    with lock:
                        now[0] -= 1
                        done[0] += 1
            except BusyError:
                with lock:
                    refused[0] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(80)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert most[0] == at_once
    assert done[0] + refused[0] == 400
    assert done[0] > 20
    assert (queue.waiting, queue._running) == (0, 0)
    with queue.turn(ANNA):
        pass


# --- Addresses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("203.0.113.1", "203.0.113.2", False),
        ("", "", True),
        ("unix:", "203.0.113.1", False),
    ],
)
def test_what_counts_as_one_address(one, other, same):
    assert (turns._network(one) == turns._network(other)) is same


def test_nobody_who_does_not_wait_is_remembered_and_who_waits_only_as_a_keyed_hash():
    street = Street()
    with street.closed():
        street.comes("203.0.113.77")
        known = list(street.turns._waiting)
        other_key = Turns(at_once=1, each=1, altogether=1, seconds=1)._who("203.0.113.77")
        assert [len(who) for who in known] == [32]
        assert known != [other_key]

    assert dict(street.turns._waiting) == {}
    street.threads.clear()
    gc.collect()
    assert "203.0.113.77" not in repr(vars(street.turns))


def test_the_refusal_is_kind_says_when_and_can_be_read_by_a_nine_year_old():
    assert BusyError.retry_after == 5
    assert grade(str(BusyError.sentence)).level <= FOR_EVERYONE


def test_the_houses_own_queue_has_bounds():
    queue = turns.HASHES

    assert 1 <= queue.at_once <= 4
    assert queue.each < queue.altogether
    assert queue.seconds < 20
