"""The form with which an editor writes a plan or a report.

What depends on other rows, which may change while a page waits for a publisher, is asked here and nowhere
else: whoever approves it later is not stopped, and the page says how things stand.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.unfinished_drafts import UnfinishedDraftForm
from consultations.pilots import evaluation_refusals as refusals
from consultations.pilots.enums import EvaluationKind


class EvaluationPageForm(UnfinishedDraftForm):
    """Lets a draft be unfinished; holds a page to its pilot, and a plan to what it said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.first_published_at:
            for name in ("pilot", "kind"):
                if name in self.fields:
                    self.fields[name].disabled = True

    def _post_clean(self) -> None:
        """Ask what takes the whole page, once it stands in the instance."""
        super()._post_clean()
        page = self.instance
        if page.unfinished or page.pilot_id is None or self.errors:
            return
        if not page.pilot.shown_on:
            self.add_error("pilot", _("Nobody can read this pilot yet. Show it first, then its plan."))
        elif page.kind == EvaluationKind.PLAN:
            self._refuse_plan(page)

    def _refuse_plan(self, page: Any) -> None:
        plans = type(page).objects.live().filter(pilot=page.pilot_id, kind=EvaluationKind.PLAN)
        if plans.exclude(pk=page.pk).exists():
            self.add_error("pilot", _("This pilot has a plan already. Change that one."))
        public = plans.filter(pk=page.pk).first()
        if public is None or not page.pilot.measures.filter(first_value_at__isnull=False).exists():
            return
        is_told = len(page.corrections) > len(public.corrections)
        if refusals.substance(page) != refusals.substance(public) and not is_told:
            self.add_error(
                "corrections",
                _("Numbers have come in. Say here what you change in the plan, and why."),
            )
