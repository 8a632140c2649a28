"""Everybody at once: for `tests.letterbox.under_fire`."""

import contextlib
import os
import signal
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection

from feedback.letterbox import keys, locks, posting
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty, last_number
from feedback.letterbox.posting import Outcome
from tests.letterbox.processes import child, ended
from tests.letterbox.rooms import Room
from tests.letterbox.writers import expected, send, words

#: How long posting and emptying race each other.
POSTS, EMPTYINGS = 120, 10


def race(room: Room) -> dict[str, Any]:
    """Posting while the box is emptied, several emptying at once, and many posting while some are killed."""
    keys.first_key()
    return {
        "locked": post_while_emptying(room, locked=True),
        "unlocked": post_while_emptying(room, locked=False),
        "at once": empty_at_once(),
        "storm": storm(room),
    }


def post_while_emptying(room: Room, *, locked: bool) -> dict[str, Any]:
    """Two processes post as fast as they can while this one empties the box again and again.

    Between reading the key and writing the envelope they wait a little, which makes the gap as wide
    as a busy server may make it. Without the lock, that is where letters are lost.
    """
    notes = Path(os.environ["DATA_DIR"]) / f"sent-{locked}"
    enough = notes.with_suffix(".enough")
    notes.touch()
    first = 1_000_000 if locked else 2_000_000
    posters = [child(partial(post_slowly, first + at, notes, enough, locked=locked)) for at in (0, 100_000)]
    emptyings = 0
    while emptyings < EMPTYINGS or len(notes.read_text().split()) < POSTS:
        empty()
        emptyings += 1
        time.sleep(0.03)
    enough.touch()
    codes = [ended(one) for one in posters]
    lost = [empty().lost, empty().lost]
    sent = Counter(f"word {one}" for one in notes.read_text().split())
    mine = f"word {first // 1_000_000}"
    there = Counter({word: count for word, count in words(room).items() if word.startswith(mine)})
    return {
        "sent": sum(sent.values()), "missing": sum((sent - there).values()),
        "extra": sum((there - sent).values()), "emptyings": emptyings, "codes": codes, "lost": lost,
    }  # fmt: skip


def post_slowly(first: int, notes: Path, enough: Path, *, locked: bool) -> None:
    seal = posting.seal

    def seal_slowly(*args: Any, **options: Any) -> bytes:
        time.sleep(0.003)
        return seal(*args, **options)

    posting.seal = seal_slowly
    if not locked:
        locks.posting = contextlib.nullcontext  # type: ignore[assignment]
    number = first
    with notes.open("a", buffering=1) as file:
        while not enough.exists():
            if send(number) == posting.Outcome.SENT:
                file.write(f"{number}\n")
            number += 1
            time.sleep(0.002)


def empty_at_once() -> dict[str, Any]:
    """Four processes try to empty the same box; each must say the same."""
    rounds, told = 5, []
    for _ in range(rounds):
        for _ in range(3):
            post_cover()
        last = last_number()
        start = time.time() + 0.2
        out = Path(os.environ["DATA_DIR"]) / f"emptied-{last}"

        def one(start: float = start, out: Path = out) -> None:
            last_number()  # have a connection
            time.sleep(max(0, start - time.time()))
            note = empty()
            with out.open("a") as file:
                file.write(f"{note.number} {note.opened}\n")

        codes = [ended(number) for number in [child(one) for _ in range(4)]]
        told.append(
            {
                "codes": codes,
                "said": sorted(set(out.read_text().splitlines())),
                "wanted": f"{last + 1} 3",
                "more": last_number() - last,
            }
        )
    return {"rounds": told}


def storm(room: Room) -> dict[str, Any]:
    """200 posts by two servers of many threads each; one is killed in the middle, its visitors send again."""
    sent, dead = Path(os.environ["DATA_DIR"]) / "storm", 0
    sent.touch()
    first, each = 3_000_000, 100

    def serve(start: int) -> None:
        waiting = iter(range(start, start + each))
        turn = threading.Lock()

        def work() -> None:
            while True:
                with turn:
                    number = next(waiting, None)
                if number is None:
                    break
                if number in noted():  # its visitor has seen the receipt
                    continue
                assert send(number) in (Outcome.SENT, Outcome.SENT_BEFORE)
                with sent.open("a") as file:
                    file.write(f"{number}\n")
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def noted() -> set[int]:
        return {int(line) for line in sent.read_text().split()}

    servers = {child(lambda start=start: serve(start)): start for start in (first, first + each)}
    victim, victims_start = next(iter(servers.items()))
    while len([number for number in noted() if number < first + each]) < each // 4:
        time.sleep(0.001)
    os.kill(victim, signal.SIGKILL)
    dead = ended(victim)
    answered = len(noted())
    note = empty()  # in the middle of it all
    other = next(number for number in servers if number != victim)
    codes = [ended(other), ended(child(lambda: serve(victims_start)))]
    lost = note.lost + empty().lost
    there = Counter({word: count for word, count in words(room).items() if word.startswith("word 3")})
    wanted = expected(range(first, first + 2 * each), set())
    return {
        "killed": dead, "answered before": answered, "codes": codes, "lost": lost,
        "missing": sum((wanted - there).values()), "extra": sum((there - wanted).values()),
    }  # fmt: skip
