"""Events for tests: an index below the home page, and events with as many topics and points as wanted."""

import datetime
import json
from typing import Any
from uuid import uuid4

import factory
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import HomePage
from consultations.events.enums import EventFormat
from consultations.events.models import EventPage, EventsIndexPage, Point, PointTheme, Topic
from consultations.events.when import Precision
from feedback.threads import published
from vocabulary.models import JourneyStage, Theme


def the_index() -> EventsIndexPage:
    """The events index of a site of its own, made once in a test."""
    there = EventsIndexPage.objects.first()
    if there is not None:
        return there
    root = Page.get_first_root_node()
    home = HomePage.objects.first() or root.add_child(instance=HomePage(title="Home", slug="test-home"))
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    site.root_page = home
    site.save()
    return home.add_child(instance=EventsIndexPage(title="Events", slug="events"))


def point(text: str = "Start early.", *, block_id: str = "", **values: Any) -> dict[str, Any]:
    """A point as its block stores it."""
    value = {"text": text, "stage": "", "themes": [], "said_by": [], "strength": "", **values}
    return {"type": "item", "value": value, "id": block_id or str(uuid4())}


def topic(
    title: str = "When to step in", points: "list[Any] | None" = None, *, block_id: str = ""
) -> dict[str, Any]:
    """A topic as its block stores it."""
    value = {"title": title, "introduction": "", "points": points or []}
    return {"type": "topic", "value": value, "id": block_id or str(uuid4())}


def quoted_answer(contribution: int) -> dict[str, Any]:
    """A quotation of an answer, by its key, as its block stores it."""
    return {"type": "answer", "value": published.key_text(contribution), "id": str(uuid4())}


def record(*blocks: dict[str, Any]) -> str:
    """The record of an event, as stored."""
    return json.dumps(blocks)


def groups(**numbers: "int | None") -> str:
    """Who took part: value of the role group (with "_" for "-") and number."""
    return json.dumps(
        [
            {
                "type": "group",
                "value": {"group": group.replace("_", "-"), "number": number},
                "id": str(uuid4()),
            }
            for group, number in numbers.items()
        ]
    )


class EventFactory(factory.django.DjangoModelFactory):
    """An event that was held in early October 2022."""

    title = factory.Sequence(lambda n: f"Event {n}")
    slug = factory.Sequence(lambda n: f"event-{n}")
    precision = Precision.EARLY
    day = datetime.date(2022, 10, 1)
    format = EventFormat.ONLINE

    class Meta:
        model = EventPage

    @classmethod
    def _create(cls, model_class: type[EventPage], *args: Any, **values: Any) -> EventPage:
        parent = values.pop("parent", None) or the_index()
        return parent.add_child(instance=model_class(*args, **values))


def blocks(kind: str, *values: Any) -> str:
    """A plan's stream of one kind of block, as stored."""
    return json.dumps([{"type": kind, "value": value, "id": str(uuid4())} for value in values])


def agenda(**topics: "list[str]") -> str:
    """What will be talked about: each topic (with "_" for a blank) with its questions."""
    return blocks(
        "topic",
        *(
            {
                "title": title.replace("_", " "),
                "questions": [{"type": "item", "value": question, "id": str(uuid4())} for question in asked],
            }
            for title, asked in topics.items()
        ),
    )


def kept_places(**numbers: int) -> str:
    """Places kept for groups: value of the role group (with "_" for "-") and number."""
    return blocks(
        "kept", *({"group": group.replace("_", "-"), "places": number} for group, number in numbers.items())
    )


def consents(*kinds: str) -> str:
    """What those who come are asked to agree to, one block of each kind."""
    asked = kinds or ("notes", "quotations", "recording")
    return blocks("consent", *({"kind": kind, "text": f"You may do this: {kind}."} for kind in asked))


def facilitators(*names: str) -> str:
    """Who leads it."""
    return blocks("person", *({"name": name, "role": "Leads the talk"} for name in names))


