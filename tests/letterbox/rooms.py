"""A room that exists in tests only: what its letters become is rows of one small table."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from feedback.letterbox import copies, kinds
from feedback.letterbox.kinds import WITHDRAWAL, Delivery, Letter

GONE = {"gone": True}


class Room:
    """Delivers "word" into a table, and withdraws by receipt, as `feedback.threads` does."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []

    def make_table(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE word (key bigint PRIMARY KEY, receipt varchar(64), said text, emptying bigint)"
            )

    def plug_in(self) -> None:
        kinds.register("word", self.deliver, sort_out=self.sort_out)
        kinds.register(WITHDRAWAL, self.withdraw, turn=3)

    def deliver(self, letters: Sequence[Letter], delivery: Delivery) -> None:
        self.deliveries.append(delivery)
        rows = [
            (one.key, one.receipt_index.hex(), json.dumps(one.body), delivery.number)
            for one in sorted(letters, key=lambda one: one.key)
        ]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO word VALUES (%s, %s, %s, %s)", rows)

    def sort_out(self, letters: list[Letter]) -> list[Letter]:
        gone = {one.receipt_index for one in letters if one.kind == WITHDRAWAL}
        return [
            Letter(one.kind, one.key, one.receipt_index, GONE)
            if one.kind == "word" and one.receipt_index in gone
            else one
            for one in letters
        ]

    def withdraw(self, letters: Sequence[Letter], delivery: Delivery) -> None:
        with connection.cursor() as cursor:
            for one in letters:
                cursor.execute(
                    "UPDATE word SET said = %s WHERE receipt = %s",
                    [json.dumps(GONE), one.receipt_index.hex()],
                )

    def withdraw_now(self, receipt: bytes) -> None:
        """As `feedback.threads` does when somebody asks for it at once."""
        with transaction.atomic():
            self.withdraw([Letter(WITHDRAWAL, 0, receipt)], Delivery(0, timezone.localdate()))
            copies.forget([receipt])

    def rows(self) -> list[tuple[int, str, dict[str, Any], int]]:
        """Key, receipt, body and emptying of each."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT key, receipt, said, emptying FROM word ORDER BY key")
            return [
                (key, receipt, json.loads(said), number) for key, receipt, said, number in cursor.fetchall()
            ]

    def said(self) -> list[Any]:
        return sorted(body.get("said", "gone") for _, _, body, _ in self.rows())
