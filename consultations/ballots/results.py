"""What the page of a ballot says to everybody: before, while and after people vote. Its template only prints.

While it is open nothing of a vote is known, and nothing of who voted is said: only what is asked, who may
answer and until when. Afterwards all that it says comes from the frozen count (`Frozen`), which holds no
number that may not be shown: the same queries at a hundred papers and at a hundred thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from consultations.ballots.counting import groups_in, needed
from consultations.ballots.enums import BallotState, Consent, KeptBy, Method, PassRule
from consultations.ballots.frozen import Frozen
from consultations.ballots.models import Ballot, Option
from consultations.ballots.moments import moment
from disclosure.tables import LEAST, LEAST_STAFF
from feedback.threads import published
from ui.charts import Bar, bars
from vocabulary.role_groups import RoleGroup

#: Reasons shown on the page; all of them are in their thread.
REASONS_SHOWN = 10
Rows = list[list[str | int]]


@dataclass(frozen=True)
class Place:
    """A place in the order of options, shared by those that nothing sets apart."""

    number: int
    names: str


def frozen(ballot: Ballot, options: Sequence[Option]) -> Frozen:
    """A closed ballot as it is published. Raises ``Result.DoesNotExist`` for one that has no count."""
    return Frozen(
        question=ballot.question,
        method=ballot.method,
        pass_rule=ballot.pass_rule,
        quorum=ballot.quorum,
        on_roll=ballot.on_roll,
        closed_on=ballot.ended_on.isoformat() if ballot.ended_on else "",
        options={option.key: option.label for option in options},
        count=ballot.result.count,
    )


class ResultShown:
    """A ballot as its public page prints it at a moment."""

    def __init__(
        self, ballot: Ballot, options: Sequence[Option], request: HttpRequest | None, now: datetime
    ) -> None:
        self.ballot = ballot
        self.options = options
        self._request = request
        self._now = now

    # --- Where it stands ------------------------------------------------------------------------

    @property
    def state(self) -> str:
        """A word for the template: soon, open, paused, counting, closed, no-quorum, cancelled."""
        if self.ballot.state == BallotState.OPEN:
            if self._now < self.ballot.opens_at:
                return "soon"
            if self._now >= self.ballot.closes_at:
                return str(BallotState.COUNTING)
        return str(self.ballot.state)

    @property
    def when(self) -> str:
        """When it opens, closes or ended, as a sentence."""
        ended = date_format(self.ballot.ended_on, "j F Y") if self.ballot.ended_on else ""
        match self.state:
            case "soon":
                return _("The vote opens on %(moment)s.") % {"moment": moment(self.ballot.opens_at)}
            case "open":
                return _("The vote is open until %(moment)s.") % {"moment": moment(self.ballot.closes_at)}
            case "paused":
                return _("The vote is paused.")
            case "counting":
                return _("The vote closed on %(moment)s.") % {"moment": moment(self.ballot.closes_at)}
            case "cancelled":
                return _("The vote was cancelled on %(day)s.") % {"day": ended}
        return _("The vote closed on %(day)s.") % {"day": ended}

    @property
    def title(self) -> str:
        """The heading: the question, and once it is decided the outcome."""
        if self.frozen:
            return self.frozen.headline
        if self.state == BallotState.NO_QUORUM:
            return _("Too few people voted")
        return self.ballot.question

    @property
    def says_question(self) -> bool:
        """Whether the heading is no longer the question, so that it has to stand somewhere else."""
        return self.title != self.ballot.question and not (
            self.frozen and self.frozen.is_consent and self.ballot.question in self.title
        )

    @property
    def lead(self) -> str:
        """What matters most, in a sentence or two."""
        if self.frozen:
            return " ".join(filter(None, [self.frozen.turnout, self.frozen.because]))
        match self.state:
            case "cancelled":
                return self.ballot.cancelled_because
            case "no-quorum":
                return _("%(roll)s people could vote. At least %(needed)s of them had to.") % self._quorum
            case "counting" if self.ballot.kept_by == KeptBy.HOLDERS:
                return _(
                    "Votes are locked until two people type in the parts of the key that they keep. Until "
                    "then nobody can count."
                )
            case "counting":
                return _("Votes are being counted. The result is put on this page.")
            case "paused":
                return _(
                    "We had to put back an older copy of what is stored here. So we cannot be sure that "
                    "every vote is there. Everybody will be asked to vote again."
                )
        return ""

    @property
    def _quorum(self) -> dict[str, int]:
        return {
            "roll": self.ballot.on_roll,
            "needed": max(1, needed(self.ballot.quorum, self.ballot.on_roll)),
        }

    # --- What is asked --------------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Whether nobody can vote any more."""
        return self.state not in ("soon", "open", "paused")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Who may vote, how, and what has to come together."""
        groups = [str(group.label) for group in RoleGroup if group.value in self.ballot.groups]
        if self.ballot.by_code:
            groups.append(_("people who were given a code"))
        if self.ballot.named.exists() or not groups:
            groups.append(_("people who were named for it"))
        who = str(get_text_list(groups, _("and")))
        over = self.is_over
        found = [
            (_("How people voted") if over else _("How people vote"), str(Method(self.ballot.method).label)),
            (_("Who could vote") if over else _("Who can vote"), capfirst(who)),
        ]
        if self.ballot.on_roll:
            how_many = _("How many could vote") if over else _("How many can vote")
            found.append((how_many, _("%(roll)s people") % self._quorum))
        rule = str(PassRule(self.ballot.pass_rule).label)
        found.append((_("When it is agreed") if self._agrees else _("What counts"), rule))
        if self.ballot.quorum:
            found.append((_("How many are needed"), _("At least %(needed)s of %(roll)s") % self._quorum))
        return found

    @property
    def _agrees(self) -> bool:
        return self.ballot.pass_rule != PassRule.FIRST

    @property
    def was_open(self) -> bool:
        """Whether there ever were papers."""
        return self.ballot.opened_on is not None

    @property
    def lists_options(self) -> bool:
        """Whether the options say something that the heading does not."""
        if any(option.explanation or option.url for option in self.options):
            return True
        only = self.options[0].label if len(self.options) == 1 else ""
        return self.frozen is None and only != self.ballot.question

    # --- What came out --------------------------------------------------------------------------

    @cached_property
    def frozen(self) -> Frozen | None:
        """The published count, once there is one. No query if the ballot was read with its result."""
        return frozen(self.ballot, self.options) if self.state == BallotState.CLOSED else None

    @property
    def chart_title(self) -> str:
        """What the bars are about."""
        titles = {
            Method.CONSENT: _("What people said"),
            Method.APPROVAL: _("How many could live with each choice"),
            Method.SCORE: _("Points for each choice"),
        }
        return titles.get(Method(self.ballot.method), "")

    @property
    def chart_unit(self) -> str:
        """What the numbers count."""
        return _("Points") if self.ballot.method == Method.SCORE else _("People")

    @cached_property
    def chart(self) -> list[Bar]:
        """The numbers as bars; none for ranks, and none where no numbers are kept."""
        if self.frozen is None or "counts" not in self.frozen.count:
            return []
        counts = self.frozen.count["counts"]
        if self.frozen.is_consent:
            return bars((str(answer.label), counts[answer.value]) for answer in Consent)
        order = [key for place in self.frozen.outcome.order for key in place]
        return bars((self.frozen.options[key], counts[key]) for key in order)

    @cached_property
    def places(self) -> list[Place]:
        """The order of ranked options; those that nothing sets apart share a place."""
        if self.frozen is None or self.ballot.method != Method.RANKED:
            return []
        found, number = [], 1
        for keys in self.frozen.outcome.order:
            found.append(Place(number, self.frozen.names(keys)))
            number += len(keys)
        return found

    @property
    def pairs_head(self) -> list[str]:
        """The heads of the pairwise table: options by letters, so that many fit on a phone."""
        return [_("So many put"), *(_("over %(key)s") % {"key": key.upper()} for key in self._keys)]

    @property
    def pairs(self) -> Rows:
        """How many papers put one option above another; empty where there is none."""
        if self.frozen is None or "pairwise" not in self.frozen.count:
            return []
        table = self.frozen.count["pairwise"]
        return [
            [
                f"{one.upper()}. {self.frozen.options[one]}",
                *("–" if other == one else table[one][other] for other in self._keys),
            ]
            for one in self._keys
        ]

    @property
    def _keys(self) -> list[str]:
        return list(self.frozen.options) if self.frozen else []

    # --- By group -------------------------------------------------------------------------------

    @property
    def group_head(self) -> list[str]:
        """The heads of the table by group."""
        if self.ballot.method == Method.CONSENT:
            return [_("Group"), _("For it"), _("Everything else")]
        return [_("Group"), *(self.frozen.options.values() if self.frozen else ())]

    @property
    def groups(self) -> Rows:
        """How groups voted, rounded, where every number is large enough."""
        table = self.frozen.count.get("by_group", {}) if self.frozen else {}
        columns = ("for", "other") if self.ballot.method == Method.CONSENT else tuple(self._keys)
        return [[group_label(name), *(row[column] for column in columns)] for name, row in table.items()]

    @property
    def why_no_groups(self) -> str:
        """Why there is no table by group; empty where there is one, or nothing to break down."""
        if self.frozen is None or not self.frozen.outcome.has_numbers or self.groups:
            return ""
        if self.ballot.method in (Method.SCORE, Method.RANKED) or len(self.ballot.counted_groups) < 2:
            return ""
        return _(
            "There is no table by group. We keep one only if every number in it is at least %(least)s, or "
            "%(staff)s for staff, and if none of them can be worked out from the numbers above."
        ) % {"least": LEAST, "staff": LEAST_STAFF}

    # --- Files and reasons ----------------------------------------------------------------------

    @property
    def files(self) -> list[tuple[str, str]]:
        """The kinds of file, each with its address."""
        if self.frozen is None:
            return []
        return [
            ("CSV", reverse("ballots:result-csv", args=[self.ballot.slug])),
            ("JSON", reverse("ballots:result-json", args=[self.ballot.slug])),
        ]

    @property
    def asked_reasons(self) -> bool:
        """Whether reasons were asked for and can be there by now."""
        return bool(self.ballot.reasons_thread) and self.state == BallotState.CLOSED

    @cached_property
    def reasons(self) -> list[published.Said]:
        """The newest published reasons. At most four queries, however many there are."""
        if not self.asked_reasons:
            return []
        return published.in_thread(self.ballot.reasons_thread, limit=REASONS_SHOWN, request=self._request)

    @property
    def reasons_address(self) -> str:
        """Where all reasons are."""
        return reverse("threads:thread", args=[self.ballot.reasons_thread]) if self.asked_reasons else ""


def group_label(name: str) -> str:
    """What a group that was merged beforehand is called."""
    known = [str(group.label) for group in RoleGroup if group.value in groups_in(name)]
    return capfirst(str(get_text_list(known, _("and")))) if known else name


def show(
    ballot: Ballot, options: Sequence[Option], request: HttpRequest | None, now: datetime
) -> ResultShown:
    """A ballot as its page prints it."""
    return ResultShown(ballot, options, request, now)
