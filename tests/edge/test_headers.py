import pytest

from edge.headers import extended, written

pytestmark = pytest.mark.django_db


def policy(response):
    return dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))


def test_a_policy_is_written_as_the_header_wants_it():
    assert (
        written({"default-src": ["'none'"], "img-src": ["'self'", "data:"]})
        == "default-src 'none'; img-src 'self' data:"
    )


def test_a_source_takes_the_place_of_none():
    assert extended({"script-src": ["'none'"]}, script_src=["https://a.example"]) == {
        "script-src": ["https://a.example"]
    }


def test_outside_nothing_is_told_to_the_next_site(client):
    assert client.get("/page/").headers["Referrer-Policy"] == "no-referrer"


def test_inside_the_site_itself_is_told_so_that_forms_work(client):
    assert client.get("/members/page/").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/page/", "/members/page/", "/missing/", "/nowhere/"])
def test_no_inline_style_or_script_is_allowed(client, path):
    sent = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in sent
    assert "http" not in sent


def test_wagtails_admin_may_style_in_place_and_nothing_more(client):
    strict, admin = policy(client.get("/members/page/")), policy(client.get("/members/cms/page/"))
    assert admin.pop("style-src") == "'self' 'unsafe-inline'"
    assert strict.pop("style-src") == "'self'"
    assert admin == strict


def test_inside_nothing_is_kept_by_the_browser(client):
    assert client.get("/members/page/").headers["Cache-Control"] == "no-store, private"


def test_a_refusal_wears_the_same_headers(client):
    refused = client.post("/page/", headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    for name in ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"):
        assert refused.headers[name] == client.get("/page/").headers[name]


def test_asking_for_the_head_alone_sends_no_body_and_the_same_length(rf):
    from django.core.handlers.base import BaseHandler

    handler = BaseHandler()
    handler.load_middleware()
    response = handler.get_response(rf.head("/members/page/"))
    assert response.content == b""
    assert int(response.headers["Content-Length"]) > 5
