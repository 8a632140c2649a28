"""The fixed times at which mail to staff goes (docs/trust.md, rule 26).

Mail that went at once would be a clock: whoever sees a mailbox would know when
somebody wrote.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from background.due_times import TimesOfDay, time_of_day


def next_round(after: datetime) -> datetime:
    """The first fixed time after this moment (setting MAIL_ROUNDS, local time)."""
    times = TimesOfDay(tuple(time_of_day(text) for text in settings.MAIL_ROUNDS))
    return times.next(after, timezone.get_default_timezone())


def next_full_hour(after: datetime) -> datetime:
    """The first full hour after this moment: for what cannot wait for a round (somebody may be at risk)."""
    local = timezone.localtime(after)
    return local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def is_full_hour(moment: datetime) -> bool:
    """Whether a moment is one at which such mail may go."""
    return not (moment.minute or moment.second or moment.microsecond)
