"""Loops of the worker: without rows, begun again after errors, ended with it."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections

from background import loops
from background.worker import Worker


@pytest.fixture(autouse=True)
def no_loops(monkeypatch):
    monkeypatch.setattr(loops, "_loops", {})
    monkeypatch.setattr(loops, "FIRST_PAUSE", 0.01)


def until(true: Callable[[], object]) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < 10
        time.sleep(0.005)


def running() -> loops.Running:
    one = loops.Running()
    one.start()
    return one


def test_each_loop_turns_again_and_again_in_its_own_thread():
    turns: dict[str, list[str]] = {"one": [], "two": []}
    for name, list_ in turns.items():
        loops.register(name, lambda list_=list_: list_.append(threading.current_thread().name) or 0.001)
    both = running()
    until(lambda: min(map(len, turns.values())) > 3)
    both.stop()

    assert {frozenset(names) for names in turns.values()} == {frozenset({"one"}), frozenset({"two"})}
    counts = [len(names) for names in turns.values()]
    time.sleep(0.03)
    assert [len(names) for names in turns.values()] == counts


def test_a_loop_waits_as_long_as_it_says_but_not_when_it_is_to_end():
    turns = []
    loops.register("slow", lambda: turns.append(1) or 3600.0)
    one = running()
    until(lambda: turns)
    began = time.monotonic()
    one.stop()

    assert time.monotonic() - began < 2
    assert len(turns) == 1


def test_an_error_ends_no_loop_and_says_no_words(caplog):
    turns = []

    def fail() -> float:
        turns.append(1)
        if len(turns) < 4:
            raise ValueError("somebody@example.org said: my secret words")
        return 3600

    loops.register("fragile", fail)
    one = running()
    until(lambda: len(turns) == 4)
    one.stop()

    assert "loop fragile failed" in caplog.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
    # Longer each time, so that a broken loop is no load.
    pauses = [record.getMessage().split(" goes on in ")[1].split(" s")[0] for record in caplog.records]
    assert pauses == ["0.01", "0.02", "0.04"]


@pytest.mark.django_db
def test_a_loop_has_a_connection_of_its_own_and_leaves_none_open():
    seen = []

    def ask() -> float:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
        seen.append(connections["default"])
        return 3600.0

    loops.register("ask", ask)
    one = running()
    until(lambda: seen)
    one.stop()

    [its] = seen
    assert its is not connections["default"]
    assert its.connection is None


@pytest.mark.django_db
def test_a_worker_runs_them_while_it_works_and_not_when_it_is_to_end_by_itself(monkeypatch):
    turns = []
    loops.register("count", lambda: turns.append(1) or 3600.0)
    Worker(once=True).run()
    assert turns == []

    worker = Worker()
    monkeypatch.setattr(worker, "_turn", lambda: until(lambda: turns) or worker.stop() or True)
    worker.run()
    assert turns == [1]
    assert not [thread for thread in threading.enumerate() if thread.name == "count"]


@pytest.mark.parametrize("name", ["Words here", "taken"])
def test_a_loop_needs_a_name_of_its_own(name):
    loops.register("taken", lambda: 1.0)
    with pytest.raises(ValueError, match=r"short slug|already"):
        loops.register(name, lambda: 1.0)
