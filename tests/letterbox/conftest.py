import pytest

from feedback.letterbox import kinds
from tests.letterbox.rooms import Room


@pytest.fixture
def room(db: None, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The only room that is plugged into the box."""
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(kinds, "_at_emptying", {})
    one = Room()
    one.make_table()
    one.plug_in()
    return one
