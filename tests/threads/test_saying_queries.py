"""What saying and coming back ask of the database: little, and the same however much there is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from codes import slow_hash
from feedback.letterbox import emptying, nonces
from feedback.threads import coming_back, participation, saying
from feedback.threads.said import Said
from tests.factories.threads import ThreadFactory, many_published
from tests.threads.ways import WORDS, begun, came_back, written
from tests.threads.writer import Writer

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("patient")]

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@pytest.fixture
def committed(transactional_db):
    """A box in a database that really commits: what a transaction costs is counted too."""
    from feedback.letterbox import keys

    keys.first_key()


def asked(act) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured]


def test_a_post_asks_ten_queries_in_all_and_writes_one_row(committed):
    thread = ThreadFactory(asks_faces="How was it?")
    writer = written(thread, WORDS + "\nMy son Jamie waited at HMP Durham.", stage="recalled", face="2")
    for detail in writer.names("detail-"):
        writer.choose(detail, "out")
    queries = asked(lambda: writer.press("send"))
    assert writer.receipt
    assert len(queries) <= 10, [query[:60] for query in queries]
    [written_row] = [query for query in queries if WRITES.match(query)]
    assert "letterbox_envelope" in written_row


def test_a_post_with_a_code_asks_ten_too(committed):
    thread = ThreadFactory(access="by-code")
    code = participation.print_sheet(thread, "pwle", 1, last_day=thread.closes_on, by=None).codes[0]
    writer = begun(thread).fill(words=WORDS, allows="both", code=code).press("check")
    queries = asked(lambda: writer.press("send"))
    assert writer.receipt
    assert len(queries) <= 10, [query[:60] for query in queries]
    assert sum(bool(WRITES.match(query)) for query in queries) == 1


def test_no_other_page_of_the_way_writes_anything(committed):
    thread = ThreadFactory(access="by-code")
    code = participation.print_sheet(thread, "pwle", 1, last_day=thread.closes_on, by=None).codes[0]
    writer = Writer()
    for act in (
        lambda: writer.open(f"/feedback/{thread.slug}/say/"),
        lambda: writer.press("start"),
        lambda: writer.fill(words=WORDS, allows="both", code=code).press("check"),
        lambda: writer.press("change"),
        lambda: writer.press("check"),
    ):
        queries = asked(act)
        assert not any(WRITES.match(query) for query in queries)
        assert len(queries) <= 10


def test_reading_with_a_receipt_writes_nothing_and_asks_the_same_however_much_there_is(committed):
    thread = ThreadFactory()
    nonce = nonces.new()
    saying.say(thread, Said(words=WORDS, may_show=True), nonce=nonce)
    emptying.empty()
    receipt = nonces.receipt_of(nonce)

    def looks() -> list[str]:
        return asked(lambda: came_back(receipt).press("everything"))

    looks()
    before = looks()
    many_published(300, thread)
    looks()  # what stands around pages is read anew after something changed
    after = looks()
    assert len(after) == len(before)
    assert not any(WRITES.match(query) for query in after)


def test_a_receipt_that_leads_nowhere_and_one_still_in_the_box_ask_the_same(committed):
    thread = ThreadFactory()
    nonce = nonces.new()
    saying.say(thread, Said(words=WORDS, may_show=True), nonce=nonce)

    def looks(receipt: str) -> list[str]:
        return [
            re.sub(r"X'[0-9a-fA-F]+'|'\\x[0-9a-f]+'|\d+", "?", one)
            for one in asked(lambda: came_back(receipt))
        ]

    nowhere, in_the_box = nonces.receipt_of(nonces.new()), nonces.receipt_of(nonce)
    looks(nowhere)
    assert looks(in_the_box) == looks(nowhere)


@pytest.mark.django_db
def test_one_look_up_is_one_slow_hash_and_one_query_by_index(monkeypatch, django_assert_num_queries):
    hashed = []
    real = slow_hash.hash_secret_raw
    monkeypatch.setattr(slow_hash, "hash_secret_raw", lambda **given: hashed.append(1) or real(**given))
    index = saying.receipt_index(nonces.receipt_of(nonces.new()), address="198.51.100.7")
    with django_assert_num_queries(1):
        coming_back.find(index, timezone.localdate())
    assert len(hashed) == 1

    page = came_back(nonces.receipt_of(nonces.new()))
    assert len(hashed) == 2
    page.press("withdraw").press("home").press("finish")
    assert len(hashed) == 2
