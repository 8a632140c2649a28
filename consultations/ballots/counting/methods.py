"""The ways of voting by name, and which rules say when something is agreed in each."""

from types import ModuleType

from consultations.ballots.counting import approval, consent, ranked, score
from consultations.ballots.enums import Method, PassRule

MODULES: dict[Method, ModuleType] = {
    Method.CONSENT: consent,
    Method.APPROVAL: approval,
    Method.SCORE: score,
    Method.RANKED: ranked,
}
#: A method to the rules that fit it, the usual one first. Totals and ranks do not say how many papers are
#: "for" an option, so there only the first place counts.
RULES: dict[Method, tuple[PassRule, ...]] = {
    Method.CONSENT: (PassRule.CONSENT, PassRule.MAJORITY, PassRule.TWO_THIRDS),
    Method.APPROVAL: (PassRule.FIRST, PassRule.MAJORITY, PassRule.TWO_THIRDS),
    Method.SCORE: (PassRule.FIRST,),
    Method.RANKED: (PassRule.FIRST,),
}


def rule_for(method: Method, rule: str) -> PassRule:
    """The rule, if it fits the method, else the usual one: a ballot must never be impossible to count."""
    given = PassRule(rule)
    return given if given in RULES[method] else RULES[method][0]
