"""Views of ours in Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Page

from cms.pages import SitePage
from cms.panels import TEMPLATE, reading_context


def reading_grade(request: HttpRequest, page_id: int) -> HttpResponse:
    """The reading grade of a page as it was last saved, as a piece of the editor. For its editors only."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if not isinstance(draft, SitePage):
        raise PermissionDenied
    return TemplateResponse(request, TEMPLATE, reading_context(draft))
