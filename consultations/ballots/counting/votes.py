"""What a vote is, as JSON, and why one is none.

- consent: ``{"consent": "agree" | "concerns" | "either" | "disagree" | "block"}``
- approval: ``{"approves": ["a", "c"]}``; none approved is a vote too: "none of these".
- score: ``{"scores": {"a": 0…5, …}}``; an option without a score counts as 0.
- ranked: ``{"ranks": {"a": 1, "c": 2, …}}``; equal numbers are allowed, an option without one stands below
  all that have one.

A blank paper is ``{}``: nobody's vote, never counted, and nobody can cast it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.ballots.enums import Consent, Method

Vote = Mapping[str, Any]
#: What is counted of the papers of a method, by option or answer; for ranks by pairs of options.
Numbers = dict[str, Any]

LOWEST, HIGHEST = 0, 5


class VoteError(ValueError):
    """What was sent is no vote. ``sentence`` says why, to the person who votes."""

    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotACountError(ValueError):
    """What was given is no count that `tally` makes. ``sentence`` says why."""

    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


_STRANGE = _("This vote does not fit this ballot. Go back and try again.")


def valid(method: str, option_keys: Sequence[str], vote: Vote) -> None:
    """Return nothing for a vote that this ballot can count; raise `VoteError` for any other."""
    {
        Method.CONSENT: _valid_consent,
        Method.APPROVAL: _valid_approval,
        Method.SCORE: _valid_score,
        Method.RANKED: _valid_ranks,
    }[Method(method)](option_keys, vote)


def _only(vote: Vote, name: str, empty: "str | Promise") -> Any:
    if not isinstance(vote, Mapping) or set(vote) - {name}:
        raise VoteError(_STRANGE)
    if name not in vote:
        raise VoteError(empty)
    return vote[name]


def _valid_consent(option_keys: Sequence[str], vote: Vote) -> None:
    answer = _only(vote, "consent", _("Choose one answer."))
    if not isinstance(answer, str) or answer not in Consent.values:
        raise VoteError(_("Choose one answer."))


def _valid_approval(option_keys: Sequence[str], vote: Vote) -> None:
    chosen = _only(vote, "approves", _("Choose all that you could live with, or “none of these”."))
    if not isinstance(chosen, (list, tuple)) or not all(isinstance(key, str) for key in chosen):
        raise VoteError(_STRANGE)
    if len(set(chosen)) != len(chosen) or set(chosen) - set(option_keys):
        raise VoteError(_STRANGE)


def _valid_score(option_keys: Sequence[str], vote: Vote) -> None:
    empty = _("Give at least one choice a number from 0 to 5.")
    scores = _whole_numbers(_only(vote, "scores", empty), option_keys)
    if not scores:
        raise VoteError(empty)
    if not all(LOWEST <= score <= HIGHEST for score in scores.values()):
        raise VoteError(_("Each number must be from 0 to 5."))


def _valid_ranks(option_keys: Sequence[str], vote: Vote) -> None:
    empty = _("Put at least one choice in order.")
    ranks = _whole_numbers(_only(vote, "ranks", empty), option_keys)
    if not ranks:
        raise VoteError(empty)
    if not all(1 <= rank <= len(option_keys) for rank in ranks.values()):
        raise VoteError(
            _("Number the choices from 1, for the best, to %(most)s at most.") % {"most": len(option_keys)}
        )


def _whole_numbers(given: Any, option_keys: Sequence[str]) -> Mapping[str, int]:
    if not isinstance(given, Mapping) or set(given) - set(option_keys):
        raise VoteError(_STRANGE)
    if not all(type(number) is int for number in given.values()):
        raise VoteError(_("Use whole numbers."))
    return given
