"""Sheets of codes to print, and typing in what came on paper.

What is typed in goes through the same box as everything else. Nothing of it is kept here: no row, no log,
no session says who typed which slip (docs/decisions/0042).
"""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cms.settings import Programme
from codes import numbers, sheets
from codes.turns import BusyError
from edge.limits import address_of
from edge.request_line import quiet
from feedback.letterbox import nonces
from feedback.letterbox.posting import BoxShutError, Outcome
from feedback.moderation.paper_forms import PaperForm, SheetForm, open_threads
from feedback.moderation.permissions import Act
from feedback.moderation.reaching import person_who_may
from feedback.threads import opening_times, participation, saying
from feedback.threads.models import CodeSheet, Thread
from feedback.threads.said import Said
from vocabulary.role_groups import RoleGroup

# --- Sheets of codes ----------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponseBase:
    """All sheets; printing one shows it once."""
    person = person_who_may(request, Act.PRINT_CODES)
    form = SheetForm(request.POST if request.method == "POST" else None, threads=open_threads())
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            printed = participation.print_sheet(
                chosen["thread"], chosen["role_group"], chosen["number"],
                last_day=chosen["last_day"], note=chosen["note"], by=person,
            )  # fmt: skip
            return _printed(request, printed)
        except participation.LastDayError as refused:
            form.add_error("last_day", str(refused))
        except participation.RefusedError as refused:
            form.add_error(None, str(refused))
    rows = CodeSheet.objects.select_related("thread").order_by("-made_on", "-pk")[:100]
    today = timezone.localdate()
    context = {"form": form, "sheets": [_row(sheet, today) for sheet in rows]}
    return render(request, "moderation/codes.html", context, status=422 if form.errors else 200)


def _printed(request: HttpRequest, printed: participation.Printed) -> HttpResponse:
    """The sheet, to be printed now: its codes are stored nowhere."""
    made, address = printed.sheet, Programme.load().street_address
    with translation.override("en-gb"):
        link = settings.BASE_URL + reverse("threads:thread", args=[made.thread.slug])
    sheet = sheets.sheet(
        printed.codes,
        link=link,
        reply_to=_lines(address),
        group=capfirst(str(RoleGroup(made.role_group).label)),
        name=_("Sheet %(number)s") % {"number": made.pk},
        last_day=made.expires_on,
        question=str(made.thread.question),
    )
    return render(request, "codes/sheet.html", {"sheet": sheet})


def _lines(address: str) -> list[str]:
    """The lines of a street address; no PO Box, since letters to it would not get out of prison."""
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    try:
        sheets.sheet([], link=settings.BASE_URL + "/", reply_to=lines)
    except sheets.NotAStreetError:
        return []
    return lines


def _row(sheet: CodeSheet, today: Any) -> dict[str, Any]:
    if sheet.revoked:
        state = _("Taken back")
    elif sheet.expires_on < today:
        state = _("Run out")
    else:
        state = ""
    return {
        "pk": sheet.pk, "question": sheet.thread.question, "group": RoleGroup(sheet.role_group).label,
        "number": sheet.number, "last_day": sheet.expires_on, "note": sheet.note, "state": state,
    }  # fmt: skip


