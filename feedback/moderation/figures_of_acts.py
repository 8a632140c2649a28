"""What moderators did in a month, for its figures (plugged into `threads.sockets.done_between`)."""

from collections import Counter
from datetime import date

from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import LogEntry
from feedback.threads.enums import Reason
from feedback.threads.sockets import Done


def done_between(begins: date, ends: date) -> Done:
    """Contributions returned, escalated, declined from a day until before another; each once. Two queries.

    Exact numbers, which nobody is shown: `threads.figures` protects them.
    """
    entries = LogEntry.objects.filter(day__gte=begins, day__lt=ends).order_by()
    counted = (ModerationAct.RETURNED, ModerationAct.ESCALATED)
    acts = Counter(
        act for act, _key in entries.filter(act__in=counted).values_list("act", "contribution").distinct()
    )
    declined = entries.filter(act=ModerationAct.DECLINED, reason__in=Reason.values)
    reasons = Counter(reason for reason, _key in declined.values_list("reason", "contribution").distinct())
    return Done(acts[ModerationAct.RETURNED], acts[ModerationAct.ESCALATED], reasons)
