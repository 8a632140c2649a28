"""Official responses in the demo: drafted by a responder, approved by a publisher, as on the site."""

import datetime
from typing import TYPE_CHECKING

from demo.answering import contribution_of
from demo.answers import BY_NAME
from demo.responses import NAME, REPLIES, ROLE, Reply
from demo.threads import thread_of
from feedback.moderation import responding

if TYPE_CHECKING:
    from demo.feedback_weeks import Cast


def respond(week: int, today: datetime.date, cast: "Cast") -> None:
    """Publish the responses of a round; one waits for whoever tries the demo as a publisher."""
    for reply in REPLIES:
        if reply.week == week:
            _respond(reply, today, cast)


def _respond(reply: Reply, today: datetime.date, cast: "Cast") -> None:
    due = today + datetime.timedelta(days=reply.due) if reply.due is not None else None
    text = responding.Text(reply.kind, reply.words, NAME, ROLE, due_on=due, who=reply.who)
    answered = [contribution_of(BY_NAME[name]) for name in reply.to]
    draft = responding.draft(thread_of(reply.thread), answered, text, by=cast.responder)
    responding.hand_in(draft, by=cast.responder, version=draft.version)
    if responding.needs_approval() and not reply.waits:
        responding.approve(draft, by=cast.publisher, version=draft.version)
