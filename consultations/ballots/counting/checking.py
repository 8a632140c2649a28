"""Whether something is a count that `tally` could have made: asked of files that come from elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.ballots.counting.tallying import FEWEST
from consultations.ballots.counting.votes import HIGHEST, NotACountError
from consultations.ballots.enums import Consent, Method


def check(count: Mapping[str, Any]) -> None:
    """Return nothing for a count that can be; raise `NotACountError` with what is wrong with another."""
    try:
        method = Method(count["method"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotACountError(_("It does not say how people voted.")) from error
    options: Any = count.get("options")
    if not _are_keys(options):
        raise NotACountError(_("It does not say what people voted on."))
    if "outcome" in count:
        _check_outcome(count["outcome"], options)
        return
    papers: Any = count.get("papers")
    if not _is_number(papers):
        raise NotACountError(_("It does not say how many people voted."))
    if papers < FEWEST:
        raise NotACountError(_("It has numbers of fewer than 10 papers. We never keep those."))
    _CHECKS[method](count, options, papers)


def _is_number(value: Any) -> bool:
    return type(value) is int and value >= 0


def _are_keys(options: Any) -> bool:
    return (
        isinstance(options, (list, tuple))
        and bool(options)
        and all(isinstance(key, str) and key for key in options)
        and len(set(options)) == len(options)
    )


def _check_outcome(kept: Any, options: Sequence[str]) -> None:
    if (
        not isinstance(kept, Mapping)
        or kept.get("agreed", "") not in (True, False, None)
        or not isinstance(kept.get("winners"), (list, tuple))
        or set(kept["winners"]) - set(options)
    ):
        raise NotACountError(_("It has no numbers and no outcome."))


def _numbers(count: Mapping[str, Any], name: str, wanted: Sequence[str]) -> Mapping[str, Any]:
    found = count.get(name)
    if not isinstance(found, Mapping) or set(found) != set(wanted):
        raise NotACountError(_("Some of its numbers are missing, or belong to nothing."))
    return found


def _each(numbers: Mapping[str, Any], most: int) -> None:
    if not all(_is_number(number) and number <= most for number in numbers.values()):
        raise NotACountError(_("Some of its numbers cannot be: more than all papers, or less than nought."))


def _check_consent(count: Mapping[str, Any], options: Sequence[str], papers: int) -> None:
    numbers = _numbers(count, "counts", Consent.values)
    _each(numbers, papers)
    if sum(numbers.values()) != papers:
        raise NotACountError(_("Its answers do not add up to the number of people who voted."))


def _check_approval(count: Mapping[str, Any], options: Sequence[str], papers: int) -> None:
    _each(_numbers(count, "counts", options), papers)


def _check_score(count: Mapping[str, Any], options: Sequence[str], papers: int) -> None:
    _each(_numbers(count, "counts", options), papers * HIGHEST)


def _check_ranked(count: Mapping[str, Any], options: Sequence[str], papers: int) -> None:
    pairs = _numbers(count, "pairwise", options)
    for one in options:
        _each(_numbers(pairs, one, [key for key in options if key != one]), papers)
    if any(pairs[one][other] + pairs[other][one] > papers for one in options for other in pairs[one]):
        raise NotACountError(_("Of two choices, more people put one above the other than voted."))


_CHECKS = {
    Method.CONSENT: _check_consent,
    Method.APPROVAL: _check_approval,
    Method.SCORE: _check_score,
    Method.RANKED: _check_ranked,
}
