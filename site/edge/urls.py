"""Addresses of the edge itself."""

from django.urls import URLPattern, URLResolver, path

from edge import health, views

app_name = "edge"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.health, name="health"),
    path("healthz/ready", health.ready, name="ready"),
    path("cookies/choice", views.cookie_choice, name="cookie-choice"),
]
