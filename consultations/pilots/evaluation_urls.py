"""Addresses below /evaluations/ that are no Wagtail pages. None knows who asks."""

from django.urls import URLPattern, URLResolver, path, re_path

from consultations.pilots import evaluation_views as views

app_name = "evaluations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:number>/", views.numbered, name="numbered"),
    re_path(r"^(?P<slug>[-\w]+)/cite\.(?P<form>bib|ris|json)$", views.cite, name="cite"),
]
