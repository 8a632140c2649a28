"""What a reader may say about what is shown, through the box: report it, or "this happened to me too"."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from edge import limits
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet
from feedback.letterbox import posting
from feedback.letterbox.posting import BoxShutError
from feedback.threads import form_tokens, keys, opening_times, saying, showing
from feedback.threads.form_tokens import NotOursError, Token
from feedback.threads.forms import ReportForm, readable
from feedback.threads.models import Contribution
from feedback.threads.wording import worded

SENT_A_MINUTE = 60
TRY_AGAIN = 60


@quiet
@never_store
@reads_what_is_committed
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Tell those who read that something shown should be looked at."""
    said = _published(key)
    if request.method in ("GET", "HEAD"):
        return _page(request, "report", said, form_tokens.issue(), {"form": ReportForm()})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    data = readable(request.POST)
    form = ReportForm(data)
    token, answer = _begun(request, "report", said, data.get("token", ""), {"form": form})
    if answer is not None:
        return answer
    if not form.is_valid():
        return _page(request, "report", said, token, {"form": form}, status=422)
    try:
        saying.report(said, form.cleaned_data["reason"], form.cleaned_data["words"], nonce=token.nonce)
    except BoxShutError:
        return _later(_page(request, "report", said, token, {"form": form, "notice": _shut()}, status=503))
    return _page(request, "told", said, token, {"what": "report"})


@quiet
@never_store
@reads_what_is_committed
def too(request: HttpRequest, key: str) -> HttpResponse:
    """Say that this happened to oneself too."""
    said = _published(key)
    if request.method in ("GET", "HEAD"):
        return _page(request, "too", said, form_tokens.issue(), {})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    token, answer = _begun(request, "too", said, request.POST.get("token", ""), {})
    if answer is not None:
        return answer
    try:
        saying.happened_too(said, nonce=token.nonce)
    except BoxShutError:
        return _later(_page(request, "too", said, token, {"notice": _shut()}, status=503))
    return _page(request, "told", said, token, {"what": "too"})


def _published(key: str) -> Contribution:
    """What is shown at this address. One query."""
    try:
        number = keys.read(key)
    except keys.NoSuchKeyError:
        raise Http404 from None
    said = Contribution.objects.published().select_related("thread").filter(pk=number).first()
    if said is None:
        raise Http404
    return said


def _begun(
    request: HttpRequest, name: str, said: Contribution, text: str, more: dict[str, Any]
) -> tuple[Token, HttpResponse | None]:
    """The token of the form; with an answer, if there is nothing to send."""
    try:
        token = form_tokens.read(text, _purpose(name, said))
    except NotOursError:
        token = form_tokens.issue()
        more = {**more, "notice": _("Please press the button again.")}
        return token, _page(request, name, said, token, more, status=422)
    if posting.was_sent(token.nonce):
        return token, _page(request, "told", said, token, {})
    if token.is_old:
        token = form_tokens.issue()
        more = {**more, "notice": _("This page was open for a long time. Please press the button again.")}
        return token, _page(request, name, said, token, more, status=422)
    if not limits.allow(request, name, SENT_A_MINUTE):
        more = {
            **more,
            "notice": _("Many people press this from where you are. Wait a minute, then try again."),
        }
        return token, _later(_page(request, name, said, token, more, status=429))
    return token, None


def _page(
    request: HttpRequest,
    name: str,
    said: Contribution,
    token: Token,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "said": said,
        "wording": worded(said.words, at_most=400),
        "key": keys.written(said.pk),
        "address": showing.address_of_words(keys.written(said.pk)),
        "hidden": [("token", token.text(_purpose(name, said)))],
        "opened_next": opening_times.opened_next(),
        **more,
    }
    return render(request, f"threads/reader/{name}.html", context, status=status)


def _purpose(name: str, said: Contribution) -> str:
    return f"{name} {said.pk}"


def _later(response: HttpResponse) -> HttpResponse:
    response.headers["Retry-After"] = str(TRY_AGAIN)
    return response


def _shut() -> str:
    return _("The box is shut just now. Nothing is lost. Please press the button again in a while.")
