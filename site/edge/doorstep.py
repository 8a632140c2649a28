"""What a request may say about how it is to be read, before Django reads anything.

Every address and every form of ours is UTF-8. A `Content-Type` may name another
encoding: Django then reads even the query by it, so that a kept page could be made
from other words than its address says, and an encoding that cannot read them ends in
an error page, some of them before any middleware is asked.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_KIND = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}", re.ASCII)
#: As RFC 2046 writes the mark between the parts of a form.
_BOUNDARY = re.compile(r';[ \t]*boundary="?([\w\'()+,./:=?-]{1,70})"?[ \t]*(?:;|$)', re.ASCII | re.IGNORECASE)


def plain_kind(content_type: str) -> str:
    """What is sent, without an encoding: its kind, and for a form in parts the mark between them."""
    kind = _KIND.match(content_type)
    if kind is None:
        return ""
    boundary = _BOUNDARY.search(content_type, kind.end())
    return f'{kind[0]}; boundary="{boundary[1]}"' if boundary else kind[0]


def only_utf8(application: Application) -> Application:
    """Wrap a WSGI application so that no request chooses an encoding."""

    def wrapped(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = plain_kind(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return wrapped
