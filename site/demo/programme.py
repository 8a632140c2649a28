"""Makes the demo: the programme, its people, the event of October 2022 with its summary and its report, one
that is going on, one to come with those who put their name down, the questions put to people and what they
answered.

May be repeated: what is there stays as it is, so that what somebody tried out in the demo is
not lost. Only events that are to come or going on are moved on when their time is over.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.models import HomePage, Programme, ReflectionPage
from cms.setup import set_up
from consultations.events.enums import EventFormat
from consultations.events.models import EventPage, EventsIndexPage
from consultations.events.when import Precision
from consultations.reporting import writing
from consultations.reporting.enums import Part
from consultations.reporting.models import Report
from demo import coming, first_week, october_2022, running
from demo.checking import make_checked
from demo.evaluating import make_evaluation
from demo.feedback_weeks import Cast, make_feedback
from demo.people import make_people
from demo.piloting import make_pilot
from demo.planning import plan_of
from demo.proposing import make_proposals
from demo.provision import make_provision
from demo.stream import block, stream, topic_block
from demo.what_came_of_it import make_decisions
from demo.words_and_places import make_words_and_places
from people.models import Person
from people.permission_groups import PermissionGroup
from vocabulary.models import JourneyStage, Theme


def make_demo() -> HomePage:
    """Make whatever of the demo is not there yet, and return the home page.

    Call it outside every transaction: what is written anonymously is posted as on the site.
    """
    home, people = _make_pages()
    cast = _cast(people)
    _make_lists(cast)
    make_feedback(cast)
    make_checked(EventsIndexPage.objects.get(), publisher=cast.publisher, researcher=_researcher(people))
    make_proposals(cast.facilitator, people)
    make_provision(cast.facilitator, Person.objects.get(email="leon@demo.example"))
    make_decisions(cast.facilitator)
    make_pilot(cast.facilitator)
    make_evaluation(cast.publisher)
    return home


@transaction.atomic
def _make_pages() -> tuple[HomePage, list[Person]]:
    home = set_up(by=None)
    make_words_and_places()
    people = make_people()
    _programme()
    publisher = next((person for person in people if person.belongs_to(PermissionGroup.PUBLISHER)), None)
    index = EventsIndexPage.objects.get()
    event = _october_2022(index, by=publisher)
    _report(event, people)
    _reflection(event, by=publisher)
    _first_week(index, timezone.localdate(), by=publisher)
    return home, people


def _make_lists(cast: Cast) -> None:
    """Who comes to the events, and the one that is going on."""
    member = Person.objects.get(email="leon@demo.example")
    event = EventPage.objects.get(slug=first_week.SLUG)
    coming.make_registrations(event, facilitator=cast.facilitator, member=member)
    running.make_running(EventsIndexPage.objects.get())


def _cast(people: list[Person]) -> Cast:
    def the(group: PermissionGroup) -> Person:
        return next(person for person in people if person.belongs_to(group))

    return Cast(
        publisher=the(PermissionGroup.PUBLISHER),
        facilitator=the(PermissionGroup.FACILITATOR),
        lead=the(PermissionGroup.SAFEGUARDING_LEAD),
        responder=the(PermissionGroup.RESPONDER),
    )


def _researcher(people: list[Person]) -> Person:
    return next(person for person in people if person.belongs_to(PermissionGroup.RESEARCHER))


def _programme() -> None:
    programme = Programme.load()
    if programme.street_address:
        return
    programme.strapline = "Social prescribing in prisons, a research programme. This is a demonstration."
    programme.street_address = "14 Larch Street (invented)\nFernhollow (invented)"
    programme.phone = "01632 960123 (invented)"
    programme.email = "hello@demo.example"
    programme.save()


def _publish(page: Any, *, by: Person | None) -> None:
    page.save_revision(user=by).publish(user=by)


def _october_2022(index: EventsIndexPage, *, by: Person | None) -> EventPage:
    there = EventPage.objects.child_of(index).filter(slug=october_2022.SLUG).first()
    if there is not None:
        return there
    slug, seed = october_2022.SLUG, october_2022
    event = EventPage(
        title=seed.TITLE,
        slug=slug,
        introduction=seed.INTRODUCTION,
        search_description=seed.SEARCH_DESCRIPTION,
        owner=by,
        live=False,
        precision=Precision.EARLY,
        day=datetime.date(2022, 10, 1),
        minutes=seed.MINUTES,
        format=EventFormat.ONLINE,
        people_total=seed.PEOPLE_TOTAL,
        took_part=_groups(slug, seed.GROUPS),
        record=stream(
            block(slug, "about", "text", _one_line(seed.ABOUT)),
            *(topic_block(slug, topic) for topic in seed.TOPICS),
            block(slug, "hope", "text", _one_line(seed.HOPE)),
        ),
        in_short=stream(block(slug, "in-short", "text", _one_line(seed.IN_SHORT))),
        easy_read=_easy_read(),
        original_date=datetime.date(2022, 10, 1),
        version=seed.VERSION,
        credits=_credits(),
        source_title=seed.SOURCE_TITLE,
        source_url=seed.SOURCE,
    )
    index.add_child(instance=event)
    _publish(event, by=by)
    return event


def _easy_read() -> str:
    slug = october_2022.SLUG
    return stream(
        *(
            block(slug, f"easy/{number}", "sentence", {"words": words, "drawing": drawing, "picture": None})
            if drawing
            else block(slug, f"easy/{number}", "heading", words)
            for number, (words, drawing) in enumerate(october_2022.EASY_READ)
        )
    )


def _credits() -> str:
    slug, seed = october_2022.SLUG, october_2022
    parts = [
        (seed.PRESENTER, "author", seed.PRESENTER_WORK, seed.PRESENTER_PLACE),
        (seed.PRESENTER, "presenter", "", ""),
        (seed.PRESENTER, "co-lead", "", ""),
        (seed.CO_LEAD, "co-lead", seed.STUDY, ""),
    ]
    people = [
        block(slug, f"people/{name}/{part}", "item", _credit(name, part, work, place))
        for name, part, work, place in parts
    ]
    funding = {"funder": seed.FUNDER, "reference": seed.AWARD, "statement": seed.DISCLAIMER, "link": ""}
    return stream(
        block(slug, "people", "people", {"people": people}), block(slug, "funding", "funding", funding)
    )


def _credit(name: str, part: str, work: str, place: str) -> dict[str, str]:
    """Only what is known of a real person: nobody here gave us an ORCID iD."""
    credit = {"name": name, "part": part, "role": work, "affiliation": place}
    return {**credit, "orcid": "", "cited_as": "", "link": ""}


def _report(event: EventPage, people: list[Person]) -> None:
    """How people were involved, written and called complete by the researcher."""
    is_public = EventPage.objects.live().filter(pk=event.pk).exists()
    if not is_public or Report.objects.filter(page=event).exists():
        return
    researcher = _researcher(people)
    words = {Part(name): text for name, text in october_2022.REPORT.items()}
    writing.save(event, words, by=researcher, version=0)
    writing.complete(event, by=researcher)


def _reflection(event: EventPage, *, by: Person | None) -> None:
    if event.get_children().filter(slug=october_2022.REFLECTION_SLUG).exists():
        return
    seed = october_2022
    page = ReflectionPage(
        title=seed.REFLECTION_TITLE,
        slug=seed.REFLECTION_SLUG,
        introduction=seed.REFLECTION_INTRODUCTION,
        search_description=seed.REFLECTION_INTRODUCTION,
        owner=by,
        live=False,
        author_name=seed.PRESENTER,
        author_role=seed.PRESENTER_ROLE,
        about_page=event.page_ptr,
        original_title=seed.SOURCE_TITLE,
        original_url=seed.SOURCE,
        body=stream(block(seed.SLUG, "reflection", "text", _one_line(seed.REFLECTION))),
    )
    event.add_child(instance=page)
    _publish(page, by=by)


def _first_week(index: EventsIndexPage, today: datetime.date, *, by: Person | None) -> None:
    event = EventPage.objects.child_of(index).filter(slug=first_week.SLUG).first()
    if event is not None and event.first_day > today:
        return
    if event is None:
        event = EventPage(
            title=first_week.TITLE,
            slug=first_week.SLUG,
            introduction=first_week.INTRODUCTION,
            search_description=first_week.SEARCH_DESCRIPTION,
            owner=by,
            live=False,
            precision=Precision.TIME,
            day=first_week.next_day(today),
            time=first_week.TIME,
            minutes=first_week.MINUTES,
            format=EventFormat.BOTH,
            where=first_week.WHERE,
            purpose=first_week.PURPOSE,
            what_happens=first_week.WHAT_HAPPENS,
            without_internet=first_week.WITHOUT_INTERNET,
            took_part=_groups(first_week.SLUG, first_week.GROUPS),
            **plan_of(first_week),
        )
        event.themes.set(Theme.objects.filter(slug__in=first_week.THEMES))
        event.stages.set(JourneyStage.objects.filter(key__in=first_week.STAGES))
        index.add_child(instance=event)
    event.day = first_week.next_day(today)
    event.answer_by = event.day + datetime.timedelta(weeks=4)
    _publish(event, by=by)


def _groups(slug: str, groups: Any) -> str:
    return stream(
        *(
            block(slug, f"groups/{group.value}", "group", {"group": group.value, "number": None})
            for group in groups
        )
    )


def _one_line(html: str) -> str:
    return " ".join(html.split()).replace("> <", "><")
