"""The themes at set-up: what much of what is said about prison turns out to be about."""

from typing import NamedTuple


class ThemeAtSetUp(NamedTuple):
    """A theme at set-up; afterwards the row is what counts. ``slug`` is stored by blocks."""

    slug: str
    name: str


AT_SET_UP = (
    ThemeAtSetUp("family", "Family and friends"),
    ThemeAtSetUp("funding", "Funding"),
    ThemeAtSetUp("health", "Health"),
    ThemeAtSetUp("housing", "Housing"),
    ThemeAtSetUp("information", "Information"),
    ThemeAtSetUp("money", "Money"),
    ThemeAtSetUp("purpose", "Purpose and belonging"),
    ThemeAtSetUp("timing", "Timing"),
    ThemeAtSetUp("trust", "Trust"),
    ThemeAtSetUp("work", "Work and learning"),
)
