"""/vote/: voting with a code from a slip. No account, no cookie, no script; no code ever in an address.

A slip's code is exchanged first, for one that only its holder has seen (docs/trust.md, rule 23). The new code
belongs to the visit's own random number, so that a double click shows the same one twice instead of losing
it; it is shown until "I have written it down", for at most ten minutes.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from codes import numbers
from codes.numbers import RECEIPT, CodeIncompleteError, CodeMistypedError
from codes.turns import BusyError
from consultations.ballots import booth, casting, exchanging, rolls
from consultations.ballots.booth import TRY_AGAIN, Booth
from consultations.ballots.forms import CodeForm
from consultations.ballots.models import RollEntry
from consultations.ballots.moments import moment
from consultations.ballots.refusals import AlreadyExchangedError, RefusedError, UnknownCodeError
from consultations.ballots.visits import Visit
from edge import limits
from edge.brief_memory import just_sent
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet

#: Codes typed in a minute from one address; a prison shares one.
TYPED_A_MINUTE = 300
TEMPLATES = "ballots/code"


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@reads_what_is_committed
def code(request: HttpRequest) -> HttpResponse:
    """Every page of voting with a code; which one, the form says."""
    if request.method in ("GET", "HEAD"):
        return _enter(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    data = booth.readable(request.POST)
    visit = Visit.read(data.get("visit", ""))
    if visit is None:
        return _enter(request, notice=_("Please type in your code."), status=422)
    step = data.get("step", "")
    if step == "finish":
        visit.finish()
        return _page(request, visit, "finished", {})
    if step == "open":
        return _open(request, visit, data)
    if visit.is_old:
        notice = _("This page was open for a long time. Please type in your code again.")
        return _enter(request, notice=notice, status=422)
    if step in ("swap", "written"):
        return _swap(request, visit) if step == "swap" else _written(request, visit, data)
    return _vote(request, visit, data, step)


# --- The code -------------------------------------------------------------------------


def _enter(
    request: HttpRequest, form: CodeForm | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Where the code is typed. What was typed stays in the page only when there is a slip in it."""
    context = {"form": form or CodeForm(), "notice": notice}
    return _page(request, Visit.begin(), "enter", context, status=status)


@sensitive_variables()
def _open(request: HttpRequest, visit: Visit, data: QueryDict) -> HttpResponse:
    if visit.is_over:
        return _enter(request, notice=_("You have finished here. To go on, type in your code again."))
    if visit.is_old:
        notice = _("This page was open for a long time. Please type in your code again.")
        return _enter(request, notice=notice, status=422)
    form = CodeForm(data)
    if not limits.allow(request, "vote: open", TYPED_A_MINUTE):
        notice = _(
            "Many people use this page from where you are. Wait a minute. Then press the button again."
        )
        return _later(_enter(request, form, notice=notice, status=429))
    typed = data.get("code", "")
    try:
        index = rolls.index_of(typed, address=_address(request))
    except (CodeIncompleteError, CodeMistypedError) as error:
        form.add_error("code", _which_mistake(error, typed))
        return _enter(request, form, status=422)
    except BusyError as error:
        return _later(_enter(request, form, notice=str(error.sentence), status=503), error.retry_after)
    entry = rolls.entry_by_index(index)
    if entry is None:
        form.add_error("code", str(UnknownCodeError.sentence))
        return _enter(request, form, status=422)
    if not casting.takes_papers(entry.ballot):
        return booth.late(request, entry.ballot, TEMPLATES)
    if not entry.exchanged:
        slip = visit.with_slip(index, typed)
        return _page(request, slip, "swap", {"ballot": entry.ballot})
    return booth.first_page(_booth(request, visit.with_entry(index, voted=entry.voted), entry, data))


def _which_mistake(error: CodeIncompleteError | CodeMistypedError, typed: str) -> str:
    """What kind of slip it is; a number to come back with is longer by one group."""
    digits = numbers.normalise(typed)
    if isinstance(error, CodeMistypedError) and digits.isdecimal() and len(digits) == RECEIPT:
        more = _("Is it the number you got for an answer? That one is not for voting.")
        return f"{error.sentence} {more}"
    return str(error.sentence)


@sensitive_variables()
def _swap(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The slip's code for a new one. Asked again by the same page, the same new one."""
    if not visit.code or visit.is_over:
        return _enter(request, notice=_("Please type in your code."), status=422)
    slip = rolls.entry_by_index(visit.index)
    if slip is not None and not slip.exchanged:
        just_sent.remember(visit.nonce)
    if not just_sent.remembers(visit.nonce):
        return _enter(request, notice=str(AlreadyExchangedError.sentence), status=422)
    try:
        return _show_fresh(request, visit)
    except BusyError as error:
        context = {"ballot": slip and slip.ballot, "notice": str(error.sentence)}
        return _later(_page(request, visit, "swap", context, status=503), error.retry_after)
    except RefusedError as refused:
        return _enter(request, notice=str(refused), status=422)


@sensitive_variables()
def _show_fresh(request: HttpRequest, visit: Visit) -> HttpResponse:
    address = _address(request)
    try:
        fresh = exchanging.exchange(visit.code, address=address, nonce=visit.nonce)
    except AlreadyExchangedError:
        # The same page was sent twice at once, and the other was quicker: it made the same new code.
        fresh = exchanging.exchange(visit.code, address=address, nonce=visit.nonce)
    index = rolls.index_of(fresh, address=address)
    entry = rolls.entry_by_index(index)
    if entry is None:
        raise UnknownCodeError
    context = {
        "ballot": entry.ballot,
        "groups": numbers.groups(fresh),
        "closes": moment(entry.ballot.closes_at),
    }
    return _page(request, visit.with_entry(index, voted=entry.voted), "fresh", context)


def _written(request: HttpRequest, visit: Visit, data: QueryDict) -> HttpResponse:
    """It was written down: it is not shown again. On to the vote."""
    just_sent.forget(visit.nonce)
    return _vote(request, visit, data, "start")


# --- The vote -------------------------------------------------------------------------


def _vote(request: HttpRequest, visit: Visit, data: QueryDict, step: str) -> HttpResponse:
    entry = rolls.entry_by_index(visit.index) if visit.index else None
    if entry is None or not entry.exchanged:
        if visit.is_over:
            return _enter(request, notice=_("You have finished here. To go on, type in your code again."))
        notice = _(
            "We do not find your code any more. Perhaps the vote is over. If a page told you that you have "
            "voted, your vote counts."
        )
        return _enter(request, notice=notice, status=422)
    return booth.take_step(_booth(request, visit, entry, data), step)


def _booth(request: HttpRequest, visit: Visit, entry: RollEntry, data: QueryDict) -> Booth:
    return Booth(
        request, entry, visit, data, action=reverse("ballots:code"), templates=TEMPLATES,
        by=casting.CODE, done=_done,
    )  # fmt: skip


def _done(here: Booth) -> HttpResponse:
    context = {"ballot": here.ballot, "closes": moment(here.ballot.closes_at)}
    return render(here.request, f"{TEMPLATES}/done.html", context)


# --- Pages ------------------------------------------------------------------------------


def _page(
    request: HttpRequest, visit: Visit, name: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"hidden": [("visit", visit.renewed().sealed())], **more}
    return render(request, f"{TEMPLATES}/{name}.html", context, status=status)


def _later(response: HttpResponse, seconds: int = TRY_AGAIN) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


def _address(request: HttpRequest) -> str:
    return limits.address_of(request) or "-"
