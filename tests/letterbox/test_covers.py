"""Cover envelopes: at random times, and one more of all the others."""

import pytest

from background import loops
from feedback.letterbox.covers import Covers
from feedback.letterbox.models import Envelope


@pytest.mark.django_db
def test_the_loop_waits_first_and_then_posts_one_each_time(box):
    """A worker's start is known; a cover just then would cover nothing."""
    loop = Covers()
    loop()
    assert Envelope.objects.count() == 0
    loop()
    loop()
    assert Envelope.objects.count() == 2


def test_the_waits_are_random_and_a_minute_on_average(monkeypatch):
    monkeypatch.setattr("feedback.letterbox.covers.post_cover", lambda: None)
    loop = Covers()
    waits = [loop() for _ in range(4000)]

    # An exponential: mean and deviation are the same; six standard errors of each.
    mean = sum(waits) / len(waits)
    assert abs(mean - 60) < 6 * 60 / 4000**0.5
    spread = (sum((one - mean) ** 2 for one in waits) / len(waits)) ** 0.5
    assert abs(spread - 60) < 6 * 60 * (2 / 4000) ** 0.5
    # It remembers nothing: having waited a minute says nothing of the next.
    longer = [one - 60 for one in waits if one > 60]
    assert abs(sum(longer) / len(longer) - 60) < 6 * 60 / len(longer) ** 0.5


def test_every_worker_runs_it_without_a_row_for_it():
    assert {"letterbox-covers", "letterbox-reconcile"} <= {loop.name for loop in loops.registered()}
