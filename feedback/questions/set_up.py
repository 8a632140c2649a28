"""The list of threads, made when a site is set up, and its link at the top."""

from typing import Any

from cms.models import MadeAtSetUp, Navigation, TopLink
from feedback.questions.pages import INDEX_SLUG, FeedbackIndexPage

TITLE = "Have your say"


def make_index(home: Any) -> list[FeedbackIndexPage]:
    """Make the list below the home page where there is none, and return it.

    A site whose navigation was made before this room was there gets the link once, as the second.
    """
    there = FeedbackIndexPage.objects.first()
    if there is None and home.get_children().filter(slug=INDEX_SLUG).exists():
        return []  # an editor's own page has the address; the threads are answered there all the same
    if there is None:
        there = home.add_child(
            instance=FeedbackIndexPage(
                title=TITLE,
                slug=INDEX_SLUG,
                search_description="Questions we ask, what people answered, and what came of it.",
            )
        )
        if MadeAtSetUp.objects.filter(key="navigation").exists():
            _link_at_the_top(there)
    return [there]


def _link_at_the_top(page: FeedbackIndexPage) -> None:
    navigation = Navigation.load()
    links = list(navigation.top_links.all())
    if all(link.page_id != page.pk for link in links):
        links.insert(1, TopLink(page=page))
        for position, link in enumerate(links):
            link.sort_order = position
        navigation.top_links.set(links)
        navigation.save()
