"""Ballot secrecy: with everything a host ever stored, nobody says how a person voted, or whose a reason is.

The attackers know who voted and in which order (backups show that, and the page says so), have a copy from
before the vote, one from its middle and one from its end, every secret of the installation, and what is left
after the closing. What is tried is whether anything they hold goes with the votes better than chance
(docs/trust.md, rules 20 to 22). Designs that leak have to be caught by the same attackers.
"""

import hmac
import json
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import user_logged_in
from django.db import connection
from django.test import RequestFactory

from codes import slow_hash
from consultations.ballots import casting, closing, holding, papers
from consultations.ballots.enums import BallotState, KeptBy
from consultations.ballots.models import Ballot, Paper, Result, RollEntry
from consultations.ballots.refusals import KeyGoneError
from feedback.letterbox import emptying
from feedback.letterbox import keys as keys_of_the_box
from feedback.threads import held_words
from feedback.threads.models import Contribution
from sealing.pairs import CannotOpenError, KeySpoiltError, PrivateKey, open_sealed
from tests.attacks.linkage.attackers import all_guesses, by_columns
from tests.attacks.linkage.loot import Loot, position_in_journal, steal, where
from tests.attacks.linkage.scene import marked, number_in
from tests.attacks.linkage.score import Score, Truth, best, score
from tests.factories.ballots import after, open_one, people
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

VOTERS = 80
NO_BETTER_THAN_CHANCE, CAUGHT = 1e-5, 1e-9
ROLL, PAPERS = "ballots_rollentry", "ballots_paper"
Guess = dict[int, float]


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


@pytest.fixture
def dice():
    return random.Random()


class Vote:
    """A vote that is held before thieves: copies from its beginning, middle and end."""

    def __init__(self, dice: random.Random, *, kept_by: str = KeptBy.SERVER) -> None:
        keys_of_the_box.first_key()
        more = {"holders": people(2)} if kept_by == KeptBy.HOLDERS else {}
        voters = [PersonFactory(password=None) for _n in range(VOTERS)]
        with mock.patch("consultations.ballots.holding.lock_away", self._overheard):
            self.parts: list[str] = []
            self.ballot = open_one(voters, kept_by=kept_by, asks_reasons=True, **more)
        self.at_first = steal()
        entries = {row.person_id: row for row in RollEntry.objects.filter(ballot=self.ballot)}
        #: For each entry, by its paper: its place in the order of voting, and whether it agreed.
        self.order: dict[int, int] = {}
        self.agreed: dict[int, int] = {}
        dice.shuffle(voters)
        for number, person in enumerate(voters):
            user_logged_in.send(sender=type(person), request=RequestFactory().get("/"), user=person)
            entry = entries[person.pk]
            agrees = dice.random() < 0.5
            reason = marked(number)[:200] if number % 2 == 0 else ""
            entry.ballot, entry.person = self.ballot, person
            casting.cast(entry, {"consent": "agree" if agrees else "disagree"}, reason=reason, by=person)
            self.order[entry.paper], self.agreed[entry.paper] = number, int(agrees)
            if number == VOTERS // 2:
                self.in_the_middle = steal()
        self.at_last, self.since = steal(), position_in_journal()

    def _overheard(self, private: PrivateKey) -> list[str]:
        self.parts = _lock_away(private)
        return self.parts

    def close(self) -> Ballot:
        with after(self.ballot):
            return closing.close(self.ballot, by=None if not self.parts else self.ballot.holder_one,
                                 parts=self.parts or None)  # fmt: skip

    @property
    def truth(self) -> Truth:
        return Truth(self.agreed, dict.fromkeys(self.agreed, self.ballot.pk))


_lock_away = holding.lock_away


# --- Attackers -------------------------------------------------------------------------------


