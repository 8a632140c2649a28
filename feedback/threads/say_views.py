"""/feedback/<thread>/say/: an interruption page, then words, check, receipt. No account, cookie or script.

What was written travels in the page itself until it is sent. Every page of one way carries one token
(`form_tokens`); once its letter is in the box, whatever is posted with it answers that it was sent, without
words (trust.md, rule 12). Nothing here is written but the one envelope.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.forms import ChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from codes.numbers import CodeIncompleteError, CodeMistypedError, groups
from codes.turns import BusyError
from edge import limits
from edge.brief_memory import just_sent
from edge.memory import reads_what_is_committed
from edge.page_cache import never_store
from edge.request_line import quiet
from feedback.detection import risk
from feedback.letterbox import posting
from feedback.letterbox.nonces import receipt_of
from feedback.letterbox.posting import BoxShutError, Outcome
from feedback.letterbox.wrapping import LetterTooLongError
from feedback.threads import (
    admitting,
    checking,
    form_tokens,
    opening_times,
    participation,
    saying,
    telling,
)
from feedback.threads.checking import Checked
from feedback.threads.enums import Access
from feedback.threads.form_tokens import NotOursError, Token
from feedback.threads.forms import WordsForm, readable
from feedback.threads.known_names import Known, known_names
from feedback.threads.models import Thread
from feedback.threads.participation import Claim
from feedback.threads.said import LONGEST
from feedback.threads.sockets import Part, parts_of

PURPOSE = "say"
#: Answers a minute from one address; a prison shares one.
SENT_A_MINUTE = 120
#: Looks at what was written, a minute, from one address.
LOOKED_AT_A_MINUTE = 600
#: Seconds after which it is worth pressing again.
TRY_AGAIN = 60


@dataclass
class Way:
    """One request on the way through the pages. A rehearsal (`questions`) is another, which keeps nothing."""

    request: HttpRequest
    thread: Thread
    token: Token
    data: QueryDict
    claim: Claim | None = None
    #: Whether what is sent goes into the box.
    is_kept: ClassVar[bool] = True
    #: Where the pages of the way are.
    templates: ClassVar[str] = "threads/say"

    @property
    def action(self) -> str:
        """Where the forms of the way go."""
        return reverse("threads:say", args=[self.thread.slug])

    @property
    def takes_answers(self) -> bool:
        """Whether whoever began on this way may finish it."""
        return saying.takes_answers(self.thread, self.token.day)

    def form(self) -> WordsForm:
        """The words page as it came back."""
        return self._form

    @cached_property
    def _form(self) -> WordsForm:
        return WordsForm(
            self.thread,
            self.data,
            has_code=self.claim is not None,
            stages=lambda: self.known.stages,
            parts=self.parts,
        )

    @cached_property
    def parts(self) -> list[Part]:
        """What of it one can say something about, if another room hosts the thread. One query at most."""
        return parts_of(self.thread)

    @cached_property
    def known(self) -> Known:
        """Parts of the journey and places, asked for once."""
        return known_names(self.request)

    @property
    def address(self) -> str:
        """Whose turn it is."""
        return limits.address_of(self.request) or "-"

    def always(self) -> Iterator[tuple[str, str]]:
        """What every form of the way carries besides, the first one too: the proof of having a code."""
        if self.thread.unlisted:
            yield admitting.FIELD, self.request.POST.get(admitting.FIELD, "")

    @property
    def back(self) -> str:
        """Where whoever has the code of an unlisted thread came from; empty for all others."""
        return admitting.back_from(self.request) if self.thread.unlisted else ""

    def hidden(self) -> Iterator[tuple[str, str]]:
        """What the next page carries on: the token, and a code that was found good."""
        yield "token", self.token.text(PURPOSE)
        if self.claim is not None:
            yield "claim", participation.sealed(self.claim, self.token.nonce)

    def decided(self) -> Iterator[tuple[str, str]]:
        """What was decided on the second page, for the first to carry back."""
        return checking.decided(self.data)

    def carried(self) -> Iterator[tuple[str, str]]:
        """What was given on the first page, for the second to carry."""
        for name in self.form().fields:
            value = self.data.get(name, "")
            if value and name not in ("website", "code"):
                yield name, value


@quiet
@never_store
@reads_what_is_committed
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Every page of the way; which one, the form says."""
    thread = Thread.objects.public().filter(slug=slug).first() or admitting.thread_for(request, slug)
    if thread is None:
        raise Http404
    if request.method in ("GET", "HEAD"):
        return _before(request, thread)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _posted(request, thread, readable(request.POST))


