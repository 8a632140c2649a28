"""Reads what stands in the blocks of a question's page: the one place that knows them. Pure: no query."""

import hashlib
from collections.abc import Iterable
from typing import Any

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 8


def key_of(block_id: str) -> str:
    """The key of a short choice or of one of its answers: the same however it is reworded or moved."""
    number = int.from_bytes(hashlib.blake2b(block_id.encode(), digest_size=8, person=b"questions").digest())
    return "".join(_DIGITS[number >> shift & 31] for shift in range(0, 5 * _LENGTH, 5))


def readers_in(stream: Iterable[Any]) -> list[dict[str, Any]]:
    """Who reads, as `Thread.readers` has it."""
    return [
        {
            "name": block.value["name"],
            "role": block.value["role"],
            "from_prison": bool(block.value["from_prison"]),
        }
        for block in stream
    ]


def sentences_in(stream: Iterable[Any]) -> list[dict[str, str]]:
    """The Easy Read sentences, as `Thread.easy_read` has them."""
    return [{"words": block.value["words"], "drawing": block.value["drawing"] or ""} for block in stream]


def choices_in(stream: Iterable[Any]) -> list[dict[str, Any]]:
    """The short choices, as `Thread.choices` has them."""
    return [
        {
            "key": key_of(block.id or ""),
            "question": block.value["question"],
            "options": [
                [key_of(option.id or ""), option.value] for option in block.value["options"].bound_blocks
            ],
        }
        for block in stream
    ]
