"""A vote of very many, opened, cast and closed in processes of their own: each one's memory is its own.

`python -m tests.benchmarks.vote open consent 100000`, `… cast …` and `… close …`, in the surroundings of a
site of their own. Prints what `tests.benchmarks.box` prints.
"""

import json
import sys
import time
from random import Random
from typing import Any

from tests.benchmarks.box import Box, Figures
from tests.benchmarks.memory import most_memory

#: Options of a ballot by rank, and of the others.
RANKED, OTHERS = 12, 6


class Vote(Box):
    """A site in which one ballot is held."""

    def act(self, what: str, method: str, number: int) -> Figures:
        """Do one of the three."""
        return self._do(what, method, str(number), module="tests.benchmarks.vote")


def _prepare(number: int) -> None:
    """People of every group, without passwords."""
    from people.models import Person
    from vocabulary.role_groups import RoleGroup

    groups = list(RoleGroup)
    Person.objects.bulk_create(
        [
            Person(email=f"p{n}@example.org", display_name=f"P {n}", role_group=groups[n % 9], password="!")
            for n in range(number)
        ],
        batch_size=5000,
    )


def _draft(method: str) -> Any:
    from consultations.ballots.enums import Method
    from consultations.ballots.setting_up import NewOption
    from tests.factories import ballots
    from vocabulary.role_groups import RoleGroup

    number = {Method.CONSENT: 1, Method.RANKED: RANKED}.get(Method(method), OTHERS)
    options = [NewOption(f"Option {n}") for n in range(number)]
    return ballots.draft(method=method, groups=list(RoleGroup.values), options=options)


def open_it(method: str, number: int) -> tuple[int, float, float]:
    """Open a ballot with so many on its roll; only the opening is timed."""
    from consultations.ballots import opening

    _prepare(number)
    ballot = _draft(method)
    began, of_processor = time.perf_counter(), time.process_time()
    opening.open_ballot(ballot, by=ballot.set_up_by)
    return ballot.on_roll, time.perf_counter() - began, time.process_time() - of_processor


def cast(method: str, number: int) -> tuple[int, float, float]:
    """Everybody votes: sealed as `casting` does, and written many at a time."""
    from django.db import connection, transaction

    from consultations.ballots import keys, papers, rolls
    from consultations.ballots.models import Ballot, Paper, RollEntry

    ballot, dice = Ballot.objects.get(), Random(4)
    public = keys.to_seal_with(ballot.pk, bytes(ballot.public_key))
    options = list(ballot.options.values_list("key", flat=True))
    entries = list(RollEntry.objects.values_list("paper", "role_group"))
    sealed = (
        (
            papers.sealed(public, ballot.pk, paper, rolls.counted_as(ballot, group),
                          _vote(method, options, dice), asks_reasons=ballot.asks_reasons),
            paper,
        )
        for paper, group in entries
    )  # fmt: skip
    began, of_processor = time.perf_counter(), time.process_time()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{Paper._meta.db_table}" SET sealed = %s WHERE id = %s', sealed)
        RollEntry.objects.update(voted=True)
    return len(entries), time.perf_counter() - began, time.process_time() - of_processor


def _vote(method: str, options: list[str], dice: Random) -> dict[str, Any]:
    if method == "consent":
        return {"consent": dice.choice(["agree", "concerns", "either", "disagree"])}
    if method == "approval":
        return {"approves": dice.sample(options, 2)}
    if method == "score":
        return {"scores": {key: dice.randint(0, 5) for key in options}}
    return {"ranks": {key: place for place, key in enumerate(dice.sample(options, len(options)), 1)}}


def close(method: str, number: int) -> tuple[int, float, float]:
    """Its time is over: count and destroy."""
    from consultations.ballots import closing
    from consultations.ballots.models import Ballot, Paper
    from tests.factories import ballots

    ballot = Ballot.objects.get()
    began, of_processor = time.perf_counter(), time.process_time()
    with ballots.after(ballot):
        closing.close(ballot, by=None)
    cost = time.perf_counter() - began, time.process_time() - of_processor
    assert not Paper.objects.exists()
    return int(ballot.result.count["papers"]), *cost


def main() -> None:
    """Do what the command line says and print what it cost."""
    import django

    django.setup()
    what, method, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    done, seconds, processor = {"open": open_it, "cast": cast, "close": close}[what](method, number)
    cost = {"seconds": seconds, "processor": processor, "megabytes": most_memory(), "opened": done}
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
