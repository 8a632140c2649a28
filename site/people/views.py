"""Pages of the member side: home, settings, people, invitations, joining."""

from datetime import date
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people import changing, closing, inviting, joining, my_data, queries, sockets
from people.asking import signed_in
from people.forms import CloseAccountForm, InviteForm, InviteListForm, JoinForm, SettingsForm, StandingForm
from people.models import Invitation, InvitationState, Person
from people.permission_groups import PermissionGroup
from people.permissions import Act, may
from people.places import tied_places
from people.second_step import has_second_step
from vocabulary.role_groups import RoleGroup


def _require(request: HttpRequest, act: Act, obj: Any = None) -> Person:
    person = signed_in(request)
    if not may(person, act, obj):
        raise PermissionDenied
    return person


def _group_labels(names: Any) -> str:
    return ", ".join(str(group.label) for group in PermissionGroup if group.value in names)


@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponseBase:
    """What needs you, and what others can see of you."""
    person = signed_in(request)
    needs = [need for _name, function in sockets.needs_you for need in function(person)]
    return render(
        request,
        "members/home.html",
        {
            "person": person,
            "role_group": RoleGroup(person.role_group).label,
            "needs": needs,
            "ways": _ways(person),
        },
    )


def _ways(person: Person) -> list[tuple[str, str, str]]:
    """Where this person can go from their home: text, address, and what is there."""
    ways = [way for _name, function in sockets.ways for way in function(person)]
    if may(person, Act.ENTER_CMS):
        ways.append(
            (
                _("Pages and pictures"),
                reverse("wagtailadmin_home"),
                _("Write, preview, and have it published."),
            )
        )
    if may(person, Act.SEE_PEOPLE):
        ways.append((_("People"), reverse("members:people"), _("Who has an account, and what they may do.")))
    if may(person, Act.INVITE):
        ways.append((_("Invitations"), reverse("members:invitations"), _("Ask somebody to join.")))
    ways.append((_("Settings"), reverse("members:settings"), _("Name, language, password, your data.")))
    return ways


