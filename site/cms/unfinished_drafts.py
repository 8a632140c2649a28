"""A form of Wagtail's editor under which a draft may be unfinished."""

from wagtail.admin.forms import WagtailAdminPageForm


class UnfinishedDraftForm(WagtailAdminPageForm):
    """Lets a draft be unfinished, as Wagtail does for single fields: what belongs together waits too.

    The page's own checks ask its ``unfinished``, which such a page has to have.
    """

    def defer_required_fields(self) -> None:
        """Called before a draft is checked."""
        super().defer_required_fields()
        self.instance.unfinished = True

    def restore_required_fields(self) -> None:
        """Called when it is shown again."""
        super().restore_required_fields()
        self.instance.unfinished = False
