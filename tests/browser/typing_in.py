"""Everything that an editor could type into a form of Wagtail's, as the browser would send it."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.formsets import BaseFormSet
from taggit.forms import TagField
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.base import BlockField

from cms.blocks.people import OrcidBlock
from consultations.events.quoting import AnswerQuotedBlock

Sent = dict[str, Any]
#: Where links of a text lead, beside the words themselves.
LEADS = ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://example.org/?a=1"]


class Hand:
    """Somebody who types the same words into every field; into short ones, always another part of them."""

    def __init__(self, parts: list[str]) -> None:
        #: Forms refuse this one character, and so would show nothing of what else was typed.
        self.parts, self._next = [part.replace("\0", "") for part in parts], 0

    def words(self, room: int | None) -> str:
        """Whole parts, as many as there is room for, beginning where the last field stopped."""
        typed = ""
        for at in range(len(self.parts)):
            part = self.parts[(self._next + at) % len(self.parts)]
            if room is not None and len(typed) + len(part) > room:
                if not typed:
                    continue
                break
            typed += part
        self._next = (self._next + max(1, typed.count("alert"))) % len(self.parts)
        return typed or self.parts[0][:room]

    # --- Forms ----------------------------------------------------------------------------

    def fills(self, form: forms.BaseForm, **chosen: Any) -> Sent:
        """What is sent with everything typed into a form and its rows; ``chosen`` as it is."""
        sent: Sent = {}
        for name, field in form.fields.items():
            sent |= self._field(form, form.add_prefix(name), name, field)
        for name, rows in getattr(form, "formsets", {}).items():
            sent |= self._rows(rows, one_more=name != "comments")
        return {**sent, **chosen}

    def _rows(self, rows: BaseFormSet, *, one_more: bool) -> Sent:
        prefix, number = rows.prefix, rows.initial_form_count()
        sent: Sent = {
            f"{prefix}-TOTAL_FORMS": str(number + one_more), f"{prefix}-INITIAL_FORMS": str(number),
            f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000",
        }  # fmt: skip
        empty = rows.empty_form
        empty.prefix = f"{prefix}-{number}"
        for form in [*rows.initial_forms, *([empty] if one_more else [])]:
            sent |= {f"{form.prefix}-ORDER": "1", **self.fills(form)}
            sent.pop(f"{form.prefix}-DELETE", None)
        return sent

    def _field(self, form: forms.BaseForm, sent_as: str, name: str, field: forms.Field) -> Sent:
        value = form.get_initial_for_field(field, name)
        match field:
            case BlockField():
                return dict(self._block(field.block, sent_as))
            case _ if isinstance(field.widget, DraftailRichTextArea):
                return {sent_as: self._rich(None)}
            case TagField():
                return {sent_as: '"{}"'.format(self.words(90).replace('"', "'"))}
            case forms.URLField() | forms.EmailField() | forms.SlugField() | forms.RegexField():
                return {sent_as: value or ""}
            case forms.ModelMultipleChoiceField() | forms.MultipleChoiceField():
                return {sent_as: [key for key, _name in field.choices if key][:1]}
            case forms.ModelChoiceField() | forms.ChoiceField():
                plain = (key for key, name in field.choices if key and not isinstance(name, list | tuple))
                there = value or next(plain, "")
                return {sent_as: getattr(there, "value", getattr(there, "pk", there))}
            case forms.BooleanField():
                return {sent_as: "on"} if value else {}
            case forms.DateField() | forms.DateTimeField() | forms.TimeField() | forms.IntegerField():
                return {sent_as: "" if value is None else str(value)}
            case forms.CharField():
                return {sent_as: self.words(field.max_length)}
        return {sent_as: "" if value is None else value}

    # --- Blocks -----------------------------------------------------------------------------

    def _block(self, block: Any, prefix: str) -> Iterator[tuple[str, Any]]:
        match block:
            case StreamBlock():
                children = [one for name, one in block.child_blocks.items() if _can_be_typed(one)]
                yield f"{prefix}-count", str(len(children))
                for at, child in enumerate(children):
                    yield f"{prefix}-{at}-type", child.name
                    yield from self._row(child, prefix, at)
            case ListBlock():
                count = block.meta.min_num or 1
                yield f"{prefix}-count", str(count)
                for at in range(count):
                    yield from self._row(block.child_block, prefix, at)
            case StructBlock():
                for name, child in block.child_blocks.items():
                    yield from self._block(child, f"{prefix}-{name}")
            case RichTextBlock():
                yield prefix, self._rich(block)
            case URLBlock():
                yield prefix, "https://example.org/?a=%22onload=alert(1)"
            case MultipleChoiceBlock():
                yield prefix, [key for key, _name in block.field.choices if key][:1]
            case ChoiceBlock():
                yield prefix, next((key for key, _name in block.field.choices if key), "")
            case BooleanBlock():
                yield prefix, "on"
            case IntegerBlock():
                yield prefix, "12"
            case DateBlock():
                yield prefix, "2022-10-05"
            case OrcidBlock():
                yield prefix, "https://orcid.org/0000-0002-1825-0097"
            case CharBlock() | TextBlock():
                yield prefix, self.words(block.field.max_length)
            case _:
                yield prefix, ""

    def _row(self, child: Any, prefix: str, at: int) -> Iterator[tuple[str, Any]]:
        yield f"{prefix}-{at}-id", str(uuid4())
        yield f"{prefix}-{at}-order", str(at)
        yield f"{prefix}-{at}-deleted", ""
        yield from self._block(child, f"{prefix}-{at}-value")

    def _rich(self, block: RichTextBlock | None) -> str:
        words = self.words(None)
        links = [*LEADS, words[:200]]
        entities = {
            str(number): {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
            for number, url in enumerate(links)
        }
        plain = {"type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        blocks: list[Any] = [{**plain, "key": "a", "text": words}]
        for number in range(len(links)):
            leads = [{"offset": 0, "length": 4, "key": number}]
            blocks.append({**plain, "key": f"b{number}", "text": "link", "entityRanges": leads})
        return json.dumps({"entityMap": entities, "blocks": blocks})


def _can_be_typed(block: Any) -> bool:
    """Whether a block needs only what can be typed: no picture, no file, no page, no answer to quote."""
    if isinstance(block, StructBlock):
        return all(_can_be_typed(one) for one in block.child_blocks.values())
    if isinstance(block, ListBlock):
        return _can_be_typed(block.child_block)
    chosen = isinstance(block, AnswerQuotedBlock) or hasattr(block, "target_model")
    return not (block.required and chosen)
