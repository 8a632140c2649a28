"""Everything the public page of a proposal prints, ready: templates compute nothing.

Made from rows and so many queries whatever there is. Nothing here knows who reads: drafts, invitations,
reports and who supports what are not even asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.ballots.models import Ballot
from consultations.proposals import amending, comparing, queries, sockets, wording
from consultations.proposals.comparing import Piece
from consultations.proposals.enums import AmendmentState, Part, ProposalState, Size
from consultations.proposals.models import Amendment, CoAuthor, Proposal, Revision, Step
from consultations.proposals.origins import Origins, origins_of
from consultations.proposals.queries import Spoken
from consultations.proposals.revising import money_told
from consultations.proposals.suggestions import anchor_of
from ui.cleaning import clean
from vocabulary.models import JourneyStage, Place, Theme
from vocabulary.role_groups import RoleGroup

#: Titles and parts are written in this language.
LANGUAGE = "en-GB"
S = ProposalState
Link = tuple[str, str]
#: From here on something is being done: the second stroke runs beside the proposal.
DOES = frozenset({S.UNDER_WAY, S.REVIEWED})
#: The way of a proposal that goes all of it.
_WAY = (S.IDEAS, S.FINAL, S.BALLOT, S.DECIDED, S.UNDER_WAY, S.REVIEWED)


def day_text(day: date) -> str:
    """A whole date: "14 December 2026"."""
    return date_format(day, "j F Y")


# --- Where it stands ------------------------------------------------------------------


def standing_text(proposal: Proposal, today: date) -> str:
    """Where it stands, as a sentence."""
    match proposal.state:
        case S.IDEAS:
            if proposal.ideas_until is None or proposal.ideas_until < today:
                return _("The time for ideas is over. The text is not final yet.")
            return _("Open for ideas until %(day)s.") % {"day": day_text(proposal.ideas_until)}
        case S.FINAL:
            return _("The text is final.")
        case S.BALLOT:
            return _("It is being voted on.")
        case S.DECIDED:
            return _("It was decided.")
        case S.UNDER_WAY:
            return _("It is under way.")
        case S.REVIEWED:
            return _("It was tried, and looked at.")
        case S.PARKED:
            return _("It is parked.")
        case S.WITHDRAWN:
            return _("It was withdrawn.")
    return str(capfirst(ProposalState(proposal.state).label))


@dataclass(frozen=True)
class Stop:
    """A stop on its way, drawn as the line of an answer is: "said", "done", or "nothing" for a gap."""

    text: str
    note: str
    state: str


def way_of(proposal: Proposal, steps: Sequence[Step]) -> list[Stop]:
    """How far it has got: each stop with the month in which it came there, and a gap where it did not."""
    reached = {step.state: step.day for step in steps}
    left = proposal.state in (S.PARKED, S.WITHDRAWN)
    last = max((_WAY.index(ProposalState(one)) for one in reached if one in _WAY), default=0)
    here = last if left or proposal.state not in _WAY else _WAY.index(ProposalState(proposal.state))
    stops = []
    for position, state in enumerate(_WAY):
        name = str(capfirst(state.label))
        if position > here:
            stops.append(Stop(name, _("not yet"), "nothing"))
        elif state in reached:
            stops.append(Stop(name, date_format(reached[state], "F Y"), "done" if state in DOES else "said"))
        elif state is S.BALLOT:
            stops.append(Stop(name, _("no vote"), "nothing"))
        else:
            stops.append(Stop(name, "", "nothing"))
    if left:
        stops = [stop for stop in stops if stop.state != "nothing"]
        state = ProposalState(proposal.state)
        day = reached.get(state)
        stops.append(Stop(str(capfirst(state.label)), date_format(day, "F Y") if day else "", "no"))
    return stops


@dataclass(frozen=True)
class StepShown:
    """One step of its life."""

    day: str
    what: str
    who: str
    reason: str
    vote: str


def _step_shown(step: Step) -> StepShown:
    return StepShown(
        day=day_text(step.day),
        what=str(capfirst(ProposalState(step.state).label)),
        who=step.shown_name,
        reason=step.reason,
        vote=vote_address(step.ballot) if step.ballot else "",
    )


def vote_address(slug: str) -> str:
    """The page of a vote; empty while votes have no pages."""
    try:
        return reverse("ballots:result", args=[slug])
    except NoReverseMatch:
        return ""


# --- Its parts --------------------------------------------------------------------------


@dataclass(frozen=True)
class PartShown:
    """A part as the page prints it."""

    key: str
    title: str
    words: SafeString
    #: "2 suggested changes", with the address of the first; and where one suggests another.
    suggested: str
    suggested_at: str
    suggest: str

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"part-{self.key}"


# --- What is suggested --------------------------------------------------------------------


@dataclass(frozen=True)
class SuggestionShown:
    """A suggested change as the page prints it."""

    anchor: str
    part: str
    state: str
    state_text: str
    #: "Sam Okafor, link worker, 14 November 2026", or "Somebody without an account, November 2026".
    who: str
    #: A member's: the part word by word as it would be. Somebody's without an account: their words.
    pieces: Sequence[Piece]
    words: str
    gone: str
    address: str
    lang: str
    why: str
    supported: str
    reason: str
    #: The part has changed since it was suggested.
    conflicts: bool
    #: Where the change that took it up is compared.
    taken_up: str


def _suggestion_shown(row: Any, said: amending.Suggested, slug: str) -> SuggestionShown:
    anonymous = row.contribution is not None
    return SuggestionShown(
        anchor=anchor_of(row.pk),
        part=str(Part(row.part).label),
        state=row.state,
        state_text=str(capfirst(AmendmentState(row.state).label)),
        who=_who_suggested(row, said),
        pieces=[] if anonymous else shortened(comparing.words(wording.typed(row.before), said.typed)),
        words=said.typed if anonymous else "",
        gone=said.gone,
        address=said.url,
        lang=said.lang or LANGUAGE,
        why=row.why,
        supported=ngettext(
            "%(count)d member would like it too.", "%(count)d members would like it too.", row.supported
        )
        % {"count": row.supported}
        if row.supported
        else "",
        reason=row.reason,
        conflicts=not anonymous and amending.conflicts(row),
        taken_up=reverse("proposals:revision", args=[slug, row.revision.number]) if row.revision else "",
    )


def _who_suggested(row: Amendment, said: amending.Suggested) -> str:
    if row.contribution is not None:
        found = [_("Somebody without an account"), said.group.lower(), said.month]
    else:
        group = str(RoleGroup(row.author_group).label) if row.author_group else ""
        found = [row.shown_name, group, day_text(row.day)]
    return ", ".join(one for one in found if one)


#: Words around a change that stay to be read; what lies further away is left out.
_AROUND = 14


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The same with long stretches that did not change cut to what stands around a change."""
    found: list[Piece] = []
    for position, piece in enumerate(pieces):
        words = piece.text.split(" ")
        is_first, is_last = position == 0, position == len(pieces) - 1
        if piece.op != "same" or len(words) <= 3 * _AROUND:
            found.append(piece)
            continue
        begin = "" if is_first else " ".join(words[:_AROUND]) + " "
        end = "" if is_last else " " + " ".join(words[-_AROUND:])
        found.append(Piece("same", f"{begin}…{end}"))
    return found


