"""Links as templates take them."""

from typing import NamedTuple


class MenuItem(NamedTuple):
    """A link of the chrome or of a page; ``current`` if one is there or below it."""

    text: str
    url: str
    current: bool = False
