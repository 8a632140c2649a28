"""Addresses below /proposals/ on which proposals are read. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.proposals import feeds, reading_views

app_name = "proposals"
# Fixed words come before the address of a proposal (`drafting.TAKEN`).
urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading_views.index, name="index"),
    path("feed/", feeds.newest_steps, name="feed"),
    path("journey/", reading_views.journey, name="journey-map"),
    path("<slug:slug>/", reading_views.proposal, name="proposal"),
    path("<slug:slug>/history/", reading_views.history, name="history"),
    path("<slug:slug>/history/<int:number>/", reading_views.revision, name="revision"),
]
