"""Words that were taken back are nowhere any more: on SQLite not in a page, a free page or the journal; on
PostgreSQL not in anything that a dump shows. (Dead rows, journal and backups fall under a number of days.)
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from background import retention
from codes import slow_hash
from consultations.notetaking import changing, forgetting, importing
from consultations.notetaking.models import Notebook
from feedback.letterbox import emptying, keys, nonces
from feedback.moderation import noting, publishing
from feedback.moderation.models import Item
from feedback.threads import held_words, saying
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from feedback.threads.said import Said
from people.permission_groups import PermissionGroup
from tests.attacks.linkage.loot import steal, words_of
from tests.factories.notetaking import event_today, note, researcher, said
from tests.factories.people import PersonFactory
from tests.factories.threads import ThreadFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

#: Short enough for a row, and long enough to overflow a page of either engine.
SHORT = "Zebrafinch one. They came too late."
LONG = "Zebrafinch two. " + "Nobody said why it took so long, and then it went on and on. " * 75
MARK = b"Zebrafinch"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


@pytest.fixture
def thread(transactional_db, keys_of_ones_own):
    keys.first_key()
    return ThreadFactory()


def say(thread, words) -> bytes:
    """Say something; the index of its receipt."""
    nonce = nonces.new()
    saying.say(thread, Said(words=words, may_show=True), nonce=nonce)
    return saying.receipt_index(nonces.receipt_of(nonce))


def published(thread) -> list[bytes]:
    """Three answers that everybody has read; the indexes of their receipts."""
    receipts = [say(thread, words) for words in (SHORT, LONG, SHORT + " Again.")]
    emptying.empty()
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    for item in Item.objects.all():
        noting.note(item, "Looks fine to me.", by=facilitator)
        publishing.publish(item, by=facilitator, version=item.version)
    emptying.empty()
    assert Contribution.objects.filter(state=State.PUBLISHED).count() == 3
    return receipts


def everything() -> bytes:
    """All that is stored; on PostgreSQL all that a dump shows."""
    loot = steal()
    if connection.vendor == "postgresql":
        loot.files = {name: content for name, content in loot.files.items() if name == "pg_stats"}
    return words_of(loot)


def test_published_words_taken_back_through_the_box_are_nowhere(thread):
    receipts = published(thread)
    assert MARK in everything(), "the attack must find what is there"
    for index in receipts:
        saying.withdraw(index, nonce=nonces.new())
    emptying.empty()
    assert Contribution.objects.filter(state=State.WITHDRAWN).count() == 3
    assert MARK not in everything()


def test_words_taken_back_at_once_are_nowhere_after_the_next_emptying(thread):
    receipts = published(thread)
    for index in receipts:
        assert saying.withdraw_at_once(index)
    emptying.empty()
    assert MARK not in everything()


def test_words_taken_back_before_the_box_is_opened_never_come_out(thread):
    index = say(thread, LONG)
    saying.withdraw(index, nonce=nonces.new())
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.state, bytes(row.held), row.words) == (State.WITHDRAWN, b"", "")
    assert MARK not in everything()


def test_held_words_taken_back_leave_nothing_that_opens(thread):
    """Not the words, and not the locked words either: whoever has the secret finds nothing to open."""
    index = say(thread, LONG)
    emptying.empty()
    locked = bytes(Contribution.objects.get().held)
    assert MARK.decode() in held_words.unlock(locked)["words"]
    assert locked[20:60] in everything() or connection.vendor == "postgresql"
    saying.withdraw(index, nonce=nonces.new())
    emptying.empty()
    assert locked[20:60] not in everything()


def with_notes() -> bytes:
    """All that is stored, and the rows of notes, which the loot of anonymous rooms leaves out."""
    rows = [list(model.objects.values()) for model in apps.get_app_config("notetaking").get_models()]
    return everything() + repr(rows).encode()


def test_notes_of_an_event_that_were_changed_removed_dropped_or_forgotten_are_nowhere(transactional_db):
    """A name that slipped in goes with the first change; everything goes when its time is over."""
    page, by = event_today(day=timezone.localdate() - timedelta(days=400)), researcher()
    for text in (f"{SHORT} Ask them.", SHORT, f"{SHORT} Again."):
        note(page, text, by=by, topic_title="Zebrafinch")
    laid_down = importing.lay_down(page, f"point\n{SHORT}\n".encode() + LONG[:380].encode(), by=by)
    assert MARK in with_notes(), "the attack must find what is there"
    changing.change(page, 1, said("Ask them."), by=by, version=1)
    changing.remove(page, 2, by=by)
    importing.drop(page, laid_down.pk, by=by)
    Notebook.objects.update(changed_on=timezone.localdate() - timedelta(days=300))
    forgetting.forget_notes(timezone.now() - timedelta(days=180))
    retention.empty_journal.call()
    assert MARK not in with_notes()
