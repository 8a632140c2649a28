"""The folder of private keys: nobody else looks in, nothing tells a time, nothing half-way comes out."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealing import keys_folder
from sealing.keys_folder import (
    AlreadyThereError,
    FolderNotPrivateError,
    GoneError,
    destroy,
    load,
    load_bytes,
    names,
    store,
    store_bytes,
    sweep,
)
from sealing.pairs import KeySpoiltError, new_pair, open_sealed, seal

HERE = Path(__file__).parent
PUBLIC, PRIVATE = new_pair("box", 3, datetime(2027, 1, 1, tzinfo=UTC), secret=b"a secret of the tests")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "somewhere" / "keys"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_that_was_stored_opens_what_was_sealed_to_its_other_half(folder):
    store(folder, "box-3", PRIVATE)

    assert open_sealed(load(folder, "box-3"), seal(PUBLIC, b"words", size=100)) == b"words"
    assert names(folder) == ["box-3"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_nobody_else_can_look_in_whatever_the_process_allows_by_default(folder, mask):
    before = os.umask(mask)
    try:
        store(folder, "box-3", PRIVATE)
        store_bytes(folder, "delivery-3", b"locked")
    finally:
        os.umask(before)

    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_was_open_to_others_is_closed_before_a_key_goes_in(folder):
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    store(folder, "box-3", PRIVATE)

    assert mode(folder) == 0o700


def test_where_the_folder_cannot_be_closed_no_key_goes_in(folder, monkeypatch):
    folder.mkdir(parents=True)
    folder.chmod(0o755)

    def not_ours(self: Path, mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", not_ours)
    with pytest.raises(FolderNotPrivateError):
        store(folder, "box-3", PRIVATE)
    assert list(folder.iterdir()) == []


# --- File times are a clock ------------------------------------------------------------


def times(path: Path) -> set[float]:
    found = path.stat()
    return {found.st_mtime, found.st_atime}


def test_no_file_tells_when_it_was_written_read_or_replaced(folder):
    store(folder, "box-3", PRIVATE)
    store_bytes(folder, "delivery-3", b"locked")
    store_bytes(folder, "delivery-3", b"locked again")
    load(folder, "box-3")
    load_bytes(folder, "delivery-3")

    assert {time for path in folder.iterdir() for time in times(path)} == {0.0}


def test_the_folder_does_not_tell_when_something_came_or_went(folder):
    for act in (
        lambda: store(folder, "box-3", PRIVATE),
        lambda: store_bytes(folder, "delivery-3", b"locked"),
        lambda: destroy(folder, "box-3"),
    ):
        act()
        assert folder.stat().st_mtime == 0.0


# --- Destroying ------------------------------------------------------------------------


def test_what_was_destroyed_is_gone_and_may_be_destroyed_again(folder):
    store(folder, "box-3", PRIVATE)
    destroy(folder, "box-3")
    destroy(folder, "box-3")

    assert names(folder) == []
    for read in (load, load_bytes):
        with pytest.raises(GoneError):
            read(folder, "box-3")


def test_destroying_in_a_folder_that_was_never_made_is_no_mistake(folder):
    destroy(folder, "box-3")

    assert names(folder) == []
    assert sweep(folder) == 0


def same_runs(one: bytes, other: bytes, length: int = 4) -> int:
    """At how many places so many bytes are the same in both."""
    return sum(one[at : at + length] == other[at : at + length] for at in range(len(one) - length))


@pytest.mark.parametrize("size", [1, 178, 4096, 3 * 1024 * 1024 + 17])
def test_destroying_overwrites_the_same_blocks_from_the_first_byte_to_the_last(folder, tmp_path, size):
    """A second name for the same file shows what became of its blocks."""
    content = os.urandom(size)
    store_bytes(folder, "delivery", content)
    witness = tmp_path / "witness"
    os.link(folder / "delivery", witness)
    destroy(folder, "delivery")

    left = witness.read_bytes()
    assert len(left) == size
    assert witness.stat().st_mtime == 0.0
    if size > 1:
        assert same_runs(content[:5000], left[:5000]) == 0
        assert content[-100:] != left[-100:]
        assert len(set(left[:4096])) > 60  # random, not one byte many times


def test_a_key_is_overwritten_too(folder, tmp_path):
    store(folder, "box-3", PRIVATE)
    witness = tmp_path / "witness"
    os.link(folder / "box-3", witness)
    destroy(folder, "box-3")

    assert same_runs(PRIVATE.to_bytes(), witness.read_bytes()) == 0
    assert PRIVATE.raw[:16] not in witness.read_bytes()


def test_what_is_replaced_is_overwritten_too(folder, tmp_path):
    store_bytes(folder, "delivery", b"the words of the first delivery")
    witness = tmp_path / "witness"
    os.link(folder / "delivery", witness)
    store_bytes(folder, "delivery", b"without the one withdrawn")

    assert load_bytes(folder, "delivery") == b"without the one withdrawn"
    assert b"words" not in witness.read_bytes()


@pytest.fixture
def order(monkeypatch):
    """The calls that matter for what is left after a power cut, in their order."""
    seen: list[str] = []

    def noted(where: object, name: str) -> None:
        real = getattr(where, name)
        monkeypatch.setattr(where, name, lambda *args, **how: seen.append(name) or real(*args, **how))

    for name in ("write", "fsync", "link"):
        noted(os, name)
    for name in ("unlink", "replace"):
        noted(Path, name)
    return seen


def test_overwriting_reaches_the_disk_before_the_name_goes(folder, order):
    store(folder, "box-3", PRIVATE)
    order.clear()
    destroy(folder, "box-3")

    assert order == ["write", "fsync", "unlink", "fsync"]


def test_a_key_reaches_the_disk_before_its_name_and_its_name_before_the_end(folder, order):
    folder.mkdir(parents=True)
    store(folder, "box-3", PRIVATE)

    assert order == ["fsync", "link", "unlink", "fsync"]


def test_the_new_copy_is_on_the_disk_before_the_old_one_is_destroyed(folder, order):
    store_bytes(folder, "delivery", b"old")
    order.clear()
    store_bytes(folder, "delivery", b"new")

    assert order == ["fsync", "link", "replace", "fsync", "write", "fsync", "unlink", "unlink", "fsync"]


def test_keys_are_never_replaced(folder):
    store(folder, "box-3", PRIVATE)
    other = new_pair("box", 4, datetime(2027, 1, 1, tzinfo=UTC), secret=b"a secret of the tests")[1]
    with pytest.raises(AlreadyThereError):
        store(folder, "box-3", other)

    assert load(folder, "box-3") == PRIVATE
    assert [path.name for path in folder.iterdir()] == ["box-3"]


def test_a_key_of_which_the_disk_lost_something_is_refused_by_name(folder):
    store(folder, "box-3", PRIVATE)
    (folder / "box-3").write_bytes(PRIVATE.to_bytes()[:-1] + b"?")

    with pytest.raises(KeySpoiltError):
        load(folder, "box-3")


# --- Names -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "../box", "a/b", "/etc/passwd", ".hidden", "UPPER", "a\n", "a" * 101])
def test_a_name_cannot_lead_out_of_the_folder_or_hide(folder, name):
    folder.mkdir(parents=True)
    for act in (
        lambda: store(folder, name, PRIVATE),
        lambda: store_bytes(folder, name, b"x"),
        lambda: load_bytes(folder, name),
        lambda: destroy(folder, name),
    ):
        with pytest.raises(ValueError, match="no name"):
            act()
    assert list(folder.iterdir()) == []


def test_a_link_planted_in_the_folder_is_not_followed(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"somebody else's")
    store(folder, "box-3", PRIVATE)
    (folder / "box-4").symlink_to(elsewhere)

    with pytest.raises(OSError, match="symbolic links"):
        load_bytes(folder, "box-4")
    with pytest.raises(OSError, match="symbolic links"):
        destroy(folder, "box-4")
    assert elsewhere.read_bytes() == b"somebody else's"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.binary(max_size=50))), max_size=8))
def test_after_any_acts_the_folder_holds_what_was_stored_last(tmp_path_factory, acts):
    folder, expected = tmp_path_factory.mktemp("any") / "keys", {}
    for name, content in acts:
        if content is None:
            destroy(folder, name)
            expected.pop(name, None)
        else:
            store_bytes(folder, name, content)
            expected[name] = content

    assert {name: load_bytes(folder, name) for name in names(folder)} == expected
    assert sweep(folder) == 0


# --- Killed at every step ------------------------------------------------------------------


def deaths(folder: Path, act: str) -> list[dict]:
    """One process killed with -9 before every call that reaches the disk, writes cut in half."""
    done = subprocess.run(
        [sys.executable, str(HERE / "dying.py"), str(folder), act],
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1] / "site")},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""
    assert [one["died"] for one in found] == [True] * (len(found) - 1) + [False]
    return found


def test_killed_while_storing_there_is_the_whole_key_or_none(tmp_path):
    found = deaths(tmp_path, "store")

    assert len(found) > 9
    assert {one["after"]["key"] for one in found} == {"nothing", "the key"}
    assert [one for one in found if one["swept"] != one["after"]] == []
    assert {one["repeated"]["key"] for one in found} == {"the key"}
    assert [one["left_then"] for one in found if one["left_then"]] == []


def test_killed_while_replacing_there_is_the_old_or_the_new_never_neither(tmp_path):
    found = deaths(tmp_path, "replace")

    assert len(found) > 12
    assert {one["after"]["copy"] for one in found} == {"old", "new"}
    assert [one for one in found if one["swept"] != one["after"]] == []
    assert {one["repeated"]["copy"] for one in found} == {"new"}
    assert [one["left_then"] for one in found if one["left_then"]] == []


def test_killed_while_destroying_there_is_the_whole_key_or_one_that_opens_nothing(tmp_path):
    found = deaths(tmp_path, "destroy")

    assert {one["after"]["key"] for one in found} == {"the key", "spoilt", "nothing"}
    assert {one["repeated"]["key"] for one in found} == {"nothing"}


def test_what_a_crash_left_is_swept_and_nothing_else(folder):
    store(folder, "box-3", PRIVATE)
    (folder / f"{keys_folder._PASSING}abc").write_bytes(PRIVATE.to_bytes())

    assert names(folder) == ["box-3"]
    assert sweep(folder) == 1
    assert sweep(folder) == 0
    assert load(folder, "box-3") == PRIVATE
