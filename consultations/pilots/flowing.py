"""Words and proposals lead by themselves to the pilot that tries them."""

from collections.abc import Sequence

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.outcomes.sockets import AlsoLed, Told, also_led, also_told
from consultations.pilots.enums import WordsKind
from consultations.pilots.models import CycleWords, Pilot
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
    rows = Pilot.objects.public().filter(proposals=proposal_id).annotate(known=_known_by(""))
    all_told = [told(known, title) for known, title in rows.values_list("known", "title")]
    return [(one.text, one.url) for one in all_told]


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
        AlsoLed(rows.annotate(known=_known_by(pilot)), "key", "known", f"{pilot}title")
        for rows, pilot in ((tried, "proposal__pilots__"), (cycles, "cycle__pilot__"))
    ]


#: Whether a pilot is to come, going on or over: a letter before its address.
_COMING, _GOING, _OVER = "c", "g", "o"


def _known_by(pilot: str) -> Concat:
    """How `told` knows a pilot again: where it stands, and its address. ``pilot`` leads to its columns."""
    today = timezone.localdate()
    stands = Case(
        When(**{f"{pilot}starts_on__gt": today}, then=Value(_COMING)),
        When(**{f"{pilot}ends_on__lt": today}, then=Value(_OVER)),
        default=Value(_GOING),
    )
    return Concat(stands, F(f"{pilot}slug"), output_field=CharField())


def told(known: str, title: str) -> Told:
    """A pilot beside words: it tries something, and is no change yet."""
    stands, address = known[0], address_of(known[1:])
    if stands == _COMING:
        return Told(_("It will be tried: %(title)s") % {"title": title}, address, "nothing")
    if stands == _OVER:
        return Told(_("It was tried: %(title)s") % {"title": title}, address, "done")
    return Told(_("It is being tried: %(title)s") % {"title": title}, address, "going")
