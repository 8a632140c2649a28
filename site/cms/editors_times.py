"""Who edited what is known to the second for a week, afterwards to the week (docs/trust.md, rule 25).

Wagtail writes person and microsecond beside every step of an editor: for a week that helps to
put a mistake right, afterwards it is a clock of persons. The order of steps stays in the rows'
numbers. When a page was published, or is to be, stays too: readers are shown it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.dateparse import parse_datetime
from wagtail.admin.models import FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
)

from background.weeks import start_of_week

EXACT_FOR = timedelta(days=7)

#: Times that Wagtail puts into what it keeps as JSON: a page as it was, details of a step.
_IN_JSON = frozenset(
    ("created", "created_at", "updated_at", "resolved_at", "latest_revision_created_at", "locked_at")
)


def _columns() -> list[tuple[type[models.Model], str]]:
    return [
        (PageLogEntry, "timestamp"),
        (ModelLogEntry, "timestamp"),
        (Revision, "created_at"),
        (Page, "latest_revision_created_at"),
        (Page, "locked_at"),
        (WorkflowState, "created_at"),
        (TaskState, "started_at"),
        (TaskState, "finished_at"),
        *((kind, name) for kind in (Comment, CommentReply) for name in ("created_at", "updated_at")),
        (Comment, "resolved_at"),
        (get_image_model(), "created_at"),
        (get_document_model(), "created_at"),
    ]


@transaction.atomic
def round_times(before: datetime) -> None:
    """Put every time of an editor that lies before a moment to the beginning of its week. May be repeated."""
    FormState.objects.filter(last_updated_at__lt=before).delete()
    for kind, name, json in ((PageLogEntry, "timestamp", "data"), (ModelLogEntry, "timestamp", "data"),
                             (Revision, "created_at", "content")):  # fmt: skip
        _round_json(kind, name, json, before)
    for kind, name in _columns():
        _round_column(kind, name, before)


def _round_column(kind: type[models.Model], name: str, before: datetime) -> None:
    for week in _weeks_with_exact_times(kind, name, before):
        end = min(before, start_of_week(week + timedelta(days=8)))
        kind._default_manager.filter(**{f"{name}__gt": week, f"{name}__lt": end}).update(**{name: week})


def _weeks_with_exact_times(kind: type[models.Model], name: str, before: datetime) -> set[datetime]:
    rows = kind._default_manager.filter(**{f"{name}__lt": before}).order_by()
    times: Iterable[datetime] = rows.values_list(name, flat=True).distinct()
    return {week for time in times if (week := start_of_week(time)) != time}


def _round_json(kind: type[models.Model], name: str, json: str, before: datetime) -> None:
    """Round the times within the rows whose own time is still exact: the others were done with it."""
    for week in _weeks_with_exact_times(kind, name, before):
        end = min(before, start_of_week(week + timedelta(days=8)))
        for row in kind._default_manager.filter(**{f"{name}__gt": week, f"{name}__lt": end}).iterator():
            held = getattr(row, json)
            rounded = _rounded(held, before)
            if rounded != held:
                kind._default_manager.filter(pk=row.pk).update(**{json: rounded})


def _rounded(value: Any, before: datetime) -> Any:
    if isinstance(value, dict):
        return {
            name: _rounded_time(part, before) if name in _IN_JSON else _rounded(part, before)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_rounded(part, before) for part in value]
    return value


def _rounded_time(value: Any, before: datetime) -> Any:
    time = parse_datetime(value) if isinstance(value, str) else None
    if time is None or time.tzinfo is None or time >= before:
        return value
    return start_of_week(time).astimezone(UTC).isoformat().replace("+00:00", "Z")


@transaction.atomic
def forget_editor(person_id: int) -> None:
    """Take a person out of the record of editors; what was done stays in it.

    Wagtail's log holds a number without a constraint, and a page as it was holds its owner's.
    """
    for kind in (PageLogEntry, ModelLogEntry):
        kind.objects.filter(user_id=person_id).update(user=None)
    for name in ("owner", "locked_by"):
        for revision in Revision.objects.filter(**{f"content__{name}": person_id}).iterator():
            revision.content[name] = None
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    for revision in Revision.objects.filter(content__has_key="wagtail_admin_comments").iterator():
        if _without(revision.content["wagtail_admin_comments"], person_id):
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _without(comments: Any, person_id: int) -> bool:
    """Leave out what somebody wrote about a draft, as Wagtail does with the rows; whether there was any."""
    before = repr(comments)
    comments[:] = [comment for comment in comments if comment.get("user") != person_id]
    for comment in comments:
        if comment.get("resolved_by") == person_id:
            comment["resolved_by"] = None
        replies = comment.get("replies") or []
        replies[:] = [reply for reply in replies if reply.get("user") != person_id]
    return repr(comments) != before
