import threading

import pytest
from django.db import DatabaseError, connection, transaction
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


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_has_committed_is_seen_at_once_and_nothing_is_held_open():
    """Outside a transaction SQLite is asked without a cursor of Django's: the same answers."""
    seen = [content_version.current()]
    for _ in range(3):
        other = threading.Thread(target=bump_elsewhere)
        other.start()
        other.join()
        seen.append(content_version.current())
    assert seen == list(range(seen[0], seen[0] + 4))
    ContentVersion.objects.all().delete()
    assert content_version.current() == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert cursor.fetchone()[0] == 0, "somebody still looks at the database"


def bump_elsewhere():
    try:
        content_version.bump()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_fails_says_so_in_djangos_words(monkeypatch):
    content_version.current()
    monkeypatch.setattr(content_version, "_READ", "SELECT number FROM nowhere")
    with pytest.raises(DatabaseError):
        content_version.current()


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
