"""Ballots under fire: run as a process of its own, prints what came of it as JSON.

Real processes, real SIGKILL. Each step of an opening, a closing and a cancelling at which something could be
lost (every statement, both sides of a commit, every writing through to the disk and unlinking) is the end of
one child; then the next one puts things right. Children are forked from a process that has loaded everything.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

#: Eleven vote of twelve, two of them say why.
VOTES = ["agree"] * 9 + ["disagree"] * 2
REASONS = ["It worked elsewhere.", "It is too late."]


def main(what: str) -> None:
    import django

    django.setup()
    from feedback.letterbox import keys as box
    from sealing import keys_folder
    from tests.databases import TestDatabase
    from tests.letterbox.processes import Changed

    # A killed process loses nothing that it has written; only a power cut would. Waiting for disks is slow.
    keys_folder.os = Changed(os, fsync=lambda number: None)
    database = TestDatabase("fire")
    database.make()
    try:
        box.first_key()
        acts: dict[str, Callable[[], dict[str, Any]]] = {
            "open": partial(kill, opening_killed), "close": partial(kill, closing_killed),
            "cancel": partial(kill, cancelling_killed), "race": race,
        }  # fmt: skip
        print(json.dumps(acts[what]()))
    finally:
        database.remove()


def kill(one: Callable[..., Any]) -> dict[str, Any]:
    """End an act at each of its steps in turn, and some of the recoveries too."""
    from tests.factories.ballots import people
    from tests.factories.people import facilitator
    from vocabulary.role_groups import RoleGroup

    by, voters = facilitator(role_group=RoleGroup.RESEARCHER), people(12)
    problems: list[str] = []
    deaths = deaths_in_recovery = step = 0
    survived = False
    while not survived and len(problems) < 5:
        step += 1
        killed, died_again, found = one(step, by, voters)
        survived = not killed
        deaths += killed
        deaths_in_recovery += died_again
        problems += [f"step {step}: {problem}" for problem in found]
    return {"steps": step, "deaths": deaths, "deaths_in_recovery": deaths_in_recovery, "problems": problems}


def _die(act: Callable[[], object], step: int) -> bool:
    """Do it in a child that is killed at this step; whether it was."""
    from tests.letterbox.processes import child, dying_at, ended

    def do() -> None:
        with dying_at(step):
            act()

    code = ended(child(do))
    assert code in (0, -signal.SIGKILL), code
    return code == -signal.SIGKILL


def _recover(act: Callable[[], object], step: int) -> bool:
    """Put things right, every third time with a death on the way; whether there was one.

    The first of them is at its first step, which every recovery has: the others may come too late for one.
    """
    died = step % 3 == 0 and _die(act, 1 if step == 3 else random.randint(1, 25))
    assert not _die(act, 0)
    return died


def _leavings(ballot: Any, keys_left: int) -> list[str]:
    """What is there and should not be, or is not and should be."""
    from consultations.ballots import keys
    from consultations.ballots.locks import place
    from consultations.ballots.models import Paper, RollEntry, VotingCode
    from sealing import keys_folder

    wanted = 12 if keys_left else 0
    found = {
        "papers": Paper.objects.count() - wanted, "entries": RollEntry.objects.count() - wanted,
        "codes": VotingCode.objects.count(), "keys": len(keys.numbers()) - keys_left,
        "passing files": len([*place().iterdir()]) - len(keys_folder.names(place())),
    }  # fmt: skip
    return [f"{name}: {number} too many" for name, number in found.items() if number]


def opening_killed(step: int, by: Any, voters: list[Any]) -> tuple[bool, bool, list[str]]:
    from consultations.ballots import cancelling, keys, opening, papers, restoring
    from consultations.ballots.enums import BallotState
    from consultations.ballots.models import Ballot, BallotEvent, Paper
    from tests.factories.ballots import draft

    draft_one = draft(by, groups=[], named=voters, asks_reasons=True)
    killed = _die(lambda: opening.open_ballot(Ballot.objects.get(pk=draft_one.pk), by=by), step)
    died = _recover(restoring.reconcile, step)
    ballot = Ballot.objects.get(pk=draft_one.pk)
    is_open = ballot.state == BallotState.OPEN
    problems = _leavings(ballot, 1 if is_open else 0)
    if not is_open and (ballot.state != BallotState.DRAFT or not killed):
        problems.append(f"it is {ballot.state}")
    if is_open:
        private = keys.whole(ballot)
        blanks = [papers.opened(private, ballot.pk, one.pk, bytes(one.sealed)) for one in Paper.objects.all()]
        problems += ["a paper that is not blank"] * sum(one is None or bool(one.vote) for one in blanks)
    if BallotEvent.objects.filter(ballot=ballot, what="opened").count() != is_open:
        problems.append("it was noted wrongly")
    if not is_open:  # and it opens as if nothing had been
        opening.open_ballot(ballot, by=by)
    cancelling.cancel(ballot, "The next one.", by=by)
    return killed, died, problems


def _voted_in(by: Any, voters: list[Any]) -> Any:
    """A ballot in which eleven have voted, whose time is over."""
    from django.utils import timezone

    from consultations.ballots.models import Ballot
    from tests.factories.ballots import open_one, vote_all

    ballot = open_one(voters, by=by, asks_reasons=True)
    vote_all(ballot, [{"consent": vote} for vote in VOTES], REASONS)
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    return ballot


def closing_killed(step: int, by: Any, voters: list[Any]) -> tuple[bool, bool, list[str]]:
    from consultations.ballots import closing, schedule
    from consultations.ballots.models import Ballot, BallotEvent, Result
    from feedback.letterbox.models import Envelope

    ballot = _voted_in(by, voters)
    before = Envelope.objects.count()
    killed = _die(lambda: closing.close(Ballot.objects.get(pk=ballot.pk), by=None), step)

    def recover() -> None:
        """What the worker does, in either order."""
        acts = [closing.close_due, schedule.look_after]
        for act in acts if step % 2 else reversed(acts):
            act()

    died = _recover(recover, step)
    ballot.refresh_from_db()
    problems = _leavings(ballot, 0)
    result = Result.objects.filter(ballot=ballot).first()
    counts = result.count["counts"] if result else {}
    if (ballot.state, counts.get("agree"), counts.get("disagree")) != ("closed", 9, 2):
        problems.append(f"it is {ballot.state} with {counts}")
    if Envelope.objects.count() - before != len(REASONS):
        problems.append(f"{Envelope.objects.count() - before} reasons")
    if BallotEvent.objects.filter(ballot=ballot, what="closed").count() != 1:
        problems.append("it was noted wrongly")
    return killed, died, [*problems, *_reasons_left()]


def _reasons_left() -> list[str]:
    from consultations.ballots import ends

    return [
        f"reasons beside the keys: {pair}"
        for pair in ends.numbers()
        if (end := ends.load(pair)) and end.reasons
    ]


def cancelling_killed(step: int, by: Any, voters: list[Any]) -> tuple[bool, bool, list[str]]:
    from consultations.ballots import cancelling, restoring
    from consultations.ballots.enums import BallotState
    from consultations.ballots.models import Ballot, Result

    ballot = _voted_in(by, voters)
    killed = _die(lambda: cancelling.cancel(Ballot.objects.get(pk=ballot.pk), "It was wrong.", by=by), step)
    died = _recover(restoring.reconcile, step)
    ballot.refresh_from_db()
    problems = []
    if ballot.state == BallotState.OPEN and killed:
        cancelling.cancel(ballot, "It was wrong.", by=by)
    if (ballot.state, ballot.cancelled_because) != ("cancelled", "It was wrong."):
        problems.append(f"it is {ballot.state}: {ballot.cancelled_because}")
    if Result.objects.exists():
        problems.append("there is a result")
    return killed, died, [*problems, *_leavings(ballot, 0)]


def race() -> dict[str, Any]:
    """Four processes cast and change votes as fast as they can while four others close the ballot."""
    rounds = [_race_once(number) for number in range(1)]
    return {"rounds": rounds}


def _race_once(number: int) -> dict[str, Any]:
    from django.utils import timezone

    from consultations.ballots import casting, closing
    from consultations.ballots.models import Ballot, BallotEvent, Paper, Result, RollEntry
    from consultations.ballots.refusals import CountingError, NotNowError, NotOverError, RefusedError
    from tests.factories.ballots import entries, open_one
    from tests.letterbox.processes import child, ended

    ballot = open_one(12)
    roll = entries(ballot)
    out = Path(os.environ["KEYS_DIR"]).parent / f"cast-{number}"
    out.mkdir()

    def cast(mine: list[Any], name: str) -> None:
        last: dict[int, str] = {}
        first, times = list(mine), 0
        while True:
            if not first and not (out / f"{name}.ready").exists():
                (out / f"{name}.ready").touch()
            entry = first.pop() if first else random.choice(mine)
            vote = random.choice(["agree", "disagree", "either"])
            try:
                casting.cast(entry, {"consent": vote}, by=entry.person)
            except (CountingError, NotNowError):
                break
            last[entry.pk], times = vote, times + 1
            time.sleep(0.01)  # without a pause SQLite lets nobody else in
        (out / name).write_text(json.dumps([last, times]))

    def close() -> None:
        while True:
            try:
                if closing.close(Ballot.objects.get(pk=ballot.pk), by=None).state == "closed":
                    break
            except NotOverError:
                time.sleep(0.002)
            except RefusedError:
                break

    # Two processes share each half of the roll, so that one person votes on two devices at once.
    casters = [child(partial(cast, roll[at % 2 * 6 : at % 2 * 6 + 6], str(at))) for at in range(4)]
    deadline = time.monotonic() + 60
    while len(list(out.glob("*.ready"))) < len(casters) and time.monotonic() < deadline:
        time.sleep(0.05)
    closes_at = timezone.now() + timedelta(seconds=0.7)
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=closes_at)
    closers = [child(close) for _ in range(4)]
    codes = [ended(one) for one in [*casters, *closers]]
    told = [json.loads(path.read_text()) for path in out.glob("[0-9]")]
    possible: dict[str, set[str]] = {}
    for last, _times in told:
        for entry, vote in last.items():
            possible.setdefault(entry, set()).add(vote)
    count = Result.objects.get(ballot=ballot).count
    return {
        "codes": codes, "cast": sum(times for _last, times in told), "voters": len(possible),
        "papers": count.get("papers"), "counts": count.get("counts"),
        "sure": {vote: sum(votes == {vote} for votes in possible.values()) for vote in VOTES},
        "possible": {vote: sum(vote in votes for votes in possible.values()) for vote in VOTES},
        "closed": BallotEvent.objects.filter(ballot=ballot, what="closed").count(),
        "left": Paper.objects.count() + RollEntry.objects.count(),
    }  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