class PlannedEventFactory(EventFactory):
    """An event in 30 days from now, 14:00 for two hours, for which people can register.

    Traits: ``in_person``, ``small`` (three places), ``kept`` (two of ten places are kept for people with
    lived experience), ``running`` (it began an hour ago), ``over`` (it ended an hour ago).
    """

    precision = Precision.TIME
    day = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))
    time = datetime.time(14)
    minutes = 120
    takes_registrations = True
    can_change = "What the pilot does first."
    who_decides = "The team of the pilot."
    answer_by = factory.LazyAttribute(lambda event: event.day + datetime.timedelta(days=28))
    without_internet = "Phone us or write to us."
    consents = factory.LazyFunction(consents)

    class Params:
        in_person = factory.Trait(
            format=EventFormat.IN_PERSON, where="The library, 1 High Street", access="No steps. Two toilets."
        )
        small = factory.Trait(capacity=3)
        kept = factory.Trait(capacity=10, reserved=factory.LazyFunction(lambda: kept_places(pwle=2)))
        running = factory.Trait(
            day=factory.LazyFunction(lambda: _hours_ago(1).date()),
            time=factory.LazyFunction(lambda: _hours_ago(1).time()),
        )
        over = factory.Trait(
            day=factory.LazyFunction(lambda: _hours_ago(3).date()),
            time=factory.LazyFunction(lambda: _hours_ago(3).time()),
        )


def _hours_ago(hours: int) -> datetime.datetime:
    return (timezone.localtime() - datetime.timedelta(hours=hours)).replace(second=0, microsecond=0)


def many_events(number: int, points: int) -> list[EventPage]:
    """So many past events with so many points each, written in bulk: what counts is that they are there."""

    index = the_index()
    stages, themes = list(JourneyStage.objects.all()), list(Theme.objects.all())
    before = index.get_children().count()
    made = []
    for n in range(before, before + number):
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=n)
        made.append(
            EventPage(
                title=f"Past event {n}",
                slug=f"past-{n}",
                url_path=f"{index.url_path}past-{n}/",
                path=Page._get_path(index.path, index.depth + 1, n + 1),
                depth=index.depth + 1,
                live=True,
                content_type_id=_content_type(),
                locale_id=index.locale_id,
                precision=Precision.DAY,
                day=day,
                first_day=day,
                last_day=day,
                sort_key=f"{day}T00:00",
                format=EventFormat.ONLINE,
                draft_title=f"Past event {n}",
            )
        )
    _bulk_create_pages(made)
    Page.objects.filter(pk=index.pk).update(numchild=before + number)
    topics = [Topic(key=f"t{p.pk:011}", page=p, block_id=uuid4(), position=0, title="Topic") for p in made]
    Topic.objects.bulk_create(topics)
    rows = [
        Point(
            key=f"p{t.page_id:07}{i:04}",
            page_id=t.page_id,
            topic=t,
            block_id=uuid4(),
            position=i,
            text=f"Point {i} of {t.page_id}",
            stage=stages[(t.page_id + i) % len(stages)],
        )
        for t in topics
        for i in range(points)
    ]
    Point.objects.bulk_create(rows, batch_size=2000)
    PointTheme.objects.bulk_create(
        [PointTheme(content_object=row, tag=themes[i % len(themes)]) for i, row in enumerate(rows)],
        batch_size=2000,
    )
    return made


def _content_type() -> int:
    return ContentType.objects.get_for_model(EventPage).pk


def _bulk_create_pages(pages: list[EventPage]) -> None:
    """Both tables of the pages; Django makes no rows of inherited models in bulk."""
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    parents = []
    for pk, page in enumerate(pages, start=first):
        page.pk = page.id = page.page_ptr_id = pk
        parent = Page(pk=pk)
        for field in Page._meta.local_fields:
            if not field.primary_key:
                setattr(parent, field.attname, getattr(page, field.attname))
        parents.append(parent)
    Page.objects.bulk_create(parents, batch_size=500)
    own = list(EventPage._meta.local_concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in own)
    marks = ", ".join(["%s"] * len(own))
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{EventPage._meta.db_table}" ({columns}) VALUES ({marks})',
            [
                [field.get_db_prep_save(getattr(page, field.attname), connection) for field in own]
                for page in pages
            ],
        )
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), "
                "(SELECT max(id) FROM wagtailcore_page))"
            )
