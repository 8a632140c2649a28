"""Search finds questions and published answers, and nothing that is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.search_sources import SearchQuery
from cms.search_words import words_in
from feedback.questions.searching import AnswersSource, QuestionsSource
from feedback.threads.enums import State
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory, many_published
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def found(source, text="", **facets):
    return source.find(SearchQuery(words=words_in(text), **facets), 60)


def test_an_answer_is_found_by_its_words_and_leads_to_its_own_address():
    thread = ThreadFactory()
    PublishedFactory(thread=thread, said="A zqxteapot would have helped.")
    (one,) = found(AnswersSource(), "zqxteapots")

    assert one.title == "A zqxteapot would have helped."
    assert one.url.startswith("/feedback/words/")
    assert one.kind == "answer"
    assert one.day.day == 1, "never more exactly than the month"


def test_a_long_answer_has_a_heading_and_all_its_words():
    PublishedFactory(said="Begin. " + "word " * 200 + "zqxteapot.")
    (one,) = found(AnswersSource(), "zqxteapot")

    assert len(one.title) <= 110
    assert "zqxteapot" in one.text


def test_hard_words_do_not_stand_in_the_results():
    PublishedFactory(said="I wanted to die, zqxteapot.", warnings=["self-harm"])
    (one,) = found(AnswersSource(), "zqxteapot")

    assert one.title == "An answer about self-harm or suicide"
    assert "zqxteapot" not in one.title + one.text
    assert "zqxteapot" in one.also


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_what_is_not_published_is_never_found(state):
    thread = ThreadFactory()
    ContributionFactory(thread=thread, state=state, said="A zqxteapot.", batch=1, ready=state == State.HELD)

    assert found(AnswersSource(), "zqxteapot") == []
    assert found(AnswersSource()) == []


def test_nothing_of_a_thread_that_is_hidden_or_not_opened():
    for fields in ({"hidden": True}, {"opened_on": None}):
        thread = ThreadFactory(question="Where is the zqxteapot?", **fields)
        PublishedFactory(thread=thread, said="A zqxteapot.")

    assert found(AnswersSource(), "zqxteapot") == found(QuestionsSource(), "zqxteapot") == []


def test_both_are_found_by_theme_part_of_the_journey_and_place():
    trust, stage = Theme.objects.get(slug="trust"), JourneyStage.objects.get(key="recalled")
    region = Place.objects.get(slug="wales")
    prison = Place.objects.create(
        kind=PlaceKind.PRISON, slug="hmp-nowhere", name="HMP Nowhere", region=region
    )
    thread = ThreadFactory(stage=stage, place=prison, themes=["trust"])
    PublishedFactory(thread=thread, said="About this.", stage=stage, themes=["trust"])
    PublishedFactory(said="About something else.")

    for facets in (
        {"theme": trust.slug},
        {"stage": stage.key},
        {"place": "hmp-nowhere"},
        {"place": "wales"},
        {"theme": "trust", "stage": "recalled", "place": "wales"},
    ):
        (answer,) = found(AnswersSource(), **facets)
        assert answer.title == "About this.", facets
        (question,) = found(QuestionsSource(), **facets)
        assert question.title == thread.question, facets
        assert (question.stage, question.place, question.themes) == ("Recalled", "HMP Nowhere", ("Trust",))
    assert found(AnswersSource(), theme="housing") == found(QuestionsSource(), place="london") == []


def test_an_answer_that_only_chose_a_face_is_no_result():
    PublishedFactory(thread=ThreadFactory(asks_faces="How was it?"), said="", face=2)

    assert found(AnswersSource()) == []


def test_both_stand_on_the_search_page(client):
    thread = ThreadFactory(question="Where is the zqxteapot?")
    PublishedFactory(thread=thread, said="A zqxteapot would have helped.")
    page = client.get("/search/?q=zqxteapot").content.decode()

    for words in (
        "Questions we ask",
        "Answers",
        "zqxteapot</mark> would have helped.",
        f"/feedback/{thread.slug}/",
    ):
        assert words in page, words
    assert "would have helped" in client.get("/search/?kind=answer").content.decode()


def test_it_takes_as_many_queries_with_20_answers_as_with_320():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            for source in (AnswersSource(), QuestionsSource()):
                found(source, "helped first week")
                found(source, theme="trust")
        return len(captured)

    thread = many_published(20, ThreadFactory(themes=["trust"]))
    few = queries()
    many_published(300, thread)
    for _number in range(20):
        ThreadFactory(themes=["trust"])
    assert queries() == few <= 14
