from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """The pages on which editors write the question of a thread."""

    name = "feedback.questions"
    label = "questions"
    verbose_name = _("Questions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from cms import search_sources
        from cms import sockets as pages
        from feedback.questions import front_page, needs, news, searching, set_up, signals, standing
        from people import sockets as people

        signals.connect()
        news.register()
        pages.at_set_up.register("questions", set_up.make_index)
        pages.not_open_yet.register("questions", standing.pages_not_open_yet)
        pages.front_page.register("questions", front_page.section)
        search_sources.register(searching.QuestionsSource())
        search_sources.register(searching.AnswersSource())
        people.needs_you.register("questions", needs.threads_to_open)
        people.ways.register("questions", needs.ways)
