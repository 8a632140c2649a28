import logging
import re
import sys

import pytest
from django.test import RequestFactory

from edge import request_line
from edge.request_line import RoutesNotPaths, WithoutWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(monkeypatch):
    """What is written, as text."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(record.getMessage())

    handler = Keep()
    request_line.log.addHandler(handler)
    yield written
    request_line.log.removeHandler(handler)


def test_a_line_says_method_route_status_duration_and_hour(client, lines):
    client.get("/page/?q=marked")
    (line,) = lines
    assert re.fullmatch(r"GET page 200 \d+ms \d{4}-\d\d-\d\dT\d\dZ", line)


def test_a_page_answered_from_memory_has_the_same_line(client, lines):
    client.get("/page/")
    client.get("/page/")
    assert [line.split()[:3] for line in lines] == [["GET", "page", "200"]] * 2


def test_what_answers_no_route_is_not_named(client, lines):
    client.get("/marked-address/")
    assert lines[0].startswith("GET - 404 ")


def test_an_invented_method_is_not_written(client, lines):
    client.generic("MARKED", "/page/")
    assert lines[0].startswith("other page ")


def test_quiet_routes_leave_no_line_not_even_from_memory(client, lines):
    client.get("/say/")
    client.get("/say/")
    client.post("/say/")
    assert lines == []


def test_a_refused_form_leaves_a_line_without_its_address(client, lines):
    client.post("/say/", headers={"origin": "https://evil.example"})
    assert [line.split()[:3] for line in lines] == [["POST", "-", "403"]]


def told(record):
    """A record as our handler would write it; None when it is dropped."""
    return (
        WithoutWords("{levelname} {name} {message}", style="{").format(record)
        if RoutesNotPaths().filter(record)
        else None
    )


def record_of(name, level, message, *args, request=None, status=None):
    record = logging.LogRecord(name, level, "", 0, message, args, None)
    record.request = request
    if status:
        record.status_code = status
    return record


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.security.DisallowedHost"])
def test_django_says_routes_not_paths(name):
    request = RequestFactory().get("/marked/")
    record = record_of(
        name, logging.WARNING, "Forbidden (%s): %s", "marked", "/marked/", request=request, status=403
    )
    assert told(record) == f"WARNING {name} 403 GET -"


def test_a_record_without_its_request_is_rewritten_too():
    assert "marked" not in told(record_of("django.security.csrf", logging.WARNING, "Origin marked"))


def test_a_refusal_of_a_quiet_route_is_not_written_and_a_failure_without_its_route(client, caplog):
    client.raise_request_exception = False
    client.get("/say-and-fail/?words=words+of+a+contribution")
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    text = told(record)
    assert text.startswith("ERROR django.request 500 GET -\n")
    assert "words of a contribution" not in text
    record.levelno = logging.WARNING
    record.request = RequestFactory().get("/say/")
    record.request.leaves_no_line = True
    assert told(record) is None


def test_a_traceback_says_where_and_what_kind_but_not_the_words(client, caplog):
    client.raise_request_exception = False
    client.post("/fails/", {"words": "marked words"})
    text = told(next(record for record in caplog.records if record.name == "django.request"))
    assert "marked" not in text
    assert text.splitlines()[0] == "ERROR django.request 500 POST fails"
    assert "builtins.ValueError\nwhich led to:" in text
    assert text.endswith("builtins.RuntimeError")
    assert "addresses.py" in text


def test_a_developer_may_see_the_messages():
    words = "sho" + "wn"
    try:
        raise ValueError(words)
    except ValueError:
        info = sys.exc_info()
    assert "shown" in WithoutWords(show_messages=True).formatException(info)
    assert "shown" not in WithoutWords().formatException(info)


def test_errors_that_cause_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert (
        WithoutWords().formatException((ValueError, first, None))
        == "builtins.KeyError\nwhich led to:\nbuiltins.ValueError"
    )


def test_django_mails_nobody(settings):
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
    assert "AdminEmailHandler" not in repr(settings.LOGGING)
