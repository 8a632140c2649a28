from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The pages and settings that editors write."""

    name = "cms"
    label = "cms"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug in what needs the models."""
        from background import retention
        from cms import (
            admin_policy,
            editors_times,
            nobody_watched,
            public_changes,
            scheduled_pages,
            search_facets,
            search_pages,
            search_sources,
            visit_counting,
        )
        from edge import integration, page_cache

        admin_policy.install()
        nobody_watched.install()
        search_sources.register(search_pages.PagesSource())
        page_cache.allow_query(*search_facets.NAMES, "page")
        integration.register(visit_counting.read_setting)
        public_changes.connect()
        scheduled_pages.register()
        retention.register("editors-times", editors_times.round_times, older_than=editors_times.EXACT_FOR)
