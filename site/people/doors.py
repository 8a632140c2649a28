"""Who may pass into the members' world."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from people.permissions import Act, may
from people.second_step import must_set_up_second_step

#: Below this, people are not yet signed in.
ACCOUNT_ROUTE = "members/account/"
CMS_ROUTE = "members/cms/"
#: What remains open to somebody who still has to set up a second step.
WHILE_SETTING_UP = (
    "account_reauthenticate",
    "account_logout",
    "account_login",
    "members:sign-out-everywhere",
)

#: What of the second step is asked while somebody is still signing in.
SECOND_STEP_AT_SIGN_IN = ("mfa_authenticate", "mfa_login_webauthn", "mfa_trust")


def _is_members_route(request: HttpRequest) -> bool:
    return request.path.startswith(settings.MEMBERS_PREFIX)


class MembersDoorMiddleware:
    """Lets nobody past /members/account/ without signing in, and no moderator without a second step.

    Also answers in the person's own language, and asks for a password again
    without keeping what was sent: allauth would put the whole request, words
    and headers, into the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_members_route(request) or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            request.LANGUAGE_CODE = request.user.language
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not _is_members_route(request) or request.resolver_match is None:
            return None
        route, name = request.resolver_match.route, request.resolver_match.view_name
        if not request.user.is_authenticated:
            # allauth lets anybody post to some pages of the second step and then fails for want of a person.
            known_person_only = name.startswith("mfa_") and name not in SECOND_STEP_AT_SIGN_IN
            is_open = route.startswith(ACCOUNT_ROUTE) and not known_person_only
            return None if is_open else self._to_sign_in(request)
        open_meanwhile = name.startswith("mfa_") or name in WHILE_SETTING_UP
        if not open_meanwhile and must_set_up_second_step(request, request.user):
            return redirect("mfa_index")
        if route.startswith(CMS_ROUTE) and not may(request.user, Act.ENTER_CMS):
            raise PermissionDenied
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        url = methods[0]["url"] if methods else reverse("account_login")
        if request.method == "POST":
            messages.info(request, _("Nothing was changed yet. Please do it once more after this."))
        return redirect(f"{url}?{urlencode({'next': request.path})}")

    def _to_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        url = reverse("account_login")
        if request.method == "GET" and request.path != settings.MEMBERS_PREFIX:
            url = f"{url}?{urlencode({'next': request.get_full_path()})}"
        return redirect(url)
