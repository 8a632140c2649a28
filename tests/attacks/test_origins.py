"""Public forms sent by other sites are refused, and everybody else's are not (docs/trust.md, rule 2)."""

import pytest
from django.test import Client

OURS = "http://testserver"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("site", "origin", "refused"),
    [
        (None, None, False),  # no browser
        (None, "null", False),  # our own page under no-referrer, in a browser without Sec-Fetch-Site
        (None, OURS, False),
        (None, "https://testserver", True),
        (None, "http://testserver:81", True),
        (None, "http://testserver.evil.example", True),
        (None, "https://evil.example", True),
        (None, "", True),
        (None, "not an origin", True),
        (None, "http://[", True),
        (None, "https://proxied.example", False),
        (None, "https://a.trusted.example", False),
        (None, "https://eviltrusted.example", True),
        ("same-origin", None, False),
        ("same-origin", "null", False),
        (
            "same-origin",
            "https://evil.example",
            False,
        ),  # the browser's own word outweighs what a page can set
        ("none", None, False),
        ("same-site", None, True),
        ("same-site", OURS, True),
        ("cross-site", None, True),
        ("cross-site", "null", True),
        ("cross-site", OURS, True),
        ("", None, True),
        ("Same-Origin", None, True),
    ],
)
def test_a_form_is_refused_when_a_browser_says_that_another_site_sent_it(settings, site, origin, refused):
    settings.CSRF_TRUSTED_ORIGINS = ["https://proxied.example", "https://*.trusted.example"]
    headers = {"sec-fetch-site": site, "origin": origin}
    sent = {name: value for name, value in headers.items() if value is not None}
    client = Client(enforce_csrf_checks=True)
    for method in (client.post, client.put, client.patch, client.delete):
        response = method("/cookies/choice", headers=sent)
        assert (response.status_code == 403) is refused


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_is_never_refused(method):
    response = getattr(Client(), method)("/robots.txt", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code != 403


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "same-origin"}, {"origin": OURS}])
def test_inside_a_form_needs_its_token_whatever_the_browser_says(headers):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/members/account/login/", {"login": "x"}, headers=headers).status_code == 403
