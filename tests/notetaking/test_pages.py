"""The pages of those who take notes, and the wall: by form and by script, at one cost whatever there is."""

import gzip
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.events.enums import EventState
from consultations.notetaking import about_people, changing, queries
from consultations.notetaking.models import Note, Notebook, Scribe
from tests.factories.notetaking import event_today, many_notes, note, researcher, said, scribe_of
from tests.factories.people import facilitator, member
from tests.factories.threads import ThreadFactory

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, page, *args) -> str:
    return reverse(f"notetaking:{name}", args=[page.pk, *args])


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def queries_of(client: Client, path: str, **headers) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, **headers)
    return len(asked)


def typed(text: str = "Start early.", **values) -> dict:
    return {"key": str(uuid4()), "text": text, "topic": "", "on_wall": "on", **values}


# --- Catching ----------------------------------------------------------------------------


def test_a_form_without_a_script_saves_keeps_the_topic_and_says_so():
    page = event_today()
    client = as_(facilitator())
    first = client.get(at("notes", page))
    topic = re.search(r'<option value="([0-9a-f-]{36})">When to step in', first.content.decode()).group(1)
    answer = client.post(
        at("notes", page), typed(topic=topic, said_by=["pwle"], strength="some"), follow=True
    )
    assert "Saved: note 1." in text_of(answer)
    assert f'<option value="{topic}" selected>' in answer.content.decode()
    assert "Said by some people with lived experience of prison" in text_of(answer)
    made = Note.objects.get()
    assert (str(made.topic), made.topic_title, made.on_wall) == (topic, "When to step in", True)


def test_the_same_form_sent_twice_saves_once_and_says_so():
    page, client, form = event_today(), as_(facilitator()), typed()
    client.post(at("notes", page), form)
    assert "was saved before" in text_of(client.post(at("notes", page), form, follow=True))
    assert Note.objects.count() == 1


def test_going_back_and_writing_on_shows_both_texts_and_then_saves():
    page, client, form = event_today(), as_(facilitator()), typed()
    client.post(at("notes", page), form)
    answer = client.post(at("notes", page), {**form, "text": "Start early, and stay."})
    assert answer.status_code == 409
    assert "Start early." in text_of(answer)
    assert answer.content.decode().count("Start early, and stay.") == 2
    version = re.search(r'name="version" value="(\d+)"', answer.content.decode()).group(1)
    client.post(at("note", page, 1), {**form, "text": "Start early, and stay.", "version": version})
    assert Note.objects.get().text == "Start early, and stay."


def test_what_is_missing_is_said_and_nothing_typed_is_lost():
    page, client = event_today(), as_(facilitator())
    answer = client.post(at("notes", page), typed("", topic_title="A new one", strength="disputed"))
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Write what was said." in body
    assert 'value="A new one"' in body
    assert '<option value="disputed" selected>' in body
    by_script = client.post(at("notes", page), typed(""), **BY_SCRIPT)
    assert (by_script.status_code, by_script.json()) == (422, {"why": "Write what was said."})


def test_a_script_is_told_the_number_and_whether_it_was_there_before():
    page, client, form = event_today(), as_(facilitator()), typed()
    assert client.post(at("notes", page), form, **BY_SCRIPT).json() == {
        "number": 1,
        "again": False,
        "told": "",
    }
    assert client.post(at("notes", page), form, **BY_SCRIPT).json()["again"]
    assert Client().post(at("notes", page), typed(), **BY_SCRIPT).status_code == 403


