"""The figures we promise for events: `make bench` prints them."""

import http.client
import itertools
import json
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection

from tests.benchmarks.notes import Notes
from tests.databases import TestDatabase

pytestmark = pytest.mark.xdist_group("browser")

POINTS = 10_000
SCRIBES, WALLS, SECONDS = 5, 20, 60
#: A scribe writes no faster than this; a wall asks so often (`templates/notetaking/members/wall.html`).
BETWEEN_POINTS, BETWEEN_LOOKS = 0.7, 3.0


def test_ten_thousand_points_are_taken_in(tmp_path: Path, django_db_setup: None, report):
    if connection.vendor != "sqlite":
        pytest.skip("measured on SQLite, whose process does the work of the database too")
    cost = Notes(tmp_path / "site", TestDatabase("box").template).act("import", POINTS)
    report(f"looking through and taking in {POINTS:,} points", "<= 20 s",
           f"{cost.seconds:.1f} s ({cost.processor:.1f} s of the processor)")  # fmt: skip
    report("memory of the process that takes them in", "<= 200 MB", f"{cost.megabytes:.0f} MB")

    assert cost.opened == POINTS
    assert cost.processor <= 20
    assert cost.megabytes <= 200


class Browser:
    """As much of a browser as a page of notes needs: cookies, a token, one connection."""

    def __init__(self, address: str, cookies: "dict[str, str] | None" = None) -> None:
        self.host = address.partition("//")[2]
        self.cookies = dict(cookies or {})
        self.waits: list[float] = []
        self._line = http.client.HTTPConnection(self.host, timeout=30)

    def ask(self, method: str, path: str, form: "dict[str, Any] | None" = None, **headers: str) -> Any:
        """One answer: status, headers, text; how long it took is noted."""
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if form is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._line.request(method, path, urlencode(form or {}) if form is not None else None, told)
        answer = self._line.getresponse()
        text = answer.read().decode()
        self.waits.append(time.perf_counter() - began)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, dict(answer.getheaders()), text

    def form_of(self, path: str) -> dict[str, str]:
        """The token of the page's form."""
        _status, _headers, text = self.ask("GET", path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        assert found is not None, text[:500]
        return {"csrfmiddlewaretoken": found[1]}


def test_five_scribes_beside_twenty_walls_lose_and_double_nothing(site, report):
    """Every third point is sent twice, as when an answer was lost; every wall saw the last of them."""
    leader = Browser(site.address)
    door = "/members/account/demo/"
    leader.ask("POST", door, {**leader.form_of(door), "person": "rhys@demo.example"})
    _status, _headers, events = leader.ask("GET", "/members/events/notes/")
    found = re.search(r"/members/events/\d+/notes/(?!\w)", events)
    assert found is not None
    path = found[0]
    until, sent, problems = time.monotonic() + SECONDS, list[list[str]](), list[str]()
    scribes = [Browser(site.address, leader.cookies) for _n in range(SCRIBES)]
    walls = [Browser(site.address, leader.cookies) for _n in range(WALLS)]
    seen = [""] * WALLS

    def scribe(number: int) -> None:
        mine, form = scribes[number], scribes[number].form_of(path)
        mine.waits.clear()
        for n in itertools.count():
            if time.monotonic() > until:
                break
            key, began = str(uuid4()), time.monotonic()
            point = {**form, "key": key, "text": f"Point {n} of scribe {number}.", "on_wall": "on"}
            for _time in range(2 if n % 3 == 0 else 1):
                status, _headers, text = mine.ask(
                    "POST", path, point, **{"X-Requested-With": "XMLHttpRequest"}
                )
                if status != 200 or "number" not in json.loads(text):
                    problems.append(f"a point was answered {status}")
            sent.append([key, point["text"]])
            time.sleep(max(0.0, BETWEEN_POINTS - (time.monotonic() - began)))

    def wall(number: int) -> None:
        mine, tag = walls[number], ""
        time.sleep(BETWEEN_LOOKS * number / WALLS)
        while time.monotonic() < until + 2 * BETWEEN_LOOKS:
            began = time.monotonic()
            status, headers, text = mine.ask(
                "GET", path.replace("/notes/", "/wall/points/"), **({"If-None-Match": tag} if tag else {})
            )
            if status == 200:
                tag, seen[number] = headers["ETag"], text
            elif status != 304:
                problems.append(f"a wall was answered {status}")
            time.sleep(max(0.0, BETWEEN_LOOKS - (time.monotonic() - began)))

    _all_at_once([*((scribe, n) for n in range(SCRIBES)), *((wall, n) for n in range(WALLS))])
    rows = _notes_in(site.data, {key for key, _text in sent})
    saves, looks = _waits(scribes), _waits(walls)
    report(f"points of {SCRIBES} scribes beside {WALLS} walls in {SECONDS} s, and their rows", "same",
           f"{len(sent)}, {len(rows)}")  # fmt: skip
    report("a point is saved, 95 of 100 within", "<= 1 s", f"{saves * 1000:.0f} ms")
    report("a wall is answered, 95 of 100 within", "<= 1 s", f"{looks * 1000:.0f} ms")

    assert problems == []
    assert sorted(rows) == sorted((key.replace("-", ""), text) for key, text in sent)
    assert len(sent) > SECONDS
    last = max(_notes_in(site.data, None, with_number=True))[1]
    assert all(last in text for text in seen)
    assert saves <= 1
    assert looks <= 1


def _all_at_once(work: "list[tuple[Callable[[int], None], int]]") -> None:
    threads = [threading.Thread(target=do, args=(number,)) for do, number in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _waits(browsers: "list[Browser]") -> float:
    """So long or less took 95 of 100 answers."""
    waits = sorted(wait for browser in browsers for wait in browser.waits)
    return waits[int(len(waits) * 0.95)]


def _notes_in(data: Path, keys: "set[str] | None", *, with_number: bool = False) -> "list[tuple[Any, str]]":
    """What is stored: key (or number) and text of each note, of these keys or of all."""
    base = sqlite3.connect(f"file:{data / 'database' / 'alongside.sqlite3'}?mode=ro", uri=True)
    try:
        rows = base.execute("SELECT key, number, text FROM notetaking_note").fetchall()
    finally:
        base.close()
    bare = None if keys is None else {key.replace("-", "") for key in keys}
    return [
        (number if with_number else key, text) for key, number, text in rows if bare is None or key in bare
    ]
