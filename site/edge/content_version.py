"""One number that says which public content is current.

Every worker keeps its own copies of public pages. The number is what they
agree by: whoever changes something public raises it in the same transaction,
so that all copies become stale at the moment the change is visible, and none
does when the change is rolled back.
"""

from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from edge.models import ContentVersion

_TABLE = ContentVersion._meta.db_table
_READ = f'SELECT number FROM "{_TABLE}" WHERE id = {ContentVersion.ONLY}'  # noqa: S608 - no input in it


def bump() -> None:
    """Say, in the current transaction, that public content has changed."""
    raised = ContentVersion.objects.filter(pk=ContentVersion.ONLY).update(number=F("number") + 1)
    if not raised:
        ContentVersion.objects.bulk_create(
            [ContentVersion(pk=ContentVersion.ONLY, number=1)], ignore_conflicts=True
        )


def current() -> int:
    """Return the present number; 0 before anything public was ever written.

    One query by key, written out: it is all that a cached page costs.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def of(request: HttpRequest) -> int:
    """Return the number as this request first saw it, read once a request.

    Reading early is right: a page made from newer content under an older
    number is at worst made again.
    """
    known: int | None = getattr(request, "content_version", None)
    if known is None:
        known = current()
        request.content_version = known  # type: ignore[attr-defined]
    return known
