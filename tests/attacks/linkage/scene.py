"""People who sign in, write in a known order, come back; moderators who read; the box that is emptied."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import user_logged_in
from django.test import RequestFactory

from feedback.letterbox import covers, nonces, posting
from feedback.letterbox.models import Envelope
from feedback.threads import held_words, saying
from feedback.threads.models import Contribution, Thread
from feedback.threads.said import Said
from tests.attacks.linkage.score import Truth
from tests.factories.people import PersonFactory
from vocabulary.role_groups import RoleGroup

#: Every fifth text is longer than 4 KB, so that it overflows a page of either engine.
LONG_EVERY, LONG = 5, "It took far too long and nobody said why. " * 110
COVER_EVERY = 3


def marked(number: int, long: bool = False) -> str:
    """Words that tell us, and nobody else, whose they are."""
    return f"Person {number:05} says that help came too late. " + (LONG if long else "")


def number_in(words: str) -> int:
    """Whose words these are."""
    return int(words[7:12])


@dataclass
class Scene:
    """What happened, in order."""

    thread: Thread
    written: int = 0
    receipts: dict[int, bytes] = field(default_factory=dict)
    #: Keys of envelopes, in the order in which they were posted; covers are None.
    envelopes: list[tuple[Any, int | None]] = field(default_factory=list)
    #: What somebody says of their group. By chance where it must say nothing of their place.
    group: Callable[[int], str] = field(default_factory=lambda: _group)
    _places: dict[int, int] = field(default_factory=dict)
    _cells: dict[int, Hashable] = field(default_factory=dict)

    def people_write(self, number: int, *, say: Any = None, with_covers: bool = True) -> None:
        """So many people one after the other: each signs in as a member, and writes without being known."""
        for _ in range(number):
            me, self.written = self.written, self.written + 1
            person = PersonFactory(password=None)
            user_logged_in.send(sender=type(person), request=RequestFactory().get("/"), user=person)
            nonce = nonces.new()
            said = Said(
                words=marked(me, me % LONG_EVERY == 0),
                role_group=self.group(me),
                may_show=True,
                may_research=True,
            )
            if say is None:
                saying.say(self.thread, said, nonce=nonce)
                self.envelopes.append((nonces.envelope_key(nonce), me))
                self.receipts[me] = saying.receipt_index(nonces.receipt_of(nonce))
            else:
                say(self, said, me)
            if with_covers and me % COVER_EVERY == 0:
                self._cover()

    def somebody_writes(self, thread: Thread, *, say: Any = None, with_covers: bool = True) -> None:
        """One more of them writes in this thread."""
        self.thread = thread
        self.people_write(1, say=say, with_covers=with_covers)

    def _cover(self) -> None:
        before = set(Envelope.objects.values_list("key", flat=True))
        covers.post_cover()
        self.envelopes += [
            (key, None) for key in set(Envelope.objects.values_list("key", flat=True)) - before
        ]

    def note_truth(self, cell: Hashable) -> None:
        """Remember whose each new contribution is, while its words still tell us."""
        for row in Contribution.objects.exclude(pk__in=self._places).exclude(held=b""):
            number = number_in(held_words.unlock(row.held)["words"])
            self._places[row.pk] = number
            self._cells[row.pk] = (cell, row.thread_id, row.role_group)

    @property
    def truth(self) -> Truth:
        return Truth(dict(self._places), dict(self._cells))

    def people_withdraw(self, people: Iterable[int]) -> None:
        """These take their words back, through the box."""
        for me in people:
            saying.withdraw(self.receipts[me], nonce=nonces.new())


def _group(number: int) -> str:
    return RoleGroup.LIVED_EXPERIENCE if number % 2 else RoleGroup.LINK_WORKER


__all__ = ["Scene", "marked", "number_in", "posting"]
