"""The number by which calendars, and people who registered, know that an event is not as they had it.

RFC 5545, 3.8.7.4: it goes up when the date, the place or the state changes, and never for another word.
"""

from typing import Any

#: What somebody who means to come has to know at once.
_MATTERS = ("state", "precision", "day", "time", "minutes", "time_zone", "format", "where")


def next_sequence(page: Any) -> int:
    """The number with which a page that is being saved whole goes out. One query, none for a new page.

    Drafts carry the number of the day they were written, so the one that counts is the live row's. What
    nobody could see yet may change without a word.
    """
    if page.pk is None:
        return 0
    rows = type(page)._default_manager.filter(pk=page.pk)
    known = rows.values(*_MATTERS, "sequence", "first_published_at").first()
    if known is None:
        return 0
    changed = any(known[name] != getattr(page, name) for name in _MATTERS)
    was_public = known["first_published_at"] is not None
    return int(known["sequence"]) + (changed and was_public)
