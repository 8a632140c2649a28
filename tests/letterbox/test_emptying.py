"""Emptying: everything at once, in no order, and the key is gone."""

import itertools
from typing import Any

import pytest
from django.db import connection, transaction

from feedback.letterbox import copies, keys, kinds, nonces, stranded
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty, last_number
from feedback.letterbox.kinds import WITHDRAWAL, Delivery, Letter
from feedback.letterbox.memory import place
from feedback.letterbox.models import BoxKey, Emptying, Envelope, StrandedLetter, Tombstone, Withdrawn
from feedback.letterbox.posting import post
from feedback.letterbox.wrapping import SIZE
from sealing import keys_folder, pairs
from sealing.beside_keys import FolderUnreadableError

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def say(words: str, *, receipt: bytes = b"", kind: str = "word") -> None:
    post(kind, {"said": words}, nonce=nonces.new(), receipt_index=receipt)


def withdraw(receipt: bytes) -> None:
    post(WITHDRAWAL, {}, nonce=nonces.new(), receipt_index=receipt)


# --- In which order --------------------------------------------------------------------------


def test_the_order_of_statements_is_what_the_promise_needs(room, box):
    """One query reads all, without locks; rooms; tombstones by one INSERT in order; one DELETE; the key."""
    for number in range(30):
        say(f"{number}")
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(" ".join(sql.split()).replace('"', ""))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        empty()
    reading = [one for one in seen if one.startswith("SELECT") and "sealed" in one]
    writing = [one for one in seen if one.split()[0] in {"INSERT", "UPDATE", "DELETE"}]

    assert len(reading) == 1
    assert not any("FOR UPDATE" in one or "FOR SHARE" in one for one in seen)
    assert [one.split(" (")[0].split(" WHERE")[0].split(" SET")[0] for one in writing] == [
        "INSERT INTO word VALUES",
        "INSERT INTO letterbox_tombstone",
        "DELETE FROM letterbox_envelope",
        "INSERT INTO letterbox_emptying",
        "UPDATE letterbox_boxkey",
    ]
    assert "SELECT key, %s FROM letterbox_envelope WHERE pair IN (1) ORDER BY key" in writing[1]


def test_letters_come_in_the_order_of_keys_that_know_nothing_of_their_arrival(room, box):
    given: list[Letter] = []
    kinds.register("word", lambda letters, delivery: given.extend(letters))
    for number in range(120):
        say(f"{number}")
    empty()
    numbers = [int(one.body["said"]) for one in given]

    assert [one.key for one in given] == sorted({one.key for one in given})
    assert all(0 <= one.key < 2**63 for one in given)
    assert sorted(numbers) == list(range(120))
    # Of all pairs, half are in the order of arrival; six standard deviations of what chance does.
    pairs_in_order = sum(one < two for one, two in itertools.combinations(numbers, 2))
    assert abs(pairs_in_order - 3570) < 6 * 221


def test_the_same_letters_delivered_twice_would_get_other_keys(room, box):
    say("one")
    empty()
    say("one")
    empty()

    [(first, *_), (second, *_)] = room.rows()
    assert first != second


def test_rooms_are_served_in_their_turns_and_then_what_is_done_at_every_emptying(room, box):
    done: list[Any] = []
    kinds.register("late", lambda letters, delivery: done.append("late"), turn=5)
    kinds.register("early", lambda letters, delivery: done.append("early"), turn=-1)
    kinds.at_emptying("first", lambda delivery: done.append(delivery))
    say("", kind="late")
    say("", kind="early")
    note = empty()

    assert done == ["early", "late", Delivery(note.number, note.day)]
    # Without any letter too.
    done.clear()
    note = empty()
    assert done == [Delivery(note.number, note.day)]


# --- What goes, what stays ---------------------------------------------------------------------


def test_the_key_is_gone_and_what_was_sealed_opens_nowhere(room, box):
    say("hello")
    sealed, key = bytes(Envelope.objects.get().sealed), Envelope.objects.get().key
    before = keys.numbers()
    [half] = [keys.private(number) for number in before]
    assert half is not None
    assert b"hello" in pairs.open_sealed(half, sealed, aad=key.bytes)

    empty()

    [now] = keys.numbers()
    assert BoxKey.objects.get().number == now not in before
    half = keys.private(now)
    assert half is not None
    with pytest.raises(pairs.CannotOpenError):
        pairs.open_sealed(half, sealed, aad=key.bytes)
    assert [path.name for path in place().glob(".*")] == []