def test_what_looks_like_a_name_is_saved_off_the_wall_and_said_until_somebody_has_looked():
    page, client = event_today(), as_(facilitator())
    form = typed("Ask my son Jamie, 07700 900123. It was at HMP Larch.")
    answer = client.post(at("notes", page), form, follow=True)
    assert "Note 1 is saved, and not on the wall. It may hold" in text_of(answer)
    assert "07700 900123" not in client.get(at("wall", page)).content.decode()
    assert "was saved before" in text_of(client.post(at("notes", page), form, follow=True))
    by_script = client.post(at("notes", page), typed("Call 07700 900124."), **BY_SCRIPT).json()
    assert "It may hold a phone number." in by_script["told"]
    assert "900124" not in by_script["told"]
    client.post(at("notes", page), typed("Six weeks at HMP Larch were too long."))
    assert "Six weeks" in client.get(at("wall", page)).content.decode()
    client.post(at("note", page, 1), {**form, "version": "1"})
    assert "07700 900123" in client.get(at("wall", page)).content.decode(), "a scribe has looked"


def test_two_who_change_the_same_note_see_both_texts_and_neither_is_lost():
    page = event_today()
    note(page)
    mine, theirs = as_(facilitator()), as_(researcher())
    form = {"text": "Mine.", "version": "1", "on_wall": "on"}
    assert theirs.post(at("note", page, 1), {**form, "text": "Theirs."}).status_code == 302
    answer = mine.post(at("note", page, 1), form)
    assert answer.status_code == 409
    assert "Mine." in text_of(answer)
    assert "Theirs." in text_of(answer)
    assert 'name="version" value="2"' in answer.content.decode()
    mine.post(at("note", page, 1), {**form, "version": "2"})
    assert Note.objects.get().text == "Mine."


def test_words_for_a_note_that_was_removed_meanwhile_stand_in_the_form_for_a_new_one():
    page = event_today()
    note(page)
    changing.remove(page, 1, by=facilitator())
    answer = as_(facilitator()).post(at("note", page, 1), {"text": "Still mine.", "version": "1"})
    assert "was removed" in text_of(answer)
    assert "Still mine.</textarea>" in answer.content.decode()


def test_a_removed_note_is_on_no_page():
    page = event_today()
    note(page, "Ask Jamie.")
    client = as_(facilitator())
    client.post(at("remove", page, 1))
    for name in ("notes", "caught", "all", "wall", "wall-points"):
        assert "Jamie" not in client.get(at(name, page)).content.decode()


