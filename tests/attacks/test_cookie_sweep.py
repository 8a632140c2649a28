"""The cookie, header and referrer sweep: every address, every method, signed out and signed in.

What must hold (docs/trust.md, rules 1 to 5): no cookie and no difference by
person outside the members' world, only cookies of that world inside it, the
right referrer and content policy everywhere, nothing of a third party in any
page, no inline script, and never a failure.
"""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from edge.two_worlds import is_members_path
from tests.attacks.addresses import ROOMS, every_address, every_view, room_of, view_at
from tests.factories.people import administrator, member
from tests.house import HOUSE

METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
#: Wagtail's own views answer by GET and POST alike; the rest go through the same door.
WAGTAILS_METHODS = ("get", "post")
OURS = "testserver"
LOADS = {"src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "manifest"}


class Page_(HTMLParser):
    """Collects what a page loads or runs against the rules."""

    def __init__(self, admin: bool) -> None:
        super().__init__()
        self.admin = admin
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name, value in given.items():
            if name.startswith("on") or (name == "style" and not self.admin):
                self.wrong.append(f"<{tag} {name}>")
            if (name in LOADS or (name == "href" and tag in ("link", "use", "base", "image"))) and value:
                self._loads(tag, value)
            if value and value.strip().lower().startswith("javascript:"):
                self.wrong.append(f"<{tag} {name}=javascript:>")
        if tag == "script" and "src" not in given and "json" not in (given.get("type") or ""):
            self.wrong.append("an inline script")
        if tag == "style" and not self.admin:
            self.wrong.append("<style>")

    def _loads(self, tag: str, value: str) -> None:
        host = urlsplit(value.strip()).netloc
        if host and host.split(":")[0] not in (OURS, "localhost"):
            self.wrong.append(f"<{tag}> loads from {host}")


def wrong_in_html(path: str, response: HttpResponse) -> list[str]:
    if response.streaming or "html" not in response.headers.get("Content-Type", ""):
        return []
    return wrong_in_words(path.startswith("/members/cms/"), response.content)


@cache  # the same refusal comes thousands of times
def wrong_in_words(admin: bool, content: bytes) -> list[str]:
    page = Page_(admin=admin)
    page.feed(content.decode())
    return page.wrong + (["an unmade component"] if b"<c-" in content else [])


def wrong_in_headers(path: str, method: str, response: HttpResponse) -> Iterator[str]:
    inside, sent = is_members_path(path), response.headers
    if response.status_code >= 500:
        yield f"fails with {response.status_code}"
    for name, cookie in response.cookies.items():
        if not inside:
            yield f"sets the cookie {name}"
        elif not cookie["path"].startswith("/members/"):
            yield f"sets {name} for {cookie['path']}"
    varies = {name.strip().lower() for name in sent.get("Vary", "").split(",")}
    if not inside and varies & {"cookie", "accept-language"}:
        yield f"varies by {varies}"
    if sent.get("Referrer-Policy") != ("same-origin" if inside else "no-referrer"):
        yield f"referrer policy {sent.get('Referrer-Policy')}"
    policy = sent.get("Content-Security-Policy", "")
    allowed = "style-src 'self' 'unsafe-inline';" if path.startswith("/members/cms/") else "style-src 'self';"
    if allowed not in policy or "script-src 'self';" not in policy or "default-src 'none'" not in policy:
        yield f"policy {policy!r}"
    if policy.count("unsafe") > path.startswith("/members/cms/"):
        yield "policy allows what is unsafe"
    if sent.get("X-Content-Type-Options") != "nosniff":
        yield "may be sniffed"
    if inside and "no-store" not in sent.get("Cache-Control", ""):
        yield f"may be kept: {sent.get('Cache-Control')}"
    if not inside and method == "get" and "ETag" in sent and sent.get("Cache-Control") != "no-cache":
        yield f"kept without asking: {sent.get('Cache-Control')}"


def asked(client: Client, path: str, method: str) -> HttpResponse:
    if method == "post":
        return client.post(path, {"next": "/", "choice": "accept"})
    return getattr(client, method)(path)


@cache
def addresses() -> dict[str, list[str]]:
    """Every address of the configuration, by whose it is."""
    found: dict[str, list[str]] = {room: [] for room in ROOMS}
    for path in every_address():
        found[room_of(path)].append(path)
    return found


def sweep(client: Client, paths: list[str]) -> list[str]:
    """Ask for all of them and return what is wrong, as lines."""
    client.raise_request_exception = False
    found = []
    for path in paths:
        for method in WAGTAILS_METHODS if path.startswith("/members/cms/") else METHODS:
            response = asked(client, path, method)
            wrong = [*wrong_in_headers(path, method, response), *wrong_in_html(path, response)]
            found += [f"{method.upper()} {path} ({response.status_code}): {what}" for what in wrong]
    return found


def client_of(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


WHO = {
    "nobody": lambda: None,
    "a member": member,
    "somebody who may do everything": lambda: administrator(is_superuser=True),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("room", ROOMS)
def test_no_address_mixes_the_worlds_leaks_or_fails(set_up_site, room, who):
    person = WHO[who]()
    live = [page.url for page in Page.objects.live().filter(depth__gt=1) if page.url and room == HOUSE]
    assert sweep(client_of(person), [*dict.fromkeys([*addresses()[room], *live])]) == []


def test_the_walk_finds_everything_by_whose_it_is():
    found = addresses()
    assert len(found[HOUSE]) > 250  # Wagtail's and allauth's are among them
    assert {"/members/settings/", "/members/cms/", "/search/", "/cy/search/"} <= set(found[HOUSE])
    assert {"/feedback/receipt/", "/cy/feedback/receipt/"} <= set(found["feedback"])
    assert {"/members/proposals/", "/what-changed/", "/cy/panorama/"} <= set(found["consultations"])


def test_what_the_walk_fills_in_reaches_the_views_that_it_is_meant_for():
    """Of Wagtail's addresses some are closed; and a page of which there is none is nobody's."""
    missed = {path for path, view in every_view().items() if view_at(path) is not view}
    assert {path for path in missed if not path.startswith("/members/cms/")} == {"/1", "/cy/1"}


def test_the_sweep_sees_what_is_wrong():
    response = HttpResponse(
        '<img src="https://gravatar.example/x"><script>1</script>'
        '<p onclick="x" style="y"><a href="javascript:x">',
        headers={"Vary": "Cookie", "Content-Security-Policy": "script-src 'unsafe-inline'"},
        status=500,
    )
    response.set_cookie("a", "b", path="/")
    assert len(list(wrong_in_headers("/x/", "get", response))) == 7
    assert len(list(wrong_in_headers("/members/x/", "get", response))) == 7
    assert len(wrong_in_html("/x/", response)) == 5
