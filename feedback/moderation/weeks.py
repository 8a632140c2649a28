"""Of what is decided the queue keeps the week, as the contribution itself does (docs/trust.md, rule 7).

While something waits, its day says how long. Afterwards a day beside published words would tell more than
the words do: a quiet thread gets one answer a day, and a batch of three hides days.
"""

from datetime import timedelta

from feedback.letterbox import kinds
from feedback.letterbox.kinds import Delivery
from feedback.moderation.models import Item


def keep_weeks_only(delivery: Delivery) -> None:
    """Date what is decided, and left with a batch or will never be shown, to the Monday of its week.

    Called at every emptying, after batches have left. May be repeated.
    """
    days = Item.objects.order_by().values_list("since", flat=True).distinct()
    for day in sorted(one for one in days if one.weekday()):
        done = Item.objects.filter(since=day, open=False, contribution__day__isnull=True)
        done.update(since=day - timedelta(days=day.weekday()))


def register() -> None:
    """Plug into the box. The name comes after that of the batches: acts go in the order of names."""
    kinds.at_emptying("threads: weeks of the queue", keep_weeks_only)
