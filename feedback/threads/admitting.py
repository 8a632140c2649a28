"""Who may find a thread that stands in no list: whoever typed in the code that its host gave out.

The host looks the code up (`hosting.admit`) and gets a proof, which every form of the way carries on. It is
sealed: nobody reads from it which thread it is, or changes it. It says no more than that somebody has the
code, and holds the hour, never the second.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from feedback.threads.models import Thread
from sealing import held

#: The field of a form that holds a proof.
FIELD = "admitted"
#: Hours for which a proof is good: as long as a form may be open, begun at its end.
HOURS = 48
_CONTEXT = b"threads: a proof of having the code"


@dataclass(frozen=True)
class Admitted:
    """What a proof says."""

    #: The address of the thread.
    slug: str
    #: Where its holder came from, and goes back to.
    back: str
    #: Hours since 1970.
    hour: int

    @property
    def is_old(self) -> bool:
        """Whether the code has to be typed again."""
        return not 0 <= _this_hour() - self.hour < HOURS


def proof(slug: str, back: str) -> str:
    """A proof for the thread at this address, as a form carries it."""
    plain = json.dumps([slug, back, _this_hour()]).encode()
    return urlsafe_b64encode(held.lock(plain, secret=_secrets()[0], context=_CONTEXT)).decode()


def read(text: str) -> Admitted | None:
    """What a proof says; None if it is not ours, or too old."""
    try:
        plain = held.unlock(urlsafe_b64decode(text.encode()), secrets=_secrets(), context=_CONTEXT)
        slug, back, hour = json.loads(plain)
    except (held.CannotOpenError, ValueError):
        return None
    found = Admitted(str(slug), str(back), int(hour))
    return None if found.is_old else found


def thread_for(request: HttpRequest, slug: str) -> Thread | None:
    """The unlisted thread at this address, for whoever posts a proof for it. No query without one."""
    shown = read(request.POST.get(FIELD, "")) if request.method == "POST" else None
    if shown is None or shown.slug != slug:
        return None
    return Thread.objects.unlisted().filter(slug=slug).first()


def back_from(request: HttpRequest) -> str:
    """Where whoever posts a proof came from; empty without one."""
    shown = read(request.POST.get(FIELD, ""))
    return shown.back if shown is not None else ""


def _secrets() -> list[bytes]:
    return [one.encode() for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _this_hour() -> int:
    return int(time.time()) // 3600
