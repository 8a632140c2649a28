"""Addresses of the queue, safeguarding and what belongs to them."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
