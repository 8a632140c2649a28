"""The permission table, the groups and their rights in Wagtail's admin."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import GroupPagePermission, Page, Workflow

from people.cms_rights import grant
from people.models import Person
from people.permission_groups import EXPLAINED, MODERATES_OR_ADMINISTERS, PermissionGroup
from people.permissions import ALLOWED, Act, groups_given_by, may
from tests.factories.people import PersonFactory, administrator, facilitator, member

pytestmark = pytest.mark.django_db


def test_the_permission_groups_are_there_and_no_others():
    assert set(Group.objects.values_list("name", flat=True)) == set(PermissionGroup.values)


def test_every_group_is_explained():
    assert set(EXPLAINED) == set(PermissionGroup)


def test_every_act_has_a_rule():
    assert set(ALLOWED) == set(Act)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("nobody", [None, AnonymousUser(), Person(is_active=False), object()])
def test_no_actor_means_no(act, nobody):
    assert may(nobody, act, []) is False


@pytest.mark.parametrize("act", Act)
def test_an_administrator_who_may_no_longer_sign_in_may_nothing(act):
    assert may(administrator(is_active=False), act, []) is False


def test_administrators_give_everything_facilitators_membership_others_nothing():
    assert groups_given_by(administrator()) == list(PermissionGroup)
    assert groups_given_by(facilitator()) == [PermissionGroup.MEMBER]
    assert groups_given_by(member()) == []


def test_a_facilitator_gives_no_more_even_beside_membership():
    both = [PermissionGroup.MEMBER, PermissionGroup.FACILITATOR]
    assert not may(facilitator(), Act.GIVE_GROUPS, both)


CMS = {
    PermissionGroup.RESEARCHER: {"add_page", "change_page"},
    PermissionGroup.PUBLISHER: {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
}


@pytest.mark.parametrize("group", PermissionGroup)
def test_rights_on_pages_are_those_of_the_table(group):
    rights = GroupPagePermission.objects.filter(group__name=group)
    assert {right.permission.codename for right in rights} == CMS.get(group, set())
    assert {right.page_id for right in rights} <= {Page.get_first_root_node().pk}


@pytest.mark.parametrize("group", PermissionGroup)
def test_only_those_who_write_publish_or_administer_enter_wagtails_admin(group):
    enters = {PermissionGroup.RESEARCHER, PermissionGroup.PUBLISHER, PermissionGroup.ADMINISTRATOR}
    assert may(PersonFactory(group=group), Act.ENTER_CMS) is (group in enters)


def test_administrators_change_redirects_vocabulary_and_every_setting():
    from wagtail.contrib.settings.registry import registry

    person = administrator()
    assert person.has_perm("wagtailredirects.add_redirect")
    assert person.has_perm("vocabulary.change_theme")
    for setting in registry:
        assert person.has_perm(f"{setting._meta.app_label}.change_{setting._meta.model_name}")


def test_granting_takes_away_what_the_table_does_not_say():
    group = Group.objects.get(name=PermissionGroup.MEMBER)
    stray = Group.objects.get(name=PermissionGroup.PUBLISHER).page_permissions.first()
    GroupPagePermission.objects.create(group=group, page=stray.page, permission=stray.permission)
    grant()
    assert not group.page_permissions.exists()


def test_a_publisher_reads_before_anything_is_published():
    workflow = Workflow.objects.get(name="A publisher reads it before it is published")
    task = workflow.tasks.get().specific
    assert [group.name for group in task.groups.all()] == [PermissionGroup.PUBLISHER]
    assert workflow.workflow_pages.get().page.is_root()


@pytest.mark.parametrize("group", PermissionGroup)
def test_whoever_moderates_or_administers_needs_a_second_step(group):
    assert PersonFactory(group=group).needs_second_step is (group in MODERATES_OR_ADMINISTERS)
