"""The reading grade of a summary while it is written: the page, the same on one page, and Easy Read apart."""

import pytest
from django.db.models import TextField
from django.urls import reverse

from cms.reading import readings_of_page, text_of_page
from consultations.events.models import EventPage
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

HARD = (
    "The organisational reconfiguration necessitates multidisciplinary deliberation regarding rehabilitation."
)
#: Words of offices and numbers, what is read by programs, and words that stand in blocks as well.
NO_PROSE = {"basis_references", "search_description", "draft_title", "url_path", "summary_words"}


def easy_read(*sentences):
    return [("sentence", {"words": words, "drawing": "", "picture": None}) for words in sentences]


def summary(**fields):
    return EventFactory(title="Start early", record=record(topic("When", [point("Start early.")])), **fields)


def test_everything_that_people_read_beside_the_blocks_is_counted():
    fields = {
        field.name
        for field in EventPage._meta.get_fields()
        if isinstance(field, TextField) and field.editable
    }
    page = EventPage(**{name: f"Marked {name}." for name in fields})
    text = text_of_page(page)
    for name in fields - NO_PROSE:
        assert f"Marked {name}." in text, name


def test_points_topics_and_questions_are_counted_and_names_are_not():
    page = summary(
        agenda=[("topic", {"title": "Who tells you", "questions": ["Who told you?"]})],
        facilitators=[("person", {"name": "Rhys Morgan", "role": "Leads it"})],
    )
    text = text_of_page(page)
    assert {"When", "Start early.", "Who tells you", "Who told you?"} <= set(text.splitlines())
    assert "Rhys Morgan" not in text


def test_a_hard_easy_read_is_not_hidden_by_an_easy_page():
    page = summary(easy_read=easy_read("We met.", HARD), in_short=[("text", "<p>We met. We talked.</p>")])
    assert HARD not in text_of_page(page)
    in_short, easy = readings_of_page(page)
    assert (in_short.name, in_short.above, in_short.limit) == ("On one page", False, 6.0)
    assert (easy.above, easy.limit) == (True, 4.0)
    assert easy.grade.hardest[0].text == HARD


def test_the_editor_sees_the_hardest_sentences_of_each_reading(client, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    person = PersonFactory(group=PermissionGroup.RESEARCHER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = summary(easy_read=easy_read("We met.", HARD))
    page.save_revision()
    shown = client.get(reverse("cms-reading-grade", args=[page.pk])).content.decode()
    assert "Easy Read version" in shown
    assert HARD in shown
