"""What people are asked to agree to, one by one; and what they said.

An answer belongs to the words that were read. A text that is reworded has another key, and nobody has
agreed to it: they are asked again where they come back, and counted as a no until then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from consultations.events.enums import ConsentKind


@dataclass(frozen=True)
class Asked:
    """One thing that is asked."""

    key: str
    kind: ConsentKind
    text: str


def asked(page: Any) -> list[Asked]:
    """What the plan of an event asks people to agree to, in order."""
    found = [(ConsentKind(block.value["kind"]), str(block.value["text"])) for block in page.consents]
    return [Asked(key_of(kind, text), kind, text) for kind, text in found]


def key_of(kind: str, text: str) -> str:
    """The key of a text that was asked: the same for the same words, another for others."""
    return sha256(f"{kind}\0{' '.join(text.split())}".encode()).hexdigest()[:16]


def answers(page: Any, given: Mapping[str, Any]) -> dict[str, bool]:
    """What is kept of what somebody said: an answer to each thing that is asked now, and no more."""
    return {one.key: bool(given.get(one.key)) for one in asked(page)}


def said_yes(page: Any, consents: Mapping[str, bool], kind: ConsentKind) -> bool:
    """Whether somebody agreed to this, in the words that the plan has now."""
    wanted = [one.key for one in asked(page) if one.kind is kind]
    return bool(wanted) and all(consents.get(key) is True for key in wanted)
