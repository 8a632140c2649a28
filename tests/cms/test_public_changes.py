"""What is public changes the content version; what is not yet public does not."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from cms.models import Programme, VisitCounting
from cms.scheduled_pages import publish_due
from edge import content_version
from tests.factories.cms import PublishedImageFactory, StandardPageFactory, home_page
from vocabulary.models import JourneyStage, Place, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes():
    """Whether something raised the version since the last time it was asked."""
    known = [content_version.current()]

    def asked() -> bool:
        before, known[0] = known[0], content_version.current()
        return known[0] > before

    return asked


def test_publishing_unpublishing_moving_renaming_and_deleting_do(changes):
    page, other = StandardPageFactory(), StandardPageFactory()
    assert changes()
    page.title = "Another title"
    page.save_revision().publish()
    assert changes()
    page.refresh_from_db()
    page.slug = "another-slug"
    page.save_revision().publish()
    assert changes()
    page.move(other, "last-child")
    assert changes()
    page.refresh_from_db()
    page.unpublish()
    assert changes()
    other.refresh_from_db()
    other.delete()
    assert changes()


def test_drafts_do_not(changes):
    page = StandardPageFactory()
    changes()
    page.title = "Not yet"
    page.save_revision()
    assert not changes()
    StandardPageFactory(live=False)
    assert not changes()


def test_settings_pictures_documents_redirects_and_words_do(changes):
    home_page()
    changes()
    for row in (
        Programme(name="Beside"),
        VisitCounting(),
        PublishedImageFactory.build(uploaded_by_user=None),
        get_document_model()(title="A file", file=ContentFile(b"words", name="words.txt")),
        Redirect(old_path="/old", redirect_link="/new/"),
        Theme(name="Sleep", slug="sleep"),
        Place(kind="prison", name="HMP Nowhere", slug="nowhere"),
        JourneyStage(key="new", name="New", short_name="New", position=999),
    ):
        row.save()
        assert changes(), row
        row.delete()
        assert changes(), row


def test_making_a_picture_smaller_does_not(changes):
    image = PublishedImageFactory()
    changes()
    image.get_rendition("width-20")
    assert not changes()


def test_a_kept_page_is_never_older_than_what_was_published(client):
    page = StandardPageFactory(title="First words")
    address = page.get_url()
    assert b"First words" in client.get(address).content
    page.title = "Second words"
    page.save_revision()
    assert b"Second words" not in client.get(address).content
    page.latest_revision.publish()
    assert b"Second words" in client.get(address).content


def test_a_page_with_a_time_appears_when_it_has_come(client):
    page = StandardPageFactory(live=False)
    page.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    page.save_revision().publish()
    publish_due()
    assert client.get(page.get_url()).status_code == 404
    page.go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    page.save()
    page.save_revision(approved_go_live_at=page.go_live_at)
    publish_due()
    assert client.get(page.get_url()).status_code == 200
