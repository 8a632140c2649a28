"""Participation codes: printed once, used once, and joined to nothing that was said with them."""

import datetime

import pytest
from django.utils import timezone

from codes.numbers import CodeIncompleteError, CodeMistypedError
from feedback.letterbox import emptying, nonces
from feedback.letterbox.models import Envelope
from feedback.threads import participation
from feedback.threads.models import CodeSheet, Contribution, ParticipationCode
from tests.factories.threads import ThreadFactory
from tests.threads.ways import WORDS, begun
from tests.threads.writer import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("box", "patient")]


@pytest.fixture
def thread():
    return ThreadFactory(access="by-code")


def printed(thread, number: int = 3, group: str = "pwle", **more):
    return participation.print_sheet(
        thread, group, number, **{"last_day": timezone.localdate(), "by": None, **more}
    )


def typed(thread, code: str) -> Writer:
    return begun(thread).fill(words=WORDS, allows="both", code=code).press("check")


def test_codes_are_shown_once_and_kept_as_slow_hashes_only(thread):
    sheet, codes = printed(thread).sheet, printed(thread, 2).codes
    assert (sheet.number, sheet.role_group, sheet.made_on) == (3, "pwle", timezone.localdate())
    assert len(set(codes)) == 2
    stored = b"".join(bytes(row.index) for row in ParticipationCode.objects.all())
    assert not any(code.encode() in stored for code in codes)
    assert len({row.index for row in ParticipationCode.objects.all()}) == 5


def test_rows_are_written_in_the_order_of_random_keys(thread):
    printed(thread, 30)
    keys = list(ParticipationCode.objects.values_list("pk", flat=True))
    assert sorted(keys) == list(ParticipationCode.objects.order_by("pk").values_list("pk", flat=True))
    assert max(keys) > 2**50


@pytest.mark.parametrize(
    ("group", "number", "days", "error"),
    [
        ("king", 3, 0, participation.NoSuchGroupError),
        ("", 3, 0, participation.NoSuchGroupError),
        ("pwle", 0, 0, participation.NumberError),
        ("pwle", 501, 0, participation.NumberError),
        ("pwle", 3, -1, participation.LastDayError),
        ("pwle", 3, 4000, participation.LastDayError),
    ],
)
def test_sheets_that_make_no_sense_are_refused_with_a_sentence(thread, group, number, days, error):
    day = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(error) as refused:
        printed(thread, number, group, last_day=day)
    assert str(refused.value)
    assert not CodeSheet.objects.exists()


def test_a_code_opens_the_way_and_says_the_group(thread):
    code = printed(thread).codes[0]
    writer = typed(thread, f"{code[:3]} {code[3:6]}-{code[6:9]} {code[9:12]} {code[12:]}")
    assert writer.status == 200
    assert code not in writer.html
    assert writer.press("send").receipt
    emptying.empty()
    row = Contribution.objects.get()
    assert row.role_group == "pwle"
    assert ParticipationCode.objects.count() == 2


def test_without_a_code_nothing_is_sent_and_no_word_is_lost(thread):
    writer = begun(thread).fill(words=WORDS, allows="both").press("check")
    assert (writer.status, writer.typed, len(writer.errors)) == (422, WORDS, 1)
    for wrong in ("123", "123 456 789 012 345", "000 000 000 000 098"):
        writer = typed(thread, wrong)
        assert (writer.status, writer.typed, len(writer.errors)) == (422, WORDS, 1), wrong


def test_a_code_is_used_once_before_and_after_the_emptying(thread):
    code = printed(thread).codes[0]
    first, second = typed(thread, code), typed(thread, code)
    assert first.press("send").receipt
    second.press("send")
    assert (second.status, second.typed, second.receipt) == (422, WORDS, "")
    assert "Ask for a new slip." in second.errors[0]
    assert Envelope.objects.count() == 1

    emptying.empty()
    third = typed(thread, code)
    assert (third.status, third.typed) == (422, WORDS)
    assert "We do not know this code." in third.errors[0]


def test_after_a_used_code_another_one_sends_the_same_words(thread):
    codes = printed(thread).codes
    typed(thread, codes[0]).press("send")
    second = typed(thread, codes[1])
    assert second.press("send").receipt


def test_change_keeps_the_code_that_was_found_good(thread):
    writer = typed(thread, printed(thread).codes[0]).press("change")
    assert "code" not in writer.names()
    assert "Your code is good." in writer.words
    assert writer.press("check").press("send").receipt


def test_a_claim_fits_no_other_form_and_cannot_be_made(thread):
    claim = participation.find(printed(thread).codes[0], thread, address="-")
    nonce = nonces.new()
    text = participation.sealed(claim, nonce)
    assert participation.opened(text, nonce) == claim
    assert participation.opened(text, nonces.new()) is None
    for nonsense in ("", "x", "AAAA", text[:-8], text.swapcase(), "ä"):
        assert participation.opened(nonsense, nonce) is None


def test_nothing_of_the_code_is_in_the_envelope_row_as_it_is_looked_up(thread):
    code = printed(thread).codes[0]
    claim = participation.find(code, thread, address="-")
    typed(thread, code).press("send")
    envelope = Envelope.objects.get()
    assert bytes(envelope.single) == claim.single
    assert bytes(ParticipationCode.objects.get(pk=claim.code).index) != claim.single


def test_a_revoked_sheet_takes_its_unused_codes_with_it(thread):
    sheet = printed(thread)
    begun_before = typed(thread, sheet.codes[0])
    assert participation.revoke(sheet.sheet, by=None) == 3
    assert participation.revoke(sheet.sheet, by=None) == 0
    assert CodeSheet.objects.get().revoked
    writer = begun_before.press("send")
    assert (writer.status, writer.typed) == (422, WORDS)


def test_a_sheet_runs_out_after_its_last_day(thread, monkeypatch):
    code = printed(thread).codes[0]
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: tomorrow)
    with pytest.raises(participation.ExpiredCodeError):
        participation.find(code, thread, address="-")
    assert participation.forget_expired(tomorrow) == 3


def test_a_code_of_another_thread_is_not_known(thread):
    code = printed(ThreadFactory(access="by-code")).codes[0]
    with pytest.raises(participation.UnknownCodeError):
        participation.find(code, thread, address="-")


def test_how_it_was_typed_is_said_before_anything_is_asked(thread, django_assert_num_queries):
    with django_assert_num_queries(0):
        with pytest.raises(CodeIncompleteError):
            participation.find("123 456", thread, address="-")
        with pytest.raises(CodeMistypedError):
            participation.find("123 456 789 012 346", thread, address="-")


def test_who_typed_from_paper_needs_no_code(thread):
    from feedback.threads import saying
    from feedback.threads.said import Said

    said = Said(words=WORDS, role_group="family", may_show=True)
    with pytest.raises(saying.CodeNeededError):
        saying.say(thread, said, nonce=nonces.new())
    assert saying.say(thread, said, nonce=nonces.new(), paper=True) == "sent"
