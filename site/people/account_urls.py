"""Addresses about one's account; allauth's, with a door of ours before the email page."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import email
from django.urls import URLPattern, URLResolver, include, path

from people.views import by_invitation

urlpatterns: list[URLPattern | URLResolver] = [
    # Asked on GET too, so that nobody types a new address in vain.
    path("email/", reauthentication_required(email, app="allauth.account"), name="account_email"),
    path("signup/", by_invitation, name="account_signup"),
    path("", include("allauth.urls")),
]
