"""Killing an emptying at every step: for `tests.letterbox.under_fire`."""

import random
import signal
from functools import partial
from typing import Any

from feedback.letterbox import keys
from feedback.letterbox.emptying import empty
from feedback.letterbox.models import Emptying, Envelope, Tombstone
from feedback.letterbox.reconcile import reconcile
from tests.letterbox.processes import child, dying_at, ended
from tests.letterbox.rooms import Room
from tests.letterbox.writers import Writer, expected, words, wrong_with_folder


def kill(room: Room) -> dict[str, Any]:
    """End an emptying at each of its steps in turn, and some of the recoveries too."""

    def do(step: int) -> None:
        with dying_at(step):
            empty()

    def recover(step: int) -> None:
        with dying_at(step):
            reconcile()
            empty()

    keys.first_key()
    writer, problems, deaths, deaths_in_recovery = Writer(), list[str](), 0, 0
    step, survived = 0, False
    while not survived:
        step += 1
        before = writer.write(3)
        if step > 1:
            writer.withdraw(random.choice([before[0], random.randrange(before[0])]))
        number = child(partial(do, step))
        code = ended(number)
        survived = code == 0
        deaths += code == -signal.SIGKILL
        writer.write(1)
        if step % 3 == 0:
            number = child(lambda: recover(random.randint(1, 30)))
            deaths_in_recovery += ended(number) == -signal.SIGKILL
            writer.write(1)
        if code := ended(child(lambda: recover(0))):
            problems.append(f"step {step}: recovery ended with {code}")
        if words(room) != expected(range(writer.number), writer.withdrawn):
            problems.append(f"step {step}: {words(room) ^ expected(range(writer.number), writer.withdrawn)}")
        problems += [f"step {step}: {one}" for one in wrong_with_folder(writer.withdrawn)]
        if Envelope.objects.exists():
            problems.append(f"step {step}: something is left in the box")
        if len(problems) > 5:
            break
    emptyings = list(Emptying.objects.order_by("number").values_list("number", "opened", "lost"))
    return {
        "steps": step, "deaths": deaths, "deaths_in_recovery": deaths_in_recovery, "problems": problems,
        "letters": writer.number, "withdrawals": writer.withdrawals,
        "opened": sum(opened for _, opened, _ in emptyings), "lost": sum(lost for *_, lost in emptyings),
        "numbers": [number for number, *_ in emptyings], "tombstones": Tombstone.objects.count(),
    }  # fmt: skip
