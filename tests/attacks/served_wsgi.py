"""The site's own door, and around it one more header: which worker answered, whoever in it did."""

import os
from collections.abc import Iterable
from typing import Any

from alongside.wsgi import application as of_the_site


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the site does, and say which process it was."""

    def with_worker(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *error)

    return of_the_site(environ, with_worker)
