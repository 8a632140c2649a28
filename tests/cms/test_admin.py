"""Wagtail's admin in our words: what is there, what is closed, and for whom."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.documents import get_document_model

from cms.media_views import kind_of
from people.permission_groups import PermissionGroup
from tests.factories.cms import PublishedImageFactory, StandardPageFactory, home_page
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
IN = "/members/cms/"


@pytest.fixture
def signed_in(client, settings):
    """Somebody of a group, in; the second step is the business of other tests."""

    def sign_in(group):
        person = PersonFactory(group=group)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return person

    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    return sign_in


@pytest.mark.parametrize(
    "address",
    ["pages/{page}/privacy/", "pages/1/privacy/", "collections/1/privacy/", "failwhale/", "test404/"],
)
def test_nothing_can_be_hidden_behind_a_password_and_nothing_breaks_on_purpose(client, signed_in, address):
    page = StandardPageFactory()
    signed_in(PermissionGroup.PUBLISHER)
    path = IN + address.format(page=page.pk)
    for response in (client.get(path), client.post(path, {"restriction_type": "login"})):
        assert response.status_code == 404


def test_the_editor_shows_the_reading_grade_and_its_hardest_sentences(client, signed_in):
    page = StandardPageFactory(
        for_everyone=True,
        body=[("text", "<p>The organisation’s commissioning arrangements necessitate reconsideration.</p>")],
    )
    signed_in(PermissionGroup.RESEARCHER)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Reading grade" in shown
    assert "Aim for 4.0 or lower" in shown
    assert "necessitate reconsideration" in shown
    assert (
        "privacy" not in shown.lower().split("<main")[1].split("wagtail-config")[0]
        or "set-privacy" not in shown
    )
    assert client.get(reverse("cms-reading-grade", args=[page.pk])).status_code == 200


def test_the_reading_grade_is_of_the_draft_and_for_its_editors_only(client, signed_in):
    page = StandardPageFactory()
    page.title = "Incomprehensible institutional terminology"
    page.save_revision()
    address = reverse("cms-reading-grade", args=[page.pk])
    assert client.get(address).status_code == 302
    signed_in(PermissionGroup.ADMINISTRATOR)
    assert b"terminology" not in client.get(address).content
    signed_in(PermissionGroup.RESEARCHER)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "group", [PermissionGroup.ADMINISTRATOR, PermissionGroup.PUBLISHER, PermissionGroup.RESEARCHER]
)
def test_the_admins_first_page_is_ours_and_lists_neither_users_nor_site_history(client, signed_in, group):
    home_page()
    signed_in(group)
    shown = client.get(IN).content.decode()
    assert "What you do here" in shown
    assert "cms/admin.css" in shown
    for hidden in (
        "/members/cms/users/",
        "/members/cms/groups/",
        "site-history",
        "editor guide",
        "Editor Guide",
    ):
        assert hidden not in shown


def test_an_administrator_finds_settings_and_words_and_places(client, signed_in):
    signed_in(PermissionGroup.ADMINISTRATOR)
    for address in (
        "settings/cms/programme/", "settings/cms/navigation/", "settings/cms/visitcounting/",
        "snippets/vocabulary/theme/", "snippets/vocabulary/place/", "snippets/vocabulary/journeystage/",
    ):  # fmt: skip
        assert client.get(IN + address, follow=True).status_code == 200, address


def test_a_preview_shows_the_draft_with_the_accessibility_checker(client, signed_in):
    page = StandardPageFactory(title="Published")
    page.title = "Only a draft"
    page.save_revision()
    signed_in(PermissionGroup.RESEARCHER)
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Only a draft" in shown
    assert "wcag22aa" in shown
    assert "wcag22aa" not in client.get(page.get_url()).content.decode()
    assert "Only a draft" not in client.get(page.get_url()).content.decode()


def finish(response) -> None:
    """Close the file that was sent, and not the database with it, as `close()` would."""
    for close in response._resource_closers:
        close()


def test_a_document_is_sent_as_a_download_that_the_browser_may_not_guess_about(client):
    document = get_document_model().objects.create(
        title="Slides", file=ContentFile(b"%PDF-", name="slides.pdf")
    )
    response = client.get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    finish(response)


def test_a_picture_is_sent_as_what_its_name_says_and_nothing_else_is_sent(client):
    rendition = PublishedImageFactory().get_rendition("width-20")
    response = client.get(f"/media/{rendition.file.name}")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    finish(response)
    default_storage.save("documents/secret.pdf", ContentFile(b"x"))
    default_storage.save("images/page.html", ContentFile(b"<script>"))
    for path in (
        "documents/secret.pdf",
        "images/page.html",
        "images/none.jpg",
        "images/../documents/secret.pdf",
    ):
        assert client.get(f"/media/{path}").status_code == 404, path


@pytest.mark.parametrize(
    "path",
    ["../settings.py", "images/../../x.jpg", "images//x.jpg", "/etc/x.jpg", "images/a\\..\\x.jpg",
     "images/x.svg", "images/x.jpg\0.html", "images", "x.jpg", "images/a/x.jpg", ""],
)  # fmt: skip
def test_odd_paths_lead_to_no_picture(path):
    assert kind_of(path) is None


def test_the_form_of_a_picture_asks_what_it_shows(client, signed_in):
    image = PublishedImageFactory()
    signed_in(PermissionGroup.PUBLISHER)
    assert "What it shows" in client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()
