"""Addresses on which threads and what was said in them are read."""

from django.urls import URLPattern, URLResolver, path

from feedback.threads import reading_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading_views.index, name="index"),
    path("words/<slug:key>/", reading_views.words, name="words"),
    path("<slug:slug>/", reading_views.thread, name="thread"),
    path("<slug:slug>/easy-read/", reading_views.easy_read, name="easy-read"),
]
