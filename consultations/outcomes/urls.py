"""Addresses below /what-changed/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.outcomes import public_views

app_name = "what-changed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:key>/", public_views.decision, name="decision"),
]
