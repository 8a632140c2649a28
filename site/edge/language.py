"""Which language a page speaks: its address says so outside, the person's setting inside.

No cookie, no header: the same address is the same page for everybody.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from edge.two_worlds import is_members_path


def of_address(path: str) -> str:
    """Return the language an address stands for: `/cy/…` is Welsh, no prefix the main language."""
    first = path[1:].partition("/")[0]
    codes = {code for code, name in settings.LANGUAGES}
    return first if first in codes and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def of_person(request: HttpRequest) -> str:
    """Return the language the signed-in person chose, or the main one."""
    chosen = getattr(getattr(request, "user", None), "language", None)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageByAddressMiddleware:
    """Sets the language by address at once, and below `/members/` by person once the person is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):
            return self._preview(request)
        self._activate(request, of_address(request.path_info))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Sign-in has been read by now: speak the person's language where the person is known."""
        if is_members_path(request.path_info) and not getattr(request, "is_dummy", False):
            self._activate(request, of_person(request))

    def _preview(self, request: HttpRequest) -> HttpResponse:
        """Speak the page's language in a preview, and the editor's again afterwards."""
        with translation.override(of_address(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            return self.get_response(request)

    @staticmethod
    def _activate(request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language
