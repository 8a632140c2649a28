"""When a ballot opens and closes, as our pages say it: whole days, and times as both clocks have them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from ui.clock import clock


def moment(when: datetime) -> str:
    """A day and a time, whole: "27 November 2026 at 17:00 (5pm)"."""
    local = timezone.localtime(when)
    return gettext("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": clock(local.time())}
