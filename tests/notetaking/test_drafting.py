"""From notes to the draft: each once, under its topic, nothing written there touched, nothing public."""

from uuid import uuid4

import pytest
from django.test import Client
from wagtail.models import Page, Revision

from consultations.events.keys import key_of
from consultations.events.models import EventPage, Point
from consultations.notetaking import changing, drafting
from consultations.notetaking.models import Note
from consultations.notetaking.refusals import LockedError, MayNotError, NothingChosenError
from people.permission_groups import PermissionGroup
from tests.factories.events import point, record, topic
from tests.factories.notetaking import event_today, note, researcher, said
from tests.factories.people import PersonFactory, facilitator
from tests.notetaking.test_pages import as_, at, text_of

pytestmark = pytest.mark.django_db


def draft_of(page) -> EventPage:
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def told(page) -> list[tuple[str, list[str]]]:
    """Topics and points of the draft."""
    return [
        (block.value["title"], [one["text"] for one in block.value["points"]])
        for block in draft_of(page).record
        if block.block_type == "topic"
    ]


def put(page, *notes: Note, by=None) -> drafting.Put:
    return drafting.put(page, [one.key for one in notes], by=by or researcher())


def test_points_come_under_their_topics_and_everything_else_stays_as_it_was():
    written = record(
        {"type": "text", "value": "<p>Before.</p>", "id": str(uuid4())},
        topic("Who does what", [point("Written by hand.")]),
        {"type": "text", "value": "<p>After.</p>", "id": str(uuid4())},
    )
    page = event_today(record=written)
    before = [dict(block) for block in page.record.get_prep_value()]
    put(
        page,
        note(page, "One.", topic_title="who does WHAT"),
        note(page, "Two.", topic_title="New"),
        note(page, "Three."),
        note(page, "Four.", topic_title="New", stage="in-custody", said_by=("pwle",), strength="disputed"),
    )
    assert told(page) == [
        ("Who does what", ["Written by hand.", "One."]),
        ("New", ["Two.", "Four."]),
        ("Other points", ["Three."]),
    ]
    after = draft_of(page).record.get_prep_value()
    assert [block["id"] for block in after[:3]] == [block["id"] for block in before]
    assert (after[0], after[2]) == (before[0], before[2])
    last = draft_of(page).record[3].value["points"][1]
    assert (last["stage"], list(last["said_by"]), last["strength"]) == ("in-custody", ["pwle"], "disputed")


def test_the_same_note_is_never_there_twice_whatever_became_of_its_text():
    page, by = event_today(), researcher()
    one, two = note(page, "One.", topic_title="A"), note(page, "Two.", topic_title="A")
    assert put(page, one, by=by) == drafting.Put(1, 0)
    assert put(page, one, two, by=by) == drafting.Put(1, 1)
    assert put(page, one, two, by=by) == drafting.Put(0, 2)
    draft = draft_of(page)
    draft.record[0].value["points"][0]["text"] = "Reworded, and the topic renamed."
    draft.record[0].value["title"] = "B"
    draft.save_revision()
    revisions = Revision.objects.count()
    changing.change(page, one.number, said("One, again.", topic_title="C"), by=by, version=1)
    assert put(page, one, two, by=by) == drafting.Put(0, 2)
    assert told(page) == [("B", ["Reworded, and the topic renamed.", "Two."])]
    assert Revision.objects.count() == revisions
    # The topic that was renamed is still the topic of its notes.
    put(page, note(page, "Three.", topic_title="A"), by=by)
    assert told(page) == [("B", ["Reworded, and the topic renamed.", "Two.", "Three."])]


def test_nothing_is_public_until_it_is_published_and_then_its_address_is_that_of_the_note():
    page = event_today()
    one = note(page, "Start early.", topic_title="Timing")
    put(page, one)
    assert not Point.objects.exists()
    assert "Start early." not in Client().get(page.get_url()).content.decode()
    draft_of(page).save_revision().publish()
    row = Point.objects.get()
    assert (row.text, row.key, row.block_id) == ("Start early.", key_of(page.pk, str(one.key)), one.key)
    assert row.topic.block_id == one.topic


def test_planned_topics_become_topics_of_the_record_by_their_id():
    page = event_today()
    planned = page.agenda[0]
    put(page, note(page, "One.", topic=planned.id, topic_title=planned.value["title"]))
    assert draft_of(page).record[0].id == planned.id


def test_who_may_not_write_the_page_puts_nothing_there_and_a_locked_page_is_left_alone():
    page = event_today()
    one, other = note(page), note(event_today(), "Elsewhere.")
    with pytest.raises(MayNotError):
        put(page, one, by=facilitator())
    with pytest.raises(NothingChosenError):
        put(page, other)
    removed = note(page, "Ask Jamie.")
    changing.remove(page, removed.number, by=facilitator())
    with pytest.raises(NothingChosenError):
        put(page, removed)
    publisher = PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=publisher)
    with pytest.raises(LockedError):
        put(page, one)
    assert not Revision.objects.exists()


def test_the_editor_of_an_event_leads_to_its_notes_and_that_of_another_page_does_not():
    page, client = event_today(), as_(researcher())
    for one, leads in ((page, True), (page.get_parent(), False)):
        body = client.get(f"/members/cms/pages/{one.pk}/edit/").content.decode()
        assert ("Put notes into the draft" in body) == leads
        assert (at("draft", one) in body) == leads


def test_the_page_offers_what_is_not_in_the_draft_and_takes_one_topic_alone():
    page, client = event_today(), as_(researcher())
    ones = [note(page, f"A {n}.", topic_title="A") for n in range(2)]
    others = [note(page, f"B {n}.", topic_title="B") for n in range(2)]
    loose = note(page, "Loose.")
    keys = [str(one.key) for one in (*ones, *others, loose)]
    client.post(at("draft", page), {"point": keys, "topic": str(ones[0].topic)})
    assert told(page) == [("A", ["A 0.", "A 1."])]
    client.post(at("draft", page), {"point": keys, "topic": ""})
    assert told(page)[1:] == [("Other points", ["Loose."])]
    answer = client.get(at("draft", page))
    body = text_of(answer)
    assert "3 points are in the draft." in body
    assert "A 0." not in body
    assert "B 0." in body
    assert f"/members/cms/pages/{page.pk}/edit/" in answer.content.decode()
    nothing = client.post(at("draft", page), {"point": ["rubbish", str(uuid4())]})
    assert nothing.status_code == 422
    assert "Tick what should go into the draft." in text_of(nothing)
    assert "Nothing waits" in text_of(client.post(at("draft", page), {"point": keys}, follow=True))
