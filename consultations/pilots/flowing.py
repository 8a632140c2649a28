"""Words and proposals lead by themselves to the pilot that tries them."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.outcomes.sockets import AlsoLed, Told, also_led, also_told
from consultations.pilots.enums import WordsKind
from consultations.pilots.models import CycleWords, Pilot
from consultations.pilots.showing import stand
from consultations.proposals import sockets as of_proposals
from consultations.proposals.enums import PUBLIC, ComesFromKind
from consultations.proposals.models import ComesFrom

_WORDS = {
    ComesFromKind.POINT: WordsKind.POINT,
    ComesFromKind.CONTRIBUTION: WordsKind.CONTRIBUTION,
}


def plug_in() -> None:
    """Called once, from the room's AppConfig."""
    also_led.register("pilots", of_words)
    also_told.register("pilots", told)
    of_proposals.decided.register("pilots", on_proposal)


def address_of(slug: str) -> str:
    """The page of a pilot."""
    return reverse("pilot:pilot", args=[slug])


def on_proposal(proposal_id: int) -> list[tuple[str, str]]:
    """Pilots that try a proposal, for its own page. One query."""
    today = timezone.localdate()
    rows = Pilot.objects.public().filter(proposals=proposal_id)
    return [(_tried(pilot, today), address_of(pilot.slug)) for pilot in rows]


def _tried(pilot: Pilot, today: date) -> str:
    if pilot.starts_on <= today <= pilot.ends_on:
        return told(pilot.slug, pilot.title).text
    return f"{pilot.title}. {stand(pilot, today)}"


def of_words(kind: ComesFromKind, keys: Sequence[str]) -> list[AlsoLed]:
    """Pilots that try a proposal made of these words, or had a cycle because of them. Asks nothing itself."""
    if kind not in _WORDS:
        return []
    tried = ComesFrom.objects.order_by().filter(
        kind=kind, key__in=keys, is_evidence=False, proposal__state__in=sorted(PUBLIC),
        proposal__pilots__shown_on__isnull=False,
    )  # fmt: skip
    cycles = CycleWords.objects.order_by().filter(
        kind=_WORDS[kind], key__in=keys, cycle__pilot__shown_on__isnull=False
    )
    return [
        AlsoLed(tried, "key", "proposal__pilots__slug", "proposal__pilots__title"),
        AlsoLed(cycles, "key", "cycle__pilot__slug", "cycle__pilot__title"),
    ]


def told(slug: str, title: str) -> Told:
    """A pilot beside words: it tries something, and is no change yet."""
    return Told(_("It is being tried: %(title)s") % {"title": title}, address_of(slug), "going")
