"""What one act leaves behind: exactly the listed tables and files, and nothing else that is stored.

A post, a change, a message, a withdrawal, a report and a cover envelope all leave the same trace: one row in
one table. Whatever else changed at that moment would point at the person who acted.
"""

import hashlib
import secrets
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from codes import slow_hash
from feedback.letterbox import covers, emptying, keys
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads.keys import written
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.attacks.linkage.score import Truth, best, score
from tests.factories.people import PersonFactory
from tests.factories.threads import ThreadFactory
from tests.threads.writer import Writer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.database,
    pytest.mark.usefixtures("patient_people", "cheap"),
]

ENVELOPES = {"letterbox_envelope"}
WORDS = "They came two days before I got out."


@pytest.fixture
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


@pytest.fixture
def patient_people(monkeypatch):
    from feedback.threads import form_tokens

    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


@pytest.fixture
def thread(transactional_db, keys_of_ones_own):
    keys.first_key()
    return ThreadFactory()


def stored() -> dict[str, str]:
    """A fingerprint of every table and every file that we write."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
            found |= {f"sequence {name}": str(value) for name, value in cursor.fetchall()}
    folders = {Path(settings.KEYS_DIR), Path(settings.MEDIA_ROOT), Path(settings.DATA_DIR) / "mail"}
    for path in sorted(path for folder in folders if folder.exists() for path in folder.rglob("*")):
        if path.is_file():
            # The time of a file is stored too.
            time = path.stat().st_mtime_ns
            found[f"file {path}"] = f"{hashlib.sha256(path.read_bytes()).hexdigest()} {time}"
    found["cache"] = repr(sorted(getattr(cache, "_cache", {})))
    return found


def changed_by(act) -> set[str]:
    """The names of what is stored differently after an act."""
    before = stored()
    act()
    after = stored()
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def told(thread, words=WORDS) -> str:
    """Say something; the receipt."""
    writer = Writer().open(f"/feedback/{thread.slug}/say/").press("start")
    return writer.fill(words=words, allows="both").press("check").press("send").receipt


def came_back(receipt) -> Writer:
    return Writer().open("/feedback/receipt/").fill(receipt=receipt).press("open")


def test_one_post_changes_one_table(thread):
    assert changed_by(lambda: told(thread)) == ENVELOPES


def test_a_cover_envelope_changes_the_same(thread):
    assert changed_by(covers.post_cover) == ENVELOPES


def test_reading_and_coming_back_change_nothing(thread):
    receipt = told(thread)
    assert changed_by(lambda: came_back(receipt)) == set()
    emptying.empty()
    assert changed_by(lambda: came_back(receipt)) == set()
    assert changed_by(lambda: came_back(receipt[::-1])) == set()
    assert changed_by(lambda: Writer().open(f"/feedback/{thread.slug}/")) == set()


def test_taking_it_back_through_the_box_changes_the_same_as_saying_it(thread):
    receipt = told(thread)
    emptying.empty()
    back = came_back(receipt)
    assert changed_by(lambda: back.press("withdraw").press("send-withdrawal")) == ENVELOPES


def test_what_readers_send_changes_the_same(thread):
    receipts = [told(thread, f"{WORDS} {number}") for number in range(3)]
    assert all(receipts)
    emptying.empty()
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    for item in Item.objects.all():
        publishing.publish(item, by=facilitator, version=item.version)
    emptying.empty()
    shown = Contribution.objects.filter(state="published").first()
    assert shown is not None
    address = f"/feedback/words/{written(shown.pk)}"

    def report():
        writer = Writer().open(f"{address}/report/").fill(reason="risk", words="Somebody may be in danger.")
        assert writer.press_button().status == 200

    def too():
        assert Writer().open(f"{address}/too/").press_button().status == 200

    assert changed_by(report) == ENVELOPES
    assert changed_by(too) == ENVELOPES


def test_the_emptying_changes_what_it_has_to_and_nothing_of_people(thread):
    told(thread)
    changed = changed_by(emptying.empty)
    tables = {name for name in changed if not name.startswith("file ")}
    assert tables == {
        "letterbox_envelope", "letterbox_tombstone", "letterbox_emptying", "letterbox_boxkey",
        "threads_contribution", "threads_thread", "moderation_item", "edge_contentversion",
    }  # fmt: skip
    assert all(str(settings.KEYS_DIR) in name for name in changed - tables)


def test_a_cover_cannot_be_told_from_a_letter(thread):
    """By no property of its row, and by nothing that the engine's journal shows of the whole visit.

    Letters and covers come in no order: the journal's pages begin anew every 8 KB with a head of 24 bytes,
    and what comes in turns would meet them in turns.
    """
    traces: dict[str, dict[int, float]] = {}
    real = dict(enumerate(secrets.SystemRandom().sample([1, 0] * 30, 60)))
    for number, is_real in real.items():
        before = journal()
        if is_real:
            told(thread, f"{WORDS} {'Much longer. ' * (number % 7 * 40)}")
        else:
            covers.post_cover()
        for name, value in {**newest(), "journal": journal() - before}.items():
            traces.setdefault(name, {})[number] = value
    scores = {}
    for name, values in traces.items():
        if len(set(values.values())) > 1:
            scores[name] = score(values, Truth(real, dict.fromkeys(real, 0)))
    assert {name for name, values in traces.items() if len(set(values.values())) == 1} >= {"sealed", "pair"}
    if scores:
        name, chance = best(scores)
        assert chance > 1e-5, f"{name}: {scores[name]}"


def newest() -> dict[str, float]:
    """What can be measured of the row that was written last."""
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pair, single, sealed, key FROM letterbox_envelope ORDER BY {order} DESC LIMIT 1"
        )
        pair, single, sealed, key = cursor.fetchone()
    sealed, single = bytes(sealed), bytes(single)
    half = int(str(key).replace("-", "")[:8], 16)
    return {
        "pair": pair, "sealed": len(sealed), "single": len(single), "sealed begins": sealed[0],
        "bytes of sealed": sum(sealed) / len(sealed), "bytes of single": sum(single), "key": half,
    }  # fmt: skip


def journal() -> float:
    """How far the engine's journal has got, in bytes."""
    if connection.vendor == "sqlite":
        wal = Path(f"{connection.settings_dict['NAME']}-wal")
        return float(wal.stat().st_size) if wal.exists() else 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        return float(cursor.fetchone()[0])