def _posted(request: HttpRequest, thread: Thread, data: QueryDict) -> HttpResponse:
    step = data.get("step", "")
    if step == "start":
        way = Way(request, thread, form_tokens.issue(), data)
        return _closed(way) if not _is_open(way) else take_step(way, step)
    try:
        token = form_tokens.read(data.get("token", ""), PURPOSE)
    except NotOursError:
        return _open_too_long(Way(request, thread, form_tokens.issue(), data))
    if posting.was_sent(token.nonce):
        return _sent(Way(request, thread, token, QueryDict()), step)
    claim = participation.opened(data.get("claim", ""), token.nonce)
    if token.is_old:
        return _open_too_long(Way(request, thread, form_tokens.issue(), data, claim))
    return take_step(Way(request, thread, token, data, claim), step)


def take_step(way: Way, step: str) -> HttpResponse:
    """The page that a step leads to, with what came with it."""
    if step == "start":
        form = WordsForm(
            way.thread,
            has_code=way.claim is not None,
            stages=lambda: way.known.stages,
            parts=way.parts,
            about=way.data.get("about", ""),
        )
        return _words(way, form)
    return _STEPS.get(step, _unknown)(way)


# --- The steps ------------------------------------------------------------------


def _check(way: Way) -> HttpResponse:
    """From the words to the check."""
    if not limits.allow(way.request, "say: check", LOOKED_AT_A_MINUTE):
        return _too_many(way, _words)
    problem = _problem_with_words(way)
    return problem or _checked(way, way.form())


def _change(way: Way) -> HttpResponse:
    """Back to the words; nothing is lost, and nothing is complained about."""
    return _words(way, way.form())


def _send(way: Way) -> HttpResponse:
    """From the check into the box."""
    if not limits.allow(way.request, "say: send", SENT_A_MINUTE):
        return _too_many(way, _checked)
    problem = _problem_with_words(way)
    if problem is not None:
        return problem
    form = way.form()
    checked = checking.check(form.said.words, way.data, way.known.places)
    if checked.wants_change:
        return _words(way, form)
    if checked.undecided:
        return _checked(way, form, checked, status=422)
    return _post(way, form, checked)


def _unknown(way: Way) -> HttpResponse:
    """No step of ours: a browser that sends no button, or somebody who tries things."""
    return _words(way, way.form(), notice=_("Please press the button again."), status=400)


_STEPS: dict[str, Callable[[Way], HttpResponse]] = {"check": _check, "change": _change, "send": _send}


def _post(way: Way, form: WordsForm, checked: Checked) -> HttpResponse:
    if not way.is_kept:
        return _receipt(way)
    try:
        if way.claim is not None:
            participation.confirm(way.claim, way.thread)
        # Before it is sent: a double click is two requests, and both are to show the receipt.
        just_sent.remember(way.token.nonce.raw)
        outcome = saying.say(
            way.thread,
            form.said.with_words(checked.agreed),
            nonce=way.token.nonce,
            address=way.address,
            claim=way.claim,
            begun_on=way.token.day,
        )
    except participation.RefusedError as error:
        return _without_code(way, str(error))
    except (saying.RefusedError, LetterTooLongError) as error:
        sentence = error.sentence if isinstance(error, saying.RefusedError) else saying.TooLongError.sentence
        return _words(way, form, notice=str(sentence), status=422)
    except BusyError as error:
        return _later(_checked(way, form, checked, notice=str(error.sentence), status=503), error.retry_after)
    except BoxShutError:
        return _later(_checked(way, form, checked, notice=_box_is_shut(), status=503))
    if outcome == Outcome.CODE_SPENT:
        return _without_code(way, str(participation.UnknownCodeError.sentence))
    return _receipt(way)


def _problem_with_words(way: Way) -> HttpResponse | None:
    """What stands in the way of checking or sending; finds the code that was typed."""
    form = way.form()
    if form.was_trapped or way.token.is_hasty:
        way.data["website"] = ""
        return _words(
            way, replace(way).form(), notice=_("That was quick. Please press the button again."), status=422
        )
    if not form.is_valid():
        return _words(way, form, status=422, complains=True)
    if not way.takes_answers:
        return _words(way, form, notice=str(saying.NotOpenError.sentence), status=422)
    by_code = way.thread.access == Access.BY_CODE or bool(form.cleaned_data.get("code"))
    if by_code and way.claim is None:
        return _find_code(way, form)
    return None


def _find_code(way: Way, form: WordsForm) -> HttpResponse | None:
    try:
        way.claim = participation.find(form.cleaned_data["code"], way.thread, address=way.address)
    except (CodeIncompleteError, CodeMistypedError, participation.RefusedError) as error:
        form.add_error("code", str(error.sentence))
        return _words(way, form, status=422, complains=True)
    except BusyError as error:
        return _later(_words(way, form, notice=str(error.sentence), status=503), error.retry_after)
    return None


# --- The pages ------------------------------------------------------------------


def _before(request: HttpRequest, thread: Thread) -> HttpResponse:
    """The interruption page."""
    way = Way(request, thread, form_tokens.issue(), QueryDict())
    if not _is_open(way):
        return _closed(way)
    if not posting.box_is_open():
        return _later(_page(way, "box_shut", {}, status=503))
    return first_page(way)


