"""Quoting in a summary what somebody said in a feedback thread.

The block holds the key of the answer and nothing else: no revision, search index or reference index ever has
its words. They are read when a page is drawn, as they are shown now (`threads.published`), so whatever its
author takes back is gone from every quotation, and from every revision that anybody opens again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import TextInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock

from feedback.questions import choosers
from feedback.threads import published

BLOCK = "answer"


@dataclass(frozen=True)
class Quoted:
    """An answer as a summary prints it: its words, or why there are none any more."""

    words: str = ""
    gone: str = ""
    #: "Answer to “What would help?”, October 2026".
    context: str = ""
    url: str = ""
    lang: str = ""
    #: What it is about that may be hard to read; then the words are folded in.
    warning: str = ""


def quoted(keys: Collection[str]) -> Mapping[str, Quoted]:
    """Answers by the key that their block holds. One query, or none for none."""
    numbers = {key: number for key in keys if (number := published.key_of(key)) is not None}
    found = published.quoted(numbers.values()) if numbers else {}
    return {key: _shown(found.get(numbers[key]) if key in numbers else None) for key in keys}


def keys_in(record: Iterable[Any]) -> list[str]:
    """The keys of all answers that a record quotes. Pure."""
    return [str(block.value) for block in record if block.block_type == BLOCK]


def _shown(said: "published.Said | published.Gone | None") -> Quoted:
    if said is None:
        return Quoted(gone=_("Not shown any more"))
    if isinstance(said, published.Gone):
        return Quoted(gone=said.text)
    context = _("Answer to “%(question)s”, %(month)s") % {"question": said.question, "month": said.month}
    warning = _("It talks about %(what)s.") % {"what": said.warning} if said.warning else ""
    return Quoted(said.words, context=context, url=said.url, lang=said.lang, warning=warning)


class AnswerInput(TextInput):
    """Typed or pasted, or chosen from the newest answers, by any of their words."""

    template_name = "events/admin/answer_input.html"

    def get_context(self, name: str, value: Any, attrs: "dict[str, Any] | None") -> dict[str, Any]:
        """Add the answers to choose from; the browser looks through them."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["answers"] = choosers.answers()
        attributes = context["widget"]["attrs"]
        attributes["list"] = context["list_id"] = f"{attributes.get('id', name)}-answers"
        return context


class AnswerQuotedBlock(CharBlock):
    """An answer from a feedback thread, quoted by its key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=True,
            help_text=gettext_lazy(
                "Type a word of the answer and choose it, or paste the address of its page. Only its key is "
                "kept here: if its author takes it back, this quotation says so."
            ),
            **kwargs,
        )
        self.field.widget = AnswerInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        """The key of an answer that is, or was, shown.

        Raises:
            ValidationError: that is no address of an answer, or nobody has ever been shown it.
        """
        typed = str(super().clean(value))
        key = typed.strip().split("#")[0].rstrip("/").rpartition("/")[2]
        number = published.key_of(key)
        if number is None:
            raise ValidationError(
                gettext_lazy("Choose an answer from the list, or paste the address of its page.")
            )
        if number not in published.quoted([number]):
            raise ValidationError(gettext_lazy("There is no such answer that people can read."))
        return key.lower()

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: neither words nor a key go into an index."""
        return []

    def get_context(self, value: Any, parent_context: "dict[str, Any] | None" = None) -> dict[str, Any]:
        """Add the answer; a page that quotes several reads them together (``publication.shown.quoted``)."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        shown = getattr(context.get("publication"), "shown", None)
        found = getattr(shown, "quoted", None) or {}
        key = str(value or "")
        context["quoted"] = found.get(key) or quoted([key])[key]
        return context

    class Meta:
        label = gettext_lazy("An answer, quoted")
        icon = "openquote"
        template = "events/blocks/answer.html"
        description = gettext_lazy("Somebody’s words from a feedback thread, for as long as it shows them.")
        #: Nobody's own words are corrected, and a key is no prose.
        graded = False
