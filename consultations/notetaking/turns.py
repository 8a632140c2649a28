"""One change at a time in one notebook: whoever changes a note takes the notebook's row first."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.notetaking.models import Notebook
from consultations.notetaking.permissions import Act, may
from consultations.notetaking.refusals import MayNotError


def taken(page: Any) -> Notebook:
    """The notebook of an event, made if there is none, its row locked until the transaction ends."""
    mine = Notebook.objects.select_for_update()
    book = mine.filter(pk=page.pk).first()
    if book is None:
        fresh = Notebook(pk=page.pk, changed_on=timezone.localdate())
        Notebook.objects.bulk_create([fresh], ignore_conflicts=True)
        book = mine.get(pk=page.pk)
    return book


def turned(book: Notebook, *, new: int = 0) -> int:
    """Note that something changed in a notebook that is taken; returns its new version.

    ``new`` is how many notes were added.
    """
    book.version += 1
    book.last_number += new
    book.changed_on = timezone.localdate()
    book.save(update_fields=["version", "last_number", "changed_on"])
    return book.version


def refuse_unless(by: Any, act: Act, page: Any) -> None:
    """Refuse whoever may not.

    Raises:
        MayNotError.
    """
    if not may(by, act, page):
        raise MayNotError(_("You may not do this with the notes of this event."))
