"""What is done with checks, as the history of a page tells it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from consultations.events.check.checking import ENDED, NEW_CODE, OPENED


@hooks.register("register_log_actions")
def what_is_done(actions: Any) -> None:
    """The acts of `checking`, in words."""
    actions.register_action(OPENED, _("Shown to those who took part"), _("Shown to those who took part"))
    actions.register_action(NEW_CODE, _("New code to read the draft"), _("New code to read the draft"))
    actions.register_action(ENDED, _("Shown to nobody any more"), _("Shown to nobody any more"))
