"""What higher rooms plug into: what needs you, where you can go, my data, closing an account.

Each socket takes a name and a function, from an AppConfig's ``ready``; the
same name again replaces the function, so that reloading plugs in nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from people.models import Person
from sockets.socket import Socket


@dataclass(frozen=True)
class Need:
    """Something that waits for a person, as one row of their home."""

    text: str
    url: str
    note: str = ""


#: ``fn(person)`` gives the things that wait for them; at most one query each.
needs_you: Socket[Callable[[Person], list[Need]]] = Socket()
#: ``fn(person)`` gives where they can go from their home: text, address, what is there; without a query.
ways: Socket[Callable[[Person], list[tuple[str, str, str]]]] = Socket()
#: ``fn(person)`` gives what stands in the navigation of every page: text and address. At most one each.
navigation: Socket[Callable[[Person], list[tuple[str, str]]]] = Socket()
#: ``fn(person)`` gives what a room holds about them, ready for JSON.
my_data: Socket[Callable[[Person], Any]] = Socket()
#: ``fn(person)`` runs before the account goes, in the same transaction: delete what
#: is personal, and turn published named contributions into those of "a former member".
closing: Socket[Callable[[Person], None]] = Socket()