# --- The whole page --------------------------------------------------------------------------


@dataclass(frozen=True)
class Facts:
    """What stands beside the parts."""

    size: str
    money: str
    stages: list[Link] = field(default_factory=list)
    custody: list[Link] = field(default_factory=list)
    release: list[Link] = field(default_factory=list)
    themes: list[Link] = field(default_factory=list)

    @property
    def any_place(self) -> list[Link]:
        """Prisons and areas of release."""
        return [*self.custody, *self.release]


@dataclass(frozen=True)
class ProposalShown:
    """All that the page of a proposal prints."""

    proposal: Proposal
    standing: str
    authors: str
    panels: list[str]
    facts: Facts
    parts: list[PartShown]
    origins: Origins
    way: list[Stop]
    steps: list[StepShown]
    waiting: list[SuggestionShown]
    answered: list[SuggestionShown]
    discussion: list[Spoken]
    comments: int
    votes: list[Link]
    #: What came of it: what was decided, and where it is tried.
    decided: list[Link]
    #: Where one suggests a change without an account, while that is possible; where one reads the thread.
    suggest: str
    thread: str
    receipt: str
    history: str
    members: str
    saved: str

    @property
    def does(self) -> bool:
        """Something is being done: the second stroke runs beside it."""
        return self.proposal.state in DOES

    @property
    def described(self) -> str:
        """What it is about, for lists elsewhere."""
        words = wording.plain(self.proposal.change or self.proposal.problem)
        return Truncator(words).chars(160)

    @property
    def suggestions(self) -> int:
        """How many changes were suggested."""
        return len(self.waiting) + len(self.answered)


