"""Getting into the demo with one step: choose a person, and you are that person."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from demo.people import PASSWORD, PEOPLE
from people.models import Person
from people.second_step import ONE_STEP


@never_cache
@require_http_methods(["GET", "POST"])
def one_step(request: HttpRequest) -> HttpResponseBase:
    """A button for each of the demo's people. Not there unless this is a demo."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        emails = {person.email for person in PEOPLE}
        chosen = request.POST.get("person", "")
        person = get_object_or_404(Person.objects.active(), email=chosen if chosen in emails else "")
        if request.user.is_authenticated:
            logout(request, show_message=False)
        get_adapter(request).login(request, person)
        record_authentication(request, person, "password", reauthenticated=True)
        request.session[ONE_STEP] = True
        return redirect("members:home")
    return render(request, "account/demo.html", {"people": PEOPLE, "password": PASSWORD})
