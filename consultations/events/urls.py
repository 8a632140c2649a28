"""Addresses below /events/ that are no Wagtail pages."""

from django.urls import URLPattern, URLResolver, path, re_path

from consultations.events import calendar_views, feeds, views
from consultations.events.check import views as check_views

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("feed/", feeds.newest_events, name="feed"),
    path("check/", check_views.check, name="check"),
    path("calendar.ics", calendar_views.all_events, name="calendar-of-all"),
    re_path(r"^(?P<slug>[-\w]+)/event\.ics$", calendar_views.one_event, name="calendar"),
    path("points/<slug:key>/", views.point, name="point"),
    path("<int:number>/", views.numbered, name="numbered"),
    re_path(r"^(?P<slug>[-\w]+)/cite\.(?P<form>bib|ris|json)$", views.cite, name="cite"),
]
