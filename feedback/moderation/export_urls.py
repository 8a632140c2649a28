"""Addresses on which researchers take out answers."""

from django.urls import URLPattern, URLResolver, path

from feedback.moderation import export_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("research/", views.research, name="research"),
    path("research/<int:pk>/take-out/", views.take_out, name="research-take-out"),
]
