"""Official responses as readers see them. Who drafted and approved one stays in `moderation`, whose acts
call these in the same transaction.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from edge import content_version
from feedback.threads import counts
from feedback.threads.enums import ResponseKind
from feedback.threads.models import Contribution, Response, Thread


@transaction.atomic
def answer(
    thread: Thread,
    contributions: Collection[Contribution] = (),
    *,
    kind: ResponseKind | str,
    words: str,
    name: str,
    role: str,
    day: date,
    due_on: date | None = None,
    who: str = "",
) -> Response:
    """Publish a response to some contributions of a thread, or to the whole thread if none is named.

    ``words`` are cleaned already (`ui.cleaning`). The first one is what the thread's promise waits for.
    """
    response = Response.objects.create(
        thread=thread, kind=kind, words=words, name=name, role=role, due_on=due_on, who=who, day=day,
        to_all=not contributions,
    )  # fmt: skip
    response.contributions.set(contributions)
    counts.note_answered(thread, day)
    return response


@transaction.atomic
def change(
    response: Response,
    *,
    kind: ResponseKind | str,
    words: str,
    day: date,
    due_on: date | None = None,
    who: str = "",
) -> None:
    """Say it anew: a promise was kept, a day has moved, words are better. Readers see when it changed."""
    response.kind, response.words, response.due_on, response.who = kind, words, due_on, who
    response.changed_on = day
    response.save(update_fields=["kind", "words", "due_on", "who", "changed_on"])


@transaction.atomic
def take_back(response: Response) -> None:
    """It is not shown any more."""
    response.delete()
    content_version.bump()
