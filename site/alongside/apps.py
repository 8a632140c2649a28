from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlongsideConfig(AppConfig):
    """The project itself: settings, addresses, start-up checks."""

    name = "alongside"
    label = "alongside"
    verbose_name = _("Alongside")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Join up rooms that stand side by side, and register the checks."""
        from alongside import checks, letterhead  # noqa: F401 - importing registers the checks
        from mailing.letterhead import provide

        provide(letterhead.of_the_programme)
