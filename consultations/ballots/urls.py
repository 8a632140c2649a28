"""Addresses of votes that know nobody: what came out of each, and voting by code."""

from django.urls import URLPattern, URLResolver

from consultations.ballots import result_urls

app_name = "ballots"
urlpatterns: list[URLPattern | URLResolver] = [*result_urls.urlpatterns]
