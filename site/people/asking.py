"""Who asks for a page of members."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from people.models import Person


def signed_in(request: HttpRequest) -> Person:
    """Who is asking; the door has seen to it that somebody is.

    Raises:
        PermissionDenied: it has not.
    """
    if not isinstance(request.user, Person) or not request.user.is_active:
        raise PermissionDenied
    return request.user


def only_who(may: Callable[..., bool]) -> Callable[..., Person]:
    """For a room's table of permissions (``may(person, act, …)``): who is asking, if they may do this.

    ``who_may = only_who(may)`` gives ``who_may(request, act, …)``, which raises PermissionDenied otherwise.
    """

    def who_may(request: HttpRequest, *asked: Any) -> Person:
        person = signed_in(request)
        if not may(person, *asked):
            raise PermissionDenied
        return person

    return who_may
