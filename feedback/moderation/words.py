"""The words of a contribution as those who moderate read them: opened when they are needed, kept nowhere."""

from dataclasses import dataclass, field

from django.utils.text import Truncator

from feedback.moderation.models import Item, Note, PassedOn
from feedback.threads import held_words
from feedback.threads.models import Contribution, Message, Report
from sealing.pairs import CannotOpenError

#: Characters of the snippet in the queue.
SNIPPET = 180


@dataclass(frozen=True)
class Opened:
    """What was written. ``locked`` says that there are words, and that they cannot be opened."""

    words: str = ""
    #: The words to show, once it was let go or is published; what was taken out stands as ⟦kind⟧.
    shown: str = ""
    #: Earlier words of what is escalated, the oldest first: kept until it has been acted on.
    before: list[str] = field(default_factory=list)
    locked: bool = False

    @property
    def snippet(self) -> str:
        """The beginning, on one line."""
        return Truncator(" ".join((self.words or self.shown).split())).chars(SNIPPET, truncate="…")


def opened(contribution: Contribution) -> Opened:
    """The words of a contribution, whatever its state; none once they are gone."""
    if contribution.words:
        return Opened(words=contribution.words, shown=contribution.words)
    if not contribution.held:
        return Opened()
    try:
        said = held_words.unlock(contribution.held)
    except CannotOpenError:
        return Opened(locked=True)
    return Opened(
        words=str(said.get("words", "")),
        shown=str(said.get("shown", "")),
        before=[str(words) for words in said.get("before", [])],
    )


def of_row(row: Message | Report | Note | PassedOn) -> str:
    """The words of a message, a report, a note, or of what was passed on."""
    return held_words.words_in(row.held)


def written_about(item: Item) -> list[str]:
    """Everything its author wrote: the words, earlier ones, messages."""
    said = opened(item.contribution)
    messages = [of_row(row) for row in item.contribution.messages.filter(from_author=True)]
    return [words for words in (said.words, *said.before, *messages) if words]
