"""Which language a page speaks: its address says so outside, the person's setting inside.

No cookie, no header: the same address is the same page for everybody. The
person's setting is read by the door to the members' world (people.doors),
which knows the person; this middleware knows addresses only.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def of_address(path: str) -> str:
    """Return the language an address stands for: `/cy/…` is Welsh, no prefix the main language."""
    first = path[1:].partition("/")[0]
    codes = {code for code, name in settings.LANGUAGES}
    return first if first in codes and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


class LanguageByAddressMiddleware:
    """Sets the language by address; below `/members/` the main one, until the door knows the person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False):
            return self._preview(request)
        self._activate(request, of_address(request.path_info))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def _preview(self, request: HttpRequest) -> HttpResponse:
        """Speak the page's language in a preview, and the editor's again afterwards."""
        with translation.override(of_address(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            return self.get_response(request)

    @staticmethod
    def _activate(request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language
