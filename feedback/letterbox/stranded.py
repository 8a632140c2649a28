"""Letters of a kind that no room here knows: after an update that was undone, or by an older worker.

They are kept, locked, and delivered at the first emptying at which a room knows their kind.
"""

import json
from collections.abc import Collection, Sequence

from feedback.letterbox import kinds
from feedback.letterbox.kinds import Letter
from feedback.letterbox.memory import lock, unlock
from feedback.letterbox.models import StrandedLetter

_CONTEXT = b"letterbox: letter of an unknown kind"
_AT_ONCE = 500


def keep(letters: Sequence[Letter]) -> None:
    """Keep these; the same again changes nothing."""
    rows = [
        StrandedLetter(
            key=one.key, kind=one.kind[:40], receipt_index=one.receipt_index,
            locked=lock(json.dumps([one.kind, one.body]).encode(), _CONTEXT),
        )
        for one in sorted(letters, key=lambda one: one.key)
    ]  # fmt: skip
    StrandedLetter.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def known_now() -> list[Letter]:
    """Kept letters that can be delivered now."""
    names = [kind.name[:40] for kind in kinds.registered()]
    letters = []
    for row in StrandedLetter.objects.filter(kind__in=names).order_by("key"):
        kind, body = json.loads(unlock(bytes(row.locked), _CONTEXT))
        letters.append(Letter(kind, row.key, bytes(row.receipt_index), body))
    return letters


def let_go(keys: Collection[int]) -> None:
    """Delete those that were delivered."""
    if StrandedLetter.objects.exists():
        in_order = sorted(keys)
        for at in range(0, len(in_order), _AT_ONCE):
            StrandedLetter.objects.filter(key__in=in_order[at : at + _AT_ONCE]).delete()


def withdraw(indexes: Collection[bytes]) -> None:
    """Delete those of withdrawn receipts."""
    if indexes and StrandedLetter.objects.exists():
        for index in sorted(indexes):
            StrandedLetter.objects.filter(receipt_index=index).delete()


def count() -> dict[str, int]:
    """How many of which kind."""
    found: dict[str, int] = {}
    for name in StrandedLetter.objects.order_by().values_list("kind", flat=True):
        found[name] = found.get(name, 0) + 1
    return found