def test_all_notes_are_paged_by_number(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    page, client = event_today(), as_(facilitator())
    many_notes(page, 7)
    first = client.get(at("all", page))
    assert re.findall(r'id="note-(\d+)"', first.content.decode()) == ["7", "6", "5"]
    second = client.get(at("all", page) + "?before=5")
    assert re.findall(r'id="note-(\d+)"', second.content.decode()) == ["4", "3", "2"]
    assert client.get(at("all", page) + "?before=" + "9" * 40).status_code == 200


def test_nobody_takes_notes_at_a_cancelled_event_and_the_page_says_so():
    page = event_today(state=EventState.CANCELLED, cancelled_because="Snow.")
    client = as_(facilitator())
    assert "No notes can be taken here" in text_of(client.get(at("notes", page)))
    assert client.post(at("notes", page), typed()).status_code == 403


# --- The wall ------------------------------------------------------------------------------


def test_the_wall_shows_the_newest_first_with_the_topic_above_it_where_it_changes():
    page = event_today()
    for text, topic in (("One.", "A"), ("Two.", "A"), ("Three.", "B")):
        note(page, text, topic_title=topic)
    note(page, "Not for the room.", on_wall=False)
    answer = as_(facilitator()).get(at("wall", page))
    body = answer.content.decode()
    assert [body.index(word) for word in ("Three.", "Two.", "One.")] == sorted(
        body.index(word) for word in ("Three.", "Two.", "One.")
    )
    assert re.findall(r"<h2>(.)</h2>", body) == ["B", "A"]
    assert "Not for the room." not in body
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in body


def test_the_wall_leads_to_the_thread_for_what_one_would_rather_say_alone():
    page, client = event_today(), as_(facilitator())
    body = text_of(client.get(at("wall", page)))
    assert f"{settings.BASE_URL.partition('//')[2]}/feedback" in body
    thread = ThreadFactory(hangs_on_kind="event", hangs_on_key=str(page.pk))
    answer = client.get(at("wall", page))
    assert thread.question in text_of(answer)
    assert f"/feedback/{thread.slug}/" in answer.content.decode()
    assert "<svg" in answer.content.decode()


def test_a_wall_that_asks_again_is_told_that_nothing_changed_until_something_did():
    page, client = event_today(), as_(facilitator())
    note(page, "One.")
    first = client.get(at("wall-points", page))
    tag = first["ETag"]
    assert tag == re.search(r'data-version="([^"]+)"', client.get(at("wall", page)).content.decode()).group(
        1
    ).replace("&quot;", '"')
    again = client.get(at("wall-points", page), HTTP_IF_NONE_MATCH=tag)
    assert (again.status_code, again.content) == (304, b"")
    changing.change(page, 1, said("Two."), by=facilitator(), version=1)
    changed = client.get(at("wall-points", page), HTTP_IF_NONE_MATCH=tag)
    assert (changed.status_code, "Two." in text_of(changed)) == (200, True)
    assert changed["ETag"] != tag


def test_a_wall_asks_the_database_four_things_and_one_fewer_with_nothing_new():
    """Who asks, their groups and whether they have a second step, the event with its notebook, the notes."""
    page = event_today()
    for client in (as_(scribe_of(page)), as_(facilitator())):
        counted = set()
        for number in (3, 600):
            Note.objects.all().delete()
            many_notes(page, number)
            tag = f'"{page.pk}-{number}"'
            path = at("wall-points", page)
            counted.add((queries_of(client, path), queries_of(client, path, HTTP_IF_NONE_MATCH=tag)))
        assert counted == {(4, 3)}


def test_pages_of_notes_cost_the_same_whatever_there_is():
    page, client = event_today(), as_(researcher())
    counted = {}
    for number in (5, 600):
        Note.objects.all().delete()
        many_notes(page, number)
        counted[number] = [
            queries_of(client, at(name, page)) for name in ("notes", "caught", "all", "draft", "wall")
        ]
    assert counted[5] == counted[600]
    assert max(counted[5]) <= 20


# --- Around --------------------------------------------------------------------------------


def test_whoever_was_asked_finds_it_on_their_home_and_in_what_we_hold_about_them():
    page, person = event_today(), member()
    lead = as_(facilitator())
    found = lead.get(at("scribes", page) + f"?q={person.display_name}")
    assert person.display_name in text_of(found)
    assert person.email not in found.content.decode()
    lead.post(at("scribes", page), {"person": person.pk})
    assert Scribe.objects.get().person == person
    note(page, by=person)
    home = as_(person).get(reverse("members:home"))
    assert at("notes", page) in home.content.decode()
    assert about_people.held_about(person) == {
        "notes taken": [{"event": page.title, "notes": 1}],
        "asked to take notes": [page.title],
    }
    assert page.title in text_of(as_(person).get(reverse("notetaking:events")))
    lead.post(at("let-go", page, person.pk))
    assert about_people.needs(person) == []
    assert as_(person).get(at("notes", page)).status_code == 403


def test_who_may_take_notes_everywhere_is_led_there_and_nobody_else():
    assert about_people.ways(facilitator())
    assert about_people.ways(member()) == []
    event_today()
    assert "No event is near" in text_of(as_(member()).get(reverse("notetaking:events")))


def test_notes_of_somebody_who_left_stay_without_their_name():
    page, person = event_today(), researcher()
    note(page, by=person)
    person.delete()
    assert "a former member" in text_of(as_(facilitator()).get(at("notes", page)))
    assert Notebook.objects.get().version == 1


def test_the_script_that_catches_is_small():
    files = [Path(find(f"notetaking/{name}.js")) for name in ("notes", "live")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 4 * 1024