def test_covers_are_opened_counted_and_dropped_and_leave_the_same_tombstone(room, box):
    say("hello")
    for _ in range(4):
        post_cover()
    note = empty()

    assert (note.opened, note.lost) == (5, 0)
    assert room.said() == ["hello"]
    assert Tombstone.objects.filter(emptied_on=note.day).count() == 5
    assert copies.load(note.number).letters == [Letter("word", room.rows()[0][0], b"", {"said": "hello"})]


def test_an_emptying_is_noted_to_the_minute_with_its_number(room, box):
    first, second = empty(), empty()

    assert [first.number, second.number] == [1, 2]
    assert set(Emptying.objects.values_list("number", flat=True)) == {1, 2}
    assert (first.at.second, first.at.microsecond) == (0, 0)
    assert last_number() == 2


def test_a_withdrawal_in_the_same_box_leaves_no_words_anywhere(room, box):
    say("take this back", receipt=b"r" * 32)
    say("keep this", receipt=b"s" * 32)
    withdraw(b"r" * 32)
    note = empty()

    assert room.said() == ["gone", "keep this"]
    kept = [one.body for one in copies.load(note.number).letters if one.kind == "word"]
    assert {"said": "take this back"} not in kept
    assert {"said": "keep this"} in kept
    assert [bytes(one.receipt_index) for one in Withdrawn.objects.all()] == [b"r" * 32]


def test_a_later_withdrawal_reaches_the_copies_of_earlier_emptyings(room, box):
    say("take this back", receipt=b"r" * 32)
    say("keep this", receipt=b"s" * 32)
    first = empty()
    assert {"said": "take this back"} in [one.body for one in copies.load(first.number).letters]

    withdraw(b"r" * 32)
    empty()

    assert room.said() == ["gone", "keep this"]
    said = [one.body.get("said", "gone") for one in copies.load(first.number).letters]
    assert sorted(said) == ["gone", "keep this"]


def test_a_withdrawal_at_once_reaches_the_copies_when_the_worker_next_looks(room, box):
    from feedback.letterbox import reconcile

    say("take this back", receipt=b"r" * 32)
    note = empty()
    copies.forget([b"r" * 32])
    assert reconcile.if_needed() is not None

    assert [one.body for one in copies.load(note.number).letters] == [{"gone": True}]
    assert reconcile.if_needed() is None


# --- What somebody tampered with -----------------------------------------------------------------


def tamper_copy() -> None:
    """One sealed letter in place of another, to see which two come out alike."""
    one, two = Envelope.objects.all()
    Envelope.objects.filter(pk=one.pk).update(sealed=bytes(two.sealed))


def tamper_bit() -> None:
    one = Envelope.objects.all()[0]
    sealed = bytearray(one.sealed)
    sealed[5000] ^= 1
    Envelope.objects.filter(pk=one.pk).update(sealed=bytes(sealed))


def tamper_outside() -> None:
    """Something that somebody sealed who has the public key: it opens, and is no letter."""
    one = Envelope.objects.all()[0]
    sealed = pairs.seal(keys.in_use(), b'{"kind": ["word"]}', size=SIZE, aad=one.key.bytes)
    Envelope.objects.filter(pk=one.pk).update(sealed=sealed)


def tamper_empty() -> None:
    Envelope.objects.filter(pk=Envelope.objects.all()[0].pk).update(sealed=b"")


@pytest.mark.parametrize("tamper", [tamper_copy, tamper_bit, tamper_outside, tamper_empty])
def test_what_was_moved_altered_or_made_up_is_counted_and_harms_no_other(room, box, tamper):
    say("one")
    say("two")
    tamper()
    note = empty()

    assert (note.opened, note.lost) == (1, 1)
    assert len(room.said()) == 1
    assert (Envelope.objects.count(), Tombstone.objects.count()) == (0, 2)


# --- When something goes wrong --------------------------------------------------------------------


