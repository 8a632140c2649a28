"""Addresses of coming to events without an account: they know nobody but by what is typed in."""

from django.urls import URLPattern, URLResolver, path

from consultations.registrations import coming_views, place_views

app_name = "registrations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("place/", place_views.place, name="place"),
    path("<slug:slug>/come/", coming_views.come, name="come"),
]
