"""From the editor of an event's page to its notes."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from consultations.events.models import EventPage
from consultations.notetaking.permissions import Act, may


@hooks.register("register_page_header_buttons")
def to_the_notes(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Among what can be done with a page: put notes of the event into its draft."""
    if page.pk and page.specific_class is EventPage and may(user, Act.PUT_INTO_DRAFT, page):
        yield Button(
            _("Put notes into the draft"), reverse("notetaking:draft", args=[page.pk]), icon_name="list-ul",
            priority=65,
        )  # fmt: skip
