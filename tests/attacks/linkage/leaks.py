"""Ways to build it that look well enough and are not: the attack must catch every one of them.

Each takes the place of the box for a while: `say` writes where people would have posted, `empty` delivers.
"""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from edge.brief_memory import just_sent
from feedback.letterbox.memory import place
from feedback.letterbox.models import Envelope, Tombstone
from feedback.threads import held_words
from feedback.threads.models import Contribution
from feedback.threads.said import Said
from sealing import keys_folder
from tests.attacks.linkage.scene import Scene

log = logging.getLogger("feedback.threads")


def row(scene: Scene, said: Said, key: int, receipt: bytes = b"") -> Contribution:
    """A contribution as the box would deliver it."""
    day: date = timezone.localdate()
    return Contribution(
        pk=key, thread=scene.thread, week=day, day=day, role_group=said.role_group, may_show=True,
        held=held_words.lock({"words": said.words}), receipt_index=receipt or secrets.token_bytes(32),
    )  # fmt: skip


@dataclass
class Leak:
    """One way to build it."""

    #: Letters that wait, with their envelopes, in the order in which they came.
    waiting: list[tuple[UUID, Said, int]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1_000))

    def post(self, scene: Scene, said: Said, me: int, *, single: bytes = b"") -> None:
        """Leave an envelope, as the real box does."""
        key = uuid4()
        Envelope.objects.bulk_create(
            [Envelope(key=key, single=single or secrets.token_bytes(32), pair=1, sealed=b"x" * 900)]
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


@transaction.atomic
def deliver_soundly(scene: Scene, leak: Leak, receipts: Mapping[int, bytes] = MappingProxyType({})) -> None:
    """As the real box does: random keys, sorted by them, all at once."""
    rows = [row(scene, said, secrets.randbits(63), receipts.get(me, b"")) for _, said, me in leak.shuffled()]
    Contribution.objects.bulk_create(sorted(rows, key=lambda one: one.pk))
    leak.bury_all()


# --- The box is sound, and something beside it is not ---------------------------------------------


def a_line_for_each_post(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """The log says at each post, with the second, whose receipt it is."""
    receipts: dict[int, bytes] = {}

    def say(scene: Scene, said: Said, me: int) -> None:
        receipts[me] = secrets.token_bytes(32)
        leak.post(scene, said, me)
        log.info("%s posted with %s", timezone.now().strftime("%H:%M:%S"), receipts[me].hex()[:16])

    return say, lambda: deliver_soundly(scene, leak, receipts)


def a_line_that_counts_letters(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """The log says no name and no time, but how much was sent. Someone wrote most, somebody least."""

    def say(scene: Scene, said: Said, me: int) -> None:
        said = replace(said, words=said.words + "a" * secrets.randbelow(2_000))
        leak.post(scene, said, me)
        log.info("posted, %d bytes", len(said.words))

    return say, lambda: deliver_soundly(scene, leak)


def a_file_for_each_letter(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """A copy of each letter beside the keys until it is opened, with no time on it but the file system's."""
    receipts: dict[int, bytes] = {}

    def say(scene: Scene, said: Said, me: int) -> None:
        receipts[me] = secrets.token_bytes(32)
        leak.post(scene, said, me)
        keys_folder.store_bytes(place(), receipts[me].hex()[:16], b"locked")

    return say, lambda: deliver_soundly(scene, leak, receipts)


def remembered_for_minutes(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """So that a receipt can be shown again, memory knows for ten minutes which were given out."""
    receipts: dict[int, bytes] = {}

    def say(scene: Scene, said: Said, me: int) -> None:
        receipts[me] = secrets.token_bytes(32)
        leak.post(scene, said, me)
        just_sent.remember(receipts[me])

    return say, lambda: deliver_soundly(scene, leak, receipts)


def kept_in_the_cache(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """Whether a receipt is spent is asked of the cache first."""
    receipts: dict[int, bytes] = {}

    def say(scene: Scene, said: Said, me: int) -> None:
        receipts[me] = secrets.token_bytes(32)
        leak.post(scene, said, me)
        cache.set(f"receipt-{receipts[me].hex()}", "in the box", 600)

    return say, lambda: deliver_soundly(scene, leak, receipts)


def the_receipt_on_the_envelope(scene: Scene, leak: Leak) -> tuple[Any, Callable[[], None]]:
    """Unique on the envelope, so that none is used twice; gone when the box is emptied, but not from the
    backup of the night before."""
    receipts: dict[int, bytes] = {}

    def say(scene: Scene, said: Said, me: int) -> None:
        receipts[me] = secrets.token_bytes(32)
        leak.post(scene, said, me, single=receipts[me])

    return say, lambda: deliver_soundly(scene, leak, receipts)


#: And by which kind of attacker.
CAUGHT_BY = {
    a_line_for_each_post: "log: the line that names it",
    a_line_that_counts_letters: "goes with length",
    a_file_for_each_letter: "files that name a letter",
    remembered_for_minutes: "memory of what was just sent: until when",
    kept_in_the_cache: "memory of the cache: the name",
    the_receipt_on_the_envelope: "an older backup",
}
BESIDE = tuple(CAUGHT_BY)
ON_BOTH = (
    counting_keys,
    random_keys_without_the_box,
    delivered_in_order_of_arrival,
    letter_by_letter,
)
#: SQLite keeps neither a number of the transaction nor a log of single rows.
ON_POSTGRESQL = (in_its_own_transaction, only_in_the_journal)
