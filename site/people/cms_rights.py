"""Gives the permission groups their rights in Wagtail's admin, after every migrate.

Django makes the rows of permissions only when all migrations have run, and the
list of settings grows with the rooms; so the groups come by migration, their
rights by this, from the one table in ``people.permissions``. It takes away
what the table does not say, so that the table stays true.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from people.permission_groups import PermissionGroup
from people.permissions import IN_THE_CMS, CmsRights

_REDIRECTS = ("wagtailredirects", ("redirect",))
_MEDIA = (("wagtailimages", "image"), ("wagtaildocs", "document"))
_TABLES = {
    "auth_group",
    "auth_permission",
    "wagtailcore_page",
    "wagtailcore_collection",
    "wagtailcore_grouppagepermission",
}

Named = tuple[str, str]


def grant_after_migrating(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Receives ``post_migrate`` of this room; waits until Wagtail's tables are there."""
    if set(connections[using].introspection.table_names()) >= _TABLES:
        grant()


def grant() -> None:
    """Make the rights of every permission group exactly those of the table. May be repeated."""
    _make_permissions()
    named = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.select_related("content_type")
    }
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission_group in PermissionGroup:
        group = Group.objects.get_or_create(name=permission_group)[0]
        rights = IN_THE_CMS.get(permission_group)
        group.permissions.set([named[name] for name in _models(rights) if name in named])
        if root_page:
            _set_page_rights(group, root_page, [named[name] for name in _pages(rights)])
        if root_collection:
            _set_media_rights(group, root_collection, [named[name] for name in _media(rights)])


def _make_permissions() -> None:
    labels = {"wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects", "vocabulary"}
    labels |= {model._meta.app_label for model in settings_registry}
    for label in labels:
        create_permissions(apps.get_app_config(label), verbosity=0, interactive=False)


def _models(rights: CmsRights | None) -> Iterator[Named]:
    if rights is None:
        return
    yield "wagtailadmin", "access_admin"
    if rights.settings:
        for model in settings_registry:
            yield model._meta.app_label, f"change_{model._meta.model_name}"
    if rights.redirects:
        yield from ((_REDIRECTS[0], f"{verb}_redirect") for verb in ("add", "change", "delete", "view"))
    if rights.vocabulary:
        for model in apps.get_app_config("vocabulary").get_models():
            for verb in ("add", "change", "delete", "view"):
                yield "vocabulary", f"{verb}_{model._meta.model_name}"


def _pages(rights: CmsRights | None) -> Iterator[Named]:
    for verb in rights.pages if rights else ():
        yield "wagtailcore", f"{verb}_page"


def _media(rights: CmsRights | None) -> Iterator[Named]:
    for verb in rights.media if rights else ():
        yield from ((label, f"{verb}_{model}") for label, model in _MEDIA)


def _set_page_rights(group: Group, root: Page, wanted: list[Permission]) -> None:
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_media_rights(group: Group, root: Collection, wanted: list[Permission]) -> None:
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
