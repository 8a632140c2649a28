"""Member pages: what is new, what I follow, how often mail comes."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from following import acts, queries
from following.forms import ChooseForm, HowOftenForm
from people.asking import signed_in
from people.models import Person

#: Longer is no key and no address of ours.
_LONGEST = 300
MEMBERS = "/members/"


@never_cache
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponseBase:
    """What is new, what one follows, and how often mail comes (the form of this page)."""
    person = signed_in(request)
    sent = request.POST if request.method == "POST" else None
    form = HowOftenForm(sent, initial={"how_often": queries.how_often(person)})
    if form.is_valid():
        acts.set_how_often(person, form.cleaned_data["how_often"])
        messages.success(request, _("Saved."))
        return redirect("following:overview")
    context = {"form": form, "news": queries.news(person), "followed": queries.followed(person)}
    return render(request, "following/members/overview.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Questions, themes, parts of the journey and places, to tick."""
    person = signed_in(request)
    form = ChooseForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        for kind, keys in form.chosen().items():
            acts.choose(person, kind, keys)
        messages.success(request, _("Saved."))
        return redirect("following:overview")
    status = 422 if form.errors else 200
    return render(request, "following/members/choose.html", {"form": form}, status=status)


@never_cache
@require_POST
def follow(request: HttpRequest) -> HttpResponseBase:
    """The button on a thing's page."""
    return _act(request, acts.follow, _("You follow it now."))


@never_cache
@require_POST
def unfollow(request: HttpRequest) -> HttpResponseBase:
    """The same button, once it is followed."""
    return _act(request, acts.unfollow, _("You no longer follow it."))


def _act(request: HttpRequest, act: Callable[[Person, str, str], None], done: str) -> HttpResponseBase:
    kind, key = (request.POST.get(name, "")[:_LONGEST] for name in ("kind", "key"))
    try:
        act(signed_in(request), kind, key)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the button stood, if that is a member page of ours."""
    back = request.POST.get("back", "")[:_LONGEST]
    ours = back.startswith(MEMBERS) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else reverse("following:overview")
