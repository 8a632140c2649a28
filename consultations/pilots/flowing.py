"""Words and proposals lead by themselves to the pilot that tries them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.events.sockets import Came, what_came_of
from consultations.pilots.enums import WordsKind
from consultations.pilots.models import CycleWords
from consultations.proposals.enums import PUBLIC, ComesFromKind
from consultations.proposals.models import ComesFrom
from feedback.threads.sockets import Became, became


def plug_in() -> None:
    """Called once, from the room's AppConfig. Below the proposal and its decision: so the name."""
    what_came_of.register("proposals-piloted", of_points)
    became.register("proposals-piloted", of_contributions)


def address_of(slug: str) -> str:
    """The page of a pilot."""
    return reverse("pilot:pilot", args=[slug])


def of_points(keys: Collection[str]) -> Mapping[str, Sequence[Came]]:
    """Pilots that try a proposal made of these points, or had a cycle because of them. Two queries."""
    return {
        key: [Came(_told(title), address_of(slug), "going") for slug, title in pilots.items()]
        for key, pilots in _leading_from(ComesFromKind.POINT, WordsKind.POINT, keys).items()
    }


def of_contributions(keys: Collection[int]) -> Mapping[int, Sequence[Became]]:
    """The same for answers, by their keys. A pilot tries something: it is no change yet."""
    found = _leading_from(ComesFromKind.CONTRIBUTION, WordsKind.CONTRIBUTION, [str(key) for key in keys])
    return {
        int(key): [Became(_told(title), address_of(slug), "going") for slug, title in pilots.items()]
        for key, pilots in found.items()
    }


def _told(title: str) -> str:
    return _("It is being tried: %(title)s") % {"title": title}


def _leading_from(
    origin: ComesFromKind, words: WordsKind, keys: Collection[str]
) -> dict[str, dict[str, str]]:
    """Slugs and names of public pilots, by the key of the words."""
    wanted = sorted(set(keys))
    through = ComesFrom.objects.filter(
        kind=origin, key__in=wanted, is_evidence=False, proposal__state__in=sorted(PUBLIC),
        proposal__pilots__shown_on__isnull=False,
    ).values_list("key", "proposal__pilots__slug", "proposal__pilots__title")  # fmt: skip
    cycles = CycleWords.objects.filter(
        kind=words, key__in=wanted, cycle__pilot__shown_on__isnull=False
    ).values_list("key", "cycle__pilot__slug", "cycle__pilot__title")
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, slug, title in chain(through, cycles):
        found[key][slug] = title
    return found
