"""A closed ballot as it is published: what was asked, by which rules, and the frozen count. No rows.

The results page, its two files and `manage.py recount` all read one of these, so that each of them has the
same numbers and no others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.ballots.counting import Outcome, Why, outcome
from consultations.ballots.enums import Method, PassRule


@dataclass(frozen=True)
class Frozen:
    """``count`` is what `counting.tally` made; ``closed_on`` a date as 2026-11-24."""

    question: str
    method: str
    pass_rule: str
    quorum: int
    on_roll: int
    closed_on: str
    #: Keys of options to what they are called, in the order of the ballot paper.
    options: Mapping[str, str]
    count: Mapping[str, Any]

    @cached_property
    def outcome(self) -> Outcome:
        """What it comes to, computed anew from the count."""
        return outcome(self.count, pass_rule=self.pass_rule, quorum=self.quorum, on_roll=self.on_roll)

    @property
    def is_consent(self) -> bool:
        """Whether people voted on one thing, by consent."""
        return self.method == Method.CONSENT

    def names(self, keys: "tuple[str, ...] | list[str]") -> str:
        """What these options are called, in a row."""
        return str(get_text_list([self.options.get(key, key) for key in keys], _("and")))

    # --- In words -------------------------------------------------------------------------------

    @property
    def headline(self) -> str:
        """The outcome in a sentence."""
        told = self.outcome
        if not told.enough:
            return _("Too few people voted")
        if self.is_consent:
            about = {"what": self.names(list(self.options))}
            return _("Agreed: %(what)s") % about if told.agreed else _("Not agreed: %(what)s") % about
        if told.agreed is False:
            return _("Nothing was agreed")
        about = {"what": self.names(told.winners)}
        if len(told.winners) > 1:
            return _("A tie for the first place: %(what)s") % about
        return _("Agreed: %(what)s") % about if told.agreed else _("In first place: %(what)s") % about

    @property
    def turnout(self) -> str:
        """How many voted, where that is known, and how many had to."""
        told = self.outcome
        numbers = {"papers": told.papers, "roll": told.on_roll, "needed": told.needed}
        if told.papers is None:
            if not told.needed:
                return _("%(roll)s people could vote.") % numbers
            return (
                _("%(roll)s people could vote. At least %(needed)s of them had to, and enough did.") % numbers
            )
        voted = ngettext(
            "%(papers)s of %(roll)s people voted.", "%(papers)s of %(roll)s people voted.", told.papers
        )
        if told.needed:
            voted += " " + _("At least %(needed)s had to.")
        return voted % numbers

    @property
    def because(self) -> str:
        """What made the outcome, as far as the count says it."""
        told = self.outcome
        if told.why is Why.BLOCKED:
            blocks = int(self.count["counts"]["block"])
            return ngettext("%(count)s person blocked it.", "%(count)s people blocked it.", blocks) % {
                "count": blocks
            }
        sentences = {
            Why.ENOUGH_FOR: {
                PassRule.CONSENT: _("Nobody blocked it, and more people agreed than disagreed."),
                PassRule.MAJORITY: _("More than half of those who voted are for it."),
                PassRule.TWO_THIRDS: _("At least two in three of those who voted are for it."),
            },
            Why.TOO_FEW_FOR: {
                PassRule.CONSENT: _("Nobody blocked it, but no more people agreed than disagreed."),
                PassRule.MAJORITY: _("It needed more than half of those who voted."),
                PassRule.TWO_THIRDS: _("It needed at least two in three of those who voted."),
            },
        }
        rules: dict[PassRule, str] = sentences.get(told.why, {})
        if rules:
            return rules.get(PassRule(self.pass_rule), "")
        if told.why is Why.TIE:
            return _("The vote does not set them apart. Nobody draws lots here: whoever decides says how.")
        return ""

    @property
    def no_numbers(self) -> str:
        """Why there are no numbers; empty where there are."""
        if self.outcome.has_numbers:
            return ""
        return _(
            "There are no numbers. We keep and show them only if at least 10 people voted and if they "
            "differed. Where all said the same about some choice, or all but one, numbers would tell how "
            "they voted."
        )
