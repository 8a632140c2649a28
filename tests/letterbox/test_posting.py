"""A letter goes in once, sealed at once, and a post can be told from no other."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.views.debug import ExceptionReporter

from feedback.letterbox import keys, nonces, posting
from feedback.letterbox.covers import post_cover
from feedback.letterbox.emptying import empty
from feedback.letterbox.keys import BoxShutError
from feedback.letterbox.models import BoxKey, Emptying, Envelope, StrandedLetter, Tombstone, Withdrawn
from feedback.letterbox.posting import Outcome, post
from feedback.letterbox.wrapping import SIZE, LetterTooLongError
from sealing import pairs

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "what nobody else may read"


def counts() -> dict[str, int]:
    tables = (BoxKey, Envelope, Tombstone, Emptying, Withdrawn, StrandedLetter)
    return {model.__name__: model.objects.count() for model in tables}


# --- Once -------------------------------------------------------------------------------


def test_a_letter_is_sent_once_and_its_form_is_known_afterwards(room, box):
    nonce = nonces.new()

    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT
    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT_BEFORE
    assert post("word", {"said": "other words in the same form"}, nonce=nonce) == Outcome.SENT_BEFORE
    note = empty()
    assert (note.number, note.opened, note.lost) == (1, 1, 0)
    assert room.said() == ["hello"]
    assert post("word", {"said": "hello"}, nonce=nonce) == Outcome.SENT_BEFORE
    assert Envelope.objects.count() == 0
    empty()
    assert room.said() == ["hello"]


def test_a_code_is_single_while_its_letter_is_in_the_box(room, box):
    code, first = b"c" * 32, nonces.new()

    assert post("word", {"said": "one"}, nonce=first, single=code) == Outcome.SENT
    assert post("word", {"said": "two"}, nonce=nonces.new(), single=code) == Outcome.CODE_SPENT
    # The same form again was sent before, whatever its code.
    assert post("word", {"said": "one"}, nonce=first, single=code) == Outcome.SENT_BEFORE
    assert post("word", {"said": "one"}, nonce=first) == Outcome.SENT_BEFORE
    empty()
    assert room.said() == ["one"]


def test_what_was_refused_has_written_nothing(room, box):
    code, nonce = b"c" * 32, nonces.new()
    post("word", {"said": "one"}, nonce=nonce, single=code)
    before = counts()

    post("word", {"said": "two"}, nonce=nonces.new(), single=code)
    post("word", {"said": "one"}, nonce=nonce)

    assert counts() == before


# --- Alike -------------------------------------------------------------------------------


def shapes(act: Any) -> list[str]:
    """The statements without what they carry."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:  # the test's own transaction makes those
            seen.append(" ".join(sql.split()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return seen


def test_a_cover_asks_and_writes_exactly_what_a_letter_does(box):
    given = {"receipt_index": b"r" * 32, "single": b"c" * 32}
    letter = shapes(lambda: post("word", {"said": WORDS}, nonce=nonces.new(), **given))
    cover = shapes(post_cover)

    assert letter == cover
    assert len(letter) <= 3
    assert not any("FOR UPDATE" in one or "FOR SHARE" in one for one in letter)
    writes = [one for one in letter if one.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert len(writes) == 1
    assert writes[0].startswith("INSERT INTO letterbox_envelope")


def test_a_post_adds_one_row_to_one_table(box):
    before = counts()

    post("word", {"said": WORDS}, nonce=nonces.new())

    assert counts() == {**before, "Envelope": before["Envelope"] + 1}


def test_all_envelopes_have_one_size_and_nothing_of_their_words(box):
    post_cover()
    post("word", {}, nonce=nonces.new())
    post("word", {"said": WORDS * 400}, nonce=nonces.new(), receipt_index=b"r" * 32, single=b"c" * 32)
    rows = Envelope.objects.all()

    assert {len(bytes(one.sealed)) for one in rows} == {pairs.sealed_length(SIZE)}
    assert {len(bytes(one.single)) for one in rows} == {32}
    assert {one.pair for one in rows} == {BoxKey.objects.get().number}
    assert not any(WORDS.encode() in bytes(one.sealed) for one in rows)


def test_a_post_refuses_to_share_a_transaction_with_anything_else(box):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        post("word", {"said": WORDS}, nonce=nonces.new())


# --- Shut -------------------------------------------------------------------------------


def give_key(**changes: Any) -> None:
    """A key in use that is as it should be but for these."""
    given: dict[str, Any] = {
        "purpose": keys.PURPOSE, "number": 5, "expires": timezone.now() + timedelta(days=1), **changes,
    }  # fmt: skip
    public, _private = pairs.new_pair(
        given["purpose"], given["number"], given["expires"], secret=changes.get("secret", keys.secret())
    )
    BoxKey.objects.update_or_create(pk=1, defaults={"number": 5, "public": public.to_bytes()})


@pytest.mark.parametrize(
    "wrong",
    [
        {"expires": timezone.now() - timedelta(seconds=5)},
        {"secret": b"a secret that is not ours, but long"},
        {"purpose": "ballot-1"},
        {"number": 6},
    ],
    ids=["expired", "forged", "of something else", "of another number"],
)
def test_without_a_sound_key_posting_is_refused_and_nothing_written(db, wrong):
    give_key()
    assert posting.box_is_open()
    give_key(**wrong)

    assert not posting.box_is_open()
    before = counts()
    with pytest.raises(BoxShutError):
        post("word", {"said": WORDS}, nonce=nonces.new())
    assert counts() == before


def test_without_any_key_posting_is_refused(db):
    with pytest.raises(BoxShutError):
        post("word", {"said": WORDS}, nonce=nonces.new())
    assert not posting.box_is_open()


@pytest.mark.parametrize("stored", [b"", b"rubbish", b"\0" * 2000])
def test_a_damaged_key_is_refused(db, stored):
    BoxKey.objects.create(number=5, public=stored)

    with pytest.raises(BoxShutError):
        post("word", {"said": WORDS}, nonce=nonces.new())


def test_an_expiry_that_somebody_moved_is_refused(db):
    give_key(expires=timezone.now() - timedelta(days=1))
    row = BoxKey.objects.get()
    expired = pairs.PublicKey.from_bytes(bytes(row.public))
    moved = pairs.PublicKey(expired.purpose, 5, expired.raw, expired.expires + timedelta(days=9), expired.mac)
    BoxKey.objects.update(public=moved.to_bytes())

    with pytest.raises(BoxShutError, match="not ours"):
        post("word", {"said": WORDS}, nonce=nonces.new())


def test_a_form_that_was_sent_is_known_even_while_the_box_is_shut(box):
    nonce = nonces.new()
    post("word", {"said": WORDS}, nonce=nonce)
    BoxKey.objects.all().delete()

    assert post("word", {"said": WORDS}, nonce=nonce) == Outcome.SENT_BEFORE


# --- Errors say nothing ---------------------------------------------------------------------


class Telltale:
    """What is no JSON, and shows words to whoever prints it."""

    def __repr__(self) -> str:
        return WORDS


def no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE letterbox_tombstone")


@pytest.mark.parametrize(
    ("body", "before", "error"),
    [
        ({"said": WORDS, "more": Telltale()}, None, TypeError),
        ({WORDS: {1, 2}}, None, TypeError),
        ({"said": WORDS * 1000}, None, LetterTooLongError),
        ({"said": WORDS}, no_table, BoxShutError),
        ({"said": WORDS}, lambda: BoxKey.objects.all().delete(), BoxShutError),
    ],
    ids=["no JSON", "no JSON within", "too long", "refused by the database", "shut"],
)
def test_no_error_carries_words(box, body, before, error):
    if before:
        before()
    with pytest.raises(error) as caught:
        post("word", body, nonce=nonces.new())

    seen: BaseException | None = caught.value
    chain = []
    while seen is not None:
        chain += [str(seen), repr(seen.args)]
        seen = seen.__cause__ or seen.__context__
    # From `post` on: the test itself does know its words.
    report = ExceptionReporter(None, error, caught.value, caught.tb.tb_next).get_traceback_html()
    assert WORDS not in "".join(chain)
    assert WORDS not in report


def test_half_a_letter_of_an_alphabet_is_sealed_too(room, box):
    """A browser may send half of a surrogate pair; it is no reason to lose what somebody wrote."""
    assert post("word", {"said": "before \ud83d after"}, nonce=nonces.new()) == Outcome.SENT
    empty()

    assert room.said() == ["before ? after"]


def test_five_thousand_characters_of_any_script_fit(room, box):
    for letter in ("a", "ŵ", "ש", "字", "😀", '"', "\n"):
        post("word", {"said": letter * 5000}, nonce=nonces.new())
    empty()

    assert {len(said) for said in room.said()} == {5000}
