"""Ways into the two worlds that must not exist (rule 5), and what stands when the database does not."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import NoReverseMatch, reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/_util/login/",
        "/_util/authenticate_with_password/1/1/",
        "/admin/",
        "/django-admin/",
        "/accounts/login/",
        "/documents/authenticate_with_password/1/",
        "/cy/_util/login/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_doors_that_wagtail_and_django_bring_are_not_built_in(set_up_site, path, method):
    response = getattr(Client(), method)(path)
    assert response.status_code == 404
    assert not response.cookies


@pytest.mark.parametrize("path", ["/members/cms/login/", "/members/cms/password_reset/", "/members/cms/"])
def test_wagtails_admin_has_no_door_of_its_own(path):
    response = Client().get(path)
    assert response.status_code in (302, 404)
    if response.status_code == 302:
        assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name", ["wagtailcore_login", "wagtailcore_authenticate_with_password", "admin:index"]
)
def test_names_of_such_doors_lead_nowhere(name):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=[1, 1] if "authenticate" in name else [])


def test_no_page_or_collection_can_be_locked_by_a_password():
    assert settings.WAGTAIL_PRIVATE_PAGES == {"SHARED_PASSWORD": False}
    assert settings.WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS == {"SHARED_PASSWORD": False}
    assert not apps.is_installed("django.contrib.admin")


def test_nothing_calls_home():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []


@pytest.mark.parametrize("path", ["/", "/cy/", "/search/?q=word", "/nowhere/", "/feed/"])
def test_without_its_database_the_site_says_so_kindly(set_up_site, monkeypatch, path):
    def away(*args, **kwargs):
        raise OperationalError("away")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", away)
    response = client.get(path)
    assert response.status_code == 503
    assert b"</main>" in response.content
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/ready").status_code == 503
