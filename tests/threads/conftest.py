"""What tests of threads share."""

import pytest


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has had a form open for longer than two seconds."""
    from feedback.threads import form_tokens

    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)


@pytest.fixture(autouse=True)
def nobody_wrote_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What limits and the memory of the server counted in other tests is forgotten."""
    from edge import limits
    from edge.brief_memory import ended, just_sent

    monkeypatch.setattr(limits._Minute, "number", -1)
    just_sent.clear()
    ended.clear()


@pytest.fixture(autouse=True)
def codes_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code is hashed as everywhere, only quickly; how slow it really is, tests of codes and attacks ask."""
    from codes import slow_hash

    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)
