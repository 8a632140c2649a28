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
        from background import retention as daily  # these need the models
        from following import about_people, digests, retention, vocabulary_subjects
        from people import sockets as of_people

        vocabulary_subjects.register()
        digests.register()
        daily.register("notices", retention.forget_told, older_than=retention.KEPT)
        of_people.my_data.register("following", about_people.held_about)
        of_people.ways.register("following", about_people.ways)
