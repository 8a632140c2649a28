"""The pages of the safeguarding lead and the deputy."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from feedback.moderation import absences, contacts, escalating, queries
from feedback.moderation.forms import AbsenceForm, ContactForm, PassOnForm
from feedback.moderation.item_page import ItemShown
from feedback.moderation.models import Absence, Item, SaferCustodyContact
from feedback.moderation.permissions import Act, by_groups
from feedback.moderation.queue_views_acts import by_form
from feedback.moderation.reaching import NotForYouError, not_for_you, person_who_may, reach
from feedback.moderation.showing import row
from feedback.threads import sockets
from feedback.threads.gate import RefusedError


@never_cache
@require_GET
def safeguarding(request: HttpRequest) -> HttpResponse:
    """What was given to safeguarding or may have to be, and who is there today."""
    person = person_who_may(request, Act.SEE_SAFEGUARDING)
    today = timezone.localdate()
    page = queries.urgent_page(person, request.GET.get("after", "")[:300])
    context = {
        "rows": [row(item, person, today) for item in page.items],
        "older": f"?{urlencode({'after': page.next_key})}" if page.next_key else "",
        "there": [one.display_name for one in absences.who_is_there(today)],
        "absences": [
            {
                "pk": absence.pk,
                "name": absence.person.display_name,
                "own": absence.person_id == person.pk,
                "from": absence.first_day,
                "until": absence.last_day,
            }
            for absence in Absence.objects.filter(last_day__gte=today).select_related("person")
        ],
        "hours": sockets.when_somebody_reads(),
    }
    return render(request, "moderation/safeguarding.html", context)


@never_cache
@require_GET
def case_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Everything somebody outside needs to act, on paper: the words are opened for this page alone."""
    try:
        person, item = reach(request, key, Act.SAFEGUARD)
    except NotForYouError:
        return not_for_you(request)
    shown = ItemShown(item, person, timezone.localdate())
    context = {"shown": shown, "contacts": contacts_of(item, shown), "now": timezone.localtime()}
    return render(request, "moderation/case_sheet.html", context)


def contacts_of(item: Item, shown: ItemShown) -> list[dict[str, Any]]:
    """Whom to tell at the prisons that a contribution concerns. One query."""
    today = timezone.localdate()
    rows = SaferCustodyContact.objects.filter(place__in=[place.pk for place in shown.places])
    return [contact_row(contact, today) for contact in rows.select_related("place")]


def contact_row(contact: SaferCustodyContact, today: Any) -> dict[str, Any]:
    """A contact as pages print it."""
    return {
        "pk": contact.pk,
        "place": contact.place.name,
        "name": contact.name,
        "phone": contact.phone,
        "email": contact.email,
        "checked": _("last tried on %(day)s") % {"day": date_format(contact.checked_on, "j F Y")},
        "old": contacts.needs_checking(contact, today),
    }


@never_cache
@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, key: str) -> HttpResponseBase:
    """Note what was passed on, to whom and when."""

    def make(data: Any, shown: ItemShown) -> PassOnForm:
        now = timezone.localtime()
        return PassOnForm(data, item=shown.item, initial={"day": now.date(), "time": f"{now:%H:%M}"})

    def carry_out(form: PassOnForm, item: Item, by: Any) -> str:
        given = {name: form.cleaned_data[name] for name in ("to", "said")}
        escalating.pass_on(item, **given, at=form.at, by=by, version=form.seen)
        return _("Noted.")

    def extra(form: PassOnForm, shown: ItemShown) -> dict[str, Any]:
        return {"contacts": contacts_of(shown.item, shown)}

    return by_form(
        request, key, Act.SAFEGUARD, make=make, carry_out=carry_out, template="moderation/pass_on.html",
        stays=True, extra=extra,
    )  # fmt: skip


# --- Absence --------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def be_away(request: HttpRequest) -> HttpResponseBase:
    """Say when one is away."""
    person = person_who_may(request, Act.SEE_SAFEGUARDING)
    form = AbsenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            absences.be_away(**form.cleaned_data, by=person)
        except RefusedError as refused:
            form.add_error("last_day", str(refused))
        else:
            messages.success(request, _("Saved. The other is told instead."))
            return redirect("moderation:safeguarding")
    return render(request, "moderation/be_away.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
def be_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an absence back."""
    person = person_who_may(request, Act.SEE_SAFEGUARDING)
    absences.be_back(get_object_or_404(Absence, pk=pk), by=person)
    messages.success(request, _("You are there again."))
    return redirect("moderation:safeguarding")


# --- Whom to tell -----------------------------------------------------------------------------------


@never_cache
@require_GET
def all_contacts(request: HttpRequest) -> HttpResponse:
    """Whom to tell at each prison."""
    person = person_who_may(request, Act.SEE_CONTACTS)
    today = timezone.localdate()
    rows = SaferCustodyContact.objects.select_related("place").order_by("place__name")
    context = {
        "rows": [contact_row(contact, today) for contact in rows],
        "may_change": by_groups(person, Act.CHANGE_CONTACTS),
    }
    return render(request, "moderation/contacts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Write down whom to tell at a prison, or change it."""
    person = person_who_may(request, Act.CHANGE_CONTACTS)
    there = get_object_or_404(SaferCustodyContact, pk=pk) if pk is not None else None
    initial = {
        name: getattr(there, name) for name in ("place", "name", "phone", "email", "checked_on") if there
    }
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            contacts.set_contact(**form.cleaned_data, by=person, instead_of=there)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("moderation:contacts")
    forget = reverse("moderation:contact-forget", args=[pk]) if there else ""
    context = {"form": form, "forget": forget}
    return render(request, "moderation/contact.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def forget_contact(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a contact."""
    person = person_who_may(request, Act.CHANGE_CONTACTS)
    contacts.forget_contact(get_object_or_404(SaferCustodyContact, pk=pk), by=person)
    messages.success(request, _("Deleted."))
    return redirect("moderation:contacts")
