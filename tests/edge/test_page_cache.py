import datetime
import itertools

import pytest
from django.http import HttpResponse
from django.utils import timezone

from edge import content_version, page_cache
from edge.page_cache import Copy, Shelf, end_of_day, shelf

pytestmark = pytest.mark.django_db


def test_a_page_is_made_once_and_answered_from_memory_with_one_query(client, django_assert_num_queries):
    first = client.get("/page/")
    with django_assert_num_queries(1):
        second = client.get("/page/")
    assert second.content == first.content
    assert second.headers == first.headers


def test_a_change_makes_the_page_anew(client):
    first = client.get("/page/").content
    content_version.bump()
    assert client.get("/page/").content != first


def test_a_change_while_a_page_is_being_made_does_not_keep_the_old_one(client, monkeypatch):
    from tests.edge import addresses

    made_before = addresses.made

    class ChangesMeanwhile:
        def __next__(self):
            content_version.bump()
            return next(made_before)

    monkeypatch.setattr(addresses, "made", ChangesMeanwhile())
    old = client.get("/page/").content
    monkeypatch.setattr(addresses, "made", made_before)
    assert client.get("/page/").content != old


def test_a_page_holds_for_one_local_day(client, monkeypatch):
    first = client.get("/page/").content
    monkeypatch.setattr(page_cache, "time", lambda: end_of_day() + 1)
    assert client.get("/page/").content != first


def test_a_page_holds_until_the_soonest_moment_it_names_and_never_beyond_its_day(rf, monkeypatch):
    tonight = datetime.datetime.fromtimestamp(end_of_day(), tz=datetime.UTC)
    soon, later = (tonight - datetime.timedelta(seconds=seconds) for seconds in (50, 20))
    number = itertools.count()

    def page(request):
        for moment in (later, soon, None, tonight + datetime.timedelta(days=1)):
            page_cache.holds_until(request, moment)
        return HttpResponse(str(next(number)), headers={"Cache-Control": "no-cache"})

    answer = page_cache.PageCacheMiddleware(page)
    monkeypatch.setattr(page_cache, "time", lambda: soon.timestamp() - 1)
    assert answer(rf.get("/page/")).content == answer(rf.get("/page/")).content
    monkeypatch.setattr(page_cache, "time", soon.timestamp)
    assert answer(rf.get("/page/")).content == b"1"


def test_the_day_ends_at_local_midnight(settings):
    end = datetime.datetime.fromtimestamp(end_of_day(), tz=timezone.get_current_timezone())
    assert end.time() == datetime.time.min
    assert end.date() == timezone.localdate() + datetime.timedelta(days=1)


@pytest.mark.parametrize("query", ["?unknown=1", "?page=1&unknown=1", "?page=" + "1" * 300, "?%70age=1"])
def test_an_address_with_anything_unknown_is_made_each_time(client, query):
    page_cache.allow_query("page")
    assert client.get("/page/" + query).content != client.get("/page/" + query).content


def test_an_allowed_query_has_its_own_copy(client):
    page_cache.allow_query("page")
    one, two = client.get("/page/?page=1"), client.get("/page/?page=2")
    assert one.content != two.content
    assert client.get("/page/?page=1").content == one.content


@pytest.mark.parametrize("path", ["/private/", "/members/page/"])
def test_what_may_not_be_kept_is_made_each_time(client, path):
    first = client.get(path)
    assert first.content != client.get(path).content
    assert "no-store" in first.headers["Cache-Control"]
    assert "ETag" not in first.headers
    assert len(shelf) == 0


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "head"])
def test_only_what_get_brought_is_kept(client, method):
    getattr(client, method)("/page/")
    assert len(shelf) == 0


def test_errors_are_not_kept(client):
    client.get("/missing/")
    client.get("/nowhere/")
    assert len(shelf) == 0


def test_a_head_request_is_answered_from_the_copy_without_its_body(client):
    kept = client.get("/page/")
    head = client.head("/page/")
    assert head.headers["ETag"] == kept.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(kept.content))
    assert head.content == b""


def test_hosts_and_schemes_have_their_own_copies(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    pages = {
        client.get("/page/").content,
        client.get("/page/", headers={"host": "other.example"}).content,
        client.get("/page/", secure=True).content,
    }
    assert len(pages) == 3


def test_a_refused_host_is_not_kept(client):
    assert client.get("/page/", headers={"host": "evil.example"}).status_code == 400
    assert len(shelf) == 0


def test_browsers_ask_each_time_and_are_told_not_modified(client):
    page = client.get("/page/")
    assert page.headers["Cache-Control"] == "no-cache"
    assert "Vary" not in page.headers
    for tag in (page.headers["ETag"], "W/" + page.headers["ETag"], '"x", ' + page.headers["ETag"]):
        again = client.get("/page/", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == page.headers["ETag"]
        assert again.headers["Cache-Control"] == "no-cache"
        assert "Content-Type" not in again.headers
    assert client.get("/page/", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_of_a_changed_page_is_another(client):
    tag = client.get("/page/").headers["ETag"]
    content_version.bump()
    assert client.get("/page/", headers={"if-none-match": tag}).status_code == 200


def test_a_preview_is_neither_answered_from_memory_nor_kept(client, rf):
    from edge.page_cache import PageCacheMiddleware

    client.get("/page/")
    kept = len(shelf)
    request = rf.get("/page/")
    request.is_dummy = True
    assert PageCacheMiddleware(lambda request: "the draft")(request) == "the draft"
    assert len(shelf) == kept


def test_when_the_database_is_away_the_page_itself_says_so(client, monkeypatch):
    from django.db import OperationalError

    def away():
        raise OperationalError

    monkeypatch.setattr(content_version, "current", away)
    assert client.get("/page/").status_code == 200
    assert len(shelf) == 0


def copy_of(body, version=1):
    return Copy(
        version=version,
        until=float("inf"),
        body=body,
        headers={},
        lines=[],
        etag='""',
        route="-",
        quiet=False,
    )


def test_the_shelf_is_bounded_in_bytes_and_drops_what_nobody_asked_for():
    small = Shelf(room=3 * copy_of(b"").weight)
    keys = [("http", "host", f"/{number}", "", "") for number in range(4)]
    for key in keys[:3]:
        small.put(key, copy_of(b""))
    assert small.find(keys[0], 1)
    small.put(keys[3], copy_of(b""))
    assert [bool(small.find(key, 1)) for key in keys] == [True, False, True, True]
    assert small.used <= small.room


def test_a_page_larger_than_the_shelf_is_not_kept():
    small = Shelf(room=100)
    small.put(("", "", "/", "", ""), copy_of(b"x" * 200))
    assert (len(small), small.used) == (0, 0)


def test_putting_a_page_twice_counts_it_once():
    small = Shelf(room=10_000)
    for body in (b"first", b"second"):
        small.put(("", "", "/", "", ""), copy_of(body))
    assert small.used == copy_of(b"second").weight
