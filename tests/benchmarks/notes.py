"""A long list of points, taken in by a process of its own, whose memory is its own.

`python -m tests.benchmarks.notes import 10000`, in the surroundings of a site of its own. Prints what
`tests.benchmarks.box` prints.
"""

import json
import sys
import time
from typing import Any

from tests.benchmarks.box import Box, Figures
from tests.benchmarks.memory import most_memory


class Notes(Box):
    """A site with one event of which notes are taken."""

    def act(self, what: str, number: int) -> Figures:
        """Take in so many points."""
        return self._do(what, str(number), module="tests.benchmarks.notes")


def take_in(number: int) -> tuple[int, float, float]:
    """Look through a list and take it in, as the two pages do; only that is timed."""
    from consultations.notetaking import importing
    from tests.factories.notetaking import event_today

    page, by = event_today(), _leader()
    rows = "".join(
        f"Point {n}: {'somebody should be at the gate and ' * 6}.,Topic {n % 9},link workers | pwle,some\n"
        for n in range(number)
    )
    data = f"point,topic,said by,strength\n{rows}".encode()
    began, of_processor = time.perf_counter(), time.process_time()
    laid_down = importing.lay_down(page, data, by=by)
    assert len(importing.look(page, laid_down.pk, by=by).good) == number
    done = importing.take_in(page, laid_down.pk, by=by)
    return done.added, time.perf_counter() - began, time.process_time() - of_processor


def take_in_services(number: int) -> tuple[int, float, float]:
    """The same for a list of services, in two hundred places."""
    from consultations.directory import importing
    from tests.factories.directory import place

    by = _leader()
    for n in range(200):
        place(f"HMP Row {n}")
    rows = "".join(
        f"Choir {n},Trust {n % 900},hmp-row-{n % 200},arts,Everybody on the wing,Every Tuesday,"
        f"{'People sing together and learn. ' * 4},info@trust{n % 900}.example\n"
        for n in range(number)
    )
    data = f"name,organisation,place,kind,for whom,how often,about,email\n{rows}".encode()
    began, of_processor = time.perf_counter(), time.process_time()
    laid_down = importing.lay_down(data, by=by)
    assert len(importing.look(laid_down.pk, by=by).good) == number
    done = importing.take_in(laid_down.pk, by=by)
    return done.added, time.perf_counter() - began, time.process_time() - of_processor


def _leader() -> Any:
    """A facilitator without a password: to make one takes more memory than any list."""
    from django.contrib.auth.models import Group

    from people.models import Person
    from people.permission_groups import PermissionGroup

    person = Person.objects.create(email="a@example.org", display_name="A", role_group="pwle", password="!")
    person.groups.add(Group.objects.get(name=PermissionGroup.FACILITATOR))
    return person


def main() -> None:
    """Do what the command line says and print what it cost."""
    import django

    django.setup()
    done, seconds, processor = {"import": take_in, "services": take_in_services}[sys.argv[1]](
        int(sys.argv[2])
    )
    cost = {"seconds": seconds, "processor": processor, "megabytes": most_memory(), "opened": done}
    print(json.dumps(cost))


if __name__ == "__main__":
    main()
