"""The linkage attack over days: quiet threads that get one post a day, and a copy of everything each night.

What comes out together on a day is what a host can learn, and no page promises more: hosts are scored within
one emptying, over all threads and groups. Who reads the site every day, and who has the rows as they are told
(an export, a file of values) without the engine's own numbers, may learn the batch of three and nothing of
the days in it.
"""

import datetime
import random
import re

import pytest
from django.test import Client
from django.utils import timezone

from codes import slow_hash
from feedback.letterbox import emptying, keys
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads.enums import State
from feedback.threads.keys import read
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.attacks.linkage.attackers import ENGINES_OWN, FEWEST, by_columns, every_guess, with_an_older_copy
from tests.attacks.linkage.loot import position_in_journal, steal
from tests.attacks.linkage.scene import Scene
from tests.attacks.linkage.score import Truth, best, score
from tests.attacks.test_linkage import CAUGHT, NO_BETTER_THAN_CHANCE
from tests.factories.people import PersonFactory
from tests.factories.threads import ThreadFactory
from vocabulary.role_groups import RoleGroup

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

#: As many days as fill two batches of three.
DAYS = 6
#: Threads that get one post a day, and others who write in a busy one on the same day.
QUIET, BUSY = 12, 4


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


@pytest.fixture
def days(monkeypatch):
    """Lets days pass: call it with the number of the day. All are of one week and one month.

    Both are no secret: a row keeps the week, a page says the month.
    """
    now = timezone.now
    monday = datetime.datetime(2026, 10, 5, 12, tzinfo=datetime.UTC) - now()

    def pass_to(day: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + monday + datetime.timedelta(days=day))

    pass_to(0)
    return pass_to