def guesses(loot: Loot, older: Loot | None = None) -> Iterator[tuple[str, Guess]]:
    """Each gives papers a number that might go with the vote."""
    for table, key in ((PAPERS, "id"), (ROLL, "paper")):
        rows = loot.tables[table]
        yield f"{table}: order of a dump", {row[key]: float(at) for at, row in enumerate(rows)}
        for name in rows[0] if rows else ():
            values = {row[key]: row[name] for row in rows}
            places = {value: float(at) for at, value in enumerate(sorted(set(values.values()), key=repr))}
            yield f"{table}: {name}", {one: places[value] for one, value in values.items()}
    sealed = {row["id"]: bytes(row["sealed"]) for row in loot.tables[PAPERS]}
    yield "length of a paper", {one: float(len(content)) for one, content in sealed.items()}
    yield "bytes of a paper", {one: float(sum(content)) for one, content in sealed.items()}
    for what in (b"disagree", b'"agree"', b"Person "):
        yield f"{what!r} on a paper", {one: float(what in content) for one, content in sealed.items()}
    marks = {content[:24]: one for one, content in sealed.items()}
    for name, content in loot.files.items():
        found = where(content, marks)
        yield f"{name}: first place of a paper", {one: float(at[0]) for one, at in found.items()}
        yield f"{name}: last place of a paper", {one: float(at[-1]) for one, at in found.items()}
        yield f"{name}: how often a paper lies there", {one: float(len(at)) for one, at in found.items()}
    if older is not None:
        before = {row["id"]: bytes(row["sealed"]) for row in older.tables[PAPERS]}
        yield "changed since", {one: float(before.get(one) != now) for one, now in sealed.items()}
        yield (
            "how much changed",
            {
                one: float(sum(a != b for a, b in zip(before.get(one, b""), now, strict=False)))
                for one, now in sealed.items()
            },
        )
    yield from by_keyed_names(loot)


def by_keyed_names(loot: Loot) -> Iterator[tuple[str, Guess]]:
    """Whoever keys votes by an HMAC with a salt that is stored: tried with every secret there is."""
    secrets = [settings.SECRET_KEY, settings.CODES_SECRET, settings.HELD_WORDS_SECRET]
    votes = {row["id"]: bytes(row["sealed"]) for row in loot.tables[PAPERS]}
    for row in loot.tables[ROLL]:
        votes.setdefault(row["paper"], b"")
    for number, secret in enumerate(secrets):
        found: Guess = {}
        for row in loot.tables[ROLL]:
            named = keyed_name(secret, row["person_id"] or 0)
            if votes.get(named):
                found[row["paper"]] = float(b"disagree" not in votes[named])
        yield f"an HMAC under secret {number}", found


def keyed_name(secret: str, person: int) -> int:
    """The key under which a leaky design stores the vote of a person."""
    digest = hmac.new(secret.encode(), str(person).encode(), sha256).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def attack(loot: Loot, truth: Truth, older: Loot | None = None) -> tuple[str, float, dict[str, Score]]:
    """All of them; the best, and how likely chance does as well."""
    scores = {}
    for name, guess in guesses(loot, older):
        known = {key: value for key, value in guess.items() if key in truth.places}
        if len(set(known.values())) > 1:
            scores[name] = score(known, truth)
    assert len(scores) >= 6, "hardly anybody attacked"
    return *best(scores), scores


def opened_by_anything(loot: Loot, keys: Loot) -> int:
    """How many papers of one copy open with any private half that lies in the folder of another."""
    halves = []
    for name, content in keys.files.items():
        if name.startswith("keys/"):
            for at in range(0, max(1, len(content) - 40)):
                try:
                    halves.append(PrivateKey.from_bytes(content[at:]))
                except KeySpoiltError:
                    continue
                break
    opened = 0
    for row in loot.tables[PAPERS]:
        for half in halves:
            try:
                opened += bool(open_sealed(half, bytes(row["sealed"])))
            except CannotOpenError:
                continue
    return opened


# --- What holds -----------------------------------------------------------------------------


