"""What is done with one contribution: presses of a button, and acts that need words or a choice first.

Each act is refused when somebody was quicker. Then the page comes back with everything that was typed, says
what happened, and carries the present version, so that the next press is decided anew.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from feedback.moderation import (
    claiming,
    declining,
    escalating,
    noting,
    publishing,
    redacting,
    returning,
    tagging,
    taking_down,
)
from feedback.moderation.forms import (
    DeclineForm,
    EscalateForm,
    HandOverForm,
    ItemForm,
    NoteForm,
    NoWordsForm,
    RedactForm,
    TagsForm,
    WriteForm,
)
from feedback.moderation.item_page import ItemShown
from feedback.moderation.models import AnswerTemplate, Item
from feedback.moderation.permissions import Act
from feedback.moderation.queue_views import item_page
from feedback.moderation.reaching import NotForYouError, find, not_for_you, reach
from feedback.threads import batches
from feedback.threads.enums import State
from feedback.threads.gate import RefusedError
from people.models import Person

Press = Callable[[Item, Person, int], str]


# --- Presses ----------------------------------------------------------------------------------


def presses(act: Act, *, stays: bool = False) -> Callable[[Press], Callable[..., HttpResponseBase]]:
    """Make a view of an act that needs nothing but a press.

    The function carries it out and says what to tell. Afterwards one is at the queue again, or ``stays``.
    """

    def decorate(carry_out: Press) -> Callable[..., HttpResponseBase]:
        @never_cache
        @require_POST
        @wraps(carry_out)
        def view(request: HttpRequest, key: str) -> HttpResponseBase:
            try:
                person, item = reach(request, key, act)
            except NotForYouError:
                return not_for_you(request)
            form = NoWordsForm(request.POST, item=item)
            try:
                told = carry_out(item, person, form.seen)
            except RefusedError as refused:
                messages.error(request, str(refused))
                return redirect("moderation:item", key)
            messages.success(request, told)
            return redirect("moderation:item", key) if stays else redirect("moderation:queue")

        return view

    return decorate


@presses(Act.PUBLISH)
def publish(item: Item, by: Person, version: int) -> str:
    """Let it go as it is."""
    publishing.publish(item, by=by, version=version)
    return told_when(item)


def told_when(item: Item) -> str:
    """When what was let go leaves, and until when it can be taken back."""
    leaves = batches.leaves_when(item.contribution.thread, timezone.localdate())
    return _("Let go. %(when)s Until then you can take it back.") % {"when": leaves.sentence}


@presses(Act.PUBLISH, stays=True)
def undo(item: Item, by: Person, version: int) -> str:
    """Take it back before it leaves."""
    publishing.undo(item, by=by, version=version)
    return _("Taken back. It waits again.")


@presses(Act.CLAIM, stays=True)
def claim(item: Item, by: Person, version: int) -> str:
    """Take it on."""
    claiming.claim(item, by=by, version=version)
    return _("You have taken it on.")


@presses(Act.CLAIM, stays=True)
def take_over(item: Item, by: Person, version: int) -> str:
    """Take on what somebody else had taken on."""
    claiming.hand_over(item, to=by, by=by, version=version)
    return _("You have taken it over.")


@presses(Act.CLAIM)
def release(item: Item, by: Person, version: int) -> str:
    """Put it back."""
    claiming.release(item, by=by, version=version)
    return _("Put back. Anybody may take it on.")


@presses(Act.DECLINE)
def close(item: Item, by: Person, version: int) -> str:
    """Close what was read and is not for showing."""
    declining.close_as_read(item, by=by, version=version)
    if item.contribution.may_research:
        return _("Closed as read, and kept for research.")
    return _("Closed as read.")


@presses(Act.DECLINE, stays=True)
def reopen(item: Item, by: Person, version: int) -> str:
    """Take it up again."""
    declining.reopen(item, by=by, version=version)
    return _("It waits in the queue again.")


@presses(Act.SAFEGUARD)
def settle(item: Item, by: Person, version: int) -> str:
    """Give it back to the queue."""
    escalating.settle(item, by=by, version=version)
    return _("Given back to the queue.")


@presses(Act.TAKE_DOWN, stays=True)
def take_down(item: Item, by: Person, version: int) -> str:
    """Take down what is shown."""
    taking_down.take_down(item, by=by, version=version)
    return _("Taken down. Readers no longer see it. Now decide what becomes of it.")


@presses(Act.TAKE_DOWN)
def keep(item: Item, by: Person, version: int) -> str:
    """Let it stand after a report."""
    taking_down.keep(item, by=by, version=version)
    return _("It stays as it is.")


# --- With words or a choice ----------------------------------------------------------------------


def by_form(
    request: HttpRequest,
    key: str,
    act: Act,
    *,
    make: Callable[[Any, ItemShown], ItemForm],
    carry_out: Callable[[Any, Item, Person], str],
    template: str,
    stays: bool = False,
    extra: Callable[[Any, ItemShown], dict[str, Any]] = lambda form, shown: {},
) -> HttpResponseBase:
    """An act with a form: shown, carried out, or refused with everything that was typed."""
    try:
        person, item = reach(request, key, act)
    except NotForYouError:
        return not_for_you(request)
    shown = ItemShown(item, person, timezone.localdate())
    form = make(request.POST if request.method == "POST" else None, shown)
    status = 200
    if form.is_valid():
        try:
            told = carry_out(form, item, person)
        except RefusedError as refused:
            found = find(person, key)
            if found is None:
                return not_for_you(request)
            shown = ItemShown(found, person, timezone.localdate())
            form, status = make(request.POST, shown), 409
            form.add_error(None, str(refused))
        else:
            if told:
                messages.success(request, told)
                return redirect("moderation:item", key) if stays else redirect("moderation:queue")
    elif form.is_bound:
        status = 422
    context = {"form": form, "shown": shown, **extra(form, shown)}
    return render(request, template, context, status=status)


def _may_ask(shown: ItemShown) -> bool:
    """Whether it can be returned: it is for showing, and waits."""
    waits = shown.contribution.state in (State.HELD, State.ESCALATED) and not shown.contribution.ready
    return bool(shown.contribution.may_show and waits)


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, key: str) -> HttpResponseBase:
    """Write to its author, and return it to them if something should change."""
    chosen = request.GET.get("template", "")
    template = AnswerTemplate.objects.filter(pk=int(chosen[:9])).first() if chosen.isdecimal() else None

    def make(data: Any, shown: ItemShown) -> WriteForm:
        initial = {"words": template.words if template else ""}
        return WriteForm(data, item=shown.item, may_ask=_may_ask(shown), initial=initial)

    def carry_out(form: WriteForm, item: Item, by: Person) -> str:
        words = form.cleaned_data["words"]
        if form.asks_for_change:
            returning.return_to_author(item, words, by=by, version=form.seen)
            return _("Returned. It waits for its author.")
        returning.answer(item, words, by=by, version=form.seen)
        return _("Written. Whoever holds the receipt can read it.")

    def extra(form: WriteForm, shown: ItemShown) -> dict[str, Any]:
        return {"templates": list(AnswerTemplate.objects.filter(for_responses=False))}

    return by_form(
        request, key, Act.WRITE_TO_AUTHOR, make=make, carry_out=carry_out,
        template="moderation/write.html", extra=extra,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, key: str) -> HttpResponseBase:
    """Say why it is not shown."""

    def carry_out(form: DeclineForm, item: Item, by: Person) -> str:
        declining.decline(item, form.cleaned_data["reason"], by=by, version=form.seen)
        return _("It is not shown. A line with the reason takes its place.")

    return by_form(
        request, key, Act.DECLINE, make=lambda data, shown: DeclineForm(data, item=shown.item),
        carry_out=carry_out, template="moderation/decline.html",
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, key: str) -> HttpResponseBase:
    """Give it to the safeguarding lead."""

    def carry_out(form: EscalateForm, item: Item, by: Person) -> str:
        escalating.escalate(item, by=by, version=form.seen, note=form.cleaned_data["note"])
        return _("Given to the safeguarding lead. You no longer see it.")

    return by_form(
        request, key, Act.ESCALATE, make=lambda data, shown: EscalateForm(data, item=shown.item),
        carry_out=carry_out, template="moderation/escalate.html",
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def tags(request: HttpRequest, key: str) -> HttpResponseBase:
    """Set themes, warnings, the part of the journey."""

    def make(data: Any, shown: ItemShown) -> TagsForm:
        contribution = shown.contribution
        initial = {
            "warnings": contribution.warnings,
            "stage": contribution.stage_id,
            "asks_for_change": contribution.asks_for_change,
        }
        if data is None:
            initial["themes"] = list(contribution.themes.values_list("pk", flat=True))
        return TagsForm(data, item=shown.item, initial=initial)

    def carry_out(form: TagsForm, item: Item, by: Person) -> str:
        given = {name: form.cleaned_data[name] for name in ("themes", "warnings", "stage", "asks_for_change")}
        tagging.tag(item, **given, by=by, version=form.seen)
        return _("Saved.")

    return by_form(
        request, key, Act.TAG, make=make, carry_out=carry_out, template="moderation/tags.html", stays=True
    )


@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: str) -> HttpResponseBase:
    """Give it to somebody who may deal with it."""

    def carry_out(form: HandOverForm, item: Item, by: Person) -> str:
        to = form.cleaned_data["to"]
        claiming.hand_over(item, to=to, by=by, version=form.seen)
        return _("Handed over to %(name)s.") % {"name": to.display_name}

    return by_form(
        request, key, Act.CLAIM,
        make=lambda data, shown: HandOverForm(
            data, item=shown.item, people=claiming.who_may_take(shown.item).exclude(pk=shown.person.pk)
        ),
        carry_out=carry_out, template="moderation/hand_over.html",
    )  # fmt: skip


@never_cache
@require_POST
def note(request: HttpRequest, key: str) -> HttpResponseBase:
    """Leave a private note."""
    try:
        person, item = reach(request, key, Act.NOTE)
    except NotForYouError:
        return not_for_you(request)
    form = NoteForm(request.POST, item=item)
    if form.is_valid():
        try:
            noting.note(item, form.cleaned_data["words"], by=person)
        except RefusedError as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Noted."))
            return redirect("moderation:item", key)
    return item_page(request, ItemShown(item, person, timezone.localdate()), form, status=422)


@never_cache
@require_http_methods(["GET", "POST"])
def redact(request: HttpRequest, key: str) -> HttpResponseBase:
    """Choose what is taken out, see how it reads, let it go like that."""

    def make(data: Any, shown: ItemShown) -> RedactForm:
        return RedactForm(data, item=shown.item, findings=shown.findings)

    def carry_out(form: RedactForm, item: Item, by: Person) -> str:
        if "go" not in request.POST:
            return ""
        publishing.publish_redacted(item, spans=form.spans, own=form.own, by=by, version=form.seen)
        return told_when(item)

    def extra(form: RedactForm, shown: ItemShown) -> dict[str, Any]:
        if not form.is_bound or not form.is_valid():
            return {}
        try:
            return {"preview": redacting.pieces(shown.said.words, spans=form.spans, own=form.own)}
        except RefusedError as refused:
            form.add_error(None, str(refused))
            return {}

    return by_form(
        request, key, Act.PUBLISH, make=make, carry_out=carry_out, template="moderation/redact.html",
        extra=extra,
    )  # fmt: skip
