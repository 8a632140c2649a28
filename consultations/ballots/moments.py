"""When a ballot opens and closes, as our pages say it: whole days, and times as both clocks have them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext


def moment(when: datetime) -> str:
    """A day and a time, whole: "27 November 2026 at 17:00 (5pm)"."""
    local = timezone.localtime(when)
    return gettext("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": _clock(local)}


def _clock(local: datetime) -> str:
    if (local.hour, local.minute) == (0, 0):
        spoken = gettext("midnight")
    elif (local.hour, local.minute) == (12, 0):
        spoken = gettext("midday")
    else:
        minutes = f":{local.minute:02}" if local.minute else ""
        half = gettext("am") if local.hour < 12 else gettext("pm")
        spoken = f"{(local.hour - 1) % 12 + 1}{minutes}{half}"
    return f"{local:%H:%M} ({spoken})"
