"""Addresses below /pilot/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.pilots import public_views as views

app_name = "pilot"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.pilot, name="pilot"),
]
