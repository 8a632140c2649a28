"""Nobody who edits is noted, or shown, as having had which page open at which second (rule 25)."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession

from people.permission_groups import PermissionGroup
from tests.factories.cms import StandardPageFactory
from tests.factories.people import administrator
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    client, somebody = Client(), administrator()
    somebody.groups.add(Group.objects.get(name=PermissionGroup.RESEARCHER))
    client.force_login(somebody)
    return client


def test_opening_an_editor_writes_no_row(editor):
    page = StandardPageFactory()
    theme = Theme.objects.create(name="Somewhere to live", slug="somewhere-to-live-2")
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse(Theme.snippet_viewset.get_url_name("edit"), args=[theme.pk]),
    ):
        assert editor.get(address).status_code == 200
        assert not EditingSession.objects.exists()


def test_asking_the_address_that_notes_it_writes_no_row(editor):
    page = StandardPageFactory()
    address = f"/members/cms/editing-sessions/ping/wagtailcore/page/{page.pk}/1/"
    assert editor.post(address).status_code == 404
    assert not EditingSession.objects.exists()


@pytest.mark.parametrize("path", ["", "results/", "?user=1"])
def test_the_list_of_who_did_what_when_is_not_only_off_the_menu(editor, path):
    assert editor.get(f"/members/cms/reports/site-history/{path}").status_code == 404
