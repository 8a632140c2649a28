"""Addresses on which threads and what was said in them are read."""

from django.urls import URLPattern, URLResolver, path

from feedback.threads import figures_views, reading_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading_views.index, name="index"),
    path("words/<slug:key>/", reading_views.words, name="words"),
    path("how-we-do/", figures_views.how_we_do, name="how-we-do"),
    path("how-we-do/numbers.csv", figures_views.how_we_do_file, name="how-we-do-file"),
    path("<slug:slug>/", reading_views.thread, name="thread"),
    path("<slug:slug>/easy-read/", reading_views.easy_read, name="easy-read"),
]
