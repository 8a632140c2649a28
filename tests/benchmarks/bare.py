"""A bare Wagtail page with an event's words: what Wagtail does by itself, and nothing that we do.

Served in a process of its own, by the same gunicorn, through the same middleware, from the
same database (tests/benchmarks/bare_settings.py). Site, front page and event are found as
Wagtail finds them, by its own view; each block is drawn by Wagtail's default.
"""

import os
from typing import Any

from django.apps import AppConfig
from django.utils.html import format_html_join


class BareConfig(AppConfig):
    """Takes from our pages what is ours, once all is loaded."""

    name = "tests.benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        undress_event_page()
        if not os.environ.get("BARE_BUT_OUR_WAY"):
            undress_the_way()


def undress_event_page() -> None:
    """Let the event page have Wagtail's context, a template without anything, and plain blocks."""
    from wagtail.models import Page

    from consultations.events.models import EventPage

    for field in EventPage._meta.get_fields():
        if hasattr(field, "stream_block"):
            undress(field.stream_block)
    EventPage.template = "bare_event.html"
    EventPage.get_context = Page.get_context


def undress_the_way() -> None:
    """Let Wagtail find site, pages and restrictions by itself."""
    from wagtail import views
    from wagtail.models import Page

    from cms import serving
    from cms.pages import HomePage, SitePage
    from consultations.events.models import EventsIndexPage

    serving.serve = views.serve
    SitePage.get_view_restrictions = Page.get_view_restrictions
    for kind in (HomePage, EventsIndexPage):
        kind.route = Page.route


def undress(block: Any) -> None:
    """Let a block, and all within it, be drawn by Wagtail's default."""
    from wagtail.blocks import ListBlock, StreamBlock, StructBlock

    block.meta.template = None
    children = [block.child_block] if isinstance(block, ListBlock) else []
    if isinstance(block, StreamBlock | StructBlock):
        children = list(block.child_blocks.values())
    for name in ("render", "render_basic", "get_context", "get_template"):
        if name in type(block).__dict__ and not type(block).__module__.startswith("wagtail"):
            base = next(each for each in type(block).__mro__ if each.__module__.startswith("wagtail"))
            setattr(block, name, getattr(base, name).__get__(block))
    if isinstance(block, StructBlock):
        block.render_basic = all_fields
    for child in children:
        undress(child)


def all_fields(value: Any, context: Any = None) -> Any:
    """A struct by its fields' defaults; its own default writes lists within it as Python does."""
    return format_html_join(
        "\n",
        "<dt>{}</dt><dd>{}</dd>",
        ((name, bound.render(context)) for name, bound in value.bound_blocks.items()),
    )
