"""Addresses of Wagtail's admin that would be a second door: they lead to ours.

Wagtail has its own ways to sign in, reset a password, change an account,
and make users and groups. People are made by invitation and their groups by
the one table, so these stand before Wagtail's and send people to ours.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.logout import logout
from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils.http import urlencode


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Wagtail's sign-in: the one door of the site."""
    following = get_next_redirect_url(request) or reverse("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': following})}")


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Wagtail's own button posts here; a link only asks."""
    if request.method != "POST":
        return redirect("account_logout")
    logout(request, show_message=False)
    return redirect(get_adapter(request).get_logout_redirect_url(request))


def settings(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Wagtail's account page: the person's settings."""
    return redirect("members:settings")


def people(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Wagtail's lists of users and groups: the list of people."""
    return redirect("members:people")


def forgotten(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Wagtail's password reset: the site's."""
    return redirect("account_reset_password")


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", sign_in, name="cms-sign-in"),
    path("logout/", sign_out, name="cms-sign-out"),
    re_path(r"^account/(?P<rest>.*)$", settings, name="cms-account"),
    re_path(r"^password_reset/(?P<rest>.*)$", forgotten, name="cms-forgotten"),
    re_path(r"^(?:users|groups)/(?P<rest>.*)$", people, name="cms-people"),
]
