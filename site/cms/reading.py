"""The words of a page that its readers read and its editors answer for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from cms.blocks.funding import FundingBlock
from cms.blocks.people import PeopleBlock
from cms.blocks.quotation import QuotationBlock
from cms.reading_grade import Grade, grade, text_of_html

#: Names of people and funders are no prose, and nobody's own words are corrected.
#: A picture is no text, though Wagtail builds its block as a struct.
NOT_OURS = (QuotationBlock, PeopleBlock, FundingBlock, ImageBlock)


def text_of_page(page: Page) -> str:
    """Return a page's words as plain text, a line for each heading, paragraph and item.

    Besides title, introduction and blocks these are the fields that a page names in ``also_graded``; without
    those that it names in ``graded_apart``.
    """
    apart = getattr(page, "graded_apart", {})
    lines = [page.title, getattr(page, "introduction", "")]
    lines += [getattr(page, name) for name in getattr(page, "also_graded", ())]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name not in apart:
            lines.extend(_lines(getattr(page, field.name)))
    return "\n".join(line for line in lines if line)


def grade_of_page(page: Page) -> Grade:
    """Return the reading grade of a page as it stands in this object, draft or live."""
    return grade(text_of_page(page))


@dataclass(frozen=True)
class ReadingGraded:
    """Another reading of a page (Easy Read, the same on one page), graded by itself: an average over all
    would hide that it is too hard.
    """

    name: str
    grade: Grade
    limit: float

    @property
    def above(self) -> bool:
        """Whether it is harder to read than it should be."""
        return self.grade.is_above(self.limit)


def readings_of_page(page: Page) -> list[ReadingGraded]:
    """The other readings that a page has: its fields in ``graded_apart`` in which something stands."""
    found = []
    for name, limit in getattr(page, "graded_apart", {}).items():
        text = "\n".join(_lines(getattr(page, name)))
        if text:
            label = str(capfirst(page._meta.get_field(name).verbose_name))
            found.append(ReadingGraded(label, grade(text), limit))
    return found


def _lines(stream: Any) -> Iterator[str]:
    for child in stream:
        yield from _lines_of(child.block, child.value)


def _lines_of(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, NOT_OURS) or not getattr(block.meta, "graded", True) or not value:
        return
    if isinstance(block, blocks.RichTextBlock):
        yield text_of_html(value.source)
    elif isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        yield str(value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _lines_of(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _lines_of(block.child_block, item)
    elif isinstance(block, blocks.StreamBlock):
        yield from _lines(value)
