from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The pages and settings that editors write."""

    name = "cms"
    label = "cms"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"
