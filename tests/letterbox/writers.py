"""Who posts numbered words, and what has to come of them: for `tests.letterbox.under_fire`."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from feedback.letterbox import copies, keys, nonces
from feedback.letterbox.covers import post_cover
from feedback.letterbox.memory import place
from feedback.letterbox.models import BoxKey
from feedback.letterbox.nonces import Nonce
from feedback.letterbox.posting import Outcome, post
from tests.letterbox.rooms import Room


class Writer:
    """Posts numbered words, each with a receipt of its own, and knows what it has posted."""

    def __init__(self) -> None:
        self.number = 0
        self.withdrawals = 0
        self.withdrawn: set[int] = set()

    def write(self, count: int) -> list[int]:
        numbers = list(range(self.number, self.number + count))
        self.number += count
        for number in numbers:
            assert send(number) == Outcome.SENT
            post_cover()
        return numbers

    def withdraw(self, number: int) -> None:
        self.withdrawn.add(number)
        self.withdrawals += 1
        post("withdrawal", {}, nonce=nonces.new(), receipt_index=receipt(number))


def receipt(number: int) -> bytes:
    return number.to_bytes(32, "big")


def send(number: int) -> Any:
    """Post this word, always with the same nonce."""
    nonce = Nonce((number + 1).to_bytes(16, "big"))
    return post("word", {"said": f"word {number}"}, nonce=nonce, receipt_index=receipt(number))


def words(room: Room) -> Counter[str]:
    """What was delivered, by what it says now."""
    return Counter(
        f"gone {int(receipt, 16)}" if body.get("gone") else body["said"]
        for _, receipt, body, _ in room.rows()
    )


def expected(numbers: Iterable[int], withdrawn: set[int]) -> Counter[str]:
    return Counter(f"gone {one}" if one in withdrawn else f"word {one}" for one in numbers)


def wrong_with_folder(withdrawn: set[int]) -> list[str]:
    """Everything that should not lie in the folder of keys."""
    found = []
    if keys.numbers() != [BoxKey.objects.get().number]:
        found.append(f"keys {keys.numbers()}, and {BoxKey.objects.get().number} is in use")
    found += [f"left half-way: {path.name}" for path in place().glob(".*")]
    gone = {receipt(one) for one in withdrawn}
    for number in copies.numbers():
        for letter in copies.load(number).letters:
            if letter.receipt_index in gone and "said" in letter.body:
                found.append(f"words of {int.from_bytes(letter.receipt_index, 'big')} in copy {number}")
    return found
