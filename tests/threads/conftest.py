"""What tests of threads share."""

import pytest


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has had a form open for longer than two seconds."""
    from feedback.threads import form_tokens

    monkeypatch.setattr(form_tokens.Token, "is_hasty", False)
