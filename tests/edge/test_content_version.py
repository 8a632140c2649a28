import pytest
from django.db import transaction
from django.test import RequestFactory

from edge import content_version
from edge.appearances import appears_publicly
from edge.models import ContentVersion
from vocabulary.models import Place

pytestmark = pytest.mark.django_db


def test_raising_the_version_changes_it():
    before = content_version.current()
    content_version.bump()
    assert content_version.current() == before + 1


def test_a_rolled_back_change_leaves_the_version():
    before = content_version.current()
    with transaction.atomic():
        content_version.bump()
        assert content_version.current() == before + 1
        transaction.set_rollback(True)
    assert content_version.current() == before


def test_the_version_is_made_when_its_row_is_missing():
    ContentVersion.objects.all().delete()
    assert content_version.current() == 0
    content_version.bump()
    assert content_version.current() == 1


def test_a_request_reads_the_version_once(django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        assert content_version.of(request) == content_version.of(request)


def test_rows_that_appear_publicly_raise_the_version_when_saved_changed_and_deleted():
    appears_publicly(Place)
    seen = [content_version.current()]
    place = Place.objects.create(
        kind=Place.Kind.values[0] if hasattr(Place, "Kind") else "prison", name="Somewhere"
    )
    seen.append(content_version.current())
    place.name = "Elsewhere"
    place.save()
    seen.append(content_version.current())
    place.delete()
    seen.append(content_version.current())
    assert seen == sorted(set(seen))
