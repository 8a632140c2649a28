"""What people told is locked to its row, opens with a former secret, and with none it is gone."""

from consultations.registrations import words
from consultations.registrations.words import Told

TOLD = Told(name="Robin", needs=("breaks", "breaks"), food="Dim cnau, öl")


def test_what_was_told_comes_back_as_it_was_and_nothing_stays_nothing():
    assert words.unlock(words.lock(TOLD, row=5), row=5) == TOLD
    assert words.lock(Told(), row=5) == b""
    assert words.unlock(b"", row=5) == Told()
    assert words.lock(TOLD, row=5) != words.lock(TOLD, row=5)
    assert b"Robin" not in words.lock(TOLD, row=5)


def test_moved_to_another_row_or_altered_it_opens_nothing():
    locked = words.lock(TOLD, row=5)
    assert words.unlock(locked, row=6) == Told()
    assert words.unlock(locked[:-1] + b"x", row=5) == Told()
    assert words.unlock_details(locked, page=5) == ""


def test_a_former_secret_opens_it_and_a_lost_one_does_not(settings):
    locked, details = words.lock(TOLD, row=5), words.lock_details("Dial 0300", page=5)
    former, settings.HELD_WORDS_SECRET = settings.HELD_WORDS_SECRET, "x" * 60
    assert (words.unlock(locked, row=5), words.unlock_details(details, page=5)) == (Told(), "")
    settings.HELD_WORDS_SECRET_FALLBACKS = [former]
    assert (words.unlock(locked, row=5), words.unlock_details(details, page=5)) == (TOLD, "Dial 0300")
