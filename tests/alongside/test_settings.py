"""The table of settings names what the program reads, and its numbers are those of the checks."""

import re
from pathlib import Path

from django.conf import settings

from alongside import checks

BASE = Path(settings.BASE_DIR)
TABLE = (BASE / "docs" / "settings.md").read_text()
#: Tells our test runs about their surroundings; no setting of the site.
OF_THE_SYSTEM = {"DJANGO_SETTINGS_MODULE"}


def variables_read() -> set[str]:
    """Every environment variable that a file of ours reads."""
    found: set[str] = set()
    for folder in ("site", "consultations", "feedback"):
        for path in (BASE / folder).rglob("*.py"):
            source = path.read_text()
            found |= set(re.findall(r"\benv\.\w+\(\s*\"([A-Z0-9_]+)\"", source))
            found |= set(re.findall(r"os\.environ(?:\.get\(|\.setdefault\(|\[)\s*\"([A-Z0-9_]+)\"", source))
    return found - OF_THE_SYSTEM


def test_the_table_names_every_variable_that_is_read_and_no_other():
    assert set(re.findall(r"^\| `([A-Z0-9_]+)` \|", TABLE, re.M)) == variables_read()


def test_the_table_of_numbers_is_that_of_the_checks():
    in_source = set(re.findall(r'id="(alongside\.[EW]\d{3})"', Path(checks.__file__).read_text()))

    assert set(re.findall(r"^\| `(alongside\.[EW]\d{3})` \|", TABLE, re.M)) == in_source


def test_the_start_script_and_the_checks_mean_the_same_by_this_machine():
    from alongside import start

    assert start.LOOPBACK == checks.LOOPBACK
