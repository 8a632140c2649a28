"""The one thing the frame of a page asks of Python."""

from django import template
from django.conf import settings
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The public address of this page, to print on paper; empty where no request is at hand.

    Made from ``BASE_URL``: what a browser claims to have asked (Host) is never shown.
    """
    request = context.get("request")
    return f"{settings.BASE_URL}{request.path}" if request is not None else ""
