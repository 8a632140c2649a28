"""Revisions: the text of a public proposal as it stood after each save, and what a save changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.proposals import comparing, wording
from consultations.proposals.comparing import Piece
from consultations.proposals.enums import How, Part, Size
from consultations.proposals.models import Proposal, Revision
from consultations.proposals.turns import today
from people.models import Person

#: What is kept beside title and parts, and what it is called where two revisions are compared.
FACTS = {
    "size": gettext_lazy("Size of the change"),
    "money": gettext_lazy("Money"),
    "stages": gettext_lazy("Parts of the journey"),
    "custody_places": gettext_lazy("Prisons"),
    "release_places": gettext_lazy("Areas of release"),
    "themes": gettext_lazy("Themes"),
}


@dataclass(frozen=True)
class Change:
    """One part that differs between two revisions. ``name`` is "title", a part, or one of the facts."""

    name: str
    label: str
    pieces: Sequence[Piece]


def text_of(proposal: Proposal) -> dict[str, Any]:
    """All that a revision keeps: title, parts as they are shown, and the facts beside them. Four queries."""
    facts = {
        "size": proposal.size,
        "amount": proposal.amount,
        "how_often": proposal.how_often,
        "from_whom": proposal.from_whom,
        "until": proposal.until.isoformat() if proposal.until else "",
        "stages": list(proposal.stages.order_by("position").values_list("name", flat=True)),
        "custody_places": list(proposal.custody_places.order_by("name").values_list("name", flat=True)),
        "release_places": list(proposal.release_places.order_by("name").values_list("name", flat=True)),
        "themes": sorted(proposal.themes.values_list("name", flat=True)),
    }
    return {
        "title": proposal.title,
        **{part: getattr(proposal, part) for part in Part.values},
        "facts": facts,
    }


def record(proposal: Proposal, *, by: Person, summary: str = "") -> Revision | None:
    """Keep the text as it now stands; nothing if it is that of the last revision.

    Called inside acts, with the proposal's row taken, so that numbers follow one another.
    """
    text, last = text_of(proposal), latest(proposal)
    if last is not None and last.text == text:
        return None
    return Revision.objects.create(
        proposal=proposal,
        number=last.number + 1 if last else 1,
        text=text,
        summary=summary.strip()[:200],
        author=by,
        author_name=by.display_name,
        day=today(),
    )


def latest(proposal: Proposal) -> Revision | None:
    """The last revision. One query."""
    return Revision.objects.filter(proposal=proposal).order_by("-number").first()


def before(revision: Revision) -> Revision | None:
    """The one before it; nothing for the first. One query."""
    earlier = Revision.objects.filter(proposal=revision.proposal_id, number__lt=revision.number)
    return earlier.order_by("-number").first()


def number_of(proposal: Proposal) -> int:
    """How many revisions there are. One query."""
    return Revision.objects.filter(proposal=proposal).aggregate(last=Max("number"))["last"] or 0


def changes(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Change]:
    """What differs between two texts of revisions, word by word, in the order of the parts."""
    found = [_change("title", _("Title"), first.get("title", ""), second.get("title", ""))]
    for part in Part:
        texts = (wording.typed(str(text.get(part.value, ""))) for text in (first, second))
        found.append(_change(part.value, str(part.label), *texts))
    facts = (_facts_told(first.get("facts", {})), _facts_told(second.get("facts", {})))
    for name, label in FACTS.items():
        found.append(_change(name, str(label), facts[0][name], facts[1][name]))
    return [change for change in found if comparing.changed(change.pieces)]


def _change(name: str, label: str, first: str, second: str) -> Change:
    return Change(name, label, comparing.words(first, second))


def _facts_told(facts: Mapping[str, Any]) -> dict[str, str]:
    size = facts.get("size", "")
    told = {name: ", ".join(facts.get(name, ())) for name in FACTS if name not in ("size", "money")}
    told["size"] = str(Size(size).label) if size in Size.values else ""
    told["money"] = money_told(
        facts.get("amount"), facts.get("how_often", ""), facts.get("from_whom", ""), facts.get("until", "")
    )
    return told


def money_told(amount: int | None, how_often: str, from_whom: str, until: Any) -> str:
    """What it costs, in one line: "£12,000 every year, from the region, until 31 March 2028"."""
    parts = []
    if amount is not None:
        often = str(How(how_often).label) if how_often in How.values else ""
        parts.append(f"£{intcomma(amount)} {often}".strip())
    if from_whom:
        parts.append(_("from %(whom)s") % {"whom": from_whom})
    if until:
        day = until if isinstance(until, date) else date.fromisoformat(str(until))
        parts.append(_("until %(day)s") % {"day": date_format(day, "j F Y")})
    return ", ".join(parts)
