"""The list of evaluations, made when a site is set up."""

from typing import Any

from consultations.pilots.models import EvaluationsIndexPage

SLUG = "evaluations"


def make_index(home: Any) -> list[EvaluationsIndexPage]:
    """Make it below the home page where there is none. It is no link at the top: pilots lead to it."""
    if not EvaluationsIndexPage.objects.exists():
        home.add_child(
            instance=EvaluationsIndexPage(
                title="Does it help?",
                slug=SLUG,
                introduction=(
                    "How we find out whether a pilot helps, and what we found. The plan comes first, "
                    "the report later."
                ),
                search_description="Plans and reports: how we find out whether a pilot helps.",
            )
        )
    return []
