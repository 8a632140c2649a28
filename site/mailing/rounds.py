"""The fixed times at which mail to staff goes (docs/trust.md, rule 26).

Mail that went at once would be a clock: whoever sees a mailbox would know when
somebody wrote.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from background.due_times import TimesOfDay, time_of_day


def next_round(after: datetime) -> datetime:
    """The first fixed time after this moment (setting MAIL_ROUNDS, local time)."""
    times = TimesOfDay(tuple(time_of_day(text) for text in settings.MAIL_ROUNDS))
    return times.next(after, timezone.get_default_timezone())
