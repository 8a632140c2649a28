"""The form with which an editor writes an event."""

from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """Lets a draft be unfinished, as Wagtail does for single fields: what belongs together waits too."""

    def defer_required_fields(self) -> None:
        """Called before a draft is checked."""
        super().defer_required_fields()
        self.instance.unfinished = True

    def restore_required_fields(self) -> None:
        """Called when it is shown again."""
        super().restore_required_fields()
        self.instance.unfinished = False
