"""Pages of threads: an index below the home page, and threads as an editor fills them in."""

import datetime
from typing import Any

from django.utils import timezone

from edge import content_version
from feedback.questions.models import FeedbackIndexPage, ThreadPage
from feedback.threads.models import Thread
from tests.factories.cms import home_page

READERS = [("reader", {"name": "Rhys Morgan", "role": "facilitator", "from_prison": False})]


def the_list() -> FeedbackIndexPage:
    """The list of threads of a site of its own, made once in a test."""
    there = FeedbackIndexPage.objects.first()
    return there or home_page().add_child(instance=FeedbackIndexPage(title="Have your say", slug="feedback"))


def thread_page(slug: str = "first-week", *, live: bool = True, **values: Any) -> ThreadPage:
    """A thread's page, published unless told otherwise; it runs from today for 60 days."""
    today = timezone.localdate()
    given: dict[str, Any] = {
        "title": "What would help in the first week outside?",
        "introduction": "We plan what a link worker does.",
        "can_change": "The plan of the pilot.",
        "who_decides": "The team of the pilot",
        "opens_on": today,
        "closes_on": today + datetime.timedelta(days=60),
        "answer_by": today + datetime.timedelta(days=90),
        "readers": READERS,
        **values,
    }
    page = the_list().add_child(instance=ThreadPage(slug=slug, live=False, **given))
    revision = page.save_revision(clean=live)
    if live:
        revision.publish()
    return ThreadPage.objects.get(pk=page.pk)


def thread_of(page: ThreadPage) -> Thread:
    """The thread that a page was handed over to."""
    return Thread.objects.get(page=page.pk)


def change(page: ThreadPage, **values: Any) -> ThreadPage:
    """Change a page as an editor does, and publish it."""
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return ThreadPage.objects.get(pk=page.pk)


def opened(page: ThreadPage, on: datetime.date | None = None) -> Thread:
    """Make the thread of a page one that has opened, without the acts."""
    Thread.objects.filter(page=page.pk).update(
        opened_on=on or timezone.localdate(), rehearsed_on=on or timezone.localdate()
    )
    content_version.bump()
    return thread_of(page)
