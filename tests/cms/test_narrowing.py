"""Lists that are narrowed down by what stands in an address."""

import pytest
from django.test import Client, RequestFactory

from cms.narrowing import asked_in
from tests.factories.cms import home_page

NAMES = ("theme", "stage", "place", "state", "kind", "year", "q", "after", "page", "role", "answered")


def test_a_value_is_looked_at_without_what_no_database_can_be_asked_for():
    request = RequestFactory().get("/", {"theme": "\0 housing ", "place": "x" * 999, "stage": "\0"})
    assert asked_in(request, ("theme", "place", "stage", "kind")) == {"theme": "housing", "place": "x" * 120}


@pytest.mark.database
@pytest.mark.django_db
def test_no_list_that_everybody_reads_breaks_by_what_stands_in_its_address():
    home_page()
    query = "&".join(f"{name}=%00" for name in NAMES)
    broken = {
        path: status
        for path in ("/events/", "/feedback/", "/proposals/", "/what-changed/", "/places/", "/link-workers/")
        if (status := Client(raise_request_exception=False).get(f"{path}?{query}").status_code) >= 500
    }
    assert broken == {}
    assert Client().get(f"/search/?{query}").status_code in (200, 404)
