"""What a mail says, made at the moment it goes: a room above plugs in who makes it, from rows.

So nothing of it waits in the queue, neither words nor a file nor, if the maker knows it, the address; it says
what is so when it goes; and when there is nothing left to say (the row has gone), it does not go.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sockets.socket import Socket


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; ``kind`` is its media type, ``parameters`` what stands after it."""

    name: str
    content: bytes
    kind: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """What the mail's templates are given, and the files that go with it.

    ``to`` is where it goes if whoever asked for it named no address.
    """

    context: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()
    to: str = ""


#: ``fn(key, language)`` gives what the mail about the row with this key says now; None if it is not to go.
#: ``language`` is on while it is called.
Maker = Callable[[int, str], Made | None]

makers: Socket[Maker] = Socket()
