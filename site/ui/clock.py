"""Times of day as every page writes them: as both clocks have them."""

from datetime import time

from django.utils.translation import gettext


def clock(at: time) -> str:
    """A time as both clocks have it: "14:00 (2pm)", "12:00 (midday)"."""
    if (at.hour, at.minute) == (0, 0):
        spoken = gettext("midnight")
    elif (at.hour, at.minute) == (12, 0):
        spoken = gettext("midday")
    else:
        minutes = f":{at.minute:02}" if at.minute else ""
        half = gettext("am") if at.hour < 12 else gettext("pm")
        spoken = f"{(at.hour - 1) % 12 + 1}{minutes}{half}"
    return f"{at:%H:%M} ({spoken})"
