from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    """Sending mail at fixed times, with retry."""

    name = "mailing"
    label = "mailing"
    verbose_name = _("Mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget messages in time, and send Wagtail's mails our way."""
        from background import retention as daily  # these need the models
        from mailing import editors_notices, retention

        daily.register("messages-sent", retention.forget_sent, older_than=retention.SENT_KEPT)
        daily.register("messages-failed", retention.forget_failed, older_than=retention.FAILED_KEPT)
        editors_notices.take_over()
