"""Going the whole way of a thread before anybody else does, with nothing kept.

The pages are those of `threads` themselves, below /members/: what readers will see, what is said before,
the words, the check, a receipt that leads nowhere. Nothing goes into the box, no code is asked for, and a
form of a rehearsal is no form of the real way, nor the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from feedback.threads import form_tokens, reading_views, say_views, showing
from feedback.threads.enums import Access
from feedback.threads.forms import readable
from feedback.threads.models import Thread
from feedback.threads.participation import Claim

PURPOSE = "rehearsal"
_ANY_CODE = Claim(code=0, single=b"", role_group="")


@dataclass
class Rehearsal(say_views.Way):
    """One request on the way, of somebody who tries it."""

    is_kept: ClassVar[bool] = False
    templates: ClassVar[str] = "questions/rehearsal"

    @property
    def action(self) -> str:
        """Where the forms of the way go: back here."""
        return reverse("questions:rehearse-say", args=[self.thread.pk])

    @property
    def takes_answers(self) -> bool:
        """Before it opens, and after it has closed."""
        return True

    def always(self) -> Iterator[tuple[str, str]]:
        """What the members' world asks of every form."""
        yield "csrfmiddlewaretoken", get_token(self.request)

    def hidden(self) -> Iterator[tuple[str, str]]:
        """The token of a rehearsal; no code is asked for, so none is carried."""
        yield "token", self.token.text(PURPOSE)


class SeenInRehearsal(showing.ThreadShown):
    """A thread as its page prints it, whose ways lead on through the rehearsal."""

    @property
    def say(self) -> str:
        """Where one says what one thinks."""
        return reverse("questions:rehearse-say", args=[self.thread.pk])

    @property
    def receipt(self) -> str:
        """Nowhere: the receipt of a rehearsal opens nothing."""
        return ""

    @property
    def easy_read(self) -> str:
        """Shown on the page of the rehearsal itself."""
        return ""


def page(request: HttpRequest, thread: Thread, today: date) -> HttpResponse:
    """The thread's page as readers will see it, with its Easy Read version below."""
    context = reading_views.thread_context(thread, None)
    listing = context["listing"]
    shown = SeenInRehearsal(thread, today, listing.shown._themes, listing.shown._names)
    seen: dict[str, Any] = {**context, "listing": replace(listing, shown=shown), "shown": shown}
    return render(request, "questions/rehearsal/page.html", seen)


def go_on(request: HttpRequest, thread: Thread) -> HttpResponse | None:
    """The next page of the way; nothing once its end was reached."""
    claim = _ANY_CODE if thread.access == Access.BY_CODE else None
    data = readable(request.POST) if request.method == "POST" else QueryDict()
    step = data.get("step", "")
    if step == "written":
        return None
    try:
        token = form_tokens.read(data.get("token", ""), PURPOSE)
    except form_tokens.NotOursError:
        token = form_tokens.issue()
        step = step if step == "start" else ""
    way = Rehearsal(request, thread, token, data, claim)
    return say_views.take_step(way, step) if step else say_views.first_page(way)
