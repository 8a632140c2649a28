"""Wagtail's admin under our content security policy (docs/trust.md, rule 4).

Wagtail 8 starts its date fields, inline panels and choosers by inline scripts.
The policy refuses those, so five templates (templates/wagtailadmin/) and the
choosers' one method write the same as data, and cms/admin_starts.js reads it.
tests/browser/test_wagtail_admin_under_csp.py clicks through all of it in a
real browser, and tests/attacks looks for an inline script on every admin page:
a new Wagtail that brings one is noticed.
"""

import json
import re
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets.chooser import BaseChooser

#: What a chooser's start looks like: `new PageChooser("id", {…});` or `createTaskChooser("id");`.
_START = re.compile(r"(?:new )?(?P<name>\w+)\((?P<given>.*)\);", re.DOTALL)


def start_as_data(call: str) -> SafeString:
    """Write a JavaScript call with JSON arguments as data that cms/admin_starts.js carries out.

    Raises ValueError for anything else, so that nothing is silently lost.
    """
    found = _START.fullmatch(call.strip())
    if found is None:
        raise ValueError(f"not a single call: {call!r}")
    given = json.loads(f"[{found['given']}]")
    return format_html(
        '<div hidden data-starts="{}" data-as="list">{}</div>', found["name"], json_script(given)
    )


def _render_without_script(
    self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> SafeString:
    if not attrs or "id" not in attrs:
        raise TypeError("a chooser cannot be shown without an id")
    chosen = self.get_value_data(value)
    shown = self.render_html(name, chosen, attrs)
    return format_html("{}{}", shown, start_as_data(self.render_js_init(attrs["id"], name, chosen)))


def _our_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("cms/admin_starts.js"))


def install() -> None:
    """Make Wagtail's choosers write data instead of scripts, and load what reads it. Called once."""
    BaseChooser.render = _render_without_script
    hooks.register("insert_global_admin_js", _our_script)
