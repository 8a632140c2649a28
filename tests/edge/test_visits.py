"""What the pages of a visit carry from one to the next: all of it, for this room alone, until it is over."""

import pytest

from consultations.ballots import visits as of_ballots
from consultations.registrations import visits as of_registrations
from edge.brief_memory import ended
from feedback.threads import visits as of_threads

KINDS = (of_ballots.Visit, of_registrations.Visit, of_threads.Visit)


def test_a_visit_comes_back_as_it_was_and_opens_in_no_other_room():
    for kind in KINDS:
        begun = kind.begin().with_code(b"\x00\xff" * 16)
        for other in KINDS:
            assert other.read(begun.sealed()) == (begun if other is kind else None)
    slip = of_ballots.Visit.begin(voted=True).with_slip(b"1" * 32, "123 456")
    assert of_ballots.Visit.read(slip.sealed()) == slip


@pytest.mark.parametrize("secrets", [{"SECRET_KEY_FALLBACKS": []}, {}])
def test_a_page_from_before_the_secret_changed_is_read_while_the_old_one_is_known(settings, secrets):
    begun = of_registrations.Visit.begin()
    note = begun.sealed()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one, as long as they have to be"
    for name, value in secrets.items():
        setattr(settings, name, value)
    assert of_registrations.Visit.read(note) == (None if secrets else begun)


def test_a_visit_that_is_over_shows_nothing_in_any_room_and_the_next_one_does():
    ended.clear()
    visit = of_threads.Visit.begin().with_code(b"1" * 32)
    assert visit.shows
    visit.finish()
    assert not visit.renewed().shows
    assert not of_threads.Visit.read(visit.sealed()).acts
    assert of_threads.Visit.begin().shows
