from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """The named side of feedback: the queue, responses, safeguarding."""

    name = "feedback.moderation"
    label = "moderation"
    verbose_name = _("Moderation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from feedback.moderation import (
            about_answers,
            about_people,
            arrivals,
            figures_of_acts,
            forgetting,
            hours,
            needs,
            telling,
            weeks,
        )
        from feedback.threads import sockets as of_threads
        from people import sockets as of_people

        of_threads.delivered.register("moderation", arrivals.receive)
        of_threads.heard.register("moderation", arrivals.hear)
        of_threads.hosted.register("moderation", arrivals.concern)
        of_threads.held_about.register("moderation", about_answers.held_about)
        of_threads.gone.register("moderation", arrivals.forget)
        of_threads.reading_hours.register("moderation", hours.reading_hours)
        of_threads.done_between.register("moderation", figures_of_acts.done_between)
        of_people.needs_you.register("moderation-escalated", needs.escalated)
        of_people.needs_you.register("moderation-mine", needs.taken_on)
        of_people.needs_you.register("moderation-nobody", needs.readable_by_nobody)
        of_people.needs_you.register("moderation-waiting", needs.waiting)
        of_people.needs_you.register("responses", needs.without_response)
        of_people.needs_you.register("responses-overdue", needs.promises_overdue)
        of_people.needs_you.register("responses-to-approve", needs.to_approve)
        of_people.ways.register("moderation", needs.ways)
        of_people.navigation.register("moderation", needs.in_navigation)
        of_people.my_data.register("moderation", about_people.held_about)
        of_people.closing.register("moderation", about_people.let_go)
        telling.register()
        forgetting.register()
        weeks.register()
