"""The pair of the box: made, found, replaced, destroyed.

The public half is one row; the private half lies in KEYS_DIR under its number until every envelope sealed
to it has been opened.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from feedback.letterbox import locks
from feedback.letterbox.calendar import next_emptying
from feedback.letterbox.memory import Memory, place
from feedback.letterbox.models import BoxKey, Envelope
from sealing import keys_folder, pairs
from sealing.pairs import KeyExpiredError, KeyForgedError, KeySpoiltError, PrivateKey, PublicKey

PURPOSE = "box"
#: How long after the next set time posting goes on if nobody empties the box. Then it is refused:
#: what nobody reads is not to be taken in.
PATIENCE = timedelta(days=7)
_PRIVATE = "key."


class BoxShutError(Exception):
    """Nothing can be posted now. Nothing was stored; the words are to stay in the page."""


def secret() -> bytes:
    """What the box's public key is known by as ours. It opens nothing."""
    return str(settings.CODES_SECRET).encode()


def in_use() -> PublicKey:
    """The public half to seal to, checked.

    Raises:
        BoxShutError: there is none, it is not ours, or its time is over.
    """
    row = BoxKey.objects.filter(pk=BoxKey.ONLY).values_list("number", "public").first()
    if row is None:
        raise BoxShutError("the box has no key yet: the worker makes one at its start")
    number, stored = row
    try:
        public = PublicKey.from_bytes(bytes(stored))
        public.check(PURPOSE, timezone.now(), secret())
    except (KeySpoiltError, KeyForgedError):
        raise BoxShutError("the key of the box is not ours") from None
    except KeyExpiredError:
        raise BoxShutError("the box has not been emptied for too long") from None
    if public.number != number:
        raise BoxShutError("the key of the box is not ours")
    return public


def make(memory: Memory) -> PublicKey:
    """Make a pair and store its private half, through to the disk. Needs `locks.folder`."""
    row = BoxKey.objects.filter(pk=BoxKey.ONLY).values_list("number", flat=True).first()
    number = max(memory.highest_pair(), row or 0) + 1
    expires = next_emptying() + PATIENCE
    public, private = pairs.new_pair(PURPOSE, number, expires, secret=secret())
    memory.note_pair(number)
    memory.store()
    keys_folder.store(place(), _name(number), private)
    return public


def put_in_use(public: PublicKey) -> None:
    """Have posts sealed to this pair from now on. Needs `locks.emptying`."""
    changed = {"number": public.number, "public": public.to_bytes()}
    if not BoxKey.objects.filter(pk=BoxKey.ONLY).update(**changed):
        BoxKey.objects.bulk_create([BoxKey(pk=BoxKey.ONLY, **changed)])


def private(number: int) -> PrivateKey | None:
    """The private half of this number; nothing, if it is not in the folder or was overwritten."""
    try:
        return keys_folder.load(place(), _name(number))
    except (keys_folder.GoneError, KeySpoiltError):
        return None


def numbers() -> list[int]:
    """The numbers of all private halves in the folder."""
    found = [name.removeprefix(_PRIVATE) for name in keys_folder.names(place()) if name.startswith(_PRIVATE)]
    return sorted(int(one) for one in found)


def destroy_what_is_done() -> int:
    """Destroy every private half to which nothing is or will be sealed; returns how many.

    Needs `locks.folder`, and no transaction: what is committed is asked.
    """
    needed = set(BoxKey.objects.values_list("number", flat=True)) | pairs_in_box()
    done = [number for number in numbers() if number not in needed]
    for number in done:
        keys_folder.destroy(place(), _name(number))
    return len(done)


def pairs_in_box() -> set[int]:
    """The pairs to which what lies in the box is sealed."""
    return set(Envelope.objects.order_by().values_list("pair", flat=True).distinct())


def is_dead() -> bool:
    """Whether the key in use can be used no more, or what is sealed to it could not be opened."""
    try:
        public = in_use()
    except BoxShutError:
        return True
    half = private(public.number)
    return half is None or not half.fits(public) or public.expires <= next_emptying()


def first_key() -> None:
    """Give the box a key if it has none that works. May be repeated."""
    with locks.folder(place()):
        replace_dead_key()


def replace_dead_key() -> bool:
    """Replace a key that is gone, forged or over; whether one was. Needs `locks.folder`."""
    if not is_dead():
        return False
    public = make(Memory.load())
    with locks.emptying():
        put_in_use(public)
    return True


def _name(number: int) -> str:
    return f"{_PRIVATE}{number}"
