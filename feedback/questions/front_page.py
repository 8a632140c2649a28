"""What the home page shows of feedback: words and what was done about them, what is open, and where."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cms.sockets import OpenNow, SaidAndDone, Section, StageCount, State
from feedback.questions.shortening import beginning
from feedback.threads import keys, showing, telling
from feedback.threads.enums import ResponseKind
from feedback.threads.enums import State as Stands
from feedback.threads.models import Contribution, Response, Thread

#: Rows of the two columns; of those looked at, the newest response to each of as many threads as there are.
SHOWN, LOOKED_AT = 3, 40
OPEN_SHOWN = 5
#: Letters of words that are large on a front page, and of what was done beside them.
_VOICE, _DONE = 140, 170

_STATES: dict[str, State] = {
    ResponseKind.WILL_DO: "going",
    ResponseKind.DONE: "done",
    ResponseKind.CANNOT: "no",
}
_through = Response.contributions.through.objects


def section(request: HttpRequest) -> Section:
    """What feedback brings to the home page. Three queries."""
    threads = list(Thread.objects.public().defer("why", "easy_read", "choices"))
    today = timezone.localdate()
    return Section(
        said_and_done=tuple(_said_and_done()),
        open_now=tuple(_open_now(threads, today)),
        journey=lambda: _journey(threads),
    )


def _said_and_done() -> list[SaidAndDone]:
    """The newest answers with a response, one of each thread before a second; what led to something first."""
    links = (
        _through.filter(
            contribution__state=Stands.PUBLISHED,
            contribution__warnings=[],
            contribution__thread__hidden=False,
            contribution__thread__opened_on__isnull=False,
            response__kind__in=[*_STATES],
        )
        .exclude(contribution__words="")
        .select_related("contribution__thread", "response")
        .defer("contribution__held", "contribution__receipt_index")
        .order_by("-response__day", "-response", "-contribution")[:LOOKED_AT]
    )
    short = [
        link
        for link in links
        if len(link.contribution.words) <= _VOICE and "⟦" not in link.contribution.words
    ]
    chosen: dict[int, Any] = {}
    for link in short:
        chosen.setdefault(link.contribution.thread_id, link)
    rest = [link for link in short if chosen[link.contribution.thread_id] is not link]
    seen: set[int] = set()
    rows = []
    for link in [*chosen.values(), *rest]:
        if link.contribution_id not in seen and link.response_id not in seen:
            seen |= {link.contribution_id, link.response_id}
            rows.append(_row(link.contribution, link.response))
    return sorted(rows[:SHOWN], key=lambda row: not row.draws_done)


def _row(contribution: Contribution, response: Response) -> SaidAndDone:
    return SaidAndDone(
        voice=contribution.words,
        said_note=_("Answered in %(month)s") % {"month": telling.month_text(contribution.week)},
        said_href=showing.address_of_words(keys.written(contribution.pk)),
        state=_STATES[response.kind],
        what=beginning(strip_tags(response.words), _DONE),
        done_note=_note(response),
    )


def _note(response: Response) -> str:
    if response.kind == ResponseKind.WILL_DO and response.due_on:
        return _("By %(day)s") % {"day": telling.day_text(response.due_on)}
    return str(ResponseKind(response.kind).label) if response.kind == ResponseKind.CANNOT else ""


def _open_now(threads: list[Thread], today: date) -> list[OpenNow]:
    open_ones = [thread for thread in threads if telling.standing(thread, today) is telling.Standing.OPEN]
    return [
        OpenNow(
            kind=_("Question"),
            title=thread.question,
            href=reverse("threads:thread", args=[thread.slug]),
            note=_("Answer until %(day)s") % {"day": telling.day_text(thread.closes_on)},
            day=thread.closes_on,
        )
        for thread in sorted(open_ones, key=lambda thread: (thread.closes_on, thread.slug))[:OPEN_SHOWN]
    ]


def _journey(threads: list[Thread]) -> dict[str, StageCount]:
    """How many published answers there are on each part of the journey, and where something is done."""
    said: Counter[str] = Counter()
    for thread in threads:
        said.update(thread.facets.get("stages", {}))
    if not said:
        return {}
    does = _through.filter(
        response__kind__in=[ResponseKind.WILL_DO, ResponseKind.DONE],
        contribution__state=Stands.PUBLISHED,
        contribution__stage__isnull=False,
        contribution__thread__hidden=False,
    )
    done = set(does.order_by().values_list("contribution__stage__key", flat=True).distinct())
    return {stage: StageCount(said=number, done=stage in done) for stage, number in said.items()}
