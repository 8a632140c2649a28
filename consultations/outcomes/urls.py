"""Addresses below /what-changed/. None knows who asks."""

from django.urls import URLPattern, URLResolver, path

from consultations.outcomes import feeds, public_views

app_name = "what-changed"
# Fixed words come before the key of a decision, which is ten letters and digits.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public_views.index, name="index"),
    path("feed/", feeds.newest, name="feed"),
    path("noticeboard/", public_views.noticeboard, name="noticeboard"),
    path("for-commissioners/", public_views.for_commissioners, name="for-commissioners"),
    path("<slug:key>/", public_views.decision, name="decision"),
]
