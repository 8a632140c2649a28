"""Public addresses of this room that are no Wagtail pages; in Welsh under /cy/."""

from django.urls import URLPattern, URLResolver, path

from cms import feeds, search_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search_views.search_page, name="search"),
    path("feed/", feeds.what_is_new, name="feed"),
]