def first_page(way: Way) -> HttpResponse:
    """What is said before anybody writes."""
    context = {
        "somebody_reads": opening_times.somebody_reads(),
        "about": way.request.GET.get("part", "")[:80],
    }
    return _page(way, "before", context)


def _closed(way: Way) -> HttpResponse:
    return _page(way, "closed", {"opens_later": way.thread.opens_on > timezone.localdate()})


def _words(
    way: Way, form: WordsForm, *, notice: str = "", status: int = 200, complains: bool = False
) -> HttpResponse:
    """The words page; it complains only when somebody wanted to go on and could not."""
    if form.is_bound and not complains:
        form.without_complaints()
    context = {
        "form": form,
        "notice": notice,
        "complains": complains,
        "counted": _counted(form),
        "decided": list(way.decided()),
        "is_by_code": way.claim is not None,
    }
    return _page(way, "words", context, status=status)


def _counted(form: WordsForm) -> str:
    """How much was written, once it came back."""
    there = len(form.data.get("words", "")) if form.is_bound else 0
    sentence = _("You wrote %(there)s letters. There is room for %(longest)s.")
    return sentence % {"there": f"{there:,}", "longest": f"{LONGEST:,}"} if there else ""


def _checked(
    way: Way, form: WordsForm, checked: Checked | None = None, *, notice: str = "", status: int = 200
) -> HttpResponse:
    if not form.is_valid():  # only the words page says what is wrong with them
        return _words(way, form, notice=notice, status=status)
    said = form.said
    checked = checked or checking.check(said.words, way.data, way.known.places)
    context = {
        "form": form,
        "said": said,
        "checked": checked,
        "chosen": list(_chosen(form)),
        "is_wrong": status == 422,
        "notice": notice,
        "carried": list(way.carried()),
        "risks": risk.signs(said.words),
        "somebody_reads": opening_times.somebody_reads(),
    }
    return _page(way, "check", context, status=status)


def _chosen(form: WordsForm) -> Iterator[tuple[str, str]]:
    """What was chosen beside the words: each question with its answer, as people read it."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if name in ("words", "website", "code") or value in ("", None, False):
            continue
        if isinstance(field, ChoiceField):
            options = {str(key): str(label) for key, label in field.choices}  # type: ignore[misc, union-attr]
            yield str(field.label), options[str(value)]
        else:
            yield str(field.label), _("Yes")


def _receipt(way: Way) -> HttpResponse:
    receipt = receipt_of(way.token.nonce)
    context = {"groups": groups(receipt), "short_address": f"{_host()}/feedback/receipt"}
    return _page(way, "receipt", context)


def _sent(way: Way, step: str) -> HttpResponse:
    """Whatever was posted: it was sent already. The receipt is shown until it was written down."""
    nonce = way.token.nonce.raw
    if step == "written":
        just_sent.forget(nonce)
        return _page(way, "sent", {"was_written_down": True})
    if just_sent.remembers(nonce):
        return _receipt(way)
    return _page(way, "sent", {})


def _open_too_long(way: Way) -> HttpResponse:
    """A page that was open for more than a day: the same words, and a form that can be sent."""
    notice = _("This page was open for a long time. Your words are still here. Please send them again.")
    return _words(way, way.form(), notice=notice, status=422)


def _without_code(way: Way, sentence: str) -> HttpResponse:
    """The code is no good any more: another one may be typed in, beside the same words."""
    way = replace(way, claim=None)
    form = way.form()
    form.errors.pop("code", None)  # that nothing is typed in is no news
    form.add_error("code", sentence)
    return _words(way, form, status=422, complains=True)


def _too_many(way: Way, page: Callable[..., HttpResponse]) -> HttpResponse:
    notice = _("Many people write from where you are. Wait a minute. Then press the button again.")
    return _later(page(way, way.form(), notice=notice, status=429))


def _page(way: Way, name: str, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {
        "thread": way.thread,
        "action": way.action,
        "opened_next": opening_times.opened_next() if name != "closed" else "",
        "hidden": [*way.always(), *way.hidden()],
        "always": list(way.always()),
        "back": way.back,
        "readers": telling.readers(way.thread),
        "from_a_prison": telling.from_a_prison(way.thread) if way.thread.readers else "",
        **more,
    }
    return render(way.request, f"{way.templates}/{name}.html", context, status=status)


def _later(response: HttpResponse, seconds: int = TRY_AGAIN) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


def _is_open(way: Way) -> bool:
    return saying.takes_answers(way.thread, timezone.localdate())


def _box_is_shut() -> str:
    return _("The box is shut just now. Your words are still here. Please press the button again in a while.")


def _host() -> str:
    return settings.BASE_URL.partition("://")[2]
