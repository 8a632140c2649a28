"""Set-up: an empty installation becomes a site, once, and stays as its editors want it."""

import gzip

import pytest
from django.test import override_settings
from wagtail.models import Page, Site

from cms.default_pages import PAGES
from cms.models import FootLink, HomePage, Navigation, Programme, StandardPage
from cms.setup import set_up
from edge import content_version

pytestmark = pytest.mark.django_db


def test_an_empty_installation_becomes_a_site_whose_pages_all_answer(client):
    home = set_up()
    assert home.get_url() == "/"
    assert client.get("/").status_code == 200
    for page in PAGES:
        response = client.get(f"/{page.slug}/")
        assert response.status_code == 200, page.slug
        assert b"<c-" not in response.content
        assert len(gzip.compress(response.content)) <= 15 * 1024


def test_wagtails_own_welcome_page_is_gone():
    set_up()
    assert not Page.objects.filter(title__startswith="Welcome").exists()
    assert Site.objects.count() == 1


def test_doing_it_again_changes_nothing():
    set_up()
    before = list(Page.objects.order_by("path").values_list("path", "title", "slug"))
    version = content_version.current()
    set_up()
    assert list(Page.objects.order_by("path").values_list("path", "title", "slug")) == before
    assert content_version.current() == version


def test_an_editors_words_and_deletions_stay():
    set_up()
    about = StandardPage.objects.get(slug="about")
    about.title = "About us"
    about.save()
    StandardPage.objects.get(slug="terms").delete()
    Navigation.load().foot_links.filter(page__slug="cookies").delete()
    Programme.objects.update(name="Beside")
    set_up()
    assert StandardPage.objects.get(slug="about").title == "About us"
    assert not StandardPage.objects.filter(slug="terms").exists()
    assert not FootLink.objects.filter(page__slug="cookies").exists()
    assert Programme.objects.get().name == "Beside"


def test_links_between_default_texts_follow_a_renamed_page(client):
    set_up()
    page = StandardPage.objects.get(slug="trust")
    page.slug = "what-we-keep"
    page.save()
    assert b'href="/what-we-keep/"' in client.get("/about/").content


@pytest.mark.parametrize(
    ("base_url", "host", "port"),
    [("https://alongside.example", "alongside.example", 443), ("http://localhost:8123", "localhost", 8123)],
)
def test_the_site_is_where_base_url_says(base_url, host, port):
    with override_settings(BASE_URL=base_url):
        set_up()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific) == (host, port, HomePage.objects.get())
