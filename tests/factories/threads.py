"""Threads and what was said in them. Words are such as people write: plain, short, about real things."""

import datetime
from collections.abc import Iterable
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from feedback.letterbox.kinds import Delivery
from feedback.threads import batches, counts, held_words
from feedback.threads.enums import ResponseKind, State
from feedback.threads.models import (
    CodeSheet,
    Contribution,
    ContributionTheme,
    Message,
    ParticipationCode,
    Report,
    Response,
    Thread,
    ThreadTheme,
)
from vocabulary.models import JourneyStage, Theme
from vocabulary.role_groups import RoleGroup

QUESTIONS = (
    "When should a link worker first meet somebody in prison?",
    "What would help you to trust a link worker?",
    "What was missing on the day you got out?",
    "Who should tell you what is on offer near your new home?",
)
WORDS = (
    "They came two days before I got out. I did not take in a word of it.",
    "In the summer I would have had a face to look for when I walked out.",
    "Not in the first week. In the first week you cannot hear anything.",
    "My key worker was good but she had forty of us. Nobody had time to sit down.",
    "I was sent to a town I had never been to. The list I was given was for another one.",
    "People hold back if they think it goes to probation. Say what you write down and who reads it.",
    "The walking group kept me going. I would not have gone alone the first time.",
    "Tell the family too. My mum found the flat, not the office.",
    "I could not read the letter. I was ashamed to say so.",
    "Somebody who has been inside should be there when you explain it.",
)


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of a day's week: what a contribution keeps of when it came."""
    return day - datetime.timedelta(days=day.weekday())


