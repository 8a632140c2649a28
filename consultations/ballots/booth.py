"""The way through a vote, the same for members and for who comes with a code: choose, check, cast.

What was chosen travels in the pages themselves until it is cast, and is kept nowhere else. The check page is
the last that shows it. After that whatever a page of the same visit asks for is answered by "you have voted".
Whether a vote was cast since a page was made is told by two things: memory, which the workers of a server
share, and the roll, which says whether its holder had voted when the visit began and whether they have now.
So a first vote never comes back, not after a restart either; a changed one not for as long as its pages last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from consultations.ballots import casting
from consultations.ballots.enums import BallotState
from consultations.ballots.forms import RankedForm, VoteForm, vote_form
from consultations.ballots.models import Ballot, Option, RollEntry
from consultations.ballots.moments import moment
from consultations.ballots.refusals import NotOnRollError, RefusedError
from consultations.ballots.visits import Visit
from edge import limits
from feedback.detection.enums import LABELS, Kind
from feedback.detection.findings import find
from people.models import Person

#: Votes cast a minute from one address; a prison shares one.
CAST_A_MINUTE = 120
TRY_AGAIN = 60


@dataclass
class Booth:
    """One request of somebody who may vote."""

    request: HttpRequest
    entry: RollEntry
    visit: Visit
    data: QueryDict
    #: Where its forms go, and in which folder its pages are.
    action: str
    templates: str
    #: Who votes: a member, or nobody known.
    by: "Person | str"
    #: The page after the vote.
    done: Callable[["Booth"], HttpResponse]

    @property
    def ballot(self) -> Ballot:
        """What is voted on."""
        return self.entry.ballot

    @cached_property
    def options(self) -> list[Option]:
        """What can be chosen."""
        return list(self.ballot.options.all())

    def form(self) -> VoteForm:
        """The vote as it came back."""
        return vote_form(self.ballot, self.options, self.data)

    @property
    def is_over(self) -> bool:
        """Whether a vote was cast since the page was made that came back."""
        return self.visit.is_over or (self.entry.voted and not self.visit.voted)


def first_page(booth: Booth) -> HttpResponse:
    """The vote, with nothing chosen, whether or not there was one before."""
    return _choose(booth, vote_form(booth.ballot, booth.options))


def take_step(booth: Booth, step: str) -> HttpResponse:
    """The page that a step leads to."""
    if booth.is_over:
        return booth.done(booth)
    if not casting.takes_papers(booth.ballot):
        return late(booth.request, booth.ballot, booth.templates)
    if step == "start":
        return first_page(booth)
    if step.startswith("move-"):
        return _move(booth, step.removeprefix("move-"))
    return _STEPS.get(step, _unknown)(booth)


# --- The steps ----------------------------------------------------------------------


def _check(booth: Booth) -> HttpResponse:
    form = booth.form()
    if not form.is_valid():
        return _choose(booth, form, status=422)
    return _checked(booth, form)


def _change(booth: Booth) -> HttpResponse:
    """Back to the vote; nothing is lost, and nothing is complained about."""
    form = booth.form()
    form.without_complaints()
    return _choose(booth, form)


def _move(booth: Booth, move: str) -> HttpResponse:
    """The same page with one option moved; whoever moved it can go on at the same button."""
    form = booth.form()
    if not isinstance(form, RankedForm):
        return _unknown(booth)
    numbers = form.moved(move)
    initial = {**numbers, "reason": booth.data.get("reason", "")}
    again = RankedForm(booth.ballot, booth.options, initial=initial)
    key = move.partition("-")[2]
    label = next((option.label for option in booth.options if option.key == key), "")
    place = numbers.get(f"rank-{key}", "")
    told = _("“%(option)s” is now number %(number)s.") % {"option": label, "number": place} if label else ""
    return _choose(booth, again, moved=move, told=told)


@sensitive_variables()
def _cast(booth: Booth) -> HttpResponse:
    """From the check into the box."""
    form = booth.form()
    if not form.is_valid():
        return _choose(booth, form, status=422)
    if not limits.allow(booth.request, "vote: cast", CAST_A_MINUTE):
        notice = _("Many people vote from where you are. Wait a minute. Then press the button again.")
        response = _checked(booth, form, notice=notice, status=429)
        response.headers["Retry-After"] = str(TRY_AGAIN)
        return response
    try:
        casting.cast(booth.entry, form.vote, reason=form.reason, by=booth.by)
    except (RefusedError, NotOnRollError):
        return late(booth.request, booth.ballot, booth.templates)
    booth.visit.finish()
    return booth.done(booth)


def _unknown(booth: Booth) -> HttpResponse:
    form = booth.form()
    form.without_complaints()
    return _choose(booth, form, notice=_("Please press the button again."), status=400)


_STEPS: dict[str, Callable[[Booth], HttpResponse]] = {"check": _check, "change": _change, "cast": _cast}


# --- The pages ----------------------------------------------------------------------


def _choose(
    booth: Booth, form: VoteForm, *, status: int = 200, notice: str = "", moved: str = "", told: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "complains": status == 422,
        "notice": notice,
        "moved": moved,
        "told": told,
        "voted": booth.entry.voted,
    }
    return _page(booth, "vote", context, status=status)


def _checked(booth: Booth, form: VoteForm, *, notice: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "chosen": form.chosen,
        "reason": form.reason,
        "found": details(form.reason),
        "carried": form.carried(),
        "notice": notice,
    }
    return _page(booth, "check", context, status=status)


def details(words: str) -> list[tuple[str, Any]]:
    """What in somebody's words could tell who they are: the detail, and what it looks like; each once."""
    if not words:
        return []
    return list({one.text: (one.text, LABELS[Kind(one.kind)]) for one in find(words)}.values())


def late(request: HttpRequest, ballot: Ballot, templates: str) -> HttpResponse:
    """It takes no votes: not yet, not for the moment, or not any more. Nothing that was chosen is shown."""
    ballot.refresh_from_db(fields=["state"])
    why = ballot.state
    if why == BallotState.OPEN:
        why = "later" if timezone.now() < ballot.opens_at else BallotState.COUNTING
    context = {"ballot": ballot, "why": why, "opens": moment(ballot.opens_at)}
    return render(request, f"{templates}/late.html", context, status=422)


def _page(booth: Booth, name: str, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {
        "ballot": booth.ballot,
        "options": booth.options,
        "action": booth.action,
        "closes": moment(booth.ballot.closes_at),
        "hidden": [("visit", booth.visit.renewed().sealed())],
        **more,
    }
    return render(booth.request, f"{booth.templates}/{name}.html", context, status=status)


def readable(data: QueryDict) -> QueryDict:
    """What was sent, without what no page can show again."""
    found = QueryDict(mutable=True)
    for name, values in data.lists():
        if len(name) <= 100:
            found.setlist(name, [_shown(value) for value in values])
    return found


def _shown(value: str) -> str:
    return "".join(
        letter for letter in value if letter in "\n\t\r" or letter.isprintable() or letter == "\u00ad"
    )
