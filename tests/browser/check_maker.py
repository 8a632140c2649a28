"""A draft that is shown to those who took part, in a demo that is being served; run by `manage.py shell`."""

import json
from datetime import timedelta

from django.utils import timezone

from consultations.events.check import checking, drafts
from feedback.threads.models import Contribution, Thread
from people.models import Person
from people.permission_groups import PermissionGroup
from tests.factories.events import EventFactory, point, quoted_answer, record, topic
from tests.factories.threads import PublishedFactory

POINT = "A link worker came on day three. By then I had made up my mind."
REMARK = "It was day five, not day three. I was there."


def main() -> None:
    """Print the number of the page, the code, who wrote it, and the paragraph that has a remark."""
    researcher = Person.objects.filter(groups__name=PermissionGroup.RESEARCHER).order_by("pk").first()
    first = topic("When to step in", [point(POINT), point("Nobody asked twice.")])
    first["value"]["introduction"] = "When should a link worker first meet somebody?"
    answer = Contribution.objects.published().exclude(words="").order_by("pk").first()
    page = EventFactory(
        title="A meeting of tests",
        slug="a-meeting-of-tests",
        live=False,
        introduction="People met and talked about what would help.",
        in_short=[("text", "<p>Start early. Say who reads what.</p>")],
    )
    page.record = record(
        first, quoted_answer(answer.pk), topic("Who does what", [point("Say who reads it.")])
    )
    page.save_revision(user=researcher)
    last_day = timezone.localdate() + timedelta(days=14)
    opened = checking.open_check(page, closes_on=last_day, by=researcher)
    about = next(one.key for one in drafts.draft_of(opened.check).paragraphs if one.text == POINT)
    thread = Thread.objects.get(slug=opened.check.thread)
    PublishedFactory(thread=thread, kind="remark", about=about, said=REMARK)
    PublishedFactory(thread=thread, kind="remark", about="", said="You left out the officers.")
    print(json.dumps({"page": page.pk, "code": opened.code, "about": about, "name": researcher.display_name}))
