"""What a page of a thread is refused, in words that say what to do instead."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from feedback.questions import changes
from feedback.questions.reading import choices_in, readers_in
from feedback.threads.enums import Basis
from feedback.threads.models import Thread

#: Addresses below /feedback/ that are no thread's.
RESERVED_SLUGS = frozenset({"receipt", "words", "how-we-do", "say", "easy-read", "feed", "cy"})
_LONGEST_QUESTION, _LONGEST_SLUG = 200, 80

Errors = dict[str, "str | Promise"]


def of(page: Any) -> Errors:
    """What is wrong with a page, by the field where it stands. Two queries at most."""
    errors = _in_itself(page)
    threads = list(Thread.objects.filter(slug=page.slug) | Thread.objects.filter(page=page.pk or 0))
    if any(thread.slug == page.slug and thread.page != page.pk for thread in threads):
        errors["slug"] = _(
            "There was another thread at this address, and people hold receipts from it. Choose another."
        )
    for thread in threads:
        if thread.page is not None and thread.page == page.pk and thread.opened_on is not None:
            errors |= _once_opened(page, thread)
    return errors


def _in_itself(page: Any) -> Errors:
    errors: Errors = {}
    if len(page.title) > _LONGEST_QUESTION:
        errors["title"] = _("Shorten the question. It has room for 200 letters.")
    if page.slug in RESERVED_SLUGS:
        errors["slug"] = _("This address is taken by the site itself. Choose another.")
    elif len(page.slug) > _LONGEST_SLUG:
        errors["slug"] = _("Shorten the address. People copy it by hand.")
    if page.opens_on and page.closes_on and page.closes_on < page.opens_on:
        errors["closes_on"] = _("The last day comes before the first. Give a later one.")
    if page.closes_on and page.answer_by and page.answer_by <= page.closes_on:
        errors["answer_by"] = _(
            "The answer would come before everybody has spoken. Give a day after the last one."
        )
    if page.basis == Basis.RESEARCH and not page.references.strip():
        errors["references"] = _(
            "Research needs approvals first. Give their numbers, or choose another basis."
        )
    return errors


def _once_opened(page: Any, thread: Thread) -> Errors:
    """What stays as people found it, as long as the thread is there."""
    errors: Errors = {}
    if page.slug != thread.slug:
        errors["slug"] = _(
            "The thread has opened. Its address is on slips and posters and stays: %(slug)s."
        ) % {"slug": thread.slug}
    if page.basis != thread.basis:
        errors["basis"] = _("People agreed to this on the basis they were told. It stays; make a new thread.")
    if page.asks_faces != thread.asks_faces:
        errors["asks_faces"] = _(
            "The thread has opened. Its faces would mean something else; make a new thread."
        )
    if choices_in(page.choices) != thread.choices:
        errors["choices"] = _("The thread has opened. Its short answers stay as they are; make a new thread.")
    if thread.place_id and page.place_id != thread.place_id:
        errors["place"] = _(
            "Whoever is tied to this place does not read the answers. That was promised, so it stays."
        )
    if thread.opens_on <= timezone.localdate() and page.opens_on != thread.opens_on:
        errors["opens_on"] = _("The thread has opened already. This day stays.")
    return errors


def without_a_word(page_id: int | None, cleaned: Mapping[str, Any]) -> Errors:
    """Fields of an open thread that an editor changes for the worse without saying so. One query."""
    thread = Thread.objects.filter(page=page_id, opened_on__isnull=False).first() if page_id else None
    if thread is None:
        return {}
    given = {name: cleaned[name] for name in ("can_change", "who_decides", "answer_by") if name in cleaned}
    if "title" in cleaned:
        given["question"] = cleaned["title"]
    if "readers" in cleaned:
        given["readers"] = readers_in(cleaned["readers"])
    worse = [change for change in changes.between(thread, given) if not change.better]
    note = (cleaned.get("change_note") or "").strip()
    used = thread.changes[-1]["why"] if thread.changes else ""
    if not worse or (note and note != used):
        return {}
    fields = {"question": "title"}
    message = _(
        "People have read this and answered. Say below what you change and why; they see what stood here."
    )
    told: Errors = {fields.get(change.what, change.what): message for change in worse}
    told["change_note"] = (
        _("Say what you change now. This is what you said last time.")
        if note
        else _("Say in a sentence what you change, and why.")
    )
    return told
