"""A short queue for what is slow, taking turns by address, instead of any lock-out.

A prison shares one address, so nobody is ever shut out for what others did.
Instead, few hashes are made at once in each process, and who has to wait is
served address by address: an address that asks a thousand times waits for its
own, and everybody else is next but a few. Waiting ends after some seconds with
a kind refusal.

Addresses are kept only while somebody from there waits, in memory, as an HMAC
under a key made at the start of the process. IPv6 addresses count by /64, of
which one household has all.

What it does not hold against: somebody with thousands of addresses. And a server
that answers one request after the other in each process (gunicorn's worker `sync`)
queues before this code is reached, in order of arrival.
"""

import hmac
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address

from django.utils.translation import gettext_lazy as _


class BusyError(Exception):
    """Too many wait already, or it took too long. Answered with 503 and Retry-After."""

    sentence = _("Many people use this page just now. Nothing is lost. Please try again in a moment.")
    #: Seconds for the header Retry-After.
    retry_after = 5


class _Ticket:
    """One request that waits."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.called = False


class Turns:
    """So many at once; the others wait, and are called address by address."""

    def __init__(self, *, at_once: int, each: int, altogether: int, seconds: float) -> None:
        """At most `each` wait from one address, `altogether` from all, for at most so many seconds."""
        self.at_once, self.each, self.altogether, self.seconds = at_once, each, altogether, seconds
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._running = 0
        #: Who waits, the address that is next first. Nobody who does not wait is in here.
        self._waiting: OrderedDict[bytes, deque[_Ticket]] = OrderedDict()

    @contextmanager
    def turn(self, address: str) -> Iterator[None]:
        """Wait for a turn and hold it.

        Raises:
            BusyError: too many wait, or none came in time.
        """
        who = self._who(address)
        ticket = self._ask(who)
        try:
            ticket.told.wait(self.seconds)
            if not ticket.called:
                raise BusyError
            yield
        finally:
            self._give_back(who, ticket)

    @property
    def waiting(self) -> int:
        """How many wait now."""
        with self._lock:
            return self._count()

    def _ask(self, who: bytes) -> _Ticket:
        with self._lock:
            if self._running >= self.at_once or self._waiting:
                return self._queue(who)
            ticket = _Ticket()
            self._call(ticket)
            return ticket

    def _queue(self, who: bytes) -> _Ticket:
        own = len(self._waiting.get(who, ()))
        if own >= self.each:
            raise BusyError
        if self._count() >= self.altogether:
            self._send_away_one_of_the_most(own)
        ticket = _Ticket()
        self._waiting.setdefault(who, deque()).append(ticket)
        return ticket

    def _send_away_one_of_the_most(self, own: int) -> None:
        """Make room at the cost of whoever waits most often; refuse whoever does so already."""
        most = max(self._waiting, key=lambda who: len(self._waiting[who]))
        if len(self._waiting[most]) <= own + 1:
            raise BusyError
        last = self._waiting[most][-1]
        self._forget(most, last)
        last.told.set()

    def _give_back(self, who: bytes, ticket: _Ticket) -> None:
        """End a turn; or stop waiting for one, which may have come in this very moment."""
        with self._lock:
            if not ticket.called:
                self._forget(who, ticket)
                return
            self._running -= 1
            while self._waiting and self._running < self.at_once:
                self._call_next()

    def _call_next(self) -> None:
        who, tickets = self._waiting.popitem(last=False)
        ticket = tickets.popleft()
        if tickets:
            self._waiting[who] = tickets  # behind all others
        self._call(ticket)

    def _call(self, ticket: _Ticket) -> None:
        ticket.called = True
        self._running += 1
        ticket.told.set()

    def _forget(self, who: bytes, ticket: _Ticket) -> None:
        tickets = self._waiting.get(who)
        if tickets and ticket in tickets:
            tickets.remove(ticket)
        if tickets is not None and not tickets:
            del self._waiting[who]

    def _count(self) -> int:
        return sum(len(tickets) for tickets in self._waiting.values())

    def _who(self, address: str) -> bytes:
        return hmac.digest(self._key, _network(address).encode(), "sha256")


def _network(address: str) -> str:
    """What counts as one address: IPv4 whole, of IPv6 the first half; anything else as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or found.packed[:8].hex())
    return str(found)


#: The queue of all slow hashes of this process, which needs more threads than one address may take (10).
HASHES = Turns(at_once=2, each=8, altogether=64, seconds=8)