class ThreadFactory(DjangoModelFactory):
    """A thread that is open since last week and for a month to come."""

    class Meta:
        model = Thread
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"question-{n}")
    question = factory.Sequence(lambda n: QUESTIONS[n % len(QUESTIONS)])
    why = "People told us that help often comes too late. We want to know what would be soon enough."
    can_change = "when visits start in the pilot"
    who_decides = "The pilot group"
    answer_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=60))
    readers = factory.LazyFunction(
        lambda: [
            {"name": "Rhys Morgan", "role": "facilitator", "from_prison": False},
            {"name": "Ada Obi", "role": "safeguarding lead", "from_prison": False},
        ]
    )
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=7))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    opened_on = factory.SelfAttribute("opens_on")

    @factory.post_generation
    def themes(self, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """Slugs of themes."""
        for slug in extracted or ():
            ThreadTheme.objects.create(content_object=self, tag=Theme.objects.get(slug=slug))


class ContributionFactory(DjangoModelFactory):
    """A contribution that came out of the box today and is held.

    ``state=State.PUBLISHED`` (or ``PublishedFactory``) shows it, in ``batch`` (1). ``said`` are its words,
    wherever its state keeps them; ``stage`` may be a key.
    """

    class Meta:
        model = Contribution
        skip_postgeneration_save = True

    class Params:
        said = factory.Sequence(lambda n: WORDS[n % len(WORDS)])

    thread = factory.SubFactory(ThreadFactory)
    week = factory.LazyFunction(lambda: monday_of(timezone.localdate()))

    @classmethod
    def _adjust_kwargs(cls, **fields: Any) -> dict[str, Any]:
        if isinstance(fields.get("stage"), str):
            fields["stage"] = JourneyStage.objects.get(key=fields["stage"])
        return fields

    @factory.lazy_attribute
    def words(self) -> str:
        return self.said if getattr(self, "state", State.HELD) == State.PUBLISHED else ""

    @factory.lazy_attribute
    def held(self) -> bytes:
        state = getattr(self, "state", State.HELD)
        if state in (State.PUBLISHED, State.WITHDRAWN):
            return b""
        shown = {"shown": self.said} if getattr(self, "ready", False) else {}
        return held_words.lock({"words": self.said, **shown})

    @factory.lazy_attribute
    def day(self) -> datetime.date | None:
        state = getattr(self, "state", State.HELD)
        return None if state in (State.PUBLISHED, State.WITHDRAWN) else timezone.localdate()

    @factory.lazy_attribute
    def batch(self) -> int | None:
        return 1 if getattr(self, "state", State.HELD) == State.PUBLISHED else None

    @factory.post_generation
    def themes(self, create: bool, extracted: Iterable[str] | None, **kwargs: Any) -> None:
        """Slugs of themes."""
        for slug in extracted or ():
            ContributionTheme.objects.create(content_object=self, tag=Theme.objects.get(slug=slug))


class PublishedFactory(ContributionFactory):
    """One that everybody can read."""

    state = State.PUBLISHED


class ResponseFactory(DjangoModelFactory):
    """An official response; ``to`` are the contributions it answers, none for the whole thread."""

    class Meta:
        model = Response
        skip_postgeneration_save = True

    thread = factory.SubFactory(ThreadFactory)
    kind = ResponseKind.EXPLAINED
    words = "<p>Thank you. Visits start late because rooms are booked week by week.</p>"
    name = "Sam Okafor"
    role = "Resettlement lead"
    day = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyAttribute(
        lambda one: one.day + datetime.timedelta(days=60) if one.kind == ResponseKind.WILL_DO else None
    )
    who = factory.LazyAttribute(lambda one: "Sam Okafor" if one.kind == ResponseKind.WILL_DO else "")

    @classmethod
    def _create(cls, model_class: type[Response], *args: Any, **fields: Any) -> Response:
        to = fields.pop("to", ())
        response = super()._create(model_class, *args, **{"to_all": not to, **fields})
        response.contributions.set(to)
        return response


class MessageFactory(DjangoModelFactory):
    """A message of a moderator to the holder of the receipt, or the other way (``from_author``)."""

    class Meta:
        model = Message

    class Params:
        said = "Please take out the name of the wing. Then we can show it."

    contribution = factory.SubFactory(ContributionFactory)
    from_author = False
    signed = "facilitator"
    day = factory.LazyFunction(timezone.localdate)
    held = factory.LazyAttribute(lambda one: held_words.lock({"words": one.said}))


class ReportFactory(DjangoModelFactory):
    """That a reader reported something."""

    class Meta:
        model = Report

    contribution = factory.SubFactory(PublishedFactory)
    reason = "names-somebody"
    day = factory.LazyFunction(timezone.localdate)


class CodeSheetFactory(DjangoModelFactory):
    """A printed sheet without codes; they are rows of their own."""

    class Meta:
        model = CodeSheet

    thread = factory.SubFactory(ThreadFactory, access="by-code")
    role_group = RoleGroup.LIVED_EXPERIENCE
    number = 12
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    made_on = factory.LazyFunction(timezone.localdate)


class ParticipationCodeFactory(DjangoModelFactory):
    """A code not yet used; give its ``index``."""

    class Meta:
        model = ParticipationCode

    sheet = factory.SubFactory(CodeSheetFactory)
    index = factory.Sequence(lambda n: n.to_bytes(32, "big"))


def emptied(number: int = 1, day: datetime.date | None = None) -> None:
    """What an emptying without letters does to threads: batches leave, counts change."""
    batches.publish_due(Delivery(number, day or timezone.localdate()))


def many_published(number: int, thread: Thread | None = None, *, responses: bool = True) -> Thread:
    """So many published in one thread, in batches of 50, with themes, stages and groups; counted."""
    thread = thread or ThreadFactory()
    stages, themes = list(JourneyStage.objects.all()), list(Theme.objects.all())
    groups = list(RoleGroup)
    week = monday_of(timezone.localdate())
    rows = sorted(
        (
            Contribution(
                thread=thread,
                state=State.PUBLISHED,
                words=WORDS[n % len(WORDS)],
                week=week - datetime.timedelta(weeks=n % 40),
                batch=1 + n // 50,
                stage=stages[n % len(stages)],
                role_group=groups[n % len(groups)],
                asks_for_change=n % 3 == 0,
                happened_too=n % 12,
            )
            for n in range(number)
        ),
        key=lambda row: row.pk,
    )
    Contribution.objects.bulk_create(rows, batch_size=1000)
    ContributionTheme.objects.bulk_create(
        [
            ContributionTheme(content_object=row, tag=themes[n % len(themes)])
            for n, row in enumerate(rows)
            if n % 2
        ],
        batch_size=1000,
    )
    if responses:
        _many_responses(thread, rows[:: max(1, len(rows) // 1000)])
    counts.recompute()
    thread.refresh_from_db()
    return thread


def _many_responses(thread: Thread, rows: list[Contribution]) -> None:
    made = Response.objects.bulk_create(
        [
            Response(
                thread=thread,
                kind=ResponseKind.EXPLAINED,
                words="<p>Thank you.</p>",
                name="Sam Okafor",
                role="Resettlement lead",
                day=timezone.localdate(),
            )
            for _row in rows
        ],
        batch_size=1000,
    )
    through = Response.contributions.through
    through.objects.bulk_create(
        [
            through(response_id=response.pk, contribution_id=row.pk)
            for response, row in zip(made, rows, strict=True)
        ],
        batch_size=1000,
    )
