"""The figures we promise for feedback, each as a ratio or a count of one run: `make bench` prints them."""

import secrets
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext, _TestState
from django.utils import timezone

from codes import indexes, numbers
from codes.slow_hash import Kind
from edge import page_cache
from edge.brief_memory import ended
from feedback.letterbox import keys
from feedback.moderation.models import Item
from feedback.threads import form_tokens, held_words
from feedback.threads.models import Contribution, Thread
from tests.benchmarks.box import Box
from tests.databases import TestDatabase
from tests.factories.moderation import facilitator
from tests.factories.people import PlaceFactory, PlaceTieFactory
from tests.factories.threads import WORDS, ThreadFactory, many_published, monday_of
from tests.threads.ways import written
from tests.threads.writer import Writer

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has had a form open for longer than two seconds."""
    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


def processor_time(act: Callable[[], Any], times: int = 15) -> float:
    """Milliseconds of the processor, the median of some: what else this machine does counts for little."""
    act()
    taken = []
    for _n in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return statistics.median(taken) * 1000


def asked(act: Callable[[], Any]) -> int:
    """How many queries an act asks."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def drawn_anew(path: str) -> Callable[[], None]:
    """Draws a page that nobody has kept."""
    client = Client()

    def draw() -> None:
        page_cache.shelf.clear()
        assert client.get(path).status_code == 200

    return draw


# --- Reading ------------------------------------------------------------------------------


def test_a_thread_page_costs_the_same_with_100_and_with_100_000_answers(db, report):
    found: dict[int, dict[str, tuple[int, float]]] = {}
    for number in (100, 100_000):
        thread = many_published(number)
        _tell_the_planner()
        address = f"/feedback/{thread.slug}/"
        found[number] = {}
        for query in ("", "?answered=1"):
            draw = drawn_anew(address + query)
            draw()
            found[number][query] = asked(draw), processor_time(draw)
    for query, (queries, few) in found[100].items():
        more_queries, many = found[100_000][query]
        what = f"thread page {query}".strip()
        report(f"queries on a {what}, 100 and 100,000 answers", "same, <= 12", f"{queries}, {more_queries}")
        report(f"time of a {what}, 100,000 / 100", "<= 1.3", f"{many:.1f}/{few:.1f} ms = {many / few:.2f}")

    for query, (queries, few) in found[100].items():
        more_queries, many = found[100_000][query]
        assert queries == more_queries <= 12
        assert many / few <= 1.3


def _tell_the_planner() -> None:
    """What the database does by itself on PostgreSQL, after so many rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


# --- Saying and coming back ---------------------------------------------------------------


def test_a_post_asks_ten_queries_at_most(transactional_db, report):
    keys.first_key()
    page = written(ThreadFactory(asks_faces="How was it?"), face="2")
    queries = asked(lambda: page.press("send"))
    assert page.receipt
    report("queries of a post, in all", "<= 10", str(queries))
    assert queries <= 10


def _receipts(number: int, thread: Thread) -> None:
    """So many answers that have a receipt each."""
    week, held = monday_of(timezone.localdate()), held_words.lock({"words": WORDS[0]})
    rows = [
        Contribution(thread=thread, week=week, held=held, receipt_index=secrets.token_bytes(32))
        for _n in range(number)
    ]
    Contribution.objects.bulk_create(sorted(rows, key=lambda row: row.pk), batch_size=2000)


@pytest.fixture
def as_served(monkeypatch):
    """Templates as a server draws them: for tests, Django copies the context of each and tells of it."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


