import copy
import logging

import pytest
from django.test import RequestFactory

from edge.two_worlds import TwoWorldsMiddleware, WorldsMixedError, is_members_path

pytestmark = pytest.mark.django_db

SAYS_WHO = {
    "HTTP_COOKIE": "sessionid=abc; cookie_choice=accept",
    "HTTP_ACCEPT_LANGUAGE": "cy",
    "HTTP_USER_AGENT": "Marked/1.0",
    "HTTP_REFERER": "http://testserver/other",
    "HTTP_AUTHORIZATION": "Bearer marked",
}


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/members/", True),
        ("/members/cms/pages/", True),
        ("/members", False),
        ("/", False),
        ("/cy/members/", False),
    ],
)
def test_one_prefix_divides_the_worlds(path, inside):
    assert is_members_path(path) is inside


def test_outside_a_request_arrives_without_what_says_who_sends_it(client):
    assert client.get("/known/", **SAYS_WHO).content == b"[]"


def test_outside_a_response_that_sets_a_cookie_fails_loudly(client):
    with pytest.raises(WorldsMixedError, match="tracker"):
        client.get("/sets-cookie/")


def test_outside_a_response_that_varies_by_person_fails_loudly(client):
    with pytest.raises(WorldsMixedError, match="varies"):
        client.get("/varies/")


def test_in_production_the_cookie_is_removed_and_the_log_names_the_route_only(client, production, caplog):
    response = client.get("/sets-cookie/?q=marked")
    assert not response.cookies
    assert "tests.edge.addresses.sets_cookie" in caplog.text
    assert "marked" not in caplog.text


def test_in_production_vary_keeps_only_what_says_nothing_of_a_person(client, production, caplog):
    assert client.get("/varies/").headers["Vary"] == "Accept-Encoding"
    assert [record.levelno for record in caplog.records if record.name == "edge.two_worlds"] == [
        logging.ERROR
    ]


def test_inside_a_cookie_must_stay_inside(client):
    assert set(client.get("/members/cookie/").cookies) == {"inside"}
    with pytest.raises(WorldsMixedError, match="stray"):
        client.get("/members/stray/")


def test_in_production_a_stray_cookie_is_removed_and_the_others_stay(client, production):
    assert set(client.get("/members/stray/").cookies) == {"inside"}


def test_a_preview_inside_the_members_world_keeps_its_request_as_it_is():
    request = RequestFactory().get("/page/", **SAYS_WHO)
    request.is_dummy = True
    before = copy.copy(request.META)
    TwoWorldsMiddleware(lambda request: request)(request)
    assert before == request.META
