"""What this room holds about an answer, for whoever holds its receipt and asks to see everything.

No names, and no words of moderators: what a private note says stays private, and the page says that there is
one. What was passed on is told with whom it was told to: it is about them.
"""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.detection.enums import LABELS, RISK_LABELS
from feedback.moderation.enums import Attention, DraftState, ModerationAct
from feedback.moderation.models import Item
from feedback.threads import telling

Pair = tuple[str, str]


def held_about(key: int) -> list[Pair]:
    """Everything, what is empty too; nothing if the answer never came to the queue. Six queries."""
    item = Item.objects.select_related("contribution").filter(pk=key).first()
    return list(columns(item).values()) if item is not None else []


def columns(item: Item) -> dict[str, Pair]:
    """What each column of the item says, and each table that hangs on it. A test compares them."""
    nothing, yes, no = _("Nothing"), _("Yes"), _("No")
    found = [str(LABELS[kind]) for kind in LABELS if kind in item.details]
    risks = [str(RISK_LABELS[kind]) for kind in RISK_LABELS if kind in item.risks]
    places = [str(place) for place in item.places.order_by("name")]
    return {
        "attention": (_("How soon we look at it"), str(Attention(item.attention).label)),
        "details": (_("What could tell who you are"), get_text_list(found, _("and")) or nothing),
        "risks": (_("What could mean that somebody is in danger"), get_text_list(risks, _("and")) or nothing),
        "looked_at": (_("We have looked for these"), yes if item.looked_at else no),
        "places": (_("Prisons it is about"), get_text_list(places, _("and")) or nothing),
        "claimed_by": (_("Somebody here is at work on it"), yes if item.claimed_by_id else no),
        "open": (_("It waits for somebody here"), yes if item.open else no),
        "since": (_("It waits or waited since"), telling.day_text(item.since)),
        "version": (_("How often something was done with it"), str(item.version)),
        "log": (_("What we did with it"), _done(item) or nothing),
        "notes": (_("Notes of ours"), _notes(item) or nothing),
        "passed_on": (_("Whom we told about it"), _told(item) or nothing),
        "drafts": (_("Answers to it that are being written"), _drafts(item)),
    }


def _done(item: Item) -> str:
    rows = item.contribution.log.order_by("day", "pk").values_list("day", "act")
    return "; ".join(f"{telling.day_text(day)}: {ModerationAct(act).label}" for day, act in rows)


def _notes(item: Item) -> str:
    number = item.notes.count()
    if not number:
        return ""
    text = ngettext(
        "%(count)s note. It is not shown here.", "%(count)s notes. They are not shown here.", number
    )
    return text % {"count": number}


def _told(item: Item) -> str:
    rows = item.passed_on.order_by("at").values_list("to", "at")
    return "; ".join(f"{to}, {telling.day_text(at.date())}" for to, at in rows)


def _drafts(item: Item) -> str:
    return str(item.contribution.drafts.filter(response=None).exclude(state=DraftState.DROPPED).count())
