"""Who asks for a page of members."""

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
