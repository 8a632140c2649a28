"""Addresses of responses, sheets of codes, typing in from paper, and exports."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