def test_nothing_stored_goes_with_how_somebody_voted(keys_of_ones_own, dice):
    vote = Vote(dice)
    for loot, older in (
        (vote.at_first, None),
        (vote.in_the_middle, vote.at_first),
        (vote.at_last, vote.in_the_middle),
        (vote.at_last, vote.at_first),
    ):
        name, chance, scores = attack(loot, vote.truth, older)
        assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"

    assert vote.close().state == BallotState.CLOSED
    count = Result.objects.get(ballot=vote.ballot).count
    assert count["counts"]["agree"] == sum(vote.agreed.values()), "what is counted is what was cast"
    left = steal(journal_from=vote.since)
    assert left.tables[ROLL] == left.tables[PAPERS] == []
    # The host has every copy and every secret; the key is gone.
    for loot in (vote.at_first, vote.in_the_middle, vote.at_last):
        assert opened_by_anything(loot, left) == 0
    kept = json.dumps(count)
    assert not any(str(key) in kept for key in [*vote.order, *range(100_000, 100_010)])


def test_nobody_can_tell_whose_a_reason_is(keys_of_ones_own, dice):
    vote = Vote(dice)
    vote.close()
    before, since = steal(), position_in_journal()
    emptying.empty()
    rows = Contribution.objects.filter(thread__slug=vote.ballot.reasons_thread).exclude(held=b"")
    told = {row.pk: number_in(held_words.unlock(row.held)["words"]) for row in rows}
    assert len(told) == VOTERS // 2
    truth = Truth(told, dict.fromkeys(told, "reasons"))
    loot = steal(journal_from=since)
    scores = {name: score(guess, truth) for name, guess in all_guesses(loot, list(told), before)}
    scores = {name: one for name, one in scores.items() if one.known}
    assert len(scores) >= 4, "hardly anybody attacked"
    name, chance = best(scores)
    assert chance > NO_BETTER_THAN_CHANCE, f"{name}: {scores[name]}"
    assert any(name.startswith("threads_contribution") for name, _guess in by_columns(loot))


def test_while_it_runs_the_servers_key_opens_papers_and_the_page_says_so(keys_of_ones_own, dice):
    """The control: the attack on keys works where there is a key."""
    vote = Vote(dice)
    assert opened_by_anything(vote.at_last, vote.at_last) == VOTERS


def test_with_two_key_holders_the_servers_disk_opens_nothing(keys_of_ones_own, dice):
    vote = Vote(dice, kept_by=KeptBy.HOLDERS)
    assert len(vote.parts) == 2
    for loot in (vote.at_first, vote.in_the_middle, vote.at_last):
        assert opened_by_anything(loot, vote.at_last) == 0
        held_here = b"".join(loot.files.values())
        assert not any(part.encode() in held_here for part in vote.parts)
    locked = vote.ballot
    stored = {path.name: path.read_bytes() for path in Path(settings.KEYS_DIR).rglob("locked.*")}
    assert stored, "the locked half lies there while the vote runs"
    assert vote.close().state == BallotState.CLOSED
    # Both printed parts and every old copy of the database: the third part is destroyed.
    assert not list(Path(settings.KEYS_DIR).rglob("locked.*"))
    locked.public_key = bytes(next(
        row["public_key"] for row in vote.at_last.tables["ballots_ballot"] if row["id"] == locked.pk
    ))  # fmt: skip
    with pytest.raises(KeyGoneError):
        holding.unlocked(locked, vote.parts)


def test_one_paper_copied_over_others_shows_nobodys_vote(keys_of_ones_own, dice):
    vote = Vote(dice)
    victim = next(iter(vote.order))
    content = Paper.objects.get(pk=victim).sealed
    others = [paper for paper in vote.order if paper != victim][:20]
    Paper.objects.filter(pk__in=others).update(sealed=content)
    vote.close()
    count = Result.objects.get(ballot=vote.ballot).count
    assert count["papers"] == VOTERS - len(others), "copies are not counted"
    rest = [vote.agreed[paper] for paper in vote.order if paper not in others]
    assert count["counts"]["agree"] == sum(rest)


# --- Designs that leak are caught ------------------------------------------------------------


