"""Wagtail does not note who has which page open (docs/trust.md, rule 25).

It would write a row at every opening of an editor, with person, page and microsecond, and
WAGTAIL_EDITING_SESSION_PING_INTERVAL only says how often that row is written again. Two
who edit the same page at once are still told: by the revision they began from.
"""

from typing import Any

from wagtail.admin.views.generic.mixins import CreateEditViewOptionalFeaturesMixin
from wagtail.admin.views.pages.edit import EditView


def _nobody(self: Any) -> None:
    """No list of who else is here, as on a page that is being made."""


def install() -> None:
    """Let editors open without a row. Called once; the addresses that write it too are in cms.closed_urls."""
    EditView.get_editing_sessions = _nobody
    CreateEditViewOptionalFeaturesMixin.get_editing_sessions = _nobody
