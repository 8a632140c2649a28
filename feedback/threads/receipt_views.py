"""/feedback/receipt/: coming back. Everything by POST; the receipt is never in an address, nor in a page
after it was typed (`visits`).

Whether a receipt leads nowhere, or its letter has not come out of the box yet, cannot be told from the answer
or from the work it takes. Reading writes nothing. Each act is a form of its own with a nonce of its own, and
says that it was sent when it is sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from codes import numbers
from codes.numbers import CodeIncompleteError, CodeMistypedError
from codes.participation import LENGTH as CODE_LENGTH
from codes.turns import BusyError
from edge import limits
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet
from feedback.detection import risk
from feedback.letterbox import posting
from feedback.letterbox.posting import BoxShutError
from feedback.letterbox.wrapping import LetterTooLongError
from feedback.threads import checking, coming_back, form_tokens, opening_times, saying
from feedback.threads.checking import Checked
from feedback.threads.coming_back import Found
from feedback.threads.form_tokens import NotOursError, Token
from feedback.threads.forms import TO_ITS_HOST, ChangeForm, MessageForm, ReceiptForm, allows_of, readable
from feedback.threads.known_names import known_names
from feedback.threads.lost_days import lost_days
from feedback.threads.visits import Visit

PURPOSE = "receipt"
#: Numbers typed in a minute from one address, and letters sent with them; a prison shares one.
TYPED_A_MINUTE = 300
SENT_A_MINUTE = 120
TRY_AGAIN = 60


@dataclass
class Back:
    """One request of a visit."""

    request: HttpRequest
    visit: Visit
    data: QueryDict

    def found(self) -> Found:
        """What the receipt leads to."""
        return coming_back.find(self.visit.index, timezone.localdate())


@quiet
@never_store
@reads_what_is_committed
def receipt(request: HttpRequest) -> HttpResponse:
    """Every page of a visit; which one, the form says."""
    if request.method in ("GET", "HEAD"):
        return _enter(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    data = readable(request.POST)
    visit = Visit.read(data.get("visit", ""))
    if visit is None:
        return _enter(request, notice=_("Please type in your number."), status=422)
    step = data.get("step", "")
    back = Back(request, visit, data)
    if step == "finish":
        visit.finish()
        return _page(back, "finished", {})
    if visit.is_over:
        return _enter(request, notice=_("You have finished here. To look again, type in your number."))
    if _was_sent(back):
        return _page(back, "sent", {})
    if step in _SENDS:
        return _send(back, _SENDS[step])
    if step == "open":
        return _open(back)
    if not visit.shows or not visit.index:
        notice = _("This page was open for a long time. To look again, type in your number.")
        return _enter(request, notice=notice, status=422)
    return _SHOWS.get(step, _unknown)(back)


# --- The number -------------------------------------------------------------------


def _enter(
    request: HttpRequest, form: ReceiptForm | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    """Where the number is typed. What was typed stays in the page only when there is a slip in it."""
    context = {"form": form or ReceiptForm(), "notice": notice, "lost_days": lost_days()}
    return _page(Back(request, Visit.begin(), QueryDict()), "enter", context, status=status)


def _open(back: Back) -> HttpResponse:
    if not back.visit.shows:
        notice = _("This page was open for a long time. Please type in your number.")
        return _enter(back.request, notice=notice, status=422)
    form = ReceiptForm(back.data)
    try:
        code = numbers.check(back.data.get("receipt", ""))
    except (CodeIncompleteError, CodeMistypedError) as error:
        form.add_error("receipt", _which_mistake(error))
        return _enter(back.request, form, status=422)
    if not limits.allow(back.request, "receipt: open", TYPED_A_MINUTE):
        return _later(_enter(back.request, form, notice=_wait(), status=429))
    try:
        index = saying.receipt_index(code, address=limits.address_of(back.request) or "-")
    except BusyError as error:
        return _later(_enter(back.request, form, notice=str(error.sentence), status=503), error.retry_after)
    back.visit = back.visit.with_code(index)
    return _home(back)


def _which_mistake(error: CodeIncompleteError | CodeMistypedError) -> str:
    """What kind of slip it is; a code from a slip is shorter by one group."""
    if isinstance(error, CodeIncompleteError) and error.there == CODE_LENGTH:
        more = _(
            "Is it the code of a slip? That one is for answering. To come back you need the number you got."
        )
        return f"{error.sentence} {more}"
    return str(error.sentence)


# --- What is shown -----------------------------------------------------------------


def _home(back: Back, *, notice: str = "", status: int = 200) -> HttpResponse:
    """Where it is and what came of it."""
    return _page(back, "found", {"found": back.found(), "notice": notice}, status=status)


def _unknown(back: Back) -> HttpResponse:
    return _home(back, notice=_("Please press the button again."), status=400)


def _everything(back: Back) -> HttpResponse:
    found = back.found()
    return _page(back, "everything", {"found": found, "held": coming_back.everything(found)})


def _reply(back: Back) -> HttpResponse:
    return _with_token(back, "reply", {"found": back.found(), "form": MessageForm()})


def _take_back(back: Back) -> HttpResponse:
    return _with_token(back, "withdraw", {"found": back.found()})


def _change(back: Back) -> HttpResponse:
    """The words as they are, to be changed; what was changed already comes back with the form."""
    found = back.found()
    if found.contribution is None or found.is_withdrawn:
        return _home(back)
    if "words" in back.data:
        form = ChangeForm(back.data)
        form.without_complaints()
    else:
        allows = TO_ITS_HOST if found.is_unlisted else allows_of(found.contribution)
        form = ChangeForm(initial={"words": found.words, "allows": allows}, unlisted=found.is_unlisted)
    context = {"found": found, "form": form, "decided": list(checking.decided(back.data))}
    return _with_token(back, "change", context)


def _check_change(back: Back) -> HttpResponse:
    form = ChangeForm(back.data)
    if not form.is_valid():
        return _with_token(
            back, "change", {"found": back.found(), "form": form, "complains": True}, status=422
        )
    return _checked(back, form)


def _checked(
    back: Back, form: ChangeForm, checked: Checked | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    checked = checked or _look_at(form, back)
    context = {
        "form": form,
        "checked": checked,
        "risks": risk.signs(checked.words),
        "is_wrong": status == 422,
        "notice": notice,
        "carried": [("words", form.said.words), ("allows", form.cleaned_data["allows"])],
        "allows": dict(form.fields["allows"].choices)[form.cleaned_data["allows"]],  # type: ignore[attr-defined]
    }
    return _with_token(back, "check", context, status=status)


def _look_at(form: ChangeForm, back: Back) -> Checked:
    return checking.check(form.said.words, back.data, known_names(back.request).places)


_SHOWS: dict[str, Callable[[Back], HttpResponse]] = {
    "home": _home,
    "everything": _everything,
    "reply": _reply,
    "change": _change,
    "check": _check_change,
    "withdraw": _take_back,
}


# --- What is sent -------------------------------------------------------------------


def _was_sent(back: Back) -> bool:
    """Whether what this page is for was sent already: then it shows no word of it."""
    try:
        return posting.was_sent(form_tokens.read(back.data.get("token", ""), PURPOSE).nonce)
    except NotOursError:
        return False


def _send(back: Back, act: Callable[[Back, Token], HttpResponse]) -> HttpResponse:
    """One act: its form is ours, and the visit is not over."""
    try:
        token = form_tokens.read(back.data.get("token", ""), PURPOSE)
    except NotOursError:
        return _unknown(back) if back.visit.shows and back.visit.index else _enter(back.request, status=422)
    if not back.visit.acts or token.is_old:
        notice = _("This page was open for a long time. To go on, type in your number again.")
        return _enter(back.request, notice=notice, status=422)
    if not limits.allow(back.request, "receipt: send", SENT_A_MINUTE):
        return _later(_again(back, _wait(), status=429))
    try:
        return act(back, token)
    except (BoxShutError, BusyError):
        return _later(_again(back, _box_is_shut(), status=503))
    except (saying.RefusedError, LetterTooLongError) as error:
        sentence = error.sentence if isinstance(error, saying.RefusedError) else saying.TooLongError.sentence
        return _again(back, str(sentence), status=422)


def _send_reply(back: Back, token: Token) -> HttpResponse:
    form = MessageForm(back.data)
    if not form.is_valid():
        context = {"found": back.found(), "form": form, "complains": True}
        return _with_token(back, "reply", context, status=422)
    saying.write_back(back.visit.index, form.cleaned_data["words"], nonce=token.nonce)
    return _page(back, "sent", {"what": "message"})


def _send_change(back: Back, token: Token) -> HttpResponse:
    form = ChangeForm(back.data)
    if not form.is_valid():
        return _check_change(back)
    checked = _look_at(form, back)
    if checked.wants_change:
        return _change(back)
    if checked.undecided:
        return _checked(back, form, checked, status=422)
    saying.change(back.visit.index, form.said.with_words(checked.agreed), nonce=token.nonce)
    return _page(back, "sent", {"what": "change"})


def _send_withdrawal(back: Back, token: Token) -> HttpResponse:
    saying.withdraw(back.visit.index, nonce=token.nonce)
    return _page(back, "sent", {"what": "withdrawal"})


def _withdraw_at_once(back: Back, token: Token) -> HttpResponse:
    """Take back now what came out of the box; whoever asks was told what this leaves behind."""
    if saying.withdraw_at_once(back.visit.index):
        return _page(back, "sent", {"what": "gone"})
    return _send_withdrawal(back, token)  # it is still in the box, or nowhere


_SENDS: dict[str, Callable[[Back, Token], HttpResponse]] = {
    "send-reply": _send_reply,
    "send-change": _send_change,
    "send-withdrawal": _send_withdrawal,
    "withdraw-at-once": _withdraw_at_once,
}


def _again(back: Back, notice: str, *, status: int) -> HttpResponse:
    """The page from which something could not be sent, with everything that was typed."""
    step = back.data.get("step", "")
    if step == "send-change" and ChangeForm(back.data).is_valid():
        form = ChangeForm(back.data)
        form.full_clean()
        return _checked(back, form, notice=notice, status=status)
    if step == "send-reply":
        form_back = MessageForm(back.data)
        form_back.without_complaints()
        context = {"found": back.found(), "form": form_back, "notice": notice}
        return _with_token(back, "reply", context, status=status)
    return _with_token(back, "withdraw", {"found": back.found(), "notice": notice}, status=status)


# --- Pages ----------------------------------------------------------------------------


def _with_token(back: Back, name: str, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page from which something can be sent: the token of its form stays the same until it was."""
    try:
        token = form_tokens.read(back.data.get("token", ""), PURPOSE)
    except NotOursError:
        token = form_tokens.issue()
    return _page(back, name, {"token": token.text(PURPOSE), **more}, status=status)


def _page(back: Back, name: str, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    hidden = [("visit", back.visit.renewed().sealed())]
    if "token" in more:
        hidden.append(("token", more["token"]))
    context = {"hidden": hidden, "opened_next": opening_times.opened_next(), **more}
    return render(back.request, f"threads/receipt/{name}.html", context, status=status)


def _later(response: HttpResponse, seconds: int = TRY_AGAIN) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


def _wait() -> str:
    return _("Many people use this page from where you are. Wait a minute. Then press the button again.")


def _box_is_shut() -> str:
    return _("The box is shut just now. Your words are still here. Please press the button again in a while.")
