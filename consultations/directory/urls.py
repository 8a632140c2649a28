"""Addresses below /places/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.directory import public_views

app_name = "places"
# Fixed words come before the address of a place.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.index, name="index"),
    path("grid/", public_views.grid, name="grid"),
    path("<slug:slug>/", public_views.place, name="place"),
]
