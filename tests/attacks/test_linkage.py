"""The linkage attack on what a host has at every moment, and on leaky designs, which it must catch."""

import secrets

import pytest
from django.db import connection
from django.test import Client

from codes import slow_hash
from feedback.letterbox import emptying, keys
from feedback.letterbox.models import Envelope
from feedback.moderation import publishing
from feedback.moderation.models import Item
from feedback.threads import form_tokens
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.attacks.linkage import leaks
from tests.attacks.linkage.attackers import all_guesses
from tests.attacks.linkage.elsewhere import logs_are_kept
from tests.attacks.linkage.loot import position_in_journal, steal, words_of
from tests.attacks.linkage.scene import Scene, marked
from tests.attacks.linkage.score import Truth, best, score
from tests.factories.people import PersonFactory
from tests.factories.threads import ThreadFactory
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PEOPLE = 100
#: Chance alone does as well as the best attacker once in so many runs of a sound system…
NO_BETTER_THAN_CHANCE = 1e-5
#: …and a leak is caught if chance alone would do as well hardly ever.
CAUGHT = 1e-9


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


@pytest.fixture
def scene(transactional_db, keys_of_ones_own):
    keys.first_key()
    return Scene(ThreadFactory())


def attack(loot, truth: Truth, before=None):
    """All attackers against all letters; the best of them."""
    guesses = dict(all_guesses(loot, list(truth.places), before))
    assert len(guesses) >= 4, "hardly anybody attacked"
    scores = {name: score(guess, truth) for name, guess in guesses.items()}
    scores = {name: one for name, one in scores.items() if one.known}
    return *best(scores), scores


def assert_no_better_than_chance(loot, truth, before=None):
    name, chance, scores = attack(loot, truth, before)
    assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"
    return scores


def test_nobody_can_tell_who_wrote_what(scene):
    """From the first post to the last withdrawal, with all that lies on the disk at each moment."""
    scene.people_write(PEOPLE // 2)
    middle = steal()
    scene.people_write(PEOPLE - PEOPLE // 2)
    before, since = steal(), position_in_journal()
    assert Envelope.objects.count() > PEOPLE
    emptying.empty()
    scene.note_truth("first")
    assert Contribution.objects.count() == PEOPLE

    after = steal(journal_from=since)
    scores = assert_no_better_than_chance(after, scene.truth, before)
    assert len(scores) >= 12
    assert_no_better_than_chance(after, scene.truth, middle)

    # Moderators let everything go; a quiet day later it is published.
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    for item in Item.objects.order_by("attention", "since", "contribution"):
        publishing.publish(item, by=facilitator, version=item.version)
    assert_no_better_than_chance(steal(), scene.truth)
    scene.people_write(12)
    before, since = steal(), position_in_journal()
    emptying.empty()
    scene.note_truth("second")
    assert Contribution.objects.filter(state=State.PUBLISHED).count() == PEOPLE
    assert_no_better_than_chance(steal(journal_from=since), scene.truth, before)

    # Some come back and take their words away.
    scene.people_withdraw(range(0, PEOPLE, 3))
    emptying.empty()
    assert Contribution.objects.filter(state=State.WITHDRAWN).count() == len(range(0, PEOPLE, 3))
    assert_no_better_than_chance(steal(), scene.truth)


def test_what_the_site_writes_down_while_people_write_on_its_pages_tells_nobody_who(scene, monkeypatch):
    """Members look at their pages, then write without an account: by the pages themselves, logs, caches and
    memories as they are a moment later, not by the act alone."""
    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)
    address = f"/feedback/{scene.thread.slug}/say/"

    def through_the_pages(scene: Scene, said, me: int) -> None:
        member = Client()
        member.force_login(PersonFactory(password=None))
        assert member.get("/members/").status_code == 200
        member.get(f"/feedback/{scene.thread.slug}/")
        longer = said.words[:400] + "It was so. " * secrets.randbelow(200)
        writer = Writer().open(address).press("start").fill(words=longer, allows="both")
        assert writer.press("check").press("send").receipt

    with logs_are_kept() as logs:
        scene.people_write(24, say=through_the_pages, with_covers=False)
        before, since = steal(), position_in_journal()
        emptying.empty()
    scene.note_truth("first")
    told = logs.getvalue()
    assert told.count("threads:thread") == 24, "the logs must have been kept"
    scores = assert_no_better_than_chance(steal(journal_from=since, logs=told), scene.truth, before)
    assert any(name.startswith("log: number") for name in scores)


@pytest.mark.parametrize("leak", leaks.ON_BOTH, ids=lambda one: one.__name__)
def test_a_leaky_way_to_build_it_is_caught(scene, leak):
    caught(scene, leak)


@pytest.mark.postgres
@pytest.mark.parametrize("leak", leaks.ON_POSTGRESQL, ids=lambda one: one.__name__)
def test_a_leak_in_what_only_postgresql_keeps_is_caught(scene, leak):
    caught(scene, leak)


@pytest.mark.parametrize("leak", leaks.BESIDE, ids=lambda one: one.__name__)
def test_a_leak_beside_a_sound_box_is_caught(scene, leak):
    caught(scene, leak, by=leaks.CAUGHT_BY[leak])


def caught(scene, leak, by=""):
    """The best attacker of those named so does better than chance ever would."""
    say, empty = leak(scene, leaks.Leak())
    with logs_are_kept() as logs:
        scene.people_write(60, say=say, with_covers=False)
        before, since = steal(), position_in_journal()
        empty()
    scene.note_truth("first")
    *_best, scores = attack(steal(journal_from=since, logs=logs.getvalue()), scene.truth, before)
    theirs = {name: one for name, one in scores.items() if by in name}
    assert theirs, f"nobody who looks at “{by}” had anything to say"
    name, chance = best(theirs, of=len(scores))
    assert chance < CAUGHT, f"the best of them was {name}: {scores[name]}"


def test_a_sound_box_without_anything_beside_it_is_not_caught(scene):
    """The same scene as the leaky ones have, delivered as the real box does: no attacker is lucky."""
    leak = leaks.Leak()
    with logs_are_kept() as logs:
        scene.people_write(60, say=leak.post, with_covers=False)
        before, since = steal(), position_in_journal()
        leaks.deliver_soundly(scene, leak)
    scene.note_truth("first")
    assert_no_better_than_chance(steal(journal_from=since, logs=logs.getvalue()), scene.truth, before)


def test_words_that_wait_stand_open_nowhere(scene):
    """Neither in the box nor out of it can a mark be read in anything that is stored."""
    scene.people_write(12)
    in_the_box = words_of(steal())
    emptying.empty()
    scene.note_truth("first")
    held = words_of(steal())
    for number in range(12):
        mark = marked(number)[:16].encode()
        assert mark not in in_the_box
        assert mark not in held
    assert b"letterbox_envelope" in held, "the attack must have looked at something"
    assert connection.vendor in ("sqlite", "postgresql")
