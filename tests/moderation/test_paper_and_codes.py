"""Slips with codes are shown once; what comes on paper goes through the same box and leaves nobody's name."""

import datetime
import re

import pytest
from django.db import connection
from django.utils import timezone

from cms.settings import Programme
from codes.numbers import check
from feedback.letterbox import emptying, keys
from feedback.letterbox.models import Envelope
from feedback.threads import held_words, participation
from feedback.threads.models import CodeSheet, Contribution, ParticipationCode, Thread
from tests.factories.moderation import facilitator
from tests.factories.proposals import proposal
from tests.factories.threads import ThreadFactory
from tests.threads.writer import Writer
from vocabulary.role_groups import RoleGroup

CODES, PAPER = "/members/feedback/codes/", "/members/feedback/paper/"
WORDS = "They came two days before i got out.\nI did not take in a word."


@pytest.fixture
def cheap(monkeypatch):
    from codes import slow_hash

    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)


def sheet_for(thread, **changes):
    last = timezone.localdate() + datetime.timedelta(days=10)
    return {
        "thread": thread.pk, "role_group": "pwle", "number": "3", "note": "library",
        "last_day_day": last.day, "last_day_month": last.month, "last_day_year": last.year, **changes,
    }  # fmt: skip


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def hidden_of(response):
    """What the button of the receipt's page would bring back of the slip."""
    return Writer(html=response.content.decode()).sent_by("again")


# --- Sheets ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_sheet_is_shown_once_with_its_codes_and_the_street_address(signed_in, cheap):
    programme = Programme.load()
    programme.street_address = "14 Larch Street\nFernhollow"
    programme.save()
    thread = ThreadFactory(access="by-code")
    client = signed_in(facilitator())
    page = client.post(CODES, sheet_for(thread))
    assert page.status_code == 200
    assert page.content.decode().count('class="slip"') == 3
    assert "14 Larch Street, Fernhollow" in text(page)
    assert "no-store" in page.headers["Cache-Control"]
    sheet = CodeSheet.objects.get()
    assert (sheet.number, sheet.role_group, sheet.note) == (3, RoleGroup.LIVED_EXPERIENCE, "library")
    codes = [
        "".join(re.findall(r"<span>(\d+)</span>", slip))
        for slip in page.content.decode().split('class="slip"')[1:]
    ]
    assert len({participation.find(code, thread, address="here").code for code in codes}) == 3
    listed = client.get(CODES).content.decode()
    assert not any(code[:6] in re.sub(r"\D", "", listed) for code in codes)


@pytest.mark.django_db
def test_a_post_office_box_is_left_off_the_slips(signed_in, cheap):
    programme = Programme.load()
    programme.street_address = "PO Box 12\nFernhollow"
    programme.save()
    page = signed_in(facilitator()).post(CODES, sheet_for(ThreadFactory()))
    assert "PO Box" not in text(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "0"}, "greater than or equal to 1"),
        ({"number": "many"}, "whole number"),
        ({"role_group": "everybody"}, "Select a valid choice"),
        ({"thread_": "999"}, "Select a valid choice"),
        ({"last_day_year": "2020"}, "Choose a last day from today"),
    ],
)
def test_a_sheet_that_cannot_be_made_says_why(signed_in, wrong, said):
    sent = sheet_for(ThreadFactory()) | {name.rstrip("_"): value for name, value in wrong.items()}
    page = signed_in(facilitator()).post(CODES, sent)
    assert page.status_code == 422
    assert said in text(page)
    assert not CodeSheet.objects.exists()


@pytest.mark.django_db
def test_a_sheet_taken_back_makes_its_codes_useless(signed_in, cheap):
    thread = ThreadFactory()
    client = signed_in(facilitator())
    client.post(CODES, sheet_for(thread))
    answer = client.post(f"{CODES}{CodeSheet.objects.get().pk}/take-back/")
    assert answer.status_code == 302
    assert not ParticipationCode.objects.exists()
    assert "Taken back" in text(client.get(CODES))


# --- Paper --------------------------------------------------------------------------------------


@pytest.fixture
def typing(transactional_db, signed_in, cheap):
    keys.first_key()
    return signed_in(facilitator())


def slip(client, thread, **changes):
    nonce = hidden(client.get(PAPER), "nonce")
    changes = {name.rstrip("_"): value for name, value in changes.items()}
    sent = {"nonce": nonce, "thread": thread.pk, "words": WORDS, "may_show": "on", "step": "send", **changes}
    return client.post(PAPER, sent), sent


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_a_slip_goes_through_the_box_marked_as_paper(typing):
    thread = ThreadFactory()
    page, _sent = slip(typing, thread, role_group="pwle", stage="in-custody", may_research="on")
    assert page.status_code == 200
    receipt = hidden(page, "receipt")
    assert check(receipt)
    assert not Contribution.objects.exists()
    emptying.empty()
    row = Contribution.objects.get()
    assert held_words.unlock(row.held)["words"] == WORDS
    assert (row.on_paper, row.role_group, row.may_show, row.may_research) == (True, "pwle", True, True)


