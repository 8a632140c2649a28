"""Plans and reports of pilots, as editors would write and publish them."""

import json
from typing import Any
from uuid import uuid4

from django.utils import timezone

from consultations.pilots.enums import EvaluationKind
from consultations.pilots.models import EvaluationPage, EvaluationsIndexPage, Pilot
from tests.factories.cms import home_page
from tests.factories.pilots import pilot


def the_list() -> EvaluationsIndexPage:
    """The list of evaluations of a site of its own, made once in a test."""
    there = EvaluationsIndexPage.objects.first()
    return there or home_page().add_child(
        instance=EvaluationsIndexPage(title="Evaluations", slug="evaluations")
    )


def blocks(*values: tuple[str, Any]) -> str:
    """Blocks as stored."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for kind, value in values])


def question(words: str = "Does it help?", answer: str = "We ask people.", *measures: Any) -> tuple[str, Any]:
    """A question of the evaluation."""
    value = {"question": words, "answer": answer, "measures": [str(one.pk) for one in measures]}
    return ("question", value)


def approval(**changed: Any) -> tuple[str, Any]:
    """An approval."""
    value = {
        "kind": "governor", "who": "The governor of HMP Nowhere", "what": "Three questions on paper",
        "day": str(timezone.localdate()), "reference": "G-2026-07", "link": "", **changed,
    }  # fmt: skip
    return ("approval", value)


def evaluation(
    of: Pilot | None = None, *, published: bool = True, slug: str = "", **changed: Any
) -> EvaluationPage:
    """A plan that everybody reads; ``kind`` and ``published`` make it a report or a draft."""
    number = EvaluationPage.objects.count()
    told = {
        "title": f"Plan {number}", "slug": slug or f"plan-{number}", "kind": EvaluationKind.PLAN,
        "approvals": blocks(approval()), "record": blocks(question()), **changed,
    }  # fmt: skip
    page = the_list().add_child(instance=EvaluationPage(pilot=of or pilot(), live=False, **told))
    if published:
        page.save_revision().publish()
    else:
        page.save_revision()
    return EvaluationPage.objects.get(pk=page.pk)


def report(of: Pilot | None = None, **changed: Any) -> EvaluationPage:
    """A report that everybody reads."""
    return evaluation(of, **({"kind": EvaluationKind.REPORT, "title": "What we found"} | changed))
