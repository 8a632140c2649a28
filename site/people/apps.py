from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts, invitations, permission."""

    name = "people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models can be imported from here on, not before.
        from allauth.mfa.models import Authenticator
        from django.contrib.auth import user_logged_in

        from background import retention as kept
        from people import cms_rights, my_data, needs, retention, sockets, weeks

        # Under Django's own name: connected first, it stands in for Django's (rule 25).
        user_logged_in.connect(weeks.note_sign_in, dispatch_uid="update_last_login")
        pre_save.connect(weeks.round_authenticator, sender=Authenticator, dispatch_uid="people.weeks")
        Authenticator.record_usage = weeks.record_usage
        post_migrate.connect(cms_rights.grant_after_migrating, sender=self, dispatch_uid="people.cms_rights")
        sockets.needs_you.register("pages", needs.pages_to_publish)
        sockets.needs_you.register("invitations", needs.unanswered_invitations)
        sockets.my_data.register("account", my_data.account_of)
        kept.register(
            "invitations", retention.delete_old_invitations, older_than=retention.KEPT_AFTER_LAST_DAY
        )
