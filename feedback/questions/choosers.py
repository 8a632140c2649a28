"""What a question can hang on: a socket, and the door through which rooms above offer their things. And what
rooms above can quote: the answers that everybody reads (`answers`).

A thread may come from an event, a topic, a point, a proposal. Those rooms stand above this one, so
each plugs in what editors can choose from; where a thread then says it comes from is told by
`threads.sockets.comes_from` under the same kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from feedback.threads import published

#: Gives (heading, [(key, words to choose by), …]) for each group of things; two queries at most.
Offer = Callable[[], Sequence[tuple[str, Sequence[tuple[str, str]]]]]


@dataclass(frozen=True)
class Chooser:
    """One kind of thing: its name as `threads.sockets.comes_from` has it, and what there is."""

    kind: str
    label: "str | Promise"
    offer: Offer


#: Newest answers among which there is a choice, and how much of each is shown to choose by.
_ANSWERS = 200
_SHORT = 120

_choosers: dict[str, Chooser] = {}


def register(kind: str, label: "str | Promise", offer: Offer) -> None:
    """Plug a kind in (from an AppConfig's ready). The same kind again replaces it.

    Raises:
        ValueError: the kind holds a colon, which parts it from the key where both are stored as one.
    """
    if ":" in kind:
        raise ValueError(f"{kind}: no colon in a kind")
    _choosers[kind] = Chooser(kind, label, offer)


def unregister(kind: str) -> None:
    """Pull a kind out again; used by tests."""
    _choosers.pop(kind, None)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All that can be chosen, in groups, for a select; values are "kind:key"."""
    found = []
    for chooser in _choosers.values():
        for heading, things in chooser.offer():
            name = f"{chooser.label}: {heading}" if heading else str(chooser.label)
            found.append((name, [(f"{chooser.kind}:{key}", words) for key, words in things]))
    return found


def parted(chosen: str) -> tuple[str, str]:
    """Kind and key of what was chosen; both empty for nothing."""
    kind, _colon, key = chosen.partition(":")
    return (kind, key) if key else ("", "")


def answers() -> list[tuple[str, str]]:
    """The newest answers that everybody reads: the key by which each is quoted, and words to choose it by.

    Three queries, and one for names. Whoever quotes one keeps the key alone.
    """
    return [
        (
            published.key_text(one.key),
            _("%(words)s (answer to “%(question)s”)")
            % {"words": Truncator(one.words).chars(_SHORT), "question": one.question},
        )
        for one in published.find(limit=_ANSWERS)
        if one.words
    ]
