"""The first words of a report tell what the platform knows, good and bad, and no more than pages tell."""

import datetime

import pytest
from django.utils import timezone

from consultations.events.check.rows import Check
from consultations.events.models import EventPage
from consultations.events.sockets import Came, what_came_of
from consultations.registrations import registering
from consultations.registrations.registering import Details
from consultations.reporting.enums import Part
from consultations.reporting.known import known_about
from consultations.reporting.prefilling import MOST_NAMED, first_words
from tests.factories.events import (
    EventFactory,
    PlannedEventFactory,
    blocks,
    groups,
    kept_places,
    point,
    record,
    topic,
)
from tests.factories.threads import ThreadFactory

pytestmark = pytest.mark.django_db
CORRECTION = blocks("correction", {"day": "2022-12-02", "what": "It said 35.", "why": "A slip."})


def words_of(page) -> dict[Part, str]:
    return first_words(known_about(EventPage.objects.get(pk=page.pk), timezone.localdate()))


def test_aim_and_methods_come_from_the_plan_and_the_page():
    words = words_of(
        EventFactory(
            title="First week",
            purpose="To plan the first week.",
            can_change="When visits start.",
            who_decides="The pilot group.",
            minutes=120,
            payment="At the rate of the day.",
            payment_inside="A certificate.",
            people_total=36,
            took_part=groups(pwle=None, link_worker=None),
            basis="research",
            basis_references="NRC 2026-118",
        )
    )

    assert words[Part.AIM].split("\n") == [
        "To plan the first week.",
        "What could change because of it: When visits start.",
        "Who decides: The pilot group.",
    ]
    for told in (
        "“First week” (online, early October 2022, 2 hours)",
        "36 people took part: people with lived experience of prison and link workers.",
        "Payment: At the rate of the day.",
        "Instead of payment, for people in prison: A certificate.",
        "Basis: research.",
        "Approvals: NRC 2026-118",
    ):
        assert told in words[Part.METHODS]


def test_how_one_could_come_and_what_was_put_right_is_told_as_everybody_could_read_it():
    page = PlannedEventFactory(capacity=16, reserved=kept_places(pwle=4))
    before = words_of(page)
    for number in range(3):
        registering.register_guest(page, Details(role_group="probation"), index=bytes([number]) * 32)
    assert words_of(page) == before, "how many registered is nobody's business"
    EventPage.objects.filter(pk=page.pk).update(corrections=CORRECTION)
    Check.objects.create(
        page=page, opened_on=datetime.date(2022, 11, 1), closes_on=datetime.date(2022, 11, 30),
        closed_on=datetime.date(2022, 11, 9),
    )  # fmt: skip
    words = words_of(page)

    assert "There were 16 places." in words[Part.METHODS]
    assert "Some were kept for people with lived experience of prison (4)." in words[Part.METHODS]
    assert "say whether it is right (1 November 2022 to 9 November 2022)." in words[Part.METHODS]
    assert "Corrected on 2 December 2022: It said 35. Why: A slip." in words[Part.REFLECTIONS]


def test_numbers_by_group_are_told_as_on_the_page_and_not_otherwise():
    small = EventFactory(title="Small", took_part=groups(pwle=21, link_worker=3), people_total=24)
    large = EventFactory(title="Large", took_part=groups(pwle=21, link_worker=12), people_total=33)

    assert "24 people took part" in words_of(small)[Part.METHODS]
    for exact in ("21", " 3"):
        assert exact not in words_of(small)[Part.METHODS]
    told = words_of(large)[Part.METHODS]
    assert "About 30 people took part (rounded to 5: " in told
    assert not {"21", "12", "33"} & set(told.replace(":", " ").replace(",", " ").replace(")", " ").split())


def test_what_came_of_points_is_told_as_good_and_what_did_not_as_bad():
    page = EventFactory(
        record=record(
            topic(
                "When",
                [
                    point("Start early.", strength="broad-agreement", said_by=["pwle"]),
                    point("Pay for it.", strength="disputed"),
                    point("Who leads?", strength="question"),
                ],
            )
        )
    )
    keys = {one.text: one.key for one in page.points.all()}
    came = {
        keys["Start early."]: [Came("A list is being made", "/x/", "going")],
        keys["Pay for it."]: [Came("Not taken forward", "/y/", "no")],
    }
    what_came_of.register("test", lambda asked: {key: came[key] for key in asked if key in came})
    try:
        words = words_of(page)
    finally:
        what_came_of.unregister("test")

    assert "– Start early. → A list is being made" in words[Part.RESULTS_GOOD]
    assert "Pay for it." not in words[Part.RESULTS_GOOD]
    assert "Of 3 points, nothing has come of 1 so far." in words[Part.RESULTS_BAD]
    assert "People did not agree on this:\n– Pay for it." in words[Part.RESULTS_BAD]
    assert "Something came of 1 of 3 points." in words[Part.INFLUENCE_GOOD]
    assert "– Pay for it. → Not taken forward" in words[Part.INFLUENCE_BAD]
    assert "For 2 of 3 points the record does not tell" in words[Part.REFLECTIONS]


def test_questions_put_to_people_because_of_it_are_named_with_the_answers_anybody_can_count():
    page = EventFactory(record=record(topic("When", [point()])))
    ThreadFactory(question="How early?", hangs_on_kind="event", hangs_on_key=str(page.pk), published=12)
    ThreadFactory(
        question="By whom?", hangs_on_kind="topic", hangs_on_key=page.topics.get().key, published=1,
        led_to_change=1,
    )  # fmt: skip
    ThreadFactory(question="Another event?", hangs_on_kind="event", hangs_on_key="0")
    words = words_of(page)

    assert "“How early?” 12 answers can be read." in words[Part.METHODS]
    assert "“By whom?” 1 answer can be read." in words[Part.METHODS]
    assert "Another" not in words[Part.METHODS]
    assert words[Part.INFLUENCE_GOOD] == "1 answer to “By whom?” led to a change."


def test_who_was_not_there_is_said_where_the_record_names_groups():
    assert words_of(EventFactory())[Part.REFLECTIONS] == ""
    told = words_of(EventFactory(took_part=groups(researcher=None)))[Part.REFLECTIONS]
    assert "families and carers, link workers" in told
    assert "researcher" not in told


def test_of_many_points_some_are_named_and_the_rest_is_counted():
    points = [point(f"Point {n}.", strength="broad-agreement") for n in range(MOST_NAMED + 3)]
    told = words_of(EventFactory(record=record(topic("When", points))))[Part.RESULTS_GOOD]

    assert told.count("– Point") == MOST_NAMED
    assert told.endswith("– and 3 more")


def test_what_is_not_known_stays_empty():
    page = EventFactory(introduction="")
    words = words_of(page)

    assert {part for part, text in words.items() if text} == {Part.METHODS}


def test_nothing_of_a_draft_is_told():
    page = EventFactory(purpose="Public words.")
    page.purpose = "Draft words."
    page.save_revision()

    assert "Draft" not in " ".join(words_of(page).values())


def test_an_event_of_today_counts_as_held_and_its_thread_of_tomorrow_is_not_told():
    today = timezone.localdate()
    page = EventFactory(precision="day", day=today)
    ThreadFactory(
        question="Soon?", hangs_on_kind="event", hangs_on_key=str(page.pk), opened_on=None,
        opens_on=today + datetime.timedelta(days=3),
    )  # fmt: skip

    assert "Soon?" not in words_of(page)[Part.METHODS]
