"""What search finds of feedback: the questions, and what people answered, each at its own address.

Both look at what is public at this moment, through the rows themselves; there is no index that could
remember what was taken back (docs/trust.md, rule 14).
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.search_sources import FACETS, Found, SearchQuery, any_word, words_matched
from feedback.questions.shortening import beginning
from feedback.threads import published, telling
from feedback.threads.models import Thread, ThreadTheme
from vocabulary.models import Theme
from vocabulary.name_lists import NameList

_QUESTION_FIELDS = ("question", "why", "can_change")
#: Letters of an answer that stand as its heading.
_HEADING = 110


class AnswersSource:
    """What people answered, as far as it is published."""

    key = "questions.answers"
    kinds: dict[str, str | Promise] = {"answer": gettext_lazy("Answers")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting answers; without words the newest. Three queries, and one for names."""
        said = published.find(
            [word.stem for word in query.words],
            theme=query.theme,
            stage=query.stage,
            place=query.place,
            limit=limit,
            request=query.request,
        )
        return [_answer(one) for one in said if one.words]


def _answer(said: published.Said) -> Found:
    about: dict[str, Any] = {"title": beginning(said.words, _HEADING), "text": said.words}
    if said.warning:
        # Nobody should meet hard words unprepared: they are matched, and read on their own page.
        about = {
            "title": _("An answer about %(what)s") % {"what": said.warning},
            "text": _("It may be hard to read. The question was: %(question)s") % {"question": said.question},
            "also": said.words,
        }
    return Found(
        url=said.url,
        kind="answer",
        when=said.month,
        day=said.month_begins,
        themes=said.themes,
        stage=said.stage,
        place=said.place,
        lang=said.lang,
        **about,
    )


class QuestionsSource:
    """The threads themselves, open and closed."""

    key = "questions.questions"
    kinds: dict[str, str | Promise] = {"question": gettext_lazy("Questions we ask")}
    facets: frozenset[str] = FACETS

    def find(self, query: SearchQuery, limit: int) -> list[Found]:
        """The best fitting threads; without words the latest. One query."""
        threads = _about(query)
        if query.words:
            threads = threads.filter(any_word(query.words, *_QUESTION_FIELDS))
            threads = threads.annotate(matched=words_matched(query.words, *_QUESTION_FIELDS)).order_by(
                "-matched", "-opens_on", "-pk"
            )
        else:
            threads = threads.order_by("-opens_on", "-pk")
        themes = Theme.objects.filter(thread_themes__content_object=OuterRef("pk"))
        found = threads.select_related("stage", "place").annotate(theme_names=NameList(themes))[:limit]
        return [_question(thread) for thread in found]


def _about(query: SearchQuery) -> Any:
    threads = Thread.objects.public()
    if query.theme:
        threads = threads.filter(
            Exists(ThreadTheme.objects.filter(content_object=OuterRef("pk"), tag__slug=query.theme))
        )
    if query.stage:
        threads = threads.filter(stage__key=query.stage)
    if query.place:
        threads = threads.filter(Q(place__slug=query.place) | Q(place__region__slug=query.place))
    return threads


def _question(thread: Any) -> Found:
    return Found(
        title=thread.question,
        url=reverse("threads:thread", args=[thread.slug]),
        kind="question",
        text=" ".join(filter(None, [thread.why, thread.can_change])),
        when=telling.month_text(thread.opens_on),
        day=thread.opens_on,
        themes=tuple(thread.theme_names or ()),
        stage=thread.stage.name if thread.stage else "",
        place=thread.place.name if thread.place else "",
        lang=thread.language,
    )