@never_cache
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make the unused codes of a sheet useless."""
    person = person_who_may(request, Act.PRINT_CODES)
    participation.revoke(get_object_or_404(CodeSheet, pk=pk), by=person)
    messages.success(
        request, _("The codes of this sheet do not work any more. What was said with them stays.")
    )
    return redirect("moderation:codes")


# --- Typing in from paper ------------------------------------------------------------


@quiet
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest) -> HttpResponseBase:
    """One slip after the other: type, send, copy the receipt, next."""
    person_who_may(request, Act.TYPE_IN)
    if request.method == "GET":
        return _paper_form(
            request, PaperForm(threads=open_threads(), initial=_as_before(request)), nonces.new()
        )
    step = request.POST.get("step", "")
    nonce = _nonce(request)
    if step == "again":  # back from the receipt, to correct the slip just typed
        unbound = PaperForm(threads=_the_same(request), corrects=True, initial=_typed(request))
        return _paper_form(request, unbound, nonces.new(), receipt=request.POST.get("receipt", ""))
    corrects = step == "correct"
    threads = _the_same(request) if corrects else open_threads()
    form = PaperForm(request.POST, threads=threads, corrects=corrects)
    if not form.is_valid():
        return _paper_form(request, form, nonce, receipt=request.POST.get("receipt", ""), status=422)
    if corrects:
        return _correct(request, form, nonce)
    return _send(request, form, nonce)


def _send(request: HttpRequest, form: PaperForm, nonce: nonces.Nonce) -> HttpResponse:
    thread: Thread = form.cleaned_data["thread"]
    try:
        claim = _claim(form, thread, request)
        outcome = saying.say(thread, form.said, nonce=nonce, claim=claim, paper=True)
    except (numbers.CodeMistypedError, numbers.CodeIncompleteError) as mistyped:
        form.add_error("code", str(mistyped.sentence))
        return _paper_form(request, form, nonce, status=422)
    except (participation.UnknownCodeError, participation.ExpiredCodeError) as refused:
        form.add_error("code", str(refused))
        return _paper_form(request, form, nonce, status=422)
    except saying.RefusedError as refused:
        form.add_error(None, str(refused))
        return _paper_form(request, form, nonce, status=422)
    except (BoxShutError, BusyError):
        form.add_error(
            None, _("The box cannot be reached just now. Nothing is lost. Wait a minute, then send again.")
        )
        return _paper_form(request, form, nonce, status=503)
    if outcome == Outcome.CODE_SPENT:
        form.add_error("code", _("Another slip with this code lies in the box already."))
        return _paper_form(request, form, nonce, status=422)
    # The code says the group: a correction must not lose it.
    said = replace(form.said, role_group=claim.role_group) if claim else form.said
    sent_before = outcome == Outcome.SENT_BEFORE
    return _receipt(request, form, nonces.receipt_of(nonce), said, sent_before=sent_before)


def _claim(form: PaperForm, thread: Thread, request: HttpRequest) -> participation.Claim | None:
    typed = form.cleaned_data["code"]
    return participation.find(typed, thread, address=address_of(request)) if typed else None


def _correct(request: HttpRequest, form: PaperForm, nonce: nonces.Nonce) -> HttpResponse:
    receipt = request.POST.get("receipt", "")
    try:
        saying.correct(numbers.check(receipt), form.said, nonce=nonce)
    except (numbers.CodeMistypedError, numbers.CodeIncompleteError):
        form.add_error(None, _("The receipt of this slip was lost on the way. Type the slip in anew."))
        return _paper_form(request, form, nonces.new(), status=422)
    except saying.RefusedError as refused:
        form.add_error(None, str(refused))
        return _paper_form(request, form, nonce, receipt=receipt, status=422)
    except BoxShutError:
        form.add_error(
            None, _("The box cannot be reached just now. Nothing is lost. Wait a minute, then send again.")
        )
        return _paper_form(request, form, nonce, receipt=receipt, status=503)
    return _receipt(request, form, numbers.check(receipt), form.said, corrected=True)


def _receipt(request: HttpRequest, form: PaperForm, receipt: str, said: Said, **more: Any) -> HttpResponse:
    """The receipt to send back, and what was typed, until the next slip."""
    context = {
        "groups": numbers.groups(receipt),
        "receipt": receipt,
        "said": said,
        "thread": form.cleaned_data["thread"],
        "opened_next": opening_times.opened_next(),
        **more,
    }
    return render(request, "moderation/paper_receipt.html", context)


def _paper_form(
    request: HttpRequest, form: PaperForm, nonce: nonces.Nonce, *, receipt: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "nonce": str(nonce), "receipt": receipt}
    return render(request, "moderation/paper.html", context, status=status)


def _nonce(request: HttpRequest) -> nonces.Nonce:
    """The nonce that the page brought back; a fresh one if it was lost."""
    try:
        return nonces.read(request.POST.get("nonce", ""))
    except nonces.NotANonceError:
        return nonces.new()


def _the_same(request: HttpRequest) -> Any:
    """A slip in the box belongs to its question: what is corrected is what it says."""
    thread = request.POST.get("thread", "")
    return open_threads().filter(pk=int(thread) if thread.isdecimal() and len(thread) < 19 else 0)


def _as_before(request: HttpRequest) -> dict[str, Any]:
    """The next slip is mostly of the same question."""
    slug = request.GET.get("thread", "")
    thread = open_threads().filter(slug=slug).first() if slug else None
    return {"thread": thread.pk} if thread else {}


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What the page of the receipt brought back of the slip."""
    marks = ("other", "may_show", "may_research")
    words = ("thread", "about", "words", "role_group", "stage")
    return {name: request.POST.get(name, "") for name in words} | {
        name: name in request.POST for name in marks
    }
