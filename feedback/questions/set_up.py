"""The list of threads, made when a site is set up, and its link at the top."""

from typing import Any

from cms.places_in_menus import hold_place
from feedback.questions.pages import INDEX_SLUG, FeedbackIndexPage

TITLE = "Have your say"


def make_index(home: Any) -> list[FeedbackIndexPage]:
    """Make the list below the home page where there is none, and return it; its link is the second."""
    there = FeedbackIndexPage.objects.first()
    if there is not None:
        return [there]
    index = FeedbackIndexPage(
        title=TITLE,
        slug=INDEX_SLUG,
        search_description="Questions we ask, what people answered, and what came of it.",
    )
    return hold_place(home, index, at=1)
