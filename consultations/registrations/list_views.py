"""The list of an event, for facilitators: who comes, groups known by number, and how to join.

Everything here is as confidential as what people told: no copy, no line, nothing kept by the browser.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from consultations.events.models import EventPage
from consultations.registrations import cancelling, changing, joining, lists, registering
from consultations.registrations.enums import Source
from consultations.registrations.facts import facts_of
from consultations.registrations.forms import ComingForm, readable
from consultations.registrations.list_forms import GroupForm, JoiningForm
from consultations.registrations.mails import is_summarised
from consultations.registrations.models import Registration
from consultations.registrations.permissions import Act, may
from consultations.registrations.reaching import reach, reach_registration
from consultations.registrations.refusals import RefusedError
from consultations.registrations.registers import is_over, moves
from edge.page_cache import never_store
from edge.request_line import quiet
from people.models import Person

TEMPLATES = "registrations/members"


@quiet
@never_store
@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who comes and who waits."""
    person, event = reach(request, pk, Act.SEE_LIST)
    context = {
        "event": facts_of(event, request),
        "page_id": pk,
        "slug": event.slug,
        "list": lists.list_of(event),
        "capacity": event.capacity,
        "moves": moves(event),
        "takes_names": event.takes_registrations,
        "writes_joining": may(person, Act.WRITE_JOINING),
        "has_joining": bool(joining.written(pk)),
        "thanks_wait": is_over(event) and not is_summarised(event),
    }
    return render(request, f"{TEMPLATES}/people.html", context)


@quiet
@never_store
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a group down that is known by number."""
    person, event = reach(request, pk, Act.REGISTER_GROUP)
    form = GroupForm(event, readable(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = registering.register_group(event, form.details, by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            told = _("The group has its places.") if made.is_in else _("The group is on the waiting list.")
            messages.success(request, told)
            return redirect("registrations-members:people", pk=pk)
    return _form_page(request, event, "group", form)


@quiet
@never_store
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Change what one registration says, for somebody who called or wrote."""
    person, event, registration = reach_registration(request, pk, key, Act.CHANGE)
    data = readable(request.POST) if request.method == "POST" else None
    is_group = registration.source == Source.GROUP
    form = (GroupForm if is_group else ComingForm)(event, data, registration=registration)
    if data is not None and form.is_valid():
        try:
            _keep(registration, form, by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Changed."))
            return redirect("registrations-members:people", pk=pk)
    return _form_page(request, event, "one", form, registration)


def _keep(registration: Registration, form: GroupForm | ComingForm, *, by: Person) -> None:
    if isinstance(form, GroupForm):
        changing.resize(registration, form.cleaned_data["people"], by=by)
        changing.change(registration, form.told, by=by)
        return
    told = form.told_beside(registration.told)
    changing.change(registration, told, by=by, consents=form.consents, expenses_claimed=form.expenses)


@quiet
@never_store
@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Take somebody off the list who said that they do not come; asked once more first."""
    person, event, registration = reach_registration(request, pk, key, Act.CANCEL)
    if request.method == "GET":
        return _form_page(request, event, "take_off", None, registration)
    try:
        cancelling.cancel(registration, by=person)
        messages.success(request, _("Off the list. If somebody waits, they have moved up."))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("registrations-members:people", pk=pk)


@quiet
@never_store
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def how_to_join(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write how to join."""
    person, event = reach(request, pk, Act.WRITE_JOINING)
    data = readable(request.POST) if request.method == "POST" else None
    form = JoiningForm(data, initial={"details": joining.written(pk)})
    if data is not None and form.is_valid():
        joining.write(event, form.cleaned_data["details"], by=person)
        messages.success(request, _("Saved. Those who have a place see it at once."))
        return redirect("registrations-members:joining", pk=pk)
    return _form_page(request, event, "joining", form, sees_list=may(person, Act.SEE_LIST))


def _form_page(
    request: HttpRequest,
    event: EventPage,
    name: str,
    form: GroupForm | ComingForm | JoiningForm | None,
    registration: Registration | None = None,
    *,
    sees_list: bool = True,
) -> HttpResponseBase:
    context = {
        "event": facts_of(event, request),
        "page_id": event.pk,
        "form": form,
        "registration": registration,
        "name": lists.name_of(registration) if registration is not None else "",
        "is_group": registration is not None and registration.source == Source.GROUP,
        "sees_list": sees_list,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"{TEMPLATES}/{name}.html", context, status=status)
