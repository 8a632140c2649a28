"""The figures we promise for what came of it: `make bench` prints them."""

import time
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations.panorama import counting
from edge import content_version, page_cache
from tests.benchmarks.notes import Notes
from tests.databases import TestDatabase
from tests.factories.outcomes import many_chains
from tests.factories.threads import many_published
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.xdist_group("browser")

SERVICES = 10_000
FEW, MANY = 20, 5_000
#: Seconds of the slowest page, first after something changed.
QUERIES, SLOWEST = 12, 0.5
WHAT_CHANGED = "/what-changed/"
#: Seconds of the processor for what the panorama adds to an emptying.
ANSWERS, RECOUNT, PANORAMA = 100_000, 1.0, "/panorama/"


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


@pytest.mark.django_db
def test_what_changed_costs_the_same_with_twenty_and_with_five_thousand_lines(report):
    pages = _pages_of_what_changed()
    many_chains(FEW)
    few = {name: _cost(address) for name, address in pages.items()}
    many_chains(MANY - FEW)
    many = {name: _cost(address) for name, address in pages.items()}
    for name in pages:
        after, queries, seconds = many[name]
        what = f"what changed, {MANY:,} lines, {name}"
        report(what, f"<= {QUERIES}", f"{queries} queries, {seconds:.3f} s")
        report(f"{what}, after a change", f"<= {SLOWEST} s", f"{after:.3f} s")

    assert {name: cost[1] for name, cost in many.items()} == {name: cost[1] for name, cost in few.items()}
    assert max(cost[1] for cost in many.values()) <= QUERIES
    assert max(cost[0] for cost in many.values()) <= SLOWEST


@pytest.mark.django_db
def test_the_panorama_costs_the_same_with_100_and_with_100_000_answers(report):
    found = {}
    for number in (100, ANSWERS):
        many_published(number)
        began = time.process_time()
        counting.after_an_emptying(timezone.localdate())
        found[number] = (time.process_time() - began, *_cost(PANORAMA))
    recount, after, queries, seconds = found[ANSWERS]
    report(f"panorama, {ANSWERS:,} answers", f"<= {QUERIES}", f"{queries} queries, {seconds:.3f} s")
    report("panorama, after a change", f"<= {SLOWEST} s", f"{after:.3f} s")
    report(f"counting {ANSWERS:,} answers anew at an emptying", f"<= {RECOUNT} s", f"{recount:.2f} s")

    assert queries == found[100][2] <= QUERIES
    assert after <= SLOWEST
    assert recount <= RECOUNT


def _pages_of_what_changed() -> dict[str, str]:
    first = Theme.objects.order_by("pk").first()
    theme = f"{WHAT_CHANGED}?theme={first.slug if first else ''}"
    stage = JourneyStage.objects.values_list("key", flat=True)[0]
    return {
        "the list": WHAT_CHANGED,
        "by how far it is": f"{WHAT_CHANGED}?state=going",
        "by stage": f"{WHAT_CHANGED}?stage={stage}",
        "by theme": theme,
        "by theme, stage and how far it is": f"{theme}&stage={stage}&state=done",
        "for commissioners": f"{WHAT_CHANGED}for-commissioners/",
        "feed": f"{WHAT_CHANGED}feed/",
        "and the panorama": PANORAMA,
    }


def _cost(address: str) -> tuple[float, int, float]:
    """Seconds of the first answer after a change; queries and seconds where only the page is made anew."""
    client = Client()
    content_version.bump()
    after = _seconds(client, address)
    page_cache.shelf.clear()
    with CaptureQueriesContext(connection) as asked:
        seconds = _seconds(client, address)
    return after, len(asked), seconds


def _seconds(client: Client, address: str) -> float:
    begun = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - begun
