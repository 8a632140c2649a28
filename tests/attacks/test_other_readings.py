"""No request makes the site read, or write, anything in another way than its address says."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from edge.doorstep import only_utf8, plain_kind
from tests.factories.people import member

pytestmark = pytest.mark.django_db

#: Encodings that Python knows and no browser sends: they misread, or fail in four different ways.
ENCODINGS = ["utf-16", "utf-7", "rot13", "undefined", "punycode", "idna", "hex"]
ODD_KINDS = [*(f"text/plain; charset={name}" for name in ENCODINGS), "text/plain; a*=undefined''%ff"]


@pytest.mark.parametrize("kind", ODD_KINDS)
def test_an_encoding_chosen_by_a_visitor_neither_fails_nor_is_kept_for_others(server, kind):
    path = f"/search/?kind=none-such-{ODD_KINDS.index(kind)}"
    for _ in range(6):
        assert server.ask(path, Content_Type=kind).status == 404
    # Read by another encoding, this unknown choice is none, which is answered with a page that is kept.
    assert {server.ask(path).status for _ in range(6)} == {404}


@pytest.mark.parametrize("kind", ODD_KINDS)
def test_a_form_in_an_encoding_of_its_own_is_no_failure(server, kind):
    for sent in (kind, kind.replace("text/plain", "application/x-www-form-urlencoded")):
        assert server.ask("/members/account/login/", "POST", b"login=a%ff", Content_Type=sent).status < 500


def test_no_words_of_a_visitor_come_before_the_links_of_a_page(server):
    asked = (
        f"GET //evil.example/privacy/ HTTP/1.1\r\nHost: localhost:{server.port}\r\nConnection: close\r\n"
        "SCRIPT_NAME: //evil.example\r\n\r\n"
    )
    for _ in range(6):
        server.send_raw(asked.encode())
    for _ in range(6):
        answer = server.ask("/privacy/")
        assert answer.status == 200
        assert "evil.example" not in answer.words


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("application/json; charset=utf-8", "application/json"),
        (
            "multipart/form-data; charset=rot13; boundary=----WebKitFormBoundaryabc",
            'multipart/form-data; boundary="----WebKitFormBoundaryabc"',
        ),
        ('multipart/form-data; boundary="a b\x00"', "multipart/form-data"),
        ("multipart/form-data; boundary*=rot13''x", "multipart/form-data"),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_of_what_is_said_of_a_form_its_kind_and_mark_remain(sent, read):
    assert plain_kind(sent) == read


def test_a_form_in_parts_still_arrives():
    seen = []

    class Reads(WSGIHandler):
        def __call__(self, environ, start_response):
            seen.append(self.request_class(environ).POST["word"])
            return []

    environ = RequestFactory().post("/", {"word": "gair ŵ"}).environ
    list(only_utf8(Reads())(environ, lambda *given: None))
    assert seen == ["gair ŵ"]


def test_behind_a_proxy_nobodys_tries_count_against_another():
    behind = {**os.environ, "BEHIND_PROXY": "true"}
    told = subprocess.run(
        [sys.executable, "-c", "from alongside import settings as s; print(s.ALLAUTH_TRUSTED_PROXY_COUNT)"],
        env={**behind, "PYTHONPATH": str(settings.BASE_DIR / "site"), "ENVIRONMENT": "test"},
        capture_output=True,
        check=True,
    )
    assert told.stdout.strip() == b"1"


def test_tries_from_elsewhere_do_not_lock_a_person_out_behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    person, attacker = member(), Client(headers={"X-Forwarded-For": "198.51.100.7"})
    for _ in range(8):
        attacker.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    at_home = Client(headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.9"})
    page = at_home.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    assert "too many" not in page.content.decode()
    assert "not right" in page.content.decode()
    cache.clear()
