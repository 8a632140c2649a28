"""What became of words, told beside them: what was decided about proposals made of them, and what was done.

A point and an answer each carry the decision that stands and the steps that have begun. Only a step that is
done and that people notice counts as a change (`Became.changed`). All of it is one question to the database,
with what rooms above have to add (`sockets.also_led`): a page of answers asks few.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.ballots import sockets as of_ballots
from consultations.events.sockets import Came, what_came_of
from consultations.outcomes.enums import ADOPTING, DecisionKind, StepState
from consultations.outcomes.models import Decision
from consultations.outcomes.sockets import AlsoLed, Told, also_led, also_told
from consultations.proposals import sockets as of_proposals
from consultations.proposals.enums import PUBLIC, ComesFromKind
from consultations.proposals.models import ComesFrom
from feedback.threads.sockets import Became, Progress, became

#: What is told of a step; one that has not started is a plan, and the decision tells of it.
_TOLD: dict[str, Progress] = {StepState.UNDER_WAY: "going", StepState.DONE: "done", StepState.STOPPED: "no"}


def plug_in() -> None:
    """Called once, from the room's AppConfig. Below the proposal itself: so the name."""
    what_came_of.register("proposals-decided", of_points)
    became.register("proposals-decided", of_contributions)
    of_proposals.decided.register("outcomes", on_proposal)
    of_proposals.adopted.register("outcomes", is_adopted)
    of_ballots.followed.register("outcomes", on_ballot)


def of_points(keys: Collection[str]) -> Mapping[str, Sequence[Came]]:
    """What was decided and done because of these points. One query."""
    return {
        key: [Came(told.text, told.url, told.progress) for told in things]
        for key, things in _led_to(ComesFromKind.POINT, keys).items()
    }


def of_contributions(keys: Collection[int]) -> Mapping[int, Sequence[Became]]:
    """The same for answers, by their keys."""
    return {
        int(key): [Became(told.text, told.url, told.progress, changed=told.changed) for told in things]
        for key, things in _led_to(ComesFromKind.CONTRIBUTION, [str(key) for key in keys]).items()
    }


def on_proposal(proposal_id: int) -> list[tuple[str, str]]:
    """What stands about a proposal, for its own page. One query."""
    rows = Decision.objects.standing().filter(proposal_id=proposal_id).values_list("kind", "key")
    return [(_decided(key, kind).text, address_of(key)) for kind, key in rows]


def is_adopted(proposal_id: int) -> bool:
    """Whether what stands about a proposal says that it is to be done. One query."""
    return Decision.objects.standing().filter(proposal_id=proposal_id, kind__in=sorted(ADOPTING)).exists()


def on_ballot(slug: str) -> list[tuple[str, str]]:
    """What was decided after a vote, with titles, since it can be about several proposals. One query."""
    rows = Decision.objects.listed().filter(ballot=slug).newest_first()
    return [
        (f"{DecisionKind(kind).label}: {title}", address_of(key))
        for kind, key, title in rows.values_list("kind", "key", "proposal__title")
    ]


def address_of(key: str) -> str:
    """The page of a decision."""
    return reverse("what-changed:decision", args=[key])


def _led_to(kind: ComesFromKind, keys: Collection[str]) -> dict[str, list[Told]]:
    """What words led to, by their key: the oldest proposal first, what else came last. One query."""
    wanted = sorted(set(keys))
    also = [(name, one) for name, give in also_led for one in give(kind, wanted)]
    rows = _decided_rows(kind, wanted).union(*(_also_rows(name, one) for name, one in also), all=True)
    found = defaultdict[str, dict[Told, None]](dict)
    for source, words, _day, _position, *rest in sorted(rows, key=_in_order):
        for told in _decided_and_done(*rest) if source == _DECIDED else _also_told(source, *rest):
            found[words][told] = None  # once, however many ways lead there
    return {words: list(told) for words, told in found.items()}


#: Which rows are ours; it sorts before the names of others.
_DECIDED = ""
_STEP = "proposal__decisions__steps__"


def _in_order(row: Sequence[str]) -> tuple[str, str, str, int]:
    source, _words, day, position, decision, *_rest = row
    return source, day, decision, int(position or 0)


def _decided_rows(kind: ComesFromKind, keys: Sequence[str]) -> Any:
    """A row for each step of each decision that stands, and one for a decision without any."""
    rows = ComesFrom.objects.order_by().filter(
        kind=kind, key__in=keys, is_evidence=False, proposal__state__in=sorted(PUBLIC),
        proposal__decisions__replaced_on__isnull=True, proposal__decisions__key__isnull=False,
    )  # fmt: skip
    noticed = Case(When(**{f"{_STEP}is_change": True}, then=Value("yes")), default=Value(""))
    return rows.values_list(
        _text(_DECIDED), "key", _as_text("proposal__opened_on"), _as_text(f"{_STEP}position"),
        "proposal__decisions__key", "proposal__decisions__kind", Coalesce(f"{_STEP}key", _text("")),
        Coalesce(f"{_STEP}what", _text("")), Coalesce(f"{_STEP}state", _text("")),
        Cast(noticed, CharField()),
    )  # fmt: skip


def _also_rows(name: str, also: AlsoLed) -> Any:
    nothing = [_text("") for _n in range(4)]
    return also.rows.values_list(
        _text(name), also.words, _text(""), _text(""), also.key, also.title, *nothing
    )


def _text(words: str) -> Cast:
    return Cast(Value(words), CharField())


def _as_text(column: str) -> Coalesce:
    return Coalesce(Cast(column, CharField()), _text(""))


def _also_told(source: str, key: str, title: str, *_nothing: str) -> Iterable[Told]:
    tell = also_told.get(source)
    return [tell(key, title)] if tell else []


def _decided_and_done(
    decision: str, kind: str, step: str, what: str, state: str, noticed: str
) -> Iterable[Told]:
    yield _decided(decision, kind)
    if state in _TOLD:
        yield Told(what, f"{address_of(decision)}#step-{step}", _TOLD[state], changed=noticed == "yes")


def _decided(key: str, kind: str) -> Told:
    progress: Progress = "going" if kind in ADOPTING else "no"
    if kind == DecisionKind.MORE_WORK:
        progress = "nothing"
    return Told(_("Decided: %(what)s") % {"what": DecisionKind(kind).label}, address_of(key), progress)
