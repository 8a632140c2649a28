"""What a contribution is about, and what a reader is warned of: set by those who moderate."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from edge import content_version
from feedback.moderation.enums import ModerationAct
from feedback.moderation.models import Item
from feedback.moderation.permissions import Act
from feedback.moderation.turns import log, refuse_if_taken_on, refuse_unless, take
from feedback.threads.enums import State, Warns
from feedback.threads.gate import RefusedError, WithdrawnError
from feedback.threads.models import Contribution, ContributionTheme
from people.models import Person
from vocabulary.models import JourneyStage, Theme


class UnknownWarningError(RefusedError):
    """It is none of the warnings there are."""

    sentence = _("Choose warnings from the list.")


@transaction.atomic
def tag(
    item: Item,
    *,
    themes: Collection[Theme],
    warnings: Collection[Warns | str],
    stage: JourneyStage | None,
    asks_for_change: bool,
    by: Person,
    version: int,
) -> None:
    """Set themes, warnings, the part of the journey, and whether it asks for a change.

    They take the place of what was set before. Where it is shown, readers see them at once.

    Raises:
        UnknownWarningError, MayNotError, TakenOnError, StaleError.
        threads.gate.WithdrawnError: it is gone.
    """
    refuse_unless(by, Act.TAG, item)
    refuse_if_taken_on(by, item)
    if not set(warnings) <= set(Warns.values):
        raise UnknownWarningError
    there = Contribution.objects.filter(pk=item.pk).exclude(state=State.WITHDRAWN)
    in_order = [str(one.value) for one in Warns if one in set(warnings)]
    if not there.update(warnings=in_order, stage=stage, asks_for_change=asks_for_change):
        raise WithdrawnError
    _set_themes(item.contribution, themes)
    take(item, version)
    log(item, ModerationAct.TAGGED, by=by)
    if item.contribution.batch is not None:
        content_version.bump()
    item.contribution.refresh_from_db()


def _set_themes(contribution: Contribution, themes: Collection[Theme]) -> None:
    wanted = {theme.pk for theme in themes}
    rows = ContributionTheme.objects.filter(content_object=contribution)
    rows.exclude(tag__in=wanted).delete()
    there = set(rows.values_list("tag", flat=True))
    ContributionTheme.objects.bulk_create(
        [ContributionTheme(tag_id=pk, content_object=contribution) for pk in sorted(wanted - there)]
    )
