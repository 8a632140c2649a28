"""What a plan and a report are called in their citations and readings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.events.publication import Called
from consultations.pilots.enums import EvaluationKind


def _called(genre: str, whole: Any) -> Called:
    return Called(
        genre=genre,
        published=_("Published: %(date)s."),
        whole=whole,
        back=whole,
        stands_here=_("All of it stands here:"),
        cite="evaluations:cite",
        numbered="evaluations:numbered",
    )


PLAN = _called("Evaluation plan", _("Read the whole plan"))
REPORT = _called("Evaluation report", _("Read the whole report"))
EARLY = _called("Interim evaluation report", _("Read the whole report"))
#: By the kind of the page.
CALLED = {EvaluationKind.PLAN: PLAN, EvaluationKind.EARLY: EARLY, EvaluationKind.REPORT: REPORT}
