"""Database and folder of keys brought together again (restores and kills are in test_under_fire)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feedback.letterbox import copies, keys, locks, nonces, reconcile, withdrawing
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty
from feedback.letterbox.memory import Memory, place
from feedback.letterbox.models import BoxKey, Envelope, Withdrawn
from feedback.letterbox.posting import Outcome, box_is_open, post
from feedback.letterbox.reconcile import Findings
from sealing import keys_folder, pairs

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_first_key_is_made_once(db):
    assert not box_is_open()
    keys.first_key()
    number = BoxKey.objects.get().number
    keys.first_key()

    assert box_is_open()
    assert [number] == [BoxKey.objects.get().number] == keys.numbers()


def test_nothing_to_do_does_nothing_and_takes_no_lock(room, box, monkeypatch):
    post_cover()
    empty()
    monkeypatch.setattr(locks, "folder", None)
    monkeypatch.setattr(locks, "emptying", None)

    assert reconcile.if_needed() is None


def lose_private_half() -> None:
    keys_folder.destroy(place(), f"key.{BoxKey.objects.get().number}")


def forge() -> None:
    number = BoxKey.objects.get().number
    forged, _ = pairs.new_pair("box", number, timezone.now() + timedelta(days=30), secret=b"z" * 20)
    BoxKey.objects.update(public=forged.to_bytes())


def swap_for_ours_of_another_half() -> None:
    """As a restore may do: the same number, our MAC, another pair."""
    number = BoxKey.objects.get().number
    other, _ = pairs.new_pair("box", number, timezone.now() + timedelta(days=30), secret=keys.secret())
    BoxKey.objects.update(public=other.to_bytes())


def let_expire() -> None:
    number = BoxKey.objects.get().number
    over, half = pairs.new_pair("box", number, timezone.now() + timedelta(minutes=1), secret=keys.secret())
    keys_folder.destroy(place(), f"key.{number}")
    keys_folder.store(place(), f"key.{number}", half)
    BoxKey.objects.update(public=over.to_bytes())


def overwrite() -> None:
    """A destruction that was cut short."""
    path = place() / f"key.{BoxKey.objects.get().number}"
    path.write_bytes(b"\0" * path.stat().st_size)


@pytest.mark.parametrize(
    "spoil", [lose_private_half, forge, swap_for_ours_of_another_half, let_expire, overwrite]
)
def test_a_key_that_cannot_be_used_or_opened_is_replaced(room, box, spoil):
    before = BoxKey.objects.get().number
    spoil()

    found = reconcile.if_needed()
    assert found is not None
    assert found.replaced
    [now] = keys.numbers()
    assert BoxKey.objects.get().number == now > before
    assert post("word", {"said": "hello"}, nonce=nonces.new()) == Outcome.SENT
    empty()
    assert room.said() == ["hello"]


def test_letters_of_a_key_that_was_replaced_in_time_are_still_opened(room, box):
    post("word", {"said": "before"}, nonce=nonces.new())
    let_expire_keeping_half()
    assert reconcile.reconcile().replaced
    post("word", {"said": "after"}, nonce=nonces.new())
    assert len(keys.numbers()) == 2

    note = empty()
    assert (note.opened, note.lost) == (2, 0)
    assert room.said() == ["after", "before"]
    assert len(keys.numbers()) == 1


def let_expire_keeping_half() -> None:
    row = BoxKey.objects.get()
    public = pairs.PublicKey.from_bytes(bytes(row.public))
    soon = (timezone.now() + timedelta(minutes=1)).replace(microsecond=0)
    mac = pairs._mac(keys.secret(), "box", public.number, public.raw, soon)
    BoxKey.objects.update(public=pairs.PublicKey("box", public.number, public.raw, soon, mac).to_bytes())


def test_what_can_never_be_opened_is_counted_at_the_next_emptying(room, box):
    for _ in range(3):
        post_cover()
    lose_private_half()

    found = reconcile.reconcile()
    assert (found.unopenable, found.elsewhere) == (3, 0)
    assert reconcile.look() == Findings(unopenable=3)
    note = empty()
    assert (note.opened, note.lost) == (0, 3)
    assert Envelope.objects.count() == 0


def test_envelopes_of_a_key_made_in_another_folder_wait_until_somebody_gives_them_up(
    room, box, settings, tmp_path
):
    for _ in range(3):
        post_cover()
    settings.KEYS_DIR = tmp_path / "new machine"

    found = reconcile.reconcile()
    assert (found.replaced, found.unopenable, found.elsewhere) == (True, 0, 3)
    note = empty()
    assert (note.lost, Envelope.objects.count()) == (0, 3)

    assert reconcile.reconcile(keys_are_lost=True).unopenable == 3
    note = empty()
    assert (note.lost, Envelope.objects.count()) == (3, 0)


def test_keys_to_which_nothing_is_sealed_are_destroyed(room, box):
    fresh = keys.make(Memory.load())
    assert len(keys.numbers()) == 2

    found = reconcile.if_needed()
    assert found == Findings(destroyed=1)
    assert keys.private(fresh.number) is None


def test_files_that_a_crash_left_half_way_are_swept(room, box):
    (place() / ".passing-abc").write_bytes(b"half a copy")
    reconcile.reconcile()

    assert not (place() / ".passing-abc").exists()


def test_numbers_of_pairs_and_emptyings_are_never_used_twice(room, box):
    """Also when the database has forgotten: a copy must not be taken for another emptying's."""
    from feedback.letterbox.models import Emptying

    first, pair = empty(), BoxKey.objects.get().number
    copies.destroy(first.number)
    Emptying.objects.all().delete()
    BoxKey.objects.all().delete()
    keys.first_key()
    second = empty()

    assert second.number > first.number
    assert BoxKey.objects.get().number > pair + 1


def test_a_withdrawal_is_forgotten_when_no_backup_can_be_as_old(room, box, settings, monkeypatch):
    settings.BACKUPS_KEPT_DAYS = 5
    copies.forget([b"r" * 32])
    reconcile.reconcile()
    assert len(Memory.load().withdrawn) == Withdrawn.objects.count() == 1

    later = timezone.now() + timedelta(days=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    reconcile.reconcile()
    assert Memory.load().withdrawn == {}
    assert Withdrawn.objects.count() == 1  # longer than the folder, or it would be repeated
    withdrawing.forget_old()
    assert Withdrawn.objects.count() == 1
    later += timedelta(days=2)
    withdrawing.forget_old()
    assert Withdrawn.objects.count() == 0
    assert reconcile.reconcile().withdrawn == 0


def test_the_folder_remembers_runs_of_pairs(db):
    memory = Memory()
    for pair in (1, 2, 3, 7, 5, 6, 3, 10):
        memory.note_pair(pair)

    assert memory.made == [[1, 3], [5, 7], [10, 10]]
    assert [pair for pair in range(12) if memory.was_made_here(pair)] == [1, 2, 3, 5, 6, 7, 10]
    assert memory.highest_pair() == 10
