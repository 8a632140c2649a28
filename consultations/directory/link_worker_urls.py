"""Addresses below /link-workers/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.directory import public_views

app_name = "link-workers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.link_workers, name="index"),
    path("on-paper/", public_views.on_paper, name="on-paper"),
]
