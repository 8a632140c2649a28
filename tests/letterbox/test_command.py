"""`manage.py letterbox`."""

import sqlite3
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from feedback.letterbox import backing_up, copies, emptying, keys, nonces
from feedback.letterbox.covers import post_cover
from feedback.letterbox.models import BoxKey, ClosedDay, Emptying, Envelope
from feedback.letterbox.posting import post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def letterbox(*words: str) -> str:
    out = StringIO()
    call_command("letterbox", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_state_tells_times_numbers_and_sizes_and_nothing_of_what_is_in_it(room, box):
    post("word", {"said": "words of somebody"}, nonce=nonces.new(), receipt_index=b"r" * 32)
    for _ in range(3):
        post_cover()
    before = letterbox()
    emptying.empty()
    after = letterbox("state")

    assert "envelopes, covers among them: 4; 0.1 MB" in before
    assert "Last emptying  never yet" in before
    assert "Next emptying" in before
    assert "Last emptying  number 1" in after
    assert "envelopes opened, covers among them: 4; could not be: 0" in after
    assert "Copies here    of emptyings 1 to 1, together 1" in after
    assert "words of somebody" not in before + after
    assert "number 2, good until" in after


def test_how_many_of_the_envelopes_were_real_is_not_told(room, box):
    """One letter and three covers read as three letters and one cover do."""
    told = []
    for letters in (1, 3):
        for _ in range(letters):
            post("word", {"said": "hello"}, nonce=nonces.new())
        for _ in range(4 - letters):
            post_cover()
        emptying.empty()
        told.append(letterbox())
    first, second = ([line for line in text.splitlines() if not _counts_emptyings(line)] for text in told)

    assert first == second
    assert any("opened, covers among them: 4" in line for line in first)


def _counts_emptyings(line: str) -> bool:
    return line.startswith(("Last emptying", "Key", "Keys here", "Copies here", "Tombstones"))


def test_the_state_says_what_is_wrong(room, box):
    post("amendment", {"said": "hello"}, nonce=nonces.new())
    emptying.empty()
    post_cover()
    keys_folder_emptied()
    BoxKey.objects.update(public=b"rubbish")
    told = letterbox()

    assert "nothing can be posted: the key of the box is not ours" in told
    assert "can never be opened, since their key was destroyed: 1" in told
    assert "of kind “amendment”, which nothing here delivers: 1" in told


def keys_folder_emptied() -> None:
    from feedback.letterbox.memory import place
    from sealing import keys_folder

    for number in keys.numbers():
        keys_folder.destroy(place(), f"key.{number}")


def test_emptied_by_hand_it_keeps_its_distance_from_other_emptyings(room, box, monkeypatch):
    from feedback.letterbox.management.commands import letterbox as command

    now = timezone.now()
    post("word", {"said": "hello"}, nonce=nonces.new())
    monkeypatch.setattr(command, "next_emptying", lambda now: now + timedelta(hours=2, minutes=59))
    with pytest.raises(CommandError, match="in less than three hours"):
        letterbox("empty")
    monkeypatch.setattr(command, "next_emptying", lambda now: now + timedelta(hours=3))
    assert "Emptying 1. Envelopes opened, covers among them: 1" in letterbox("empty")
    with pytest.raises(CommandError, match="less than three hours ago"):
        letterbox("empty")
    assert "Emptying 2" in letterbox("empty", "--anyway")
    Emptying.objects.update(at=now - timedelta(hours=3))
    assert "Emptying 3" in letterbox("empty")
    assert room.said() == ["hello"]


def test_reconciling_says_what_was_found(room, box):
    post_cover()
    keys_folder_emptied()
    told = letterbox("reconcile")

    assert "New key: yes" in told
    assert "Envelopes that can never be opened: 1" in told
    assert "New key: no" in letterbox("reconcile")


def test_a_wrong_folder_of_keys_is_asked_about(room, box, settings, tmp_path):
    post_cover()
    settings.KEYS_DIR = tmp_path / "elsewhere"

    assert "Is KEYS_DIR the right one?" in letterbox("reconcile")
    assert "key in another folder than this KEYS_DIR: 1" in letterbox()
    assert "Is KEYS_DIR" not in letterbox("reconcile", "--keys-are-lost")


def test_a_folder_that_does_not_open_is_a_plain_error(room, box, settings):
    emptying.empty()
    settings.HELD_WORDS_SECRET = "another secret of sixteen bytes or more"

    with pytest.raises(CommandError, match="HELD_WORDS_SECRET_FALLBACKS"):
        letterbox("reconcile")


# --- Backups -----------------------------------------------------------------------------------


def test_what_a_backup_holds_needs_no_copy_any_more(room, box):
    emptying.empty()
    number = letterbox("number").strip()
    emptying.empty()  # while the backup was being made

    assert "Copies destroyed: 1" in letterbox("backed-up", number)
    assert copies.numbers() == [2]
    assert "Copies destroyed: 0" in letterbox("backed-up", number)


def test_a_copy_that_the_database_does_not_hold_is_delivered_first(room, box):
    post("word", {"said": "hello"}, nonce=nonces.new())
    emptying.empty()
    Emptying.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM word")

    assert "Copies destroyed: 1" in letterbox("backed-up", "5")
    assert room.said() == ["hello"]


def test_a_copied_file_says_itself_what_it_holds(tmp_path: Path):
    backup = tmp_path / "backup.sqlite3"
    with sqlite3.connect(backup) as rows:
        rows.execute("CREATE TABLE letterbox_emptying (number bigint)")
        assert backing_up.number_in_file(backup) == 0
        rows.execute("INSERT INTO letterbox_emptying VALUES (3), (7)")
    rows.close()
    assert backing_up.number_in_file(backup) == 7

    content = backup.read_bytes()
    for damaged in (b"rubbish" * 1000, content[:5000], b""):
        backup.write_bytes(damaged)
        with pytest.raises(backing_up.NotBackedUpError):
            backing_up.number_in_file(backup)
    with pytest.raises(backing_up.NotBackedUpError):
        backing_up.number_in_file(tmp_path / "nothing")


def test_a_standby_that_is_behind_or_away_keeps_the_copies(room, box, monkeypatch):
    emptying.empty()
    if connection.vendor == "postgresql":
        assert backing_up._standbys_behind("0/0") == []
    monkeypatch.setattr(backing_up, "PATIENCE", 0.0)
    monkeypatch.setattr(backing_up, "_standbys_behind", lambda target: ["second"])
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="second"):
            letterbox("backed-up", "1")
        assert copies.numbers() == [1]
    else:
        assert "Copies destroyed: 1" in letterbox("backed-up", "1")


# --- Closed days ----------------------------------------------------------------------------------


def test_bank_holidays_and_single_days_are_closed_and_opened_again():
    told = letterbox("holidays", "2027")
    assert "+ Fri 26 Mar 2027  Good Friday" in told
    assert "Closed anew: 8" in told
    assert "Closed anew: 0" in letterbox("holidays", "2027")

    assert "closed on 24 December 2027." in letterbox("closed", "2027-12-24", "The office is shut")
    assert "as it was" in letterbox("closed", "2027-12-24")
    assert ClosedDay.objects.get(day=date(2027, 12, 24)).name == "The office is shut"
    assert "no closed day any more" in letterbox("open", "2027-12-24")
    assert "is no closed day." in letterbox("open", "2027-12-24")
    assert Envelope.objects.count() == 0


@pytest.mark.parametrize("words", [["holidays", "1066"], ["backed-up"], ["closed", "tomorrow"], ["burn"]])
def test_what_it_does_not_understand_it_says(words):
    with pytest.raises(CommandError):
        letterbox(*words)
