"""Attack: reading what an editor changed in the plan of a published event before it is published.

Every field of a plan gets a word of its own in a draft; then all that is public of events is read, calendar
files too, whose long lines are put together first. Once it is published the same reading must find them:
otherwise it would find nothing ever.
"""

import datetime
import re

import pytest

from consultations.events.models import EventPage
from edge import page_cache
from tests.factories.events import PlannedEventFactory, agenda, blocks, facilitators

pytestmark = pytest.mark.django_db

#: Fields of words; each gets "secret" and its own name.
WORDS = ("introduction", "where", "basis_references", *EventPage.also_graded)
PUBLIC = ("/", "/events/", "/cy/events/", "/events/feed/", "/events/calendar.ics", "/search/?q=secretpurpose")
#: The search box repeats what was typed.
BOX = re.compile(r'<input[^>]*name="q"[^>]*>|<a[^>]*href="/(?:cy/)?search/\?q=[^"]*"[^>]*>')


def secret(name):
    return f"secret{name.replace('_', '')}"


def read_all(client, event):
    """All that anybody can read of an event, as one text."""
    told = ""
    for address in (*PUBLIC, event.url, f"{event.url}event.ics"):
        page_cache.shelf.clear()
        told += client.get(address).content.decode().replace("\r\n ", "")
    return BOX.sub("", told)


def test_what_is_changed_in_the_draft_of_a_plan_is_read_nowhere_before_it_is_published(client):
    event = PlannedEventFactory(live=False, in_person=True, kept=True)
    event.save_revision().publish()
    event = EventPage.objects.get()
    for name in WORDS:
        setattr(event, name, secret(name))
    event.time = datetime.time(9, 41)
    event.capacity = 7341
    event.agenda = agenda(secretagenda=["secretquestion"])
    event.facilitators = facilitators("secretfacilitator")
    event.consents = blocks("consent", {"kind": "notes", "text": "secretconsent"})
    draft = event.save_revision()
    hidden = {*map(secret, WORDS), "secretagenda", "secretquestion", "secretfacilitator", "secretconsent"}
    hidden |= {"09:41", "T094100", "7341"}

    told = read_all(client, event)
    assert {word for word in hidden if word in told} == set()

    draft.publish()
    told = read_all(client, event)
    assert {word for word in hidden if word not in told} == set()
