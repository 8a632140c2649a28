"""Which tests are the house's: of what every room stands on, without the rooms (`make test-house`).

A test that goes through all rooms is the house's for the house's own pages and addresses, and each other
room's for the rest: `room` is its parameter, or it is marked with another room.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
HOUSE = "house"
#: Folders of tests, and files of folders that belong to several rooms.
OWN = (
    "alongside", "background", "cms", "disclosure", "edge", "mailing", "people", "sockets", "ui",
    "vocabulary",
    "demo/test_demo.py", "demo/test_words.py",
    "events/test_editing.py", "events/test_event_page.py", "events/test_index.py",
    "events/test_publishing.py", "events/test_reading_grade.py", "events/test_sockets.py",
    "events/test_when.py", "events/test_workflow.py",
    "attacks/test_closed_doors.py", "attacks/test_cookie_sweep.py", "attacks/test_enumeration.py",
    "attacks/test_hidden_content.py", "attacks/test_key_answers.py", "attacks/test_log_sweep.py",
    "attacks/test_nobody_watched.py", "attacks/test_numbers.py", "attacks/test_origins.py",
    "attacks/test_other_readings.py", "attacks/test_permission_matrix.py", "attacks/test_same_bytes.py",
    "attacks/test_sessions.py", "attacks/test_two_workers.py",
    "browser/test_accessibility.py", "browser/test_by_keyboard.py", "browser/test_keys.py",
    "browser/test_leaving.py", "browser/test_links.py", "browser/test_look.py", "browser/test_pictures.py",
    "browser/test_script_injection.py", "browser/test_scripts_typed_by_editors.py", "browser/test_weight.py",
    "browser/test_wagtail_admin_under_csp.py",
)  # fmt: skip


_BEGINNINGS = tuple(name if "." in name else f"{name}/" for name in OWN)


def is_anothers(path: Path) -> bool:
    """Whether a file of tests is another room's."""
    name = path.relative_to(HERE).as_posix()
    return path.name.startswith("test_") and not name.startswith(_BEGINNINGS)


def is_own(item: pytest.Item) -> bool:
    """Whether a test is the house's own."""
    marker, callspec = item.get_closest_marker("room"), getattr(item, "callspec", None)
    given = callspec.params if callspec else {}
    room = marker.args[0] if marker else given.get("room", HOUSE)
    return room == HOUSE and not is_anothers(Path(item.path))


def keep_only_own(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out all other tests; refuse to start where what is listed here is there no more."""
    gone = [name for name in OWN if not (HERE / name).exists()]
    if gone:
        raise pytest.UsageError(f"tests/house.py names what is not there: {', '.join(gone)}")
    config.hook.pytest_deselected(items=[item for item in items if not is_own(item)])
    items[:] = [item for item in items if is_own(item)]
