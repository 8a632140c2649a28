"""Addresses below /feedback/: reading, saying, coming back. None knows who asks."""

from django.urls import URLPattern, URLResolver

from feedback.threads import reading_urls, saying_urls

app_name = "threads"
# Fixed words (receipt/, words/) come before the address of a thread.
urlpatterns: list[URLPattern | URLResolver] = [*saying_urls.urlpatterns, *reading_urls.urlpatterns]