def test_copied_papers_would_show_a_vote_if_numbers_inside_were_not_checked(
    keys_of_ones_own, dice, monkeypatch
):
    def unchecked(ballot: int, paper: int, plain: bytes) -> papers.Opened:
        _of, _number, group, cast, reason = papers.unframed(plain, 5)
        return papers.Opened(group.decode(), json.loads(cast), reason.decode())

    monkeypatch.setattr(papers, "read", unchecked)
    vote = Vote(dice)
    victim, *others = list(vote.order)[:21]
    Paper.objects.filter(pk__in=others).update(sealed=Paper.objects.get(pk=victim).sealed)
    vote.close()
    count = Result.objects.get(ballot=vote.ballot).count
    assert count["papers"] == VOTERS
    rest = sum(vote.agreed[paper] for paper in vote.order if paper not in others)
    # Twenty more agree, or none: it is what the victim said.
    assert count["counts"]["agree"] - rest == len(others) * vote.agreed[victim]


def _with_a_salt(vote: Ballot, entry: RollEntry, agrees: bool) -> None:
    """The obvious design: a paper stored in clear under an HMAC with a secret of the installation."""
    Paper.objects.create(
        pk=keyed_name(settings.SECRET_KEY, entry.person_id), ballot=vote,
        sealed=json.dumps({"consent": "agree" if agrees else "disagree"}).ljust(600).encode(),
    )  # fmt: skip


def _without_padding(vote: Ballot, entry: RollEntry, agrees: bool) -> None:
    content = b"x" * (600 if agrees else 603)
    Paper.objects.filter(pk=entry.paper).update(sealed=content)


def _marked_on_the_roll(vote: Ballot, entry: RollEntry, agrees: bool) -> None:
    RollEntry.objects.filter(pk=entry.pk).update(voted=agrees)


LEAKS = [_with_a_salt, _without_padding, _marked_on_the_roll]


@pytest.mark.parametrize("leak", LEAKS, ids=lambda one: one.__name__.strip("_"))
def test_a_leaky_way_to_hold_a_vote_is_caught(keys_of_ones_own, dice, leak):
    ballot = open_one(VOTERS)
    older, votes = steal(), _votes(ballot, dice)
    for entry, agrees in votes:
        leak(ballot, entry, agrees)
    _assert_caught(ballot, votes, older)


@pytest.mark.postgres
def test_papers_put_on_two_piles_are_caught_on_postgresql(keys_of_ones_own, dice):
    """Those that agree are written anew after all others were: only where they lie in the file says so."""
    with connection.cursor() as cursor:
        # As new as an installation's table, and nobody tidies up meanwhile: what earlier tests left free
        # would be filled first.
        cursor.execute("TRUNCATE ballots_paper CASCADE")
        cursor.execute("ALTER TABLE ballots_paper SET (autovacuum_enabled = false)")
    try:
        ballot = open_one(VOTERS)
        older, votes = steal(), _votes(ballot, dice)
        for entry, _agrees in sorted(votes, key=lambda one: one[1]):
            Paper.objects.filter(pk=entry.paper).delete()
            Paper.objects.create(pk=entry.paper, ballot=ballot, sealed=dice.randbytes(600))
        _assert_caught(ballot, votes, older)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ballots_paper RESET (autovacuum_enabled)")


def _votes(ballot: Ballot, dice: random.Random) -> list[tuple[RollEntry, bool]]:
    """An entry of the roll and whether it agrees, in the order of the roll."""
    entries = RollEntry.objects.filter(ballot=ballot).order_by("pk")
    return [(entry, dice.random() < 0.5) for entry in entries]


def _assert_caught(ballot: Ballot, votes: list[tuple[RollEntry, bool]], older: Loot) -> None:
    agreed = {entry.paper: int(agrees) for entry, agrees in votes}
    truth = Truth(agreed, dict.fromkeys(agreed, ballot.pk))
    name, chance, scores = attack(steal(), truth, older)
    assert chance < CAUGHT, f"the best of them was {name}: {scores[name]}"
