"""Reports of how people were involved."""

from typing import Any

from consultations.reporting import writing
from consultations.reporting.enums import Part
from consultations.reporting.models import Report
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory

#: Something for every part.
WORDS = {part: f"What is reported: {part.label}." for part in Part}


def researcher(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.RESEARCHER, **fields)


def report(page: Any, *, by: "Person | None" = None, complete: bool = True, **words: str) -> Report:
    """A report in which something stands in every part."""
    by = by or researcher()
    saved = writing.save(
        page, {**WORDS, **{Part(name): text for name, text in words.items()}}, by=by, version=0
    )
    return writing.complete(page, by=by) if complete else saved
