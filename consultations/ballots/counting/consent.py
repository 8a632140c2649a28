"""Consent: something is agreed when nobody has an objection that they cannot live with.

Consent decision making comes from Quaker practice and from sociocracy (Gerard Endenburg, *Sociocracy: the
organization of decision-making*, Eburon 1998: "consent" is the absence of a reasoned, paramount objection).
The five answers are those that are usual where it is done in writing: agreement, agreement with concerns
kept on record, standing aside, disagreement, and the block (compare Seeds for Change, *Consensus decision
making*, "options for agreement and disagreement").

Strictly, one objection suffices to send a proposal back to be improved, and nothing else matters. A vote in
writing, where nobody can ask what stands behind an answer, needs one thing more: our rule also asks that
more people agree than disagree, so that nothing passes because most people stood aside.
"""

from collections.abc import Sequence

from consultations.ballots.counting.decisions import Decision, Why
from consultations.ballots.counting.votes import Numbers, Vote
from consultations.ballots.enums import Consent, PassRule

#: Answers that are for it. The others are not, though not all are against it.
FOR = (Consent.AGREE, Consent.CONCERNS)


def empty(options: Sequence[str]) -> Numbers:
    """A count of no papers: how many gave each answer."""
    return {str(answer): 0 for answer in Consent.values}


def add(numbers: Numbers, options: Sequence[str], vote: Vote) -> None:
    """Count one paper."""
    numbers[vote["consent"]] += 1


def tells_of_all(numbers: Numbers, papers: int) -> bool:
    """Whether all, or all but one, gave the same answer, so that the numbers say how they voted."""
    return any(count >= papers - 1 for count in numbers.values())


def is_for(numbers: Numbers) -> int:
    """How many agree, with concerns or without."""
    return int(sum(numbers[answer] for answer in FOR))


def decide(numbers: Numbers, papers: int, options: Sequence[str], rule: PassRule) -> Decision:
    """What it comes to by one of the three rules."""
    agreeing = is_for(numbers)
    if rule == PassRule.CONSENT:
        if numbers[Consent.BLOCK]:
            return Decision(agreed=False, why=Why.BLOCKED)
        agreed = agreeing > numbers[Consent.DISAGREE]
    elif rule == PassRule.MAJORITY:
        agreed = 2 * agreeing > papers
    else:
        agreed = papers > 0 and 3 * agreeing >= 2 * papers
    return Decision(
        agreed=agreed,
        winners=tuple(options) if agreed else (),
        why=Why.ENOUGH_FOR if agreed else Why.TOO_FEW_FOR,
    )
