"""The one non-essential thing an administrator may switch on, and a visitor's choice about it.

`cms` plugs in a provider that reads the setting. Without an integration there
is no choice, no banner and no cookie. With one, `POST /cookies/choice` keeps
the visitor's answer in the only cookie the public side has.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from edge.memory import memory

#: The one cookie that exists outside the members' world, and what it may hold.
COOKIE = "cookie_choice"
ACCEPT, REJECT = "accept", "reject"
CHOICES = frozenset((ACCEPT, REJECT))
#: Half a year, in seconds; then the visitor is asked again.
COOKIE_AGE = 60 * 60 * 24 * 182


@dataclass(frozen=True)
class Integration:
    """What is loaded once a visitor agrees: its name for people, only host, script, and our id there."""

    name: str | Promise
    host: str  # scheme and host, as a policy names it: "https://matomo.example.org"
    script_url: str
    site_id: str


@dataclass(frozen=True)
class Standing:
    """How this request stands to the integration."""

    integration: Integration | None = None
    choice: str | None = None

    @property
    def asks(self) -> bool:
        """Whether the banner with the choices is shown."""
        return self.integration is not None and self.choice is None

    @property
    def loads(self) -> bool:
        """Whether the page may load the integration's script."""
        return self.integration is not None and self.choice == ACCEPT


Provider = Callable[[], Integration | None]


class _Plugged:
    provider: Provider | None = None


def register(provider: Provider) -> None:
    """Plug in what reads the setting; it is asked once for each content version, at most once a request."""
    _Plugged.provider = provider


def _current(request: HttpRequest) -> Integration | None:
    if _Plugged.provider is None:
        return None
    if not hasattr(request, "integration_found"):
        found = memory.keep(request, "edge.integration", _Plugged.provider)
        request.integration_found = found  # type: ignore[attr-defined]
    return request.integration_found  # type: ignore[attr-defined]


def is_on(request: HttpRequest) -> bool:
    """Whether an administrator has switched the integration on; False when the database cannot say."""
    try:
        return _current(request) is not None
    except DatabaseError:
        return False


def choice_of(request: HttpRequest) -> str | None:
    """Return what the visitor chose: "accept", "reject", or nothing yet."""
    choice = request.COOKIES.get(COOKIE) if "HTTP_COOKIE" in request.META else None
    return choice if choice in CHOICES else None


def standing(request: HttpRequest) -> Standing:
    """Return how this request stands; no integration where one writes, votes, comes back or is known."""
    if getattr(request, "keeps_nothing", False) or request.path_info.startswith(settings.MEMBERS_PREFIX):
        return Standing()
    return Standing(_current(request), choice_of(request)) if is_on(request) else Standing()


def address() -> str:
    """Return the only address that may set the cookie."""
    return reverse("edge:cookie-choice")
