"""A box of many letters, filled and emptied in processes of their own, so that each one's memory is its own.

`python -m tests.benchmarks.box fill 5000` and `… empty`, in the surroundings of a site of their own. Prints
seconds of the clock, seconds of the processor and the most memory it ever had, as JSON.
"""

import json
import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.benchmarks.memory import most_memory

#: Envelopes written in one go.
_AT_ONCE = 500


@dataclass(frozen=True)
class Figures:
    """What an act cost."""

    seconds: float
    processor: float
    megabytes: float
    #: Letters that were opened.
    opened: int = 0


class Box:
    """A site of its own below a folder, of the engine that is tested here: SQLite."""

    def __init__(self, folder: Path, template: Path) -> None:
        """Begin with a copy of a migrated database."""
        base = Path(settings.BASE_DIR)
        database = folder / "database" / "alongside.sqlite3"
        database.parent.mkdir(parents=True)
        database.write_bytes(template.read_bytes())
        self._environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "DATA_DIR": str(folder), "ENVIRONMENT": "test",
            "DJANGO_SETTINGS_MODULE": "alongside.settings", "PYTHONPATH": f"{base / 'site'}:{base}",
        }  # fmt: skip

    def fill(self, number: int) -> Figures:
        """Put so many letters into the box."""
        return self._do("fill", str(number))

    def empty(self) -> Figures:
        """Empty it."""
        return self._do("empty")

    def _do(self, *what: str, module: str = "tests.benchmarks.box") -> Figures:
        done = subprocess.run(
            [sys.executable, "-m", module, *what],
            env=self._environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return Figures(**json.loads(done.stdout.splitlines()[-1]))


def fill(number: int) -> int:
    """Seal letters as `posting` does, and write them many at a time: how fast people post is not measured."""
    from feedback.letterbox import keys
    from feedback.letterbox.models import Envelope
    from feedback.letterbox.nonces import envelope_key, new
    from feedback.letterbox.wrapping import SIZE, wrap
    from feedback.threads.said import Said
    from sealing.pairs import seal
    from tests.factories.people import PlaceFactory
    from tests.factories.threads import ThreadFactory

    for name in ("HMP Larch", "HMP Alder", "HMP Rowan"):
        PlaceFactory(name=name, slug=name.lower().replace(" ", "-"))
    threads = [ThreadFactory().pk for _n in range(3)]
    keys.first_key()
    public = keys.in_use()
    for first in range(0, number, _AT_ONCE):
        rows = []
        for n in range(first, min(first + _AT_ONCE, number)):
            key, said = envelope_key(new()), Said(words=_words(n), may_show=n % 10 != 0)
            body = {**said.body(), "thread": threads[n % 3], "paper": False, "code": None}
            sealed = seal(
                public, wrap("contribution", secrets.token_bytes(32), body), size=SIZE, aad=key.bytes
            )
            rows.append(Envelope(key=key, single=secrets.token_bytes(32), pair=public.number, sealed=sealed))
        Envelope.objects.bulk_create(rows)
    return number


def _words(number: int) -> str:
    """What people write: some sentences, no two alike, in one of ten something that could tell who it was."""
    from tests.factories.threads import WORDS

    some = " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7))
    more = " My son Jamie was at HMP Larch. Ring 07700 900123." if number % 10 == 0 else ""
    return f"{some} It was {number} days.{more}"


def empty() -> int:
    """Empty the box as the worker does."""
    from feedback.letterbox import emptying

    return int(emptying.empty().opened)


def main() -> None:
    """Do what the command line says and print what it cost."""
    import django

    django.setup()
    began, of_processor = time.perf_counter(), time.process_time()
    act = {"fill": lambda: fill(int(sys.argv[2])), "empty": empty}[sys.argv[1]]
    opened = act()
    seconds, processor = time.perf_counter() - began, time.process_time() - of_processor
    cost = {"seconds": seconds, "processor": processor, "megabytes": most_memory(), "opened": opened}
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