def test_a_room_that_fails_undoes_everything_and_nothing_is_lost_when_it_works_again(room, box):
    say("hello")
    before = BoxKey.objects.get().number
    whole, kinds._kinds["word"] = kinds._kinds["word"], kinds.Kind("word", lambda letters, delivery: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        empty()
    assert (Envelope.objects.count(), Tombstone.objects.count(), Emptying.objects.count()) == (1, 0, 0)
    assert BoxKey.objects.get().number == before
    assert keys.private(before) is not None
    say("meanwhile")

    kinds._kinds["word"] = whole
    note = empty()  # delivers what had been opened
    assert (note.number, room.said()) == (1, ["hello"])
    empty()
    assert room.said() == ["hello", "meanwhile"]
    assert [number for *_, number in room.rows()].count(1) == 1
    assert len(keys.numbers()) == 1


def test_what_fails_at_every_emptying_holds_up_no_letter(room, box):
    say("hello")
    kinds.at_emptying("broken", lambda delivery: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        empty()
    empty()

    assert room.said() == ["hello"]
    assert Envelope.objects.count() == 0


def test_another_secret_in_the_environment_stops_the_emptying_and_loses_nothing(room, box, settings):
    say("hello")
    empty()
    say("more")
    former, settings.HELD_WORDS_SECRET = settings.HELD_WORDS_SECRET, "another secret of sixteen bytes or more"

    with pytest.raises(FolderUnreadableError, match="HELD_WORDS_SECRET_FALLBACKS"):
        empty()
    assert Envelope.objects.count() == 1

    settings.HELD_WORDS_SECRET_FALLBACKS = [former]
    empty()
    assert room.said() == ["hello", "more"]


def test_an_emptying_refuses_to_run_within_another_transaction(room, box):
    say("hello")
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        empty()
    assert Envelope.objects.count() == 1


# --- Kinds that nobody knows ------------------------------------------------------------------------


def test_a_letter_of_an_unknown_kind_waits_locked_until_a_room_knows_it(room, box):
    say("from a later version", kind="amendment", receipt=b"a" * 32)
    say("hello")
    first = empty()

    assert room.said() == ["hello"]
    assert stranded.count() == {"amendment": 1}
    row = StrandedLetter.objects.get()
    assert b"later version" not in bytes(row.locked)

    kinds.register("amendment", room.deliver)
    second = empty()
    assert stranded.count() == {}
    assert room.said() == ["from a later version", "hello"]
    assert {number for key, *_, number in room.rows() if key == row.key} == {second.number}
    assert first.number in copies.numbers()
    empty()
    assert len(room.rows()) == 2


def test_a_stranded_letter_can_be_withdrawn_before_and_in_the_same_box(room, box):
    say("before", kind="amendment", receipt=b"a" * 32)
    note = empty()
    assert stranded.count() == {"amendment": 1}
    withdraw(b"a" * 32)
    say("the same", kind="amendment", receipt=b"b" * 32)
    withdraw(b"b" * 32)
    empty()

    assert stranded.count() == {}
    assert copies.load(note.number).letters == []
    kinds.register("amendment", room.deliver)
    empty()
    assert room.rows() == []


# --- The copy -----------------------------------------------------------------------------------------


def test_the_copy_lies_encrypted_and_sorted_beside_the_keys(room, box):
    for number in range(1200):  # more than one bundle
        if number % 100 == 0:
            say(f"word number {number}", receipt=number.to_bytes(32, "big"))
    note = empty()
    copy = copies.load(note.number)

    assert [one.key for one in copy.letters] == sorted(one.key for one in copy.letters)
    assert [(one.key, one.body) for one in copy.letters] == [(key, body) for key, _, body, _ in room.rows()]
    assert (copy.delivery.number, copy.delivery.day, copy.at) == (note.number, note.day, note.at)
    assert len(copy.envelopes) == 12
    for name in keys_folder.names(place()):
        content = keys_folder.load_bytes(place(), name)
        assert b"word number" not in content
        assert (place() / name).stat().st_mtime == 0


def test_a_copy_of_many_bundles_comes_back_whole_and_a_damaged_one_is_refused(db, box):
    from datetime import UTC, date, datetime

    letters = [Letter("word", key, bytes(32), {"said": "ŵ" * (key % 50)}) for key in range(1234)]
    copy = copies.Copy(Delivery(7, date(2026, 11, 24)), datetime(2026, 11, 24, 9, tzinfo=UTC), letters, [], 3)
    copies.store(copy)

    assert copies.load(7) == copy
    assert copies.numbers() == [7]
    [name] = [name for name in keys_folder.names(place()) if name.startswith("copy.")]
    content = (place() / name).read_bytes()
    for damaged in (content[:-1], content[:100], b"", content[:-5] + b"\0" * 5):
        keys_folder.store_bytes(place(), name, damaged)
        with pytest.raises(FolderUnreadableError):
            copies.load(7)