@pytest.mark.django_db(transaction=True)
def test_a_slip_sent_twice_is_one_slip(typing):
    thread = ThreadFactory()
    _page, sent = slip(typing, thread)
    again = typing.post(PAPER, sent)
    assert "This slip is in the box already" in text(again)
    assert Envelope.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_slip_just_typed_is_corrected_and_only_the_last_words_arrive(typing):
    thread = ThreadFactory()
    page, sent = slip(typing, thread)
    receipt = hidden(page, "receipt")
    form = typing.post(PAPER, {**sent, "step": "again", "receipt": receipt})
    assert "Correct the slip just typed" in text(form)
    assert "two days before i got out" in form.content.decode()
    corrected = typing.post(
        PAPER,
        {
            **sent,
            "nonce": hidden(form, "nonce"),
            "step": "correct",
            "receipt": receipt,
            "words": "They came too late.",
        },
    )
    assert "The correction is in the box" in text(corrected)
    assert hidden(corrected, "receipt") == receipt
    emptying.empty()
    assert held_words.unlock(Contribution.objects.get().held)["words"] == "They came too late."


@pytest.mark.django_db(transaction=True)
def test_a_correction_keeps_the_group_that_the_code_said(typing):
    thread = ThreadFactory()
    printed = participation.print_sheet(thread, RoleGroup.FAMILY, 1, last_day=timezone.localdate(), by=None)
    page, _sent = slip(typing, thread, code=printed.codes[0])
    form = typing.post(PAPER, {**hidden_of(page), "step": "again"})
    assert 'value="family" selected' in form.content.decode()
    assert 'name="code"' not in form.content.decode()
    typing.post(PAPER, {**hidden_of(page), "words": "Too late.", "step": "correct"})
    emptying.empty()
    assert Contribution.objects.get().role_group == "family"


@pytest.mark.django_db(transaction=True)
def test_the_part_of_a_proposal_and_nothing_but_the_question_can_be_corrected(typing):
    other, thread = ThreadFactory(), Thread.objects.get(slug=proposal().thread)
    page, _sent = slip(typing, thread, about="risks")
    form = typing.post(PAPER, {**hidden_of(page), "step": "again"}).content.decode()
    assert 'value="risks" selected' in form
    assert other.question not in form
    typing.post(PAPER, {**hidden_of(page), "about": "change", "step": "correct"})
    refused = typing.post(PAPER, {**hidden_of(page), "thread": "x", "step": "correct"})
    assert refused.status_code == 422
    emptying.empty()
    row = Contribution.objects.get()
    assert (row.thread, row.kind, row.about) == (thread, "amendment", "change")


@pytest.mark.django_db
def test_slips_are_typed_in_by_keyboard_alone(signed_in):
    thread = ThreadFactory()
    client = signed_in(facilitator())

    def fields(address):
        main = client.get(address).content.decode().split("<main")[1]
        return re.findall(r'<(?:select|textarea|input|button)[^>]* name="(?!csrf|nonce)(\w+)"', main), main

    names, main = fields(PAPER)
    assert names[:3] == ["thread", "words", "code"]
    assert names[-1] == "step", "Enter and the last Tab send it"
    assert re.search(r'name="thread"[^>]* autofocus', main)
    _names, main = fields(f"{PAPER}?thread={thread.slug}")
    assert re.search(r'name="words"[^>]* autofocus', main), "the next slip is of the same question"


@pytest.mark.django_db(transaction=True)
def test_a_code_on_a_slip_is_used_up_and_says_the_group(typing):
    thread = ThreadFactory(access="by-code")
    printed = participation.print_sheet(thread, RoleGroup.FAMILY, 1, last_day=timezone.localdate(), by=None)
    page, _sent = slip(typing, thread, code=printed.codes[0])
    assert page.status_code == 200
    second, _sent = slip(typing, thread, code=printed.codes[0])
    assert second.status_code == 422
    assert "lies in the box already" in text(second)
    emptying.empty()
    assert Contribution.objects.get().role_group == RoleGroup.FAMILY
    assert not ParticipationCode.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"words": "   "}, 422, "Type what the slip says."),
        ({"words": "long " * 2000}, 422, "5000 fit"),
        ({"thread_": ""}, 422, "This field is required"),
        ({"code": "123"}, 422, ""),
        ({"nonce": "rubbish"}, 200, "It is in the box"),
    ],
)
def test_a_slip_with_mistakes_loses_no_word(typing, changes, status, said):
    page, sent = slip(typing, ThreadFactory(), **changes)
    assert page.status_code == status
    assert said in text(page)
    if status == 422:
        assert sent["words"].strip() in page.content.decode()
        assert not Envelope.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_a_key_the_box_says_so_and_the_words_stay(transactional_db, signed_in, cheap):
    page, _sent = slip(signed_in(facilitator()), ThreadFactory())
    assert page.status_code == 503
    assert "two days before i got out" in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_nothing_says_who_typed_which_slip(typing):
    """One slip changes one table, by one row; the session is in the browser and holds no word of it."""
    before = counted()
    slip(typing, ThreadFactory())
    after = counted()
    assert {name for name in after if after[name] != before[name]} == {"letterbox_envelope", "threads_thread"}
    assert not any(WORDS[:10] in str(value) for value in typing.session.values())


def counted():
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found
