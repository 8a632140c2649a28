import pytest

from feedback.letterbox import nonces
from feedback.letterbox.emptying import empty
from feedback.letterbox.models import Envelope, Tombstone
from feedback.letterbox.posting import Outcome, post

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_letter_is_sent_once_and_known_afterwards(room, box):
    nonce = nonces.new()

    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT
    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT_BEFORE
    assert Envelope.objects.count() == 1

    note = empty()
    assert (note.number, note.opened, note.lost) == (1, 1, 0)
    assert room.said() == ["hello"]
    assert Envelope.objects.count() == 0
    assert Tombstone.objects.count() == 1
    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT_BEFORE
    assert Envelope.objects.count() == 0
