"""How soon somebody should look at a contribution."""

from collections.abc import Collection

from feedback.moderation.enums import Attention
from feedback.moderation.models import Item
from feedback.threads.enums import ReportReason


def attention_of(item: Item, *, reported: Collection[str] = ()) -> Attention:
    """How soon somebody should look, given what was found and for what reasons it was reported."""
    if item.risks or ReportReason.RISK in reported:
        return Attention.RISK
    if reported:
        return Attention.REPORTED
    return Attention.DETAIL if item.details else Attention.ORDINARY
