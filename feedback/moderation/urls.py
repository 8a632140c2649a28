"""Addresses below /members/feedback/: the named side."""

from django.urls import URLPattern, URLResolver

from feedback.moderation import export_urls, queue_urls, response_urls

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    *queue_urls.urlpatterns,
    *response_urls.urlpatterns,
    *export_urls.urlpatterns,
]
