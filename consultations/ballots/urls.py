"""Addresses of votes that know nobody: what came out of each, and voting by code."""

from django.urls import URLPattern, URLResolver

from consultations.ballots import code_urls, result_urls

app_name = "ballots"
urlpatterns: list[URLPattern | URLResolver] = [*code_urls.urlpatterns, *result_urls.urlpatterns]
