"""What figures share."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def report(capsys: Any) -> Callable[[str, str, str], None]:
    """Print one figure: what it is, what it may be, what it is here."""

    def say(what: str, limit: str, measured: str) -> None:
        with capsys.disabled():
            print(f"\n  {what:<66} {limit:>12} {measured:>16}", end="", flush=True)

    return say
