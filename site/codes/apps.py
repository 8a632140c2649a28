from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodesConfig(AppConfig):
    """Receipts and participation codes: minting, check digits, the slow hash, sheets to print."""

    name = "codes"
    label = "codes"
    verbose_name = _("Codes")
    default_auto_field = "django.db.models.BigAutoField"
