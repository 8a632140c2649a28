"""What members hear of threads that they follow: that a question is asked, and that it got a response.

Nothing of what arrives in the box is told of: only what a person with a name did, in public.
"""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from feedback.threads.models import Thread
from following import subjects
from following.enums import Followable, What
from following.telling import tell
from people.models import Person

_KIND = Followable.THREAD.value
#: As many questions as one chooses from, those asked last.
OFFERED = 50


def register() -> None:
    """Have threads called what they ask."""
    subjects.register(_KIND, titles, offers=offers)


def titles(keys: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Question and address of those that everybody may read."""
    rows = Thread.objects.public().filter(slug__in=list(keys)).values_list("slug", "question")
    return {slug: (question, reverse("threads:thread", args=[slug])) for slug, question in rows}


def offers() -> list[tuple[str, str]]:
    """What one can choose from."""
    return list(
        Thread.objects.public().order_by("-opens_on", "slug").values_list("slug", "question")[:OFFERED]
    )


def asked(thread: Thread, *, by: Person) -> None:
    """Whoever follows what it is about hears that it is asked; whoever opened it knows."""
    also = [(Followable.THEME, slug) for slug in thread.themes.values_list("slug", flat=True)]
    if thread.stage is not None:
        also.append((Followable.STAGE, thread.stage.key))
    if thread.place is not None:
        also.append((Followable.PLACE, thread.place.slug))
    tell(What.ASKED, _KIND, thread.slug, also=also, but=by)


def answered(thread: Thread, *, by: Person | None) -> None:
    """Whoever follows it hears that there is a response."""
    tell(What.ANSWERED, _KIND, thread.slug, but=by)
