"""Whatever happens in whatever order, each letter comes out once, and what was taken back stays gone."""

import os
import shutil
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, example, given
from hypothesis import settings as how
from hypothesis import strategies as st

from feedback.letterbox import copies, keys, kinds
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty
from feedback.letterbox.models import Envelope
from feedback.letterbox.posting import Outcome
from feedback.letterbox.reconcile import reconcile
from sealing import keys_folder
from tests.letterbox.processes import Changed
from tests.letterbox.rooms import Room
from tests.letterbox.writers import Writer, expected, send, words, wrong_with_folder

pytestmark = [pytest.mark.django_db, pytest.mark.database]
_folders = count()

ALL = (
    "write, write, send again, cover, withdraw, withdraw at once, empty, empty, fail, reconcile, "
    "lose key in use, back up, restore, restore"
)
#: Without bounds Hypothesis draws short ones, in which little can go wrong.
STEPS = st.lists(st.sampled_from(ALL.split(", ")), min_size=14, max_size=24)


class History:
    """What happened, and what has to come of it."""

    def __init__(self, room: Room) -> None:
        self.room, self.writer = room, Writer()
        #: Numbers in the box, with a sign that says whether the word itself or its withdrawal; opened ones.
        self.box: list[tuple[str, int]] = []
        self.opened: set[tuple[str, int]] = set()
        self.backup: tuple[str, list[tuple[str, int]]] | None = None
        #: Whether what was opened last has not come yet.
        self.failed = False

    def do(self, step: str, choice: int) -> None:
        getattr(self, step.replace(" ", "_"))(choice)

    def write(self, choice: int) -> None:
        [number] = self.writer.write(1)
        self.box.append(("word", number))

    def send_again(self, choice: int) -> None:
        """As somebody does who saw no answer; a form that has come out or lies in the box is known."""
        if self.writer.number:
            number = choice % self.writer.number
            known = ("word", number) in {*self.box, *self.opened}
            if known or number not in self.writer.withdrawn:
                assert (send(number) == Outcome.SENT_BEFORE) == known
                if not known:
                    self.box.append(("word", number))

    def cover(self, choice: int) -> None:
        post_cover()

    def withdraw(self, choice: int) -> None:
        if self.writer.number:
            number = choice % self.writer.number
            self.writer.withdraw(number)
            self.box.append(("gone", number))

    def withdraw_at_once(self, choice: int) -> None:
        """Possible only for what has come out."""
        out = sorted(number for what, number in self.opened if what == "word")
        if out and not self.failed:
            number = out[choice % len(out)]
            self.room.withdraw_now(number.to_bytes(32, "big"))
            self.writer.withdrawn.add(number)
            self.opened.add(("gone", number))
            reconcile()

    def empty(self, choice: int) -> None:
        reconcile()
        empty()
        self._all_opened()

    def fail(self, choice: int) -> None:
        """The room breaks down while it delivers: all was opened, nothing has come."""
        reconcile()
        self.failed = False
        whole = kinds._kinds["word"]
        kinds._kinds["word"] = kinds.Kind("word", lambda letters, delivery: 1 / 0, 0, whole.sort_out)
        try:
            empty()
        except ZeroDivisionError:
            self.failed = True
        finally:
            kinds._kinds["word"] = whole
        words_in_it = any(what == "word" for what, _ in self.box)
        assert self.failed == words_in_it
        failed = self.failed
        self._all_opened()
        self.failed = failed

    def reconcile(self, choice: int) -> None:
        reconcile()
        self.failed = False

    def lose_key_in_use(self, choice: int) -> None:
        """Only while nothing is sealed to it: then nothing may be lost."""
        if not Envelope.objects.exists():
            for number in keys.numbers():
                keys_folder.destroy(keys.place(), f"key.{number}")
            reconcile()
            self.failed = False

    def back_up(self, choice: int) -> None:
        if self.backup is None:
            self.backup = (transaction.savepoint(), list(self.box))

    def restore(self, choice: int) -> None:
        """What was in the box then and has not been opened since is in it again; what was opened stays so."""
        if self.backup is not None:
            savepoint, box = self.backup
            transaction.savepoint_rollback(savepoint)
            reconcile()
            self.failed = False
            self.box = [one for one in box if one in self.box and one not in self.opened]

    def _all_opened(self) -> None:
        self.opened |= set(self.box)
        self.box, self.failed = [], False

    def wanted(self) -> Counter[str]:
        gone = {number for what, number in self.opened if what == "gone"}
        return expected(sorted(number for what, number in self.opened if what == "word"), gone)


@how(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, choices=st.lists(st.integers(0, 1000), min_size=24, max_size=24))
@example(steps=["write", "back up", "write", "empty", "restore"], choices=[0] * 24)
@example(steps=["write", "back up", "empty", "withdraw", "empty", "restore"], choices=[0] * 24)
@example(steps=["write", "empty", "back up", "withdraw at once", "restore"], choices=[0] * 24)
@example(steps=["back up", "write", "empty", "restore", "send again"], choices=[0] * 24)
@example(steps=["back up", "write", "fail", "restore", "withdraw", "empty", "restore"], choices=[0] * 24)
def test_each_letter_comes_out_once_and_what_was_taken_back_stays_gone(
    room, tmp_path, monkeypatch, steps, choices
):
    monkeypatch.setattr(keys_folder, "os", Changed(os, fsync=lambda number: None))
    folder = Path(tmp_path) / str(next(_folders))
    history = History(room)
    start = transaction.savepoint()
    try:
        with override_settings(KEYS_DIR=folder):
            keys.first_key()
            for step, choice in zip(steps, choices, strict=False):
                history.do(step, choice)
            history.empty(0)
            assert words(room) == history.wanted()
            assert Envelope.objects.count() == 0
            assert wrong_with_folder({number for what, number in history.opened if what == "gone"}) == []
            assert copies.numbers() == sorted(set(copies.numbers()))
    finally:
        transaction.savepoint_rollback(start)
        shutil.rmtree(folder, ignore_errors=True)