class Days:
    """What happens on each day, what is stolen each night, and what a reader writes down."""

    def __init__(self, *, copies: bool = False) -> None:
        """With copies of everything at noon and at night, or only what readers see."""
        keys.first_key()
        self.copies = copies
        self.quiet = [ThreadFactory() for _ in range(QUIET)]
        self.busy = ThreadFactory()
        self.scene = Scene(self.busy, group=lambda _me: random.choice(list(RoleGroup)))
        self.facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
        #: Each attacker's guesses of all days put together.
        self.guesses: dict[str, dict[int, float]] = {}
        self.last_night = None
        #: By key: the day on which a reader saw it first, and where on the page it stood on the last day.
        self.seen: dict[int, float] = {}

    def go_by(self, day: int) -> None:
        """People write; a copy is made at noon and at night; the box is emptied in the morning; some read."""
        threads = [*self.quiet, *[self.busy] * BUSY]
        random.shuffle(threads)
        for thread in threads[: len(threads) // 2]:
            self.scene.somebody_writes(thread)
        noon = steal() if self.copies else None
        for thread in threads[len(threads) // 2 :]:
            self.scene.somebody_writes(thread)
        night = steal() if self.copies else None
        since = position_in_journal()
        emptying.empty()
        self.scene.note_truth(day)
        mine = [key for key, cell in self.scene.truth.cells.items() if cell[0] == day]
        assert len(mine) == QUIET + BUSY
        if self.copies:
            self._guess(mine, steal(journal_from=since), night, noon)
        for item in Item.objects.filter(contribution__state=State.HELD, contribution__ready=False):
            publishing.publish(item, by=self.facilitator, version=item.version)
        self.readers_look(day)

    def _guess(self, mine, morning, night, noon) -> None:
        self._note("", every_guess(morning, mine))
        older = {"the night before": night, "noon, no emptying between": noon, "a day apart": self.last_night}
        for how, copy in older.items():
            if copy is not None:
                self._note(f"{how}: ", with_an_older_copy(morning, mine, copy))
        self.last_night = night

    def _note(self, how, guesses) -> None:
        for name, guess in guesses:
            mine = {key: number for key, number in guess.items() if key in self.scene.truth.places}
            self.guesses.setdefault(how + name, {}).update(mine)

    def readers_look(self, day: int) -> None:
        for thread in self.quiet:
            for key in shown(thread):
                self.seen.setdefault(key, float(day))

    def within_a_day(self) -> Truth:
        """Nobody may tell in which order people wrote on one day, whatever the thread or the group."""
        truth = self.scene.truth
        return Truth(truth.places, {key: cell[0] for key, cell in truth.cells.items()})

    def within_a_batch(self) -> Truth:
        """Nobody who looks on from outside, or comes later, may tell days apart within a batch of three."""
        truth = self.scene.truth
        quiet = {thread.pk for thread in self.quiet}
        cells = {key: (cell[1], cell[0] // 3) for key, cell in truth.cells.items() if cell[1] in quiet}
        return Truth({key: truth.places[key] for key in cells}, cells)


def shown(thread) -> list[int]:
    """Keys of what a thread's page shows, from the top."""
    page = Client().get(f"/feedback/{thread.slug}/").content.decode()
    return list(dict.fromkeys(read(one) for one in re.findall(r"/feedback/words/([0-9a-z]{13})/", page)))


def all_scores(guesses, truth: Truth):
    scores = {name: score(guess, truth) for name, guess in guesses.items() if len(guess) >= FEWEST}
    return {name: one for name, one in scores.items() if one.known}


def what_readers_noted(days: Days):
    """When a reader saw each first, and in which order they stand on a page and in the search."""
    guesses = {"first seen on": days.seen, "place on the page": {}}
    for thread in days.quiet:
        guesses["place on the page"] |= {key: float(at) for at, key in enumerate(shown(thread))}
    found = Client().get("/search/?q=help").content.decode()
    hits = re.findall(r"/feedback/words/([0-9a-z]{13})/", found)
    guesses["place in the search"] = {read(one): float(at) for at, one in enumerate(dict.fromkeys(hits))}
    return guesses


def told_by_rows():
    """What the columns of rows tell, without what engines keep by themselves.

    The log of acts keeps the day on which a moderator did something: an act by name, and no act of an author.
    """
    not_told = (*ENGINES_OWN, "order of a dump", "moderation_logentry: day")
    return {name: guess for name, guess in by_columns(steal()) if not name.endswith(not_told)}


def test_a_quiet_thread_and_a_copy_every_night_tell_nobody_who_wrote(transactional_db, days):
    them = Days(copies=True)
    for day in range(DAYS):
        days(day)
        them.go_by(day)
    scores = all_scores(them.guesses, them.within_a_day())
    assert len(scores) >= 30, "hardly anybody attacked"
    assert {name.split(":")[0] for name in scores} >= {
        "the night before", "noon, no emptying between", "a day apart"
    }  # fmt: skip
    name, chance = best(scores)
    assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"

    # The last three leave with the next emptying.
    days(DAYS)
    emptying.empty()
    them.readers_look(DAYS)
    assert Contribution.objects.filter(thread__in=them.quiet, state=State.PUBLISHED).count() == DAYS * QUIET
    assert set(them.seen) == set(them.within_a_batch().places)
    last_copy = dict(every_guess(steal(), list(them.within_a_day().places)))
    name, chance = best(scores := all_scores(last_copy, them.within_a_day()))
    assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"

    scores = all_scores({**what_readers_noted(them), **told_by_rows()}, them.within_a_batch())
    assert set(scores) >= {"first seen on", "place on the page", "place in the search"}
    assert "threads_contribution: receipt_index" in scores
    name, chance = best(scores)
    assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"


def test_a_quiet_thread_that_shows_each_answer_alone_is_caught(transactional_db, days, settings):
    settings.PUBLISH_TOGETHER = 1
    them = Days()
    for day in range(DAYS):
        days(day)
        them.go_by(day)
    days(DAYS)
    emptying.empty()
    them.readers_look(DAYS)
    scores = all_scores(what_readers_noted(them), them.within_a_batch())
    assert best({"first": scores["first seen on"]}, of=len(scores))[1] < CAUGHT


def test_a_day_that_stays_with_what_is_published_is_caught(transactional_db, days, monkeypatch):
    them = Days()
    kept = {}
    for day in range(DAYS):
        days(day)
        them.go_by(day)
        kept |= dict(Contribution.objects.filter(day__isnull=False).values_list("pk", "day"))
    days(DAYS)
    emptying.empty()
    for key, of_day in kept.items():
        Contribution.objects.filter(pk=key).update(day=of_day)
    scores = all_scores(told_by_rows(), them.within_a_batch())
    assert best({"day": scores["threads_contribution: day"]}, of=len(scores))[1] < CAUGHT