def proposal_shown(proposal: Proposal, today: date) -> ProposalShown:
    """A public proposal as its page prints it on a day."""
    steps = [step for step in queries.steps(proposal) if step.state != S.DRAFT]
    authors = list(CoAuthor.objects.filter(proposal=proposal, invited=False).select_related("person"))
    rows = [row for row in queries.amendments(proposal) if row.state != AmendmentState.WITHDRAWN]
    said = amending.words_of(rows)
    shown = [_suggestion_shown(row, said[row.pk], proposal.slug) for row in rows]
    suggest = suggest_address(proposal, today)
    discussion = queries.discussion(proposal)
    last = Revision.objects.filter(proposal=proposal).order_by("-number").only("number", "day").first()
    return ProposalShown(
        proposal=proposal,
        standing=standing_text(proposal, today),
        authors=get_text_list([one.shown_name for one in authors if not one.is_panel], _("and")),
        panels=[one.shown_name for one in authors if one.is_panel],
        facts=_facts(proposal),
        parts=_parts(proposal, rows, suggest),
        origins=origins_of(proposal),
        way=way_of(proposal, steps),
        steps=[_step_shown(step) for step in steps],
        waiting=[one for one in shown if one.state == AmendmentState.OPEN],
        answered=[one for one in shown if one.state != AmendmentState.OPEN],
        discussion=discussion,
        comments=sum(1 + len(one.replies) for one in discussion),
        votes=_votes(steps, proposal),
        decided=[told for decided in sockets.decided.all() for told in decided(proposal.pk)],
        suggest=suggest,
        thread=reverse("threads:thread", args=[proposal.thread]) if proposal.thread else "",
        receipt=reverse("threads:receipt"),
        history=reverse("proposals:history", args=[proposal.slug]) if last else "",
        members=reverse("proposals-members:proposal", args=[proposal.slug]),
        saved=_("The text was last changed on %(day)s.") % {"day": day_text(last.day)}
        if last and last.number > 1
        else "",
    )


def suggest_address(proposal: Proposal, today: date) -> str:
    """Where somebody without an account suggests a change; empty when that is not possible."""
    until = proposal.ideas_until
    if proposal.state != S.IDEAS or not proposal.thread or until is None or until < today:
        return ""
    return reverse("threads:say", args=[proposal.thread])


def _parts(proposal: Proposal, rows: Sequence[Amendment], suggest: str) -> list[PartShown]:
    found = []
    for part in Part:
        about = [row for row in rows if row.part == part and row.state == AmendmentState.OPEN]
        words = getattr(proposal, part.value)
        if not words and not suggest:
            continue
        found.append(
            PartShown(
                key=part.value,
                title=str(part.label),
                words=clean(words),
                suggested=ngettext(
                    "%(count)d suggested change waits", "%(count)d suggested changes wait", len(about)
                )
                % {"count": len(about)}
                if about
                else "",
                suggested_at=f"#{anchor_of(about[0].pk)}" if about else "",
                suggest=f"{suggest}?part={part.value}" if suggest else "",
            )
        )
    return found


def _votes(steps: Sequence[Step], proposal: Proposal) -> list[Link]:
    slugs = list(dict.fromkeys([step.ballot for step in steps if step.ballot]))
    if not slugs:
        return []
    titles = dict(Ballot.objects.filter(slug__in=slugs).values_list("slug", "question"))
    return [(titles[slug], vote_address(slug)) for slug in slugs if slug in titles]


def _facts(proposal: Proposal) -> Facts:
    """Stages, places and themes, each leading to the other proposals there. One query."""
    address = reverse("proposals:index")

    def named(kind: str, rows: Any, key: str, order: str = "pk") -> Any:
        return rows.order_by().values_list(Cast(Value(kind), CharField()), order, "name", key)

    parts = (
        named("stages", JourneyStage.objects.filter(proposals=proposal), "key", "position"),
        named("custody", Place.objects.filter(proposals_in_custody=proposal), "slug"),
        named("release", Place.objects.filter(proposals_after_release=proposal), "slug"),
        named("themes", Theme.objects.filter(proposal_themes__content_object=proposal), "slug"),
    )
    facts = Facts(
        size=str(Size(proposal.size).label),
        money=money_told(proposal.amount, proposal.how_often, proposal.from_whom, proposal.until),
    )
    query = {"stages": "stage", "custody": "place", "release": "place", "themes": "theme"}
    for kind, _position, name, key in sorted(parts[0].union(*parts[1:], all=True)):
        getattr(facts, kind).append((name, f"{address}?{query[kind]}={key}"))
    return facts
