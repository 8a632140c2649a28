"""A thread's page is refused what cannot be, with words that say what to do."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.documents.models import Document

from cms import recordings
from feedback.questions.blocks import AskedBlock
from feedback.questions.models import FeedbackIndexPage
from tests.factories.questions import the_list, thread_page

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
MP3, OGG, M4A = b"ID3\x04" + b"\0" * 20, b"OggS" + b"\0" * 20, b"\0\0\0\x20ftypM4A " + b"\0" * 20


def refused(**values):
    with pytest.raises(ValidationError) as error:
        thread_page(**values)
    return error.value.message_dict


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"closes_on": TODAY - DAY, "answer_by": TODAY}, "closes_on", "before the first"),
        ({"answer_by": TODAY + 60 * DAY}, "answer_by", "after the last one"),
        ({"basis": "research"}, "references", "approvals"),
        ({"slug": "receipt"}, "slug", "taken by the site"),
        ({"slug": "words"}, "slug", "taken by the site"),
        ({"slug": "how-we-do"}, "slug", "taken by the site"),
        ({"slug": "a" * 81}, "slug", "by hand"),
        ({"title": "a" * 201}, "title", "200 letters"),
        ({"can_change": ""}, "can_change", "blank"),
        ({"answer_by": None}, "answer_by", "blank"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(values, field, words):
    errors = refused(**values)

    assert set(errors) == {field}
    assert words in " ".join(errors[field])


def test_a_draft_may_be_unfinished():
    page = thread_page(live=False, answer_by=None, opens_on=None, closes_on=None, can_change="", readers=[])

    assert page.pk


def test_the_list_stands_at_its_address_and_nowhere_else():
    page = the_list()
    page.slug = "elsewhere"

    with pytest.raises(ValidationError):
        page.save()
    assert FeedbackIndexPage.objects.get().slug == "feedback"


def test_the_same_short_answer_twice_is_refused():
    block = AskedBlock()

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"question": "Where?", "options": ["Home", " home"]}))


def test_every_address_of_threads_themselves_is_reserved():
    from feedback.questions.refusals import RESERVED_SLUGS
    from feedback.threads.urls import urlpatterns

    fixed = {str(entry.pattern).partition("/")[0] for entry in urlpatterns}
    assert {part for part in fixed if part and "<" not in part} <= RESERVED_SLUGS


def document(name, start, settings, tmp_path):
    from django.core.files.base import ContentFile

    settings.MEDIA_ROOT = tmp_path
    return Document.objects.create(title=name, file=ContentFile(start, name=name))


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.mp3", MP3), ("a.MP3", b"\xff\xfb\x90\x44" + b"\0" * 20), ("a.ogg", OGG), ("a.m4a", M4A)],
)
def test_sound_files_are_taken(name, start, settings, tmp_path):
    recordings.check(document(name, start, settings, tmp_path))


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        ("a.pdf", b"%PDF-1.7", "mp3, m4a or ogg"),
        ("a.mp3", b"%PDF-1.7", "no sound in it"),
        ("a.ogg", b"<html><script>", "no sound in it"),
        ("a.mp3", b"", "no sound in it"),
    ],
)
def test_what_is_no_sound_is_refused(name, start, words, settings, tmp_path):
    with pytest.raises(ValidationError, match=words):
        recordings.check(document(name, start, settings, tmp_path))
