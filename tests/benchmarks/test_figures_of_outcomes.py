"""The figures we promise for what came of it: `make bench` prints them."""

from pathlib import Path

import pytest
from django.db import connection

from tests.benchmarks.notes import Notes
from tests.databases import TestDatabase

pytestmark = pytest.mark.xdist_group("browser")

SERVICES = 10_000


def test_ten_thousand_services_are_taken_in(tmp_path: Path, django_db_setup: None, report):
    if connection.vendor != "sqlite":
        pytest.skip("measured on SQLite, whose process does the work of the database too")
    cost = Notes(tmp_path / "site", TestDatabase("box").template).act("services", SERVICES)
    report(f"looking through and taking in {SERVICES:,} services", "<= 30 s",
           f"{cost.seconds:.1f} s ({cost.processor:.1f} s of the processor)")  # fmt: skip
    report("memory of the process that takes them in", "<= 300 MB", f"{cost.megabytes:.0f} MB")

    assert cost.opened == SERVICES
    assert cost.processor <= 30
    assert cost.megabytes <= 300
