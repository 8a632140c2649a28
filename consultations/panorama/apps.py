from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanoramaConfig(AppConfig):
    """Four figures on the whole: who is heard, how soon, which promises were kept, where it all lies."""

    name = "consultations.panorama"
    label = "panorama"
    verbose_name = _("Panorama")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from consultations.panorama import public_side

        public_side.plug_in()
