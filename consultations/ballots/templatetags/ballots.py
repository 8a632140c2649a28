"""What templates of ballots ask for."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def hint_for(hints: Mapping[str, Any], value: Any) -> Any:
    """What a choice means, if that is said."""
    return hints.get(str(value), "")
