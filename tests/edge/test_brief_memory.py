"""What all workers of one server remember for minutes: in memory alone, and for no longer."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from edge.brief_memory import BriefMemory

#: As gunicorn makes its workers: each inherits what was there before.
workers = multiprocessing.get_context("fork")


def test_what_is_remembered_is_known_until_it_is_forgotten():
    memory = BriefMemory(seconds=60)
    assert not memory.remembers(b"one")
    memory.remember(b"one")
    assert memory.remembers(b"one")
    assert not memory.remembers(b"two")
    memory.forget(b"one")
    memory.forget(b"one")
    assert not memory.remembers(b"one")


def test_it_is_forgotten_after_its_seconds_and_being_asked_does_not_lengthen_them(monkeypatch):
    memory, now = BriefMemory(seconds=600), time.monotonic()
    memory.remember(b"one")
    monkeypatch.setattr(time, "monotonic", lambda: now + 590)
    assert memory.remembers(b"one")
    monkeypatch.setattr(time, "monotonic", lambda: now + 601)
    assert not memory.remembers(b"one")


def test_one_worker_knows_what_another_one_remembers_and_forgets():
    memory = BriefMemory(seconds=60)
    memory.remember(b"before")

    def work() -> None:
        assert memory.remembers(b"before")
        memory.forget(b"before")
        memory.remember(b"from the worker")

    worker = workers.Process(target=work)
    worker.start()
    worker.join(20)
    assert worker.exitcode == 0
    assert not memory.remembers(b"before")
    assert memory.remembers(b"from the worker")


def test_when_it_is_full_the_oldest_goes_and_nothing_fails():
    memory = BriefMemory(seconds=60, things=16)
    for number in range(500):
        memory.remember(b"%d" % number)
    assert memory.remembers(b"499")
    assert sum(memory.remembers(b"%d" % number) for number in range(500)) <= 16


def test_many_workers_at_once_lose_nothing():
    memory = BriefMemory(seconds=60, things=8192)

    def work(mine: int) -> None:
        for number in range(200):
            memory.remember(b"%d %d" % (mine, number))

    busy = [workers.Process(target=work, args=(mine,)) for mine in range(4)]
    for one in busy:
        one.start()
    for one in busy:
        one.join(60)
    assert [one.exitcode for one in busy] == [0] * 4
    known = [memory.remembers(b"%d %d" % (mine, number)) for mine in range(4) for number in range(200)]
    assert all(known)


def test_a_worker_that_is_killed_while_it_writes_stops_nobody():
    memory = BriefMemory(seconds=60)

    def work() -> None:
        with memory._alone():
            os.kill(os.getpid(), signal.SIGKILL)

    worker = workers.Process(target=work)
    worker.start()
    worker.join(20)
    assert worker.exitcode == -signal.SIGKILL
    memory.remember(b"afterwards")
    assert memory.remembers(b"afterwards")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux tells what files are open")
def test_it_holds_nothing_of_what_it_remembers_and_has_no_file():
    memory = BriefMemory(seconds=60)
    files = Path("/proc/self/fd")
    before = set(files.iterdir())
    memory.remember(b"sixteen bytes of nonce")
    assert b"nonce" not in bytes(memory._memory)
    assert set(files.iterdir()) == before
    assert "memfd" in str((files / str(memory._file)).readlink())


def test_two_memories_know_the_same_thing_by_different_names():
    one, other = BriefMemory(seconds=60), BriefMemory(seconds=60)
    one.remember(b"thing")
    other.remember(b"thing")
    assert bytes(one._memory).strip(b"\0")[:16] != bytes(other._memory).strip(b"\0")[:16]


@pytest.mark.parametrize("name", ["just_sent", "ended"])
def test_gunicorns_main_process_makes_the_memories_before_the_workers(name):
    """Not in the workers: each would have its own."""
    import runpy

    conf = runpy.run_path("site/edge/gunicorn_conf.py")
    assert conf["preload_app"] is False
    conf["on_starting"](None)
    import sys

    assert hasattr(sys.modules["edge.brief_memory"], name)
