import io
import logging

import pytest
from django.conf import settings as ours
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection

from edge import content_version, integration, page_cache
from edge.kept_pages import from_memory_first

pytestmark = pytest.mark.django_db


class Door:
    """The site behind its door; counts what goes on to Django."""

    def __init__(self) -> None:
        self.site, self.went_on = WSGIHandler(), 0
        self.application = from_memory_first(self._django)

    def _django(self, environ, start_response):
        self.went_on += 1
        return self.site(environ, start_response)

    def ask(self, path="/page/", **told):
        """Status, headers and body; and whether Django had to answer."""
        said = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "",
            "HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(), **told,
        }  # fmt: skip
        before = self.went_on
        answer = self.application(environ, lambda status, headers: said.append((status, sorted(headers))))
        return *said[0], b"".join(answer), self.went_on > before


@pytest.fixture
def door(monkeypatch):
    # Django closes the connection around each request; here it belongs to the test.
    monkeypatch.setattr("django.core.handlers.wsgi.signals.request_started.send", lambda **_told: None)
    monkeypatch.setattr("django.http.response.signals.request_finished.send", lambda **_told: None)
    return Door()


def test_a_kept_page_goes_out_without_django_and_as_django_sends_it(door):
    status, headers, body, by_django = door.ask()
    assert by_django
    assert door.ask() == (status, headers, body, False)
    assert dict(headers)["Content-Length"] == str(len(body))


def test_what_is_sent_belongs_to_the_server_which_may_change_it(door):
    door.ask()

    def start_response(_status, headers):
        headers.clear()

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/page/", "HTTP_HOST": "testserver"}
    door.application({**environ, "wsgi.url_scheme": "http"}, start_response)
    assert door.ask()[1]


@pytest.mark.parametrize(
    "told",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "page=2"},
        {"SCRIPT_NAME": "/elsewhere"},
        {"HTTP_IF_NONE_MATCH": '"0"'},
        {"HTTP_COOKIE": f"{integration.COOKIE}={integration.ACCEPT}"},
        {"HTTP_HOST": "other.testserver"},
        {"wsgi.url_scheme": "https"},
        {"path": "/members/page/"},
        {"path": "/pag\u00c3\u00a9/"},
        {"path": "/cy/page/"},
    ],
    ids=str,
)
def test_what_is_less_plain_goes_on_to_django(door, told):
    door.ask()
    assert not door.ask()[3]
    assert door.ask(**told)[3]


def test_cookies_of_others_change_nothing(door):
    _status, _headers, body, _by_django = door.ask()
    assert door.ask(HTTP_COOKIE="sessionid=1; other=2")[2:] == (body, False)


def test_a_change_and_the_end_of_the_day_are_seen(door, monkeypatch):
    door.ask()
    content_version.bump()
    assert door.ask()[3]
    monkeypatch.setattr(page_cache, "time", lambda: page_cache.end_of_day() + 1)
    assert door.ask()[3]


def test_a_page_that_is_kept_nowhere_always_goes_on(door):
    assert [door.ask("/private/")[3] for _turn in range(2)] == [True, True]


def test_without_a_connection_that_stays_or_a_database_that_answers_django_is_asked(door, monkeypatch):
    door.ask()
    with monkeypatch.context() as closed:
        closed.setattr(connection, "close_at", 1.0)
        assert door.ask()[3]
    with monkeypatch.context() as away:

        def current():
            raise OperationalError

        away.setattr(content_version, "current", current)
        assert door.ask()[3]
    assert not door.ask()[3]


def test_behind_a_proxy_its_word_on_the_scheme_counts(door, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"HTTP_X_FORWARDED_PROTO": "https, http"}
    first = door.ask(**secure)
    assert first[3]
    assert door.ask(**secure)[2:] == (first[2], False)
    assert door.ask()[3]
    assert door.ask(HTTP_X_FORWARDED_PROTO="ftp")[2:] == (door.ask()[2], False)


def test_a_line_is_written_as_for_all_others_and_none_where_people_write(door, caplog):
    with caplog.at_level(logging.INFO, "edge.request_line"):
        for path in ("/page/", "/page/", "/say/", "/say/"):
            last = door.ask(path)
    assert not last[3]
    lines = [record.getMessage().split() for record in caplog.records if record.name == "edge.request_line"]
    assert [line[:3] for line in lines] == [["GET", "page", "200"]] * 2


def test_the_site_is_served_by_this_door():
    from alongside import wsgi

    assert wsgi.application.__qualname__.startswith(from_memory_first.__name__)
    assert ours.WSGI_APPLICATION == "alongside.wsgi.application"
