"""The one address of voting by code: everything goes by POST, and no code ever stands in an address."""

from django.urls import URLPattern, path

from consultations.ballots import code_views

urlpatterns: list[URLPattern] = [path("vote/", code_views.code, name="code")]