@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponseBase:
    """Name and language here; password, second step, data and closing on their own pages."""
    person = signed_in(request)
    initial = {"display_name": person.display_name, "language": person.language}
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        changing.change_own_settings(by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("members:settings")
    context = {
        "form": form,
        "person": person,
        "has_second_step": has_second_step(person),
        "places": ", ".join(place.name for place in tied_places(person)),
        "groups": _group_labels(person.group_names),
    }
    return render(request, "members/settings.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponseBase:
    """Ends every session, this one too."""
    changing.sign_out_everywhere(by=signed_in(request))
    logout(request)
    return redirect("account_login")


@never_cache
@require_http_methods(["GET", "POST"])
def download_my_data(request: HttpRequest) -> HttpResponseBase:
    """What we hold about the person, as a file of JSON."""
    person = signed_in(request)
    if request.method != "POST":
        return render(request, "members/my_data.html", {"person": person})
    response = JsonResponse(my_data.gather(person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def close_account(request: HttpRequest) -> HttpResponseBase:
    """Says what goes and what stays, asks for the password, and closes."""
    person = signed_in(request)
    form = CloseAccountForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        try:
            closing.close_account(person, by=person)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            logout(request)
            return redirect("members:closed")
    return render(request, "members/close_account.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_GET
def closed(request: HttpRequest) -> HttpResponseBase:
    """The account is gone."""
    return render(request, "members/closed.html")


@never_cache
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    """Who has an account; found by name or email."""
    _require(request, Act.SEE_PEOPLE)
    words = request.GET.get("words", "").strip()[:100]
    page = queries.people_page(words, request.GET.get("after", "")[:300])
    rows = [
        {
            "url": reverse("members:person", args=[person.pk]),
            "name": person.display_name,
            "email": person.email,
            "note": _group_labels({group.name for group in person.groups.all()}),
            "role_group": RoleGroup(person.role_group).label,
            "may_sign_in": person.is_active,
        }
        for person in page.items
    ]
    older = f"?{urlencode({'words': words, 'after': page.next_key})}" if page.next_key else ""
    return render(request, "members/people.html", {"rows": rows, "words": words, "older": older})


@never_cache
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What somebody is and may do here."""
    by = _require(request, Act.CHANGE_PERSON)
    subject = get_object_or_404(Person, pk=pk)
    initial = {
        "role_group": subject.role_group,
        "groups": sorted(subject.group_names),
        "places": tied_places(subject),
    }
    form = StandingForm(request.POST if request.method == "POST" else None, initial=initial, by=by)
    if form.is_valid():
        try:
            changing.change_standing(subject, by=by, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("groups", error)
        else:
            messages.success(request, _("Saved."))
            return redirect("members:people")
    context = {"form": form, "subject": subject, "last_week": _day(subject.last_login)}
    return render(request, "members/person.html", context, status=422 if form.errors else 200)


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None


@never_cache
@require_POST
def access(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lets somebody sign in, or no longer."""
    by = _require(request, Act.CHANGE_PERSON)
    subject = get_object_or_404(Person, pk=pk)
    try:
        if request.POST.get("may_sign_in") == "yes":
            changing.reactivate(subject, by=by)
            messages.success(request, _("%(name)s can sign in again.") % {"name": subject.display_name})
        else:
            changing.deactivate(subject, by=by)
            messages.success(request, _("%(name)s can no longer sign in.") % {"name": subject.display_name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("members:person", pk=pk)


@never_cache
@require_GET
def invitations(request: HttpRequest) -> HttpResponseBase:
    """Who has been asked to join."""
    by = _require(request, Act.INVITE)
    page = queries.invitations_page(by, request.GET.get("after", ""))
    today = timezone.localdate()
    rows = [
        {
            "pk": invitation.pk,
            "email": invitation.email,
            "groups": _group_labels({group.name for group in invitation.groups.all()}),
            "state": _state_of(invitation, today),
            "waiting": invitation.is_waiting,
            "can_resend": invitation.is_waiting and invitation.times_sent < inviting.MOST_TIMES_SENT,
        }
        for invitation in page.items
    ]
    older = f"?{urlencode({'after': page.next_key})}" if page.next_key else ""
    return render(request, "members/invitations.html", {"rows": rows, "older": older})


def _state_of(invitation: Invitation, today: date) -> str:
    if invitation.is_waiting and not invitation.is_open_on(today):
        return _("ran out")
    return str(InvitationState(invitation.state).label)


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponseBase:
    """One person. The answer is the same whether we know the address or not."""
    by = _require(request, Act.INVITE)
    form = InviteForm(request.POST if request.method == "POST" else None, by=by)
    if form.is_valid():
        inviting.invite(by=by, **form.cleaned_data)
        messages.success(request, _("We have sent the invitation."))
        return redirect("members:invitations")
    return render(request, "members/invite.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def invite_list(request: HttpRequest) -> HttpResponseBase:
    """A list of people: good rows are invited at once, bad ones come back with their reasons."""
    by = _require(request, Act.INVITE)
    form = InviteListForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        by=by,
    )
    if not form.is_valid():
        return render(request, "members/invite_list.html", {"form": form}, status=422 if form.errors else 200)
    for row in form.read_list.good:
        inviting.invite(
            row.email,
            by=by,
            role_group=row.role_group,
            groups=row.groups,
            places=row.places,
            language=form.cleaned_data["language"],
        )
    sent = len(form.read_list.good)
    text = ngettext("We have sent %(count)s invitation.", "We have sent %(count)s invitations.", sent)
    if not form.read_list.bad:
        messages.success(request, text % {"count": sent})
        return redirect("members:invitations")
    head = [_("Line"), _("What it says"), _("What is wrong")]
    bad = [[row.line, row.text, row.reason] for row in form.read_list.bad]
    # What was good has gone out; only the rest comes back, so that nobody gets two mails.
    rest = InviteListForm(initial={**form.cleaned_data, "rows": form.read_list.left_out()}, by=by)
    context = {"sent": text % {"count": sent}, "head": head, "bad": bad, "form": rest}
    return render(request, "members/invite_list.html", context, status=422)


@never_cache
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sends an invitation again."""
    return _handle(request, pk, inviting.resend, _("We have sent the invitation again."))


@never_cache
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Takes an invitation back."""
    return _handle(request, pk, inviting.withdraw, _("The invitation is withdrawn."))


def _handle(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponseBase:
    by = _require(request, Act.INVITE)
    invitation = get_object_or_404(Invitation, pk=pk)
    if not may(by, Act.HANDLE_INVITATION, invitation):
        raise PermissionDenied
    try:
        act(invitation, by=by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("members:invitations")


@never_cache
def by_invitation(request: HttpRequest) -> HttpResponseBase:
    """Nobody makes an account for themselves; says how one comes by one."""
    return render(request, "account/signup_closed.html", status=403)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Answers an invitation; afterwards one is signed in, and sets up a second step where it is needed."""
    invitation = joining.find(token)
    if invitation is None:
        return render(request, "members/join_closed.html", status=404)
    form = JoinForm(request.POST if request.method == "POST" else None, invitation=invitation)
    context = {"form": form, "invitation": invitation}
    if not form.is_valid():
        return render(request, "members/join.html", context, status=422 if form.errors else 200)
    try:
        newcomer = joining.accept(token, **form.cleaned_data)
    except joining.CannotJoinError:
        return render(request, "members/join_closed.html", status=404)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, newcomer, "password", email=newcomer.email)
    response: HttpResponse = perform_login(request, Login(user=newcomer, email=newcomer.email))
    return response
