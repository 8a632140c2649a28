"""Makes the demo's threads: their pages, published; each tried and opened on its day."""

import datetime
from typing import Any

from consultations.events.models import EventPage, Topic
from demo import october_2022
from demo.pretending import working_day
from demo.questions import QUESTIONS, Question
from demo.stream import block, block_id, stream
from feedback.questions import opening
from feedback.questions.models import FeedbackIndexPage, ThreadPage
from feedback.threads.models import Thread
from people.models import Person
from vocabulary.models import JourneyStage, Place, Theme


def make_page(question: Question, today: datetime.date, *, by: Person | None) -> ThreadPage:
    """The page of a thread, published now; the one that is there if there is one."""
    index = FeedbackIndexPage.objects.get()
    there = ThreadPage.objects.child_of(index).filter(slug=question.slug).first()
    if there is not None:
        return there
    page = ThreadPage(
        title=question.question,
        slug=question.slug,
        introduction=question.why,
        search_description=question.description,
        owner=by,
        live=False,
        can_change=question.can_change,
        who_decides=question.who_decides,
        opens_on=working_day(_day(today, question.opens)),
        closes_on=_day(today, question.closes),
        answer_by=_day(today, question.answer),
        readers=_readers(question),
        basis=question.basis,
        references=question.references,
        easy_read=_easy_read(question),
        asks_faces=question.asks_faces,
        choices=_choices(question),
        for_groups=[group.value for group in question.for_groups],
        stage=JourneyStage.objects.filter(key=question.stage).first(),
        place=Place.objects.filter(slug=question.place).first() if question.place else None,
        access=question.access,
        hangs_on=_hangs_on(question),
    )
    page.themes.set(Theme.objects.filter(slug__in=question.themes))
    index.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    return page


def open_it(question: Question, *, by: Person) -> None:
    """Try the thread of a question and open it, as a facilitator does."""
    thread = thread_of(question.slug)
    opening.note_rehearsal(thread, by=by)
    opening.open_thread(thread, by=by)


def thread_of(slug: str) -> Thread:
    """The thread at an address."""
    return Thread.objects.get(slug=slug)


def keep_open(today: datetime.date) -> None:
    """Move the last days of the threads that are to stay open, when they have come near."""
    for question in QUESTIONS:
        if question.closes <= 0:
            continue
        page = ThreadPage.objects.filter(slug=question.slug, live=True).first()
        if page is None or page.closes_on > today + datetime.timedelta(days=7):
            continue
        page.closes_on, page.answer_by = _day(today, question.closes), _day(today, question.answer)
        page.change_note = "The demonstration goes on, so its days move on too."
        page.save_revision(user=page.owner).publish(user=page.owner)


def _day(today: datetime.date, days: int) -> datetime.date:
    return today + datetime.timedelta(days=days)


def _hangs_on(question: Question) -> str:
    event = EventPage.objects.filter(slug=october_2022.SLUG).first()
    topic_block = block_id(october_2022.SLUG, question.topic)
    topic = Topic.objects.filter(page=event, block_id=topic_block).first() if event else None
    return f"topic:{topic.key}" if topic else ""


def _readers(question: Question) -> str:
    return stream(
        *(
            block(question.slug, f"reader/{name}", "reader", _reader(name, role, from_prison))
            for name, role, from_prison in question.readers
        )
    )


def _reader(name: str, role: str, from_prison: bool) -> dict[str, Any]:
    return {"name": name, "role": role, "from_prison": from_prison}


def _easy_read(question: Question) -> str:
    return stream(
        *(
            block(question.slug, f"easy/{number}", "sentence", {"words": words, "drawing": drawing})
            for number, (words, drawing) in enumerate(question.easy_read)
        )
    )


def _choices(question: Question) -> str:
    slug = question.slug
    return stream(
        *(
            block(
                slug,
                f"asked/{asked}",
                "asked",
                {
                    "question": asked,
                    "options": [block(slug, f"asked/{asked}/{one}", "item", one) for one in options],
                },
            )
            for asked, options in question.choices
        )
    )
