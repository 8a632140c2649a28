"""What this machine offers the tests, and what is said when something is missing.

On a developer's machine a missing browser or database engine costs a loud line.
Where CI=true, it is a failure: a check that quietly checks less is worse than none.
"""

import os
import shutil
from pathlib import Path

import pytest

CI = os.environ.get("CI", "").lower() == "true"
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")


def chromium() -> str | None:
    """The path of a Chromium of this machine, as people have it."""
    return _first("chromium", "chromium-browser", "google-chrome")


def chromium_without_window() -> str | None:
    """The path of a Chromium that draws pages only: the same engine, and a fresh profile costs it nothing.

    Where there is none (Debian: chromium-headless-shell), the other does all, and takes longer.
    """
    return _first("chromium-headless-shell") or chromium()


def _first(*usual: str) -> str | None:
    wanted = os.environ.get("CHROMIUM")
    names = [wanted] if wanted else usual
    return next((found for name in names if (found := shutil.which(name))), None)


def java() -> str | None:
    """The path of a Java that runs the Nu checker."""
    return shutil.which("java")


def mark_by_folder(items: list[pytest.Item]) -> None:
    """Browser tests are known by their folder; attacks are repeated on PostgreSQL too."""
    for item in items:
        folders = Path(item.path).parts
        # One process starts a demo and a browser for those that look, one for those that write, one the
        # server for the attacks, and one makes the demo for the tests of its content.
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("served"))
        elif "browser" in folders:
            looks = Path(item.path).stem in LOOKING
            item.add_marker(pytest.mark.xdist_group("browser that looks" if looks else "browser"))
        elif Path(item.path).parent.name == "demo":
            item.add_marker(pytest.mark.xdist_group("demo"))
        if "browser" in folders:
            item.add_marker(pytest.mark.browser)
        elif "attacks" in folders:
            item.add_marker(pytest.mark.database)


#: Browser tests that look at the demo, or leave it as it was; the others write. About half of the time each.
LOOKING = frozenset(
    {
        "test_accessibility", "test_by_keyboard", "test_keys", "test_leaving", "test_links", "test_listening",
        "test_look", "test_pictures", "test_script_injection", "test_scripts_typed_by_editors", "test_weight",
        "test_wagtail_admin_under_csp",
    }
)  # fmt: skip

#: What many tests share and one process makes for them, the longest first.
SHARED = ("browser", "browser that looks", "served", "demo")


def put_in_order(items: list[pytest.Item]) -> None:
    """So that no process waits for another: what takes long begins at once, and small things come last.

    The first process makes the database and goes on with the longest; meanwhile the second runs what needs
    none. It is the order in which tests are given out, and pytest-django's own is kept within.
    """
    groups = [_group(item) for item in items]
    first = next((name for name in SHARED if name in groups), None)

    def turn(item: pytest.Item) -> int:
        group = _group(item)
        if group is not None:
            return 0 if group == first else 2 + SHARED.index(group)
        return 9 if _asks_for_a_database(item) else 1

    items.sort(key=turn)


def groups_are_kept(session: pytest.Session) -> None:
    """Refuse to start where a group would be spread over processes, and each would make what they share.

    Nothing would fail; everything would take twice as long (pytest 9.2 with xdist 3.8 did it for weeks).
    """
    if not getattr(session.config.option, "loadgroup", False):
        return
    for item in session.items:
        if _group(item) is not None and "@" not in item.nodeid:
            raise pytest.UsageError(f"{item.nodeid} is not kept with its group: try another pytest-xdist.")


def _group(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("xdist_group")
    return str(marker.args[0]) if marker else None


def _asks_for_a_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or item.get_closest_marker("django_db"))


def skip_what_cannot_run(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs something that is missing; refuse to start where nothing may be missing."""
    _without(items, "browser", chromium() is None, "Chromium (Debian: apt install chromium)")
    _without(items, "java", java() is None, "Java (Debian: apt install default-jre-headless)")
    for item in items:
        if item.get_closest_marker("postgres") and not ON_POSTGRESQL:
            item.add_marker(pytest.mark.skip(reason="runs in the round on PostgreSQL"))
        if "benchmarks" in Path(item.path).parts and not config.getoption("--benchmarks"):
            item.add_marker(pytest.mark.skip(reason="measured by make bench"))


def _without(items: list[pytest.Item], marker: str, missing: bool, what: str) -> None:
    concerned = [item for item in items if item.get_closest_marker(marker)]
    if not missing or not concerned:
        return
    if CI:
        raise pytest.UsageError(f"CI=true, and {what} is missing: {len(concerned)} tests cannot run.")
    for item in concerned:
        item.add_marker(pytest.mark.skip(reason=f"needs {what}"))


def say_loudly(reporter: pytest.TerminalReporter) -> None:
    """One line for each thing that is missing, so that nobody takes a smaller suite for the whole."""
    skipped: dict[str, int] = {}
    for report in reporter.stats.get("skipped", []):
        reason = str(report.longrepr[-1]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "needs " in reason:
            what = reason.split("needs ", 1)[1]
            skipped[what] = skipped.get(what, 0) + 1
    for what, number in sorted(skipped.items()):
        reporter.write_line(f"!!! NOT TESTED HERE: {number} tests need {what}", red=True, bold=True)
