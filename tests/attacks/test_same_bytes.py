"""A signed-in person's public page is byte for byte anyone's (docs/trust.md, rule 1)."""

import pytest
from django.test import Client
from wagtail.models import Page

from edge.page_cache import shelf
from tests.factories.people import administrator

ADDRESSES = (
    "/",
    "/cy/",
    "/search/?q=link",
    "/feed/",
    "/events/calendar.ics",
    "/sitemap.xml",
    "/robots.txt",
    "/nothing/here/",
    "/documents/1/x",
)
EVERYTHING = {
    "accept-language": "cy,en;q=0.5",
    "user-agent": "Marked/1.0",
    "referer": "http://testserver/members/cms/",
    "authorization": "Bearer marked",
}


@pytest.mark.django_db
def test_a_signed_in_person_gets_the_bytes_that_anybody_gets(set_up_site):
    anybody, somebody = Client(), Client()
    somebody.force_login(administrator())
    somebody.cookies["cookie_choice"] = "accept"
    assert somebody.get("/members/").status_code == 200
    live = [page.url for page in Page.objects.live().filter(depth__gt=1) if page.url]
    for path in dict.fromkeys([*ADDRESSES, *live]):
        shelf.clear()
        theirs = somebody.get(path, headers=EVERYTHING)
        shelf.clear()
        ours = anybody.get(path)
        assert (theirs.status_code, theirs.content) == (ours.status_code, ours.content), path
        assert theirs.headers == ours.headers, path
