"""A long list of points, taken in by a process of its own, whose memory is its own.

`python -m tests.benchmarks.notes import 10000`, in the surroundings of a site of its own. Prints what
`tests.benchmarks.box` prints.
"""

import json
import resource
import sys
import time

from tests.benchmarks.box import Box, Figures


class Notes(Box):
    """A site with one event of which notes are taken."""

    def act(self, what: str, number: int) -> Figures:
        """Take in so many points."""
        return self._do(what, str(number), module="tests.benchmarks.notes")


def take_in(number: int) -> tuple[int, float, float]:
    """Look through a list and take it in, as the two pages do; only that is timed."""
    from consultations.notetaking import importing
    from tests.factories.notetaking import event_today
    from tests.factories.people import facilitator

    page, by = event_today(), facilitator()
    rows = "".join(
        f"Point {n}: {'somebody should be at the gate, ' * 6}.,Topic {n % 9},link workers | pwle,some\n"
        for n in range(number)
    )
    data = f"point,topic,said by,strength\n{rows}".encode()
    began, of_processor = time.perf_counter(), time.process_time()
    laid_down = importing.lay_down(page, data, by=by)
    assert len(importing.look(page, laid_down.pk, by=by).good) == number
    done = importing.take_in(page, laid_down.pk, by=by)
    return done.added, time.perf_counter() - began, time.process_time() - of_processor


def main() -> None:
    """Do what the command line says and print what it cost."""
    import django

    django.setup()
    done, seconds, processor = {"import": take_in}[sys.argv[1]](int(sys.argv[2]))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": most, "opened": done}))


if __name__ == "__main__":
    main()
