"""What every page carries around its content."""

from typing import Any

from django.http import HttpRequest


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Navigation, footer, programme and the target of "Leave this page now"."""
    return {}
