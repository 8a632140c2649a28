"""What one act leaves behind: exactly the listed tables and files, and nothing else that is stored.

A post, a change, a message, a withdrawal, a report and a cover envelope all leave the same trace: one row in
one table. Whatever else changed at that moment would point at the person who acted.
"""

import hashlib
import re
import secrets
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from codes import slow_hash
from consultations.ballots import opening
from consultations.ballots.models import RollEntry
from feedback.letterbox import covers, emptying, keys
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads.keys import written
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.attacks.linkage.loot import bytes_in_journal
from tests.attacks.linkage.score import Truth, best, score
from tests.ballots.voter import signed_in, with_code, with_fresh_code
from tests.factories.ballots import draft, people, slips
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
        "panorama_count",
    }  # fmt: skip
    assert all(str(settings.KEYS_DIR) in name for name in changed - tables)


def test_a_cover_cannot_be_told_from_a_letter(thread):
    """By no property of its row, and by nothing that the engine's journal shows of the whole visit.

    Letters and covers come in no order: the journal's pages begin anew every 8 KB with a head of 24 bytes,
    and what comes in turns would meet them in turns.
    """
    traces: dict[str, dict[int, float]] = {}
    real = dict(enumerate(secrets.SystemRandom().sample([1, 0] * 30, 60)))
    moments = [journal()]
    for number, is_real in real.items():
        if is_real:
            told(thread, f"{WORDS} {'Much longer. ' * (number % 7 * 40)}")
        else:
            covers.post_cover()
        moments.append(journal())
        for name, value in newest().items():
            traces.setdefault(name, {})[number] = value
    traces["journal"] = dict(zip(real, bytes_between(moments), strict=True))
    assert connection.vendor == "sqlite" or min(traces["journal"].values()) > 1000, "each writes an envelope"
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


def journal() -> str:
    """How far the engine's journal has got."""
    if connection.vendor == "sqlite":
        wal = Path(f"{connection.settings_dict['NAME']}-wal")
        return str(wal.stat().st_size if wal.exists() else 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        return str(cursor.fetchone()[0])


def bytes_between(moments: list[str]) -> list[float]:
    """How much the journal holds of this database from each moment to the next."""
    if connection.vendor == "sqlite":
        return [float(later) - float(earlier) for earlier, later in pairwise(moments)]
    return [float(size) for size in bytes_in_journal(moments)]


# --- Votes ------------------------------------------------------------------------------------

#: What a vote writes: one column of one paper, one of one entry, in this order.
WRITTEN = [("ballots_paper", "sealed"), ("ballots_rollentry", "voted")]
REASON = "Rooms are short on Mondays."


def values() -> dict[tuple[str, str, str], str]:
    """Every value of every row that is stored, by table, key of the row and column."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                told = {name: repr(value) for name, value in zip(names, row, strict=True)}
                of_row = told[key] if key else repr(row)
                found |= {(table, of_row, name): value for name, value in told.items()}
    return found


def traces_of(vote):
    """What an act changed, as (table, column) once for each row; and what it wrote, in order."""
    before, everything = values(), stored()
    with CaptureQueriesContext(connection) as queries:
        vote()
    after, all_after = values(), stored()
    changed = sorted(
        (table, column)
        for table, row, column in before.keys() | after.keys()
        if before.get((table, row, column)) != after.get((table, row, column))
    )
    names = {
        name for name in everything.keys() | all_after.keys() if everything.get(name) != all_after.get(name)
    }
    assert names == {table for table, _column in changed}, "no file, no sequence, nothing kept"
    return changed, [written_by(one["sql"]) for one in queries if writes(one["sql"])]


def writes(sql) -> bool:
    return not re.match(r"(SELECT|BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET)\b", sql.lstrip("( "))


def written_by(sql) -> tuple[str, str]:
    """Table and columns of an update; any other statement as it is, which no test expects."""
    found = re.match(r'UPDATE "(\w+)" SET (.*?) WHERE ', sql, re.DOTALL)
    return (found[1], ", ".join(re.findall(r'"(\w+)" = ', found[2]))) if found else ("", sql)


def votes_as(voter, choice, reason=""):
    """The act of going the whole way through the form, from the page of the vote that lies open."""

    def act():
        voter.choose("consent", choice).fill(reason=reason).press("check").press("cast")
        assert voter.heading == "You have voted"

    return act


@pytest.fixture
def a_vote(transactional_db, keys_of_ones_own):
    """An open vote for members and holders of slips that asks for reasons; its members and its codes."""
    keys.first_key()
    members = people(10)
    ballot = draft(groups=[], named=members, by_code=True, asks_reasons=True)
    codes = slips(ballot, 10)
    opening.open_ballot(ballot, by=ballot.set_up_by)
    return ballot, members, codes


def at_the_vote(ballot, person):
    return signed_in(person).open(f"/members/votes/{ballot.slug}/vote/")


def test_a_vote_changes_one_column_of_one_paper_and_one_of_one_entry_whoever_casts_it(a_vote):
    ballot, members, codes = a_vote
    cast = [("agree", ""), ("agree", REASON), ("disagree", ""), ("block", REASON * 7)]
    by_member = []
    for person, (choice, why) in zip(members, cast, strict=False):
        by_member.append(traces_of(votes_as(at_the_vote(ballot, person), choice, why)))
    with_slips = []
    for code, (choice, why) in zip(codes, cast, strict=False):
        with_slips.append(traces_of(votes_as(with_fresh_code(code)[0], choice, why)))

    assert [one for one in (*by_member, *with_slips) if one != (WRITTEN, WRITTEN)] == []


def test_a_vote_that_is_changed_writes_the_same_and_changes_the_paper_alone(a_vote):
    """The entry says already that somebody voted: it is written once more, as it was."""
    ballot, members, codes = a_vote
    voter, fresh = with_fresh_code(codes[0])
    votes_as(voter, "agree")()
    votes_as(at_the_vote(ballot, members[0]), "agree")()

    again = [at_the_vote(ballot, members[0]), with_code(fresh)]
    changed = [traces_of(votes_as(voter, "disagree", REASON)) for voter in again]
    same = traces_of(votes_as(at_the_vote(ballot, members[0]), "disagree", REASON))

    assert [one for one in (*changed, same) if one != (WRITTEN[:1], WRITTEN)] == []


def test_looking_at_a_vote_and_turning_back_changes_nothing(a_vote):
    ballot, members, codes = a_vote
    voter = at_the_vote(ballot, members[0])
    assert traces_of(lambda: voter.choose("consent", "agree").press("check")) == ([], [])
    assert traces_of(lambda: with_code(codes[0])) == ([], [])
    assert traces_of(lambda: with_code(codes[0][::-1])) == ([], [])


def test_a_slip_that_is_exchanged_changes_its_entry_alone(a_vote):
    _ballot, _members, codes = a_vote
    exchanged = [("ballots_rollentry", "code_index"), ("ballots_rollentry", "exchanged")]
    voter = with_code(codes[0])
    changed, written = traces_of(lambda: voter.press("swap"))

    assert changed == exchanged
    assert written == [("ballots_rollentry", "code_index, exchanged")]
    assert not RollEntry.objects.filter(voted=True).exists()