def test_looking_a_receipt_up_does_not_depend_on_how_many_there_are(db, report, as_served):
    keys.first_key()
    receipt, strange = (numbers.mint_receipt(secrets.token_bytes(16)) for _n in range(2))
    index = indexes.index_of(receipt, Kind.RECEIPT)
    thread = ThreadFactory()
    Contribution.objects.create(
        thread=thread, week=monday_of(timezone.localdate()), receipt_index=index,
        held=held_words.lock({"words": WORDS[0]}),
    )  # fmt: skip
    hashing = processor_time(lambda: indexes.index_of(receipt, Kind.RECEIPT))
    times: dict[int, tuple[float, float]] = {}
    for number in (100, 100_000):
        _receipts(number - Contribution.objects.count(), thread)
        times[number] = processor_time(_looks_up(receipt)), processor_time(_looks_up(strange))
    (few, few_strange), (many, many_strange) = times[100], times[100_000]
    report(
        "looking a receipt up, 100,000 / 100 receipts",
        "<= 1.2",
        f"{many:.1f}/{few:.1f} ms = {many / few:.2f}",
    )
    report(
        "the same for a receipt that leads nowhere", "<= 1.2",
        f"{many_strange:.1f}/{few_strange:.1f} ms = {many_strange / few_strange:.2f}",
    )  # fmt: skip
    report("of which the slow hash", ">= half", f"{hashing:.1f} of {many:.1f} ms = {hashing / many:.0%}")

    assert many / few <= 1.2
    assert many_strange / few_strange <= 1.2
    assert hashing / many >= 0.5


def _looks_up(receipt: str) -> Callable[[], None]:
    entering = Writer().open("/feedback/receipt/")
    sent = entering.fill(receipt=receipt).sent_by("open")

    def look_up() -> None:
        ended.clear()
        assert Writer(address="/feedback/receipt/").send_again(sent).status == 200

    return look_up


# --- Emptying -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "seconds", "megabytes"), [(5_000, 10, 500), (50_000, 60, 500)], ids=["5,000", "50,000"]
)
def test_emptying_a_full_box(number, seconds, megabytes, tmp_path: Path, django_db_setup: None, report):
    if connection.vendor != "sqlite":
        pytest.skip("measured on SQLite, whose process does the work of the database too")
    box = Box(tmp_path / "site", TestDatabase("box").template)
    box.fill(number)
    cost = box.empty()
    assert cost.opened == number
    report(f"emptying {number:,} letters", f"<= {seconds} s",
           f"{cost.seconds:.1f} s ({cost.processor:.1f} s of the processor)")  # fmt: skip
    report("memory of the process that does it", f"<= {megabytes} MB", f"{cost.megabytes:.0f} MB")

    assert cost.seconds <= seconds
    assert cost.megabytes <= megabytes


# --- Moderating ---------------------------------------------------------------------------


def _wait_in_the_queue(number: int, place: Any) -> None:
    """So many answers that wait: of several days, some urgent, a third about one prison."""
    thread, day = ThreadFactory(), timezone.localdate()
    held = held_words.lock({"words": " ".join(WORDS[:4])})
    rows = [Contribution(thread=thread, week=monday_of(day), day=day, held=held) for _n in range(number)]
    rows.sort(key=lambda row: row.pk)
    Contribution.objects.bulk_create(rows, batch_size=2000)
    Item.objects.bulk_create(
        [
            Item(contribution=row, since=day - timedelta(days=n % 9), attention=(4, 4, 3, 1)[n % 4])
            for n, row in enumerate(rows)
        ],
        batch_size=2000,
    )
    through = Item.places.through
    through.objects.bulk_create(
        [through(item_id=row.pk, place_id=place.pk) for row in rows[::3]], batch_size=2000
    )


def test_the_queue_costs_the_same_with_50_and_with_50_000_waiting(db, report):
    place = PlaceFactory()
    tied, free = facilitator(), facilitator()
    PlaceTieFactory(person=tied, place=place)
    clients = {"tied to a prison": Client(), "tied to none": Client()}
    for client, person in zip(clients.values(), (tied, free), strict=True):
        client.force_login(person)
    found: dict[int, dict[str, float]] = {}
    for number in (50, 50_000):
        _wait_in_the_queue(number - Item.objects.count(), place)
        _tell_the_planner()
        found[number] = {
            who: processor_time(lambda client=client: client.get("/members/feedback/"))
            for who, client in clients.items()
        }
    ratios = {who: found[50_000][who] / few for who, few in found[50].items()}
    for who, few in found[50].items():
        report(f"queue of somebody {who}, 50,000 / 50", "<= 1.5",
               f"{found[50_000][who]:.1f}/{few:.1f} ms = {ratios[who]:.2f}")  # fmt: skip

    assert max(ratios.values()) <= 1.5
