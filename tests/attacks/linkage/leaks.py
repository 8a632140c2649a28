"""Ways to build it that look well enough and are not: the attack must catch every one of them.

Each takes the place of the box for a while: `say` writes where people would have posted, `empty` delivers.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from feedback.letterbox.models import Envelope, Tombstone
from feedback.threads import held_words
from feedback.threads.models import Contribution
from feedback.threads.said import Said
from tests.attacks.linkage.scene import Scene


def row(scene: Scene, said: Said, key: int) -> Contribution:
    """A contribution as the box would deliver it."""
    day: date = timezone.localdate()
    return Contribution(
        pk=key, thread=scene.thread, week=day, day=day, role_group=said.role_group, may_show=True,
        held=held_words.lock({"words": said.words}), receipt_index=secrets.token_bytes(32),
    )  # fmt: skip


@dataclass
class Leak:
    """One way to build it."""

    #: Letters that wait, with their envelopes, in the order in which they came.
    waiting: list[tuple[UUID, Said, int]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1_000))

    def post(self, scene: Scene, said: Said, me: int) -> None:
        """Leave an envelope, as the real box does."""
        key = uuid4()
        Envelope.objects.bulk_create(
            [Envelope(key=key, single=secrets.token_bytes(32), pair=1, sealed=b"x" * 900)]
        )
        scene.envelopes.append((key, me))
        self.waiting.append((key, said, me))

    def shuffled(self) -> list[tuple[UUID, Said, int]]:
        return secrets.SystemRandom().sample(self.waiting, len(self.waiting))

    def bury_all(self) -> None:
        """Tombstones in one statement, envelopes in another: as the real box does."""
        stone, envelope = Tombstone._meta.db_table, Envelope._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {stone} (key, emptied_on) SELECT key, %s FROM {envelope} ORDER BY key",
                [timezone.localdate()],
            )
            cursor.execute(f"DELETE FROM {envelope}")


def counting_keys(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """No box, keys that count."""

    def say(scene: Scene, said: Said, me: int) -> None:
        row(scene, said, next(leak.numbers)).save(force_insert=True)

    return say, lambda: None


def random_keys_without_the_box(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """No box, keys at random: the row's own place still tells."""

    def say(scene: Scene, said: Said, me: int) -> None:
        row(scene, said, secrets.randbits(63)).save(force_insert=True)

    return say, lambda: None


def delivered_in_order_of_arrival(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """A box that is emptied from the top."""

    @transaction.atomic
    def empty() -> None:
        Contribution.objects.bulk_create(
            [row(scene, said, secrets.randbits(63)) for _, said, _ in leak.waiting]
        )
        leak.bury_all()

    return leak.post, empty


def letter_by_letter(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """Shuffled, and then one after the other: the tombstone of a letter lies where its row lies."""

    @transaction.atomic
    def empty() -> None:
        for key, said, _ in leak.shuffled():
            row(scene, said, secrets.randbits(63)).save(force_insert=True)
            Tombstone.objects.bulk_create([Tombstone(key=key, emptied_on=timezone.localdate())])
            Envelope.objects.filter(pk=key).delete()

    return leak.post, empty


def in_its_own_transaction(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """Rows lie at random places, but each was touched in a step of its own, in order (`xmin`)."""

    @transaction.atomic
    def empty() -> None:
        places = leak.shuffled()
        rows = {me: row(scene, said, secrets.randbits(63)) for _, said, me in places}
        Contribution.objects.bulk_create(rows.values())
        for _, _, me in leak.waiting:
            with transaction.atomic():
                Contribution.objects.filter(pk=rows[me].pk).update(was_changed=True)
        leak.bury_all()

    return leak.post, empty


def only_in_the_journal(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """Nothing in the tables tells: tombstones are sorted. But each envelope goes when its row comes."""

    @transaction.atomic
    def empty() -> None:
        stones = [Tombstone(key=key, emptied_on=timezone.localdate()) for key, _, _ in leak.waiting]
        Tombstone.objects.bulk_create(sorted(stones, key=lambda one: one.key))
        for key, said, _ in leak.shuffled():
            row(scene, said, secrets.randbits(63)).save(force_insert=True)
            Envelope.objects.filter(pk=key).delete()

    return leak.post, empty


ON_BOTH = (
    counting_keys,
    random_keys_without_the_box,
    delivered_in_order_of_arrival,
    letter_by_letter,
)
#: SQLite keeps neither a number of the transaction nor a log of single rows.
ON_POSTGRESQL = (in_its_own_transaction, only_in_the_journal)
