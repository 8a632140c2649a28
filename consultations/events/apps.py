from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Knowledge-exchange events and their records."""

    name = "consultations.events"
    label = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from cms import search_sources, sitemaps, sockets
        from consultations.events import asked, front_page, needs, searching, set_up, signals, site_map
        from consultations.events.check import checking
        from consultations.events.models import Point, PointTheme, Topic
        from edge import appearances, page_cache
        from people import sockets as of_people

        signals.connect()
        asked.plug_in()
        checking.plug_in()
        sockets.front_page.register("events", front_page.section)
        sockets.at_set_up.register("events", set_up.make_index)
        of_people.needs_you.register("events-checks", needs.checks_to_hand_on)
        sitemaps.register("readings", site_map.ReadingsOfSite)
        search_sources.register(searching.EventsSource())
        search_sources.register(searching.PointsSource())
        appearances.appears_publicly(Topic, Point, PointTheme)
        page_cache.allow_query("page", "theme", "stage")
