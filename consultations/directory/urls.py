"""Addresses below /places/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.directory import open_referral, public_views

app_name = "places"
# Fixed words come before the address of a place.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.index, name="index"),
    path("grid/", public_views.grid, name="grid"),
    path("open-referral/", open_referral.about, name="open-referral"),
    path("open-referral/services", open_referral.services, name="open-referral-services"),
    path("open-referral/services/<uuid:key>", open_referral.one_service, name="open-referral-service"),
    path("open-referral/organizations", open_referral.organizations, name="open-referral-organizations"),
    path("open-referral/locations", open_referral.locations, name="open-referral-locations"),
    path("<slug:slug>/", public_views.place, name="place"),
]
