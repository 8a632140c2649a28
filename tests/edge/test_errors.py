import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from edge import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def calm(client):
    """Failures become pages instead of being raised into the test."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
        (errors.csrf_failure, 403),
        (errors.from_elsewhere, 403),
    ],
)
def test_every_error_has_a_page_in_the_sites_look(rf, page, status):
    response = page(rf.get("/"))
    assert response.status_code == status
    assert b"<h1" in response.content
    assert b"</main>" in response.content
    assert b"<c-" not in response.content


def test_a_failure_uses_no_query(calm, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = calm.post("/fails/", {"words": "x"})
    assert response.status_code == 500
    assert b"</main>" in response.content


def test_a_database_that_is_away_is_said_to_pass(calm):
    response = calm.get("/gone-away/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert b"</main>" in response.content


def test_a_page_whose_chrome_fails_is_shown_without_it(rf, monkeypatch, settings):
    def away(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", away)
    response = errors.not_found(rf.get("/"))
    assert response.status_code == 404
    assert b"</main>" in response.content


def test_when_no_template_can_be_shown_the_last_words_are(rf, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(rf.get("/"))
    assert (response.status_code, response.content.decode()) == (500, errors.LAST_WORDS)


def test_a_failing_page_is_dressed_like_any_other(calm):
    sent = calm.post("/fails/", {"words": "x"}).headers
    assert sent["Referrer-Policy"] == "no-referrer"
    assert "Content-Security-Policy" in sent
