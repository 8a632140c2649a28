"""/events/place/: coming back with the code of a registration. Everything by POST; the code never stands in
an address, nor in a page after it was typed (`visits`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from codes import numbers
from codes.numbers import RECEIPT, CodeIncompleteError, CodeMistypedError
from codes.turns import BusyError
from consultations.registrations import cancelling, changing, guest_codes, guest_pages
from consultations.registrations.enums import ON_THE_LIST
from consultations.registrations.facts import facts_of
from consultations.registrations.forms import BackForm, CodeForm, readable
from consultations.registrations.guest_pages import later, page, show_place
from consultations.registrations.models import Registration
from consultations.registrations.permissions import CODE
from consultations.registrations.refusals import RefusedError, UnknownCodeError
from consultations.registrations.visits import Visit
from edge import limits
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet

#: Codes typed in a minute from one address; a prison shares one.
TYPED_A_MINUTE = 300


@dataclass
class Back:
    """One request of a visit, and the registration that it is about."""

    request: HttpRequest
    visit: Visit
    data: QueryDict
    registration: Registration


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@reads_what_is_committed
def place(request: HttpRequest) -> HttpResponse:
    """Every page of a visit; which one, the form says."""
    if request.method in ("GET", "HEAD"):
        return _enter(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    data = readable(request.POST)
    visit = Visit.read(data.get("visit", ""))
    step = data.get("step", "")
    if visit is None:
        return _enter(request, notice=_("Please type in your code."), status=422)
    if step == "finish":
        visit.finish()
        return page(request, visit, "finished", {})
    if step == "open":
        return _open(request, visit, data)
    found = _found(visit.index) if visit.shows else None
    if found is None:
        notice = _("This page was open for a long time. To go on, type in your code again.")
        over = _("You have finished here. To go on, type in your code again.")
        return _enter(request, notice=over if visit.is_over else notice, status=422)
    return _STEPS.get(step, _home)(Back(request, visit, data, found))


# --- The code ----------------------------------------------------------------------------


def _enter(
    request: HttpRequest, form: CodeForm | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Where the code is typed. What was typed stays in the page only when there is a slip in it."""
    context = {"form": form or CodeForm(), "notice": notice}
    return page(request, Visit.begin(), "enter", context, status=status)


@sensitive_variables()
def _open(request: HttpRequest, visit: Visit, data: QueryDict) -> HttpResponse:
    if visit.is_over:
        return _enter(request, notice=_("You have finished here. To go on, type in your code again."))
    form, typed = CodeForm(data), data.get("code", "")
    if not limits.allow(request, "event: code", TYPED_A_MINUTE):
        return later(_enter(request, form, notice=guest_pages.wait(), status=429))
    try:
        index = guest_codes.index_of(typed, address=guest_pages.address(request))
    except (CodeIncompleteError, CodeMistypedError) as error:
        form.add_error("code", _which_mistake(error, typed))
        return _enter(request, form, status=422)
    except BusyError as error:
        return later(_enter(request, form, notice=str(error.sentence), status=503), error.retry_after)
    found = _found(index)
    if found is None:
        form.add_error("code", str(UnknownCodeError.sentence))
        return _enter(request, form, status=422)
    return show_place(request, visit.with_code(index), found)


def _which_mistake(error: CodeIncompleteError | CodeMistypedError, typed: str) -> str:
    """What kind of slip it is; a number to come back with to an answer is longer by one group."""
    digits = numbers.normalise(typed)
    if isinstance(error, CodeMistypedError) and digits.isdecimal() and len(digits) == RECEIPT:
        more = _("Is it the number you got for an answer? That one is not for events.")
        return f"{error.sentence} {more}"
    return str(error.sentence)


def _found(index: bytes) -> Registration | None:
    """The registration that a code's index leads to, with its event. One query."""
    return Registration.objects.select_related("page").filter(code_index=index).first()


# --- What can be done -----------------------------------------------------------------------


def _home(back: Back) -> HttpResponse:
    return show_place(back.request, back.visit, back.registration)


def _change(back: Back, form: BackForm | None = None, *, notice: str = "", status: int = 200) -> HttpResponse:
    if back.registration.state not in ON_THE_LIST:
        return _home(back)
    event = back.registration.page
    form = form or BackForm(event, registration=back.registration)
    context = {"event": facts_of(event, back.request), "form": form, "notice": notice}
    return page(back.request, back.visit, "change", context, status=status)


@sensitive_variables()
def _save(back: Back) -> HttpResponse:
    form = BackForm(back.registration.page, back.data, registration=back.registration)
    if not form.is_valid():
        return _change(back, form, status=422)
    try:
        back.registration = changing.change(
            back.registration, form.told, by=CODE, consents=form.consents, expenses_claimed=form.expenses
        )
    except RefusedError as refused:
        return _again(back, str(refused))
    return show_place(back.request, back.visit, back.registration, notice=_("We have changed it."))


def _cancel(back: Back) -> HttpResponse:
    """Ask once more: a place that was given back may be gone."""
    if back.registration.state not in ON_THE_LIST:
        return _home(back)
    context = {"event": facts_of(back.registration.page, back.request), "is_in": back.registration.is_in}
    return page(back.request, back.visit, "cancel", context)


def _cancel_now(back: Back) -> HttpResponse:
    try:
        cancelling.cancel(back.registration, by=CODE)
    except RefusedError as refused:
        return _again(back, str(refused))
    return page(back.request, back.visit, "cancelled", {"event": facts_of(back.registration.page)})


def _again(back: Back, notice: str) -> HttpResponse:
    found = _found(back.visit.index)
    if found is None:
        return _enter(back.request, notice=str(UnknownCodeError.sentence), status=422)
    return show_place(back.request, back.visit, found, notice=notice, status=422)


_STEPS: dict[str, Callable[[Back], HttpResponse]] = {
    "change": _change,
    "save": _save,
    "cancel": _cancel,
    "cancel-now": _cancel_now,
}
