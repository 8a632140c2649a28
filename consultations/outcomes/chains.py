"""Each decision as a line from words to a result: words, proposal, vote, decision, steps, result.

It is told twice: in two columns, what was said and what was done, and stop by stop in words. What did not
happen is a gap and says so. Nothing is kept: the words are read where they stand, so that what is taken back
there is gone here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from consultations.outcomes.enums import UNFINISHED, DecisionKind, Stand, StepState
from consultations.outcomes.models import Decision, Step
from consultations.outcomes.showing import LANGUAGE, Drawn, day_text
from consultations.proposals.origins import Origins, OriginShown, origins_of_all
from consultations.proposals.showing import vote_address

_SHORT = 170
#: How the second column is drawn.
State = Literal["nothing", "going", "done", "no"]
_STATE: dict[str, State] = {
    Stand.DONE: "done",
    Stand.GOING: "going",
    Stand.NOTHING: "nothing",
    Stand.MORE_WORK: "nothing",
    Stand.STOPPED: "no",
    Stand.NO: "no",
}
#: Where the words of a step stand, and where the note is a sentence of ours.
_STEP_TOLD = frozenset({Stand.DONE, Stand.GOING})
_NOTE_OURS = frozenset({Stand.GOING, Stand.NOTHING})


@dataclass(frozen=True)
class Stop:
    """A stop of the line."""

    text: str
    note: str
    drawn: Drawn
    url: str = ""


@dataclass(frozen=True)
class Chain:
    """A line as lists print it."""

    key: str
    title: str
    #: What people said; where there are no words, or none any more, what was proposed.
    voice: str
    voice_lang: str
    said_note: str
    said_at: str
    state: State
    what: str
    url: str
    done_note: str
    late: str
    stops: list[Stop]
    decided_on: date
    #: The language of what was done, and of the note: a colleague's words, or the reader's own.
    what_lang: str = LANGUAGE
    note_lang: str = LANGUAGE
    #: Where the second stroke begins and ends beside this row: "starts", "ends", "both", or "" for neither.
    edge: str = ""

    @property
    def draws_done(self) -> bool:
        """Whether the second stroke runs beside the words."""
        return self.state in ("going", "done")


def chains_of(decisions: Sequence[Any], today: date) -> list[Chain]:
    """Lines of decisions that were read with their proposal and `with_stand`, in their order.

    One query for steps, and those of `origins_of_all`; none if there is no decision.
    """
    if not decisions:
        return []
    steps = defaultdict[str, list[Step]](list)
    for step in Step.objects.filter(decision__in=[one.pk for one in decisions]).order_by("position"):
        steps[step.decision_id].append(step)
    origins = origins_of_all([one.proposal_id for one in decisions])
    return _with_edges([_chain(one, steps[one.pk], origins[one.proposal_id], today) for one in decisions])


def _with_edges(chains: list[Chain]) -> list[Chain]:
    does = [False, *(one.draws_done for one in chains), False]
    edges = {(False, False): "both", (False, True): "starts", (True, False): "ends", (True, True): ""}
    return [replace(one, edge=edges[does[at], does[at + 2]]) for at, one in enumerate(chains)]


def _chain(decision: Any, steps: list[Step], origins: Origins, today: date) -> Chain:
    title, words = decision.proposal.title, _first_words(origins)
    what, note = _done(decision, steps)
    late = [step for step in steps if step.state in UNFINISHED and step.due_on < today]
    return Chain(
        key=decision.key,
        title=title,
        voice=Truncator(words.words).chars(_SHORT) if words else title,
        voice_lang=words.lang if words and words.lang else LANGUAGE,
        said_note=words.note if words else _("A proposal"),
        said_at=words.url if words else _proposal_at(decision),
        state=_STATE[decision.stand],
        what=what,
        url=reverse("what-changed:decision", args=[decision.key]),
        done_note=note,
        late=ngettext("%(count)s step is late.", "%(count)s steps are late.", len(late))
        % {"count": len(late)}
        if late
        else "",
        stops=_stops(decision, steps, origins),
        decided_on=decision.decided_on,
        what_lang=LANGUAGE if decision.stand in _STEP_TOLD else get_language(),
        note_lang=get_language() if decision.stand in _NOTE_OURS else LANGUAGE,
    )


def _first_words(origins: Origins) -> OriginShown | None:
    """The first that somebody said and that can still be read; a document or an event is no voice."""
    said = [one for one in origins.said if one.words and one.lang]
    return said[0] if said else None


def _done(decision: Any, steps: list[Step]) -> tuple[str, str]:
    """What stands in the column of what was done, and a note on it."""
    by_state = defaultdict[str, list[Step]](list)
    for step in steps:
        by_state[step.state].append(step)
    match decision.stand:
        case Stand.DONE:
            step = next(
                (one for one in by_state[StepState.DONE] if one.is_change), by_state[StepState.DONE][-1]
            )
            return step.what, Truncator(step.result).chars(_SHORT)
        case Stand.GOING:
            step = by_state[StepState.UNDER_WAY][0]
            return step.what, _("Under way. By %(day)s.") % {"day": day_text(step.due_on)}
        case Stand.STOPPED:
            step = by_state[StepState.STOPPED][-1]
            return _("Stopped: %(what)s") % {"what": step.what}, Truncator(step.result).chars(_SHORT)
        case Stand.NOTHING:
            first = min((one.due_on for one in by_state[StepState.NOT_STARTED]), default=None)
            note = _("Decided, and planned by %(day)s.") % {"day": day_text(first)} if first else ""
            return _("Nothing yet"), note or _("Decided. No step has been planned yet.")
    return str(DecisionKind(decision.kind).label), Truncator(decision.reasons).chars(_SHORT)


def _stops(decision: Any, steps: list[Step], origins: Origins) -> list[Stop]:
    words, done = len(origins.said), sum(step.state == StepState.DONE for step in steps)
    told = ngettext("%(count)s thing said", "%(count)s things said", words) % {"count": words}
    begun = done or any(step.state == StepState.UNDER_WAY for step in steps)
    of_steps = _("%(done)s of %(all)s done") % {"done": done, "all": len(steps)}
    against = _("Decided against it") if decision.against_ballot else _("held")
    return [
        Stop(_("Words"), told if words else _("none noted"), "said" if words else "nothing"),
        Stop(_("Proposal"), _month(decision.proposal.opened_on), "said", _proposal_at(decision)),
        Stop(_("Vote"), against, "said", vote_address(decision.ballot))
        if decision.ballot
        else Stop(_("Vote"), _("no vote"), "nothing"),
        Stop(
            str(DecisionKind(decision.kind).label), _month(decision.decided_on),
            "no" if decision.stand == Stand.NO else "said",
            reverse("what-changed:decision", args=[decision.key]),
        ),
        Stop(_("Steps"), of_steps if steps else _("none"), "done" if begun else "nothing"),
        _result(decision, steps),
    ]  # fmt: skip


def _result(decision: Any, steps: list[Step]) -> Stop:
    if any(step.is_change for step in steps):
        return Stop(_("Result"), _("people notice it"), "done")
    if decision.stand in (Stand.NO, Stand.STOPPED):
        return Stop(_("Result"), _("none, and why"), "no")
    return Stop(_("Result"), _("not yet"), "nothing")


def _proposal_at(decision: Decision) -> str:
    return reverse("proposals:proposal", args=[decision.proposal.slug])


def _month(day: date | None) -> str:
    return date_format(day, "F Y") if day else ""
