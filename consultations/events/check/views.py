"""/events/check/: those who took part read a draft. The code is typed in; it is never in an address.

No account, cookie or script, nothing is written, and no line goes to a log. What they say about a paragraph
is said on the pages of the check's own thread (`threads.say_views`), to which each button leads.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from codes.numbers import CodeIncompleteError, CodeMistypedError
from codes.turns import BusyError
from consultations.events.check import checking, drafts
from consultations.events.check.forms import CodeForm
from consultations.events.check.refusals import UnknownCodeError
from consultations.events.check.rows import Check
from edge import limits
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet

#: Codes typed in a minute from one address; a prison shares one.
TYPED_A_MINUTE = 300
TRY_AGAIN = 60


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@reads_what_is_committed
def check(request: HttpRequest) -> HttpResponse:
    """Where the code is typed, and the draft; which one, the form says."""
    if request.method in ("GET", "HEAD"):
        return _enter(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.POST.get("step") == "again":
        return _again(request)
    return _open(request)


def _enter(
    request: HttpRequest, form: CodeForm | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form or CodeForm(), "notice": notice}
    return render(request, "events/check/enter.html", context, status=status)


@sensitive_variables()
def _open(request: HttpRequest) -> HttpResponse:
    """From the code to the draft."""
    form = CodeForm({"code": request.POST.get("code", "")[:200]})
    if not limits.allow(request, "check: open", TYPED_A_MINUTE):
        notice = _(
            "Many people use this page from where you are. Wait a minute. Then press the button again."
        )
        return _later(_enter(request, form, notice=notice, status=429))
    try:
        found = checking.find(form.data["code"], address=limits.address_of(request) or "-")
    except (CodeIncompleteError, CodeMistypedError, UnknownCodeError) as error:
        form.add_error("code", str(error.sentence))
        return _enter(request, form, status=422)
    except BusyError as error:
        return _later(_enter(request, form, notice=str(error.sentence), status=503), error.retry_after)
    return _draft(request, found)


def _again(request: HttpRequest) -> HttpResponse:
    """Back to the draft, for somebody who has just said something about it."""
    try:
        found = checking.again(request.POST.get("admitted", ""))
    except UnknownCodeError:
        return _enter(request, notice=_("To read the draft again, type in the code."), status=422)
    return _draft(request, found)


def _draft(request: HttpRequest, found: Check) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": drafts.draft_of(found),
        "closes_on": found.closes_on,
        "action": reverse("threads:say", args=[found.thread]),
        "admitted": checking.proof_for(found),
    }
    return render(request, "events/check/draft.html", context)


def _later(response: HttpResponse, seconds: int = TRY_AGAIN) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response
