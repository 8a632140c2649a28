"""Addresses of what came out of votes."""

from django.urls import URLPattern, URLResolver, path

from consultations.ballots import result_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("proposals/votes/<slug:slug>/", result_views.result, name="result"),
    path("proposals/votes/<slug:slug>/result.csv", result_views.result_csv, name="result-csv"),
    path("proposals/votes/<slug:slug>/result.json", result_views.result_json, name="result-json"),
]
