"""An answer is quoted by its key: its words are read when a page is drawn, and gone everywhere with them."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from cms.reading import text_of_page
from consultations.events.blocks import RecordBlock
from consultations.events.quoting import AnswerQuotedBlock
from feedback.threads import gate, keys
from feedback.threads.enums import Reason, Warns
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, point, quoted_answer, record, topic
from tests.factories.people import PersonFactory
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory

pytestmark = pytest.mark.django_db

WORDS = "Nobody had time to sit down with me."


def quoting(*answers):
    event = EventFactory(
        record=record(topic("When", [point("Early.")]), *(quoted_answer(one.pk) for one in answers))
    )
    event.save_revision().publish()
    event.refresh_from_db()
    return event


@pytest.fixture
def answer():
    return PublishedFactory(thread=ThreadFactory(question="What was missing?"), said=WORDS)


def read(client, event):
    return client.get(event.get_url()).content.decode()


def test_its_words_stand_on_the_page_with_where_they_were_said(client, answer):
    shown = read(client, quoting(answer))
    assert WORDS in shown
    assert "Answer to “What was missing?”" in shown
    assert f"/feedback/words/{keys.written(answer.pk)}/" in shown


def test_the_words_are_kept_in_no_row_of_the_events_or_of_wagtail(answer):
    quoting(answer)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label == "threads" or not model._meta.managed:
            continue
        text = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, (models.TextField, models.CharField, models.JSONField))
        ]
        for row in model._default_manager.order_by().values_list(*text) if text else ():
            assert WORDS not in json.dumps(row, default=str), model
    assert not ReferenceIndex.objects.filter(to_object_id=str(answer.pk)).exists()


def test_neither_words_nor_key_are_what_search_or_the_reading_grade_sees(answer):
    event = quoting(answer)
    block = event.record[-1]
    assert block.block.get_searchable_content(block.value) == []
    assert keys.written(answer.pk) not in text_of_page(event)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda row: gate.withdraw([row]), "Withdrawn by its author"),
        (lambda row: gate.decline(row, Reason.OFF_TOPIC), "Not shown any more"),
        (gate.take_down, "Being read again"),
    ],
)
def test_what_is_taken_back_is_gone_from_the_page_and_from_every_revision(client, answer, act, said):
    event = quoting(answer)
    assert WORDS in read(client, event)  # and so kept by this worker
    act(answer)
    assert WORDS not in read(client, event)
    assert said in read(client, event)
    for revision in event.revisions.all():
        request = RequestFactory().get("/")
        drawn = revision.as_object().record.render_as_block({"request": request})
        assert said in drawn
        assert WORDS not in drawn
        assert WORDS not in json.dumps(revision.content)


def test_words_with_a_warning_are_folded_in(client):
    hard = PublishedFactory(said="I thought of ending it.", warnings=[Warns.SELF_HARM.value])
    shown = read(client, quoting(hard))
    assert "It talks about self-harm or suicide." in shown
    assert shown.index("<details") < shown.index("I thought of ending it.")


def test_a_page_asks_the_same_however_many_answers_it_quotes(client):
    def asked(number):
        event = quoting(*(PublishedFactory(said=f"Answer {n}.") for n in range(number)))
        with CaptureQueriesContext(connection) as captured:
            shown = read(client, event)
        assert shown.count("Answer to") == number
        return len(captured)

    asked(1)  # what stands around every page is read once
    none, few, many = asked(0), asked(2), asked(12)
    assert few == many == none + 1


def test_it_is_chosen_by_its_key_or_by_the_address_of_its_page(answer):
    block, key = AnswerQuotedBlock(), keys.written(answer.pk)
    for typed in (key, key.upper(), f"https://alongside.example/feedback/words/{key}/", f" {key}#top "):
        assert block.clean(typed) == key
    gate.withdraw([answer])
    assert block.clean(key) == key  # what was quoted once may be saved again


def test_what_nobody_was_ever_shown_cannot_be_quoted():
    held = ContributionFactory(said="Not read yet.")
    for typed in ("", "something", keys.written(held.pk), "0" * 13):
        with pytest.raises(ValidationError):
            AnswerQuotedBlock().clean(typed)


def test_the_editor_offers_the_newest_answers_by_their_words_and_none_that_is_held(answer):
    ContributionFactory(said="Not read yet.")
    html = RecordBlock().child_blocks["answer"].field.widget.render("x", None, {"id": "x"})
    assert f'<option value="{keys.written(answer.pk)}">{WORDS}' in html
    assert "Not read yet." not in html
    assert 'list="x-answers"' in html


def test_editors_who_look_at_drafts_and_old_versions_find_no_words_that_were_taken_back(
    client, answer, settings
):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    person = PersonFactory(group=PermissionGroup.RESEARCHER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    event = quoting(answer)
    first = event.latest_revision_id
    event.title = "Another title"
    second = event.save_revision().pk
    draft = reverse("wagtailadmin_pages:view_draft", args=[event.pk])
    old = reverse("wagtailadmin_pages:revisions_view", args=[event.pk, first])
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[event.pk, first, second])
    editor = reverse("wagtailadmin_pages:edit", args=[event.pk])
    for address in (draft, old):
        assert WORDS in client.get(address).content.decode()
    gate.withdraw([answer])
    for address in (draft, old):
        shown = client.get(address).content.decode()
        assert "Withdrawn by its author" in shown
        assert WORDS not in shown
    for address in (compared, editor):
        assert WORDS not in client.get(address).content.decode()
