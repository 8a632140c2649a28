"""What nobody may do in Wagtail's admin, whatever their group."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Site

#: Bulk actions that would take a page away from where it is.
_TAKING_AWAY = {"delete", "move", "unpublish"}


def holds_front_page(page: Page) -> bool:
    """Whether a page is the front page of a site or lies above one."""
    return any(root.startswith(page.path) for root in Site.objects.values_list("root_page__path", flat=True))


def _refuse(request: HttpRequest) -> HttpResponseBase:
    messages.error(
        request, _("This is the front page. Without it the site would be gone. Nothing was changed.")
    )
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_front_page(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Deleting the front page would delete the site with it: Wagtail lets anybody do so who publishes."""
    return _refuse(request) if holds_front_page(page) else None


@hooks.register("before_move_page")
def keep_front_page_where_it_is(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponseBase | None:
    """Moved below another page, the front page would be found at another address."""
    return _refuse(request) if holds_front_page(page) else None


@hooks.register("before_bulk_action")
def keep_front_page_among_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponseBase | None:
    """The same for several pages at once."""
    if action_type in _TAKING_AWAY and any(
        isinstance(page, Page) and holds_front_page(page) for page in objects
    ):
        return _refuse(request)
    return None
