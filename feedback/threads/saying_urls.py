"""Addresses on which people say something and come back."""

from django.urls import URLPattern, URLResolver, path

from feedback.threads import reader_views, receipt_views, say_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("receipt/", receipt_views.receipt, name="receipt"),
    path("words/<slug:key>/report/", reader_views.report, name="report"),
    path("words/<slug:key>/too/", reader_views.too, name="too"),
    path("<slug:slug>/say/", say_views.say, name="say"),
]
