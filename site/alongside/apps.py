from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlongsideConfig(AppConfig):
    """The project itself: settings, addresses, start-up checks."""

    name = "alongside"
    label = "alongside"
    verbose_name = _("Alongside")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside import checks  # noqa: F401 - registers the checks
