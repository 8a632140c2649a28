from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowingConfig(AppConfig):
    """What members follow, and how they hear of it."""

    name = "following"
    label = "following"
    verbose_name = _("Following")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from following import vocabulary_subjects  # these need the models

        vocabulary_subjects.register()
