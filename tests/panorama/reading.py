"""Reading the file of the panorama: the numbers as anybody gets them."""

import csv
import io
from typing import Any

FILE, PAGE, PAPER = "/panorama/figures.csv", "/panorama/", "/panorama/on-paper/"
GROUPS, PLACES, THEMES = "Who is heard, by group", "What was said, by place", "What was said, by theme"
JOURNEY = "Words, proposals and work on each part of the journey"
TOTALS = "How much was said"


def numbers(client: Any) -> dict[tuple[str, str, str], str]:
    """By table, what it is about and what is counted: the number as the file has it."""
    body = client.get(FILE).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))[3:]
    return {(table, what, column): number for _figure, table, what, column, number in rows}


def text_of(client: Any, address: str = PAGE) -> str:
    """A page as it is sent."""
    body: str = client.get(address).content.decode()
    return body
