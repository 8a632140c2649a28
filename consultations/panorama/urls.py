"""Addresses below /panorama/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.panorama import public_views

app_name = "panorama"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.index, name="index"),
    path("on-paper/", public_views.on_paper, name="on-paper"),
    path("figures.csv", public_views.figures_file, name="file"),
]
