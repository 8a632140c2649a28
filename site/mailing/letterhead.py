"""What stands on every mail: the programme's name. A socket: the settings page lives beside this room."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the programme's name, and one line that says whose it is (and is not)."""

    programme: str
    line: str = ""


def _from_settings() -> Letterhead:
    return Letterhead(programme=str(settings.WAGTAIL_SITE_NAME))


_provider: Callable[[], Letterhead] = _from_settings


def provide(provider: Callable[[], Letterhead]) -> None:
    """Have the letterhead come from ``provider()``, called once for each mail."""
    global _provider  # one letterhead for an installation
    _provider = provider


def letterhead() -> Letterhead:
    """What stands on every mail now."""
    return _provider()
