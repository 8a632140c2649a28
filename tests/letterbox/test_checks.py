"""What is wrong with the box's settings is said at start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from alongside.checks import refuse_unsafe_start
from feedback.letterbox import checks


def found() -> set[str | None]:
    return {one.id for one in checks.box_is_sound()}


@pytest.fixture
def sound(settings, tmp_path):
    settings.PRODUCTION = True
    settings.DATA_DIR, settings.KEYS_DIR = tmp_path / "data", tmp_path / "keys"
    return settings


@pytest.fixture(autouse=True)
def on_a_disk(monkeypatch):
    monkeypatch.setattr(checks, "_file_system", lambda folder: "ext4")


def test_nothing_is_wrong_with_sound_settings(sound):
    assert found() == set()


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        ("letterbox.E001", "EMPTYING_TIMES", ["noon"]),
        ("letterbox.E001", "EMPTYING_TIMES", []),
        ("letterbox.E002", "EMPTYING_TIMES", ["09:00", "11:59"]),
        ("letterbox.E002", "EMPTYING_TIMES", ["15:00", "09:00", "12:30"]),
        ("letterbox.E003", "EMPTYING_DAYS", ["someday"]),
        ("letterbox.E003", "EMPTYING_DAYS", []),
        ("letterbox.E004", "CODES_SECRET", "short"),
        ("letterbox.E005", "COVER_EVERY_SECONDS", 0),
        ("letterbox.W001", "COVER_EVERY_SECONDS", 600),
    ],
)
def test_each_unsound_setting_is_named(sound, number, name, value):
    setattr(sound, name, value)

    assert found() == {number}


def test_three_hours_are_enough(sound):
    sound.EMPTYING_TIMES = ["15:00", "09:00", "12:00"]

    assert found() == set()


@pytest.mark.parametrize("place", [".", "keys", "deep/keys"])
def test_keys_within_what_is_backed_up_are_warned_of_in_production(sound, place):
    sound.KEYS_DIR = sound.DATA_DIR / place
    assert found() == {"letterbox.W002"}

    sound.PRODUCTION = False
    assert found() == set()


@pytest.mark.parametrize("kind", ["tmpfs", "ramfs"])
def test_keys_in_memory_are_warned_of(sound, monkeypatch, kind):
    monkeypatch.setattr(checks, "_file_system", lambda folder: kind)

    assert found() == {"letterbox.W003"}


def test_the_kind_of_file_system_is_told_by_the_nearest_mount(monkeypatch, tmp_path):
    monkeypatch.undo()
    from pathlib import Path

    assert checks._file_system(Path("/dev/shm/not/yet/made")) in {"tmpfs", "ramfs", ""}
    assert checks._file_system(tmp_path) != ""


def test_the_checks_are_among_those_of_every_start():
    from django.core.checks import registry

    assert checks.box_is_sound in registry.registry.get_checks()


def test_the_web_server_does_not_start_with_times_that_its_pages_cannot_tell(settings):
    settings.EMPTYING_TIMES = ["noon"]

    with pytest.raises(ImproperlyConfigured, match=r"letterbox\.E001"):
        refuse_unsafe_start()
