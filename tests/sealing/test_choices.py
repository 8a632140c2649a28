"""What the house never uses, and what its locks need."""

import re
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]


def test_nothing_in_the_house_uses_fernet_whose_tokens_tell_the_second():
    used = [
        path.relative_to(BASE)
        for folder in ("site", "consultations", "feedback")
        for path in (BASE / folder).rglob("*.py")
        if re.search(r"(import|from)\b.*\bfernet|\bFernet\(", path.read_text(), re.IGNORECASE)
    ]

    assert used == []


def test_no_lock_reads_a_clock_by_itself():
    """Whoever seals tells the time where one is needed; what is sealed cannot hold another."""
    clocks = re.compile(r"\.now\(|\.today\(|utcnow|time\.time|monotonic|uuid1")

    assert [
        path.name for path in (BASE / "site/sealing").glob("*.py") if clocks.search(path.read_text())
    ] == []
