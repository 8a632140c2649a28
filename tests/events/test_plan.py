"""What an event's plan is refused, where the event stands at a moment, and the number calendars go by."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.events.enums import EventStanding, EventState, RegistrationStanding
from consultations.events.models import EventPage
from consultations.events.plan.blocks import ConsentsBlock, ReservedBlock
from consultations.events.standing import next_change, registration_of, standing_of
from consultations.events.when import Precision
from tests.factories.events import EventFactory, PlannedEventFactory, kept_places, point, record, topic

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
DAY = datetime.date(2027, 1, 6)


def at(hour, minute=0, day=DAY):
    return datetime.datetime.combine(day, datetime.time(hour, minute), LONDON)


def planned(**values):
    """A plan that nothing is wrong with, but for what is given; it is never saved."""
    event = EventPage(
        title="E",
        slug="e",
        path="x",
        depth=4,
        numchild=0,
        live=True,
        format="online",
        day=DAY,
        time=datetime.time(14),
        minutes=120,
        takes_registrations=True,
        can_change="Something.",
        who_decides="The team.",
        answer_by=DAY,
        without_internet="Phone us.",
    )
    for name, value in values.items():
        setattr(event, name, value)
    event._reckon()
    return event


@pytest.fixture(scope="module")
def an_event(django_db_setup, django_db_blocker):
    """One that hypothesis changes again and again."""
    with django_db_blocker.unblock():
        return planned()


def refused(**values):
    with pytest.raises(ValidationError) as error:
        planned(**values).full_clean(exclude=["content_type"], validate_unique=False)
    return set(error.value.message_dict)


def reserved(**numbers):
    return EventPage._meta.get_field("reserved").to_python(kept_places(**numbers))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("registration_closes", {"registration_opens": at(9), "registration_closes": at(8)}),
        ("registration_closes", {"registration_closes": at(17)}),
        ("registration_opens", {"registration_opens": at(15)}),
        ("takes_registrations", {"precision": Precision.DAY, "time": None, "minutes": None}),
        ("minutes", {"minutes": None}),
        ("minutes", {"minutes": -30}),
        ("where", {"format": "in-person"}),
        ("can_change", {"can_change": ""}),
        ("who_decides", {"who_decides": ""}),
        ("answer_by", {"answer_by": None}),
        ("without_internet", {"without_internet": ""}),
        ("answer_by", {"answer_by": DAY - datetime.timedelta(days=1)}),
        ("basis_references", {"basis": "research"}),
        ("capacity", {"capacity": 0}),
        ("time", {"day": datetime.date(2027, 3, 28), "time": datetime.time(1, 30)}),
        ("time_zone", {"time_zone": "Europe/Londonn"}),
        ("time_zone", {"time_zone": "../../etc/passwd"}),
        ("day", {"day": datetime.date(9999, 12, 31)}),
        ("day", {"day": datetime.date(26, 12, 9)}),
        ("slug", {"slug": "calendar"}),
        ("access", {"access": "Join at https://us02web.zoom.us/j/8123456789?pwd=x"}),
        ("without_internet", {"without_internet": "Phone 0123, Meeting ID: 812 3456 789"}),
        ("introduction", {"introduction": "https://teams.microsoft.com/l/meetup-join/19%3a"}),
    ],
)
def test_what_cannot_be_planned_is_refused_where_it_stands(field, values):
    assert field in refused(**values)


def test_more_places_than_there_are_cannot_be_kept_and_not_of_any_number():
    assert "reserved" in refused(capacity=3, reserved=reserved(pwle=2, prison_staff=2))
    assert "capacity" in refused(reserved=reserved(pwle=2))


def test_a_whole_plan_is_taken_and_what_nobody_registers_for_needs_no_promise():
    planned(capacity=4, reserved=reserved(pwle=2, prison_staff=2)).full_clean(validate_unique=False)
    planned(takes_registrations=False, can_change="", who_decides="", answer_by=None).full_clean(
        validate_unique=False
    )


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (ReservedBlock(), {"type": "kept", "value": {"group": "pwle", "places": 2}}),
        (ConsentsBlock(), {"type": "consent", "value": {"kind": "notes", "text": "You may."}}),
    ],
)
def test_a_group_or_an_agreement_named_twice_is_refused(block, value):
    with pytest.raises(ValidationError):
        block.clean(block.to_python([value, value]))


def test_an_event_goes_through_its_day():
    event = planned(registration_opens=at(9), registration_closes=at(13))
    opens = [standing_of(event, at(8)), standing_of(event, at(9)), standing_of(event, at(13))]
    through = [standing_of(event, at(14)), standing_of(event, at(15, 59)), standing_of(event, at(16))]

    assert [state.registration.value for state in opens] == ["not-yet", "open", "closed"]
    assert [state.standing.value for state in opens] == ["announced", "open", "announced"]
    assert [state.standing.value for state in through] == ["running", "running", "held"]
    assert standing_of(event, at(10), full=True).standing is EventStanding.FULL
    assert standing_of(event, at(8), full=True).standing is EventStanding.ANNOUNCED


def test_what_changes_next_is_told_to_the_minute():
    event = planned(registration_opens=at(9), registration_closes=at(13))
    moments, now = [], at(0)
    while (now := next_change(event, now)) is not None:
        moments.append(now)

    assert moments == [at(9), at(13), at(14), at(16)]


@given(
    opens=st.none() | st.integers(-3000, 3000),
    closes=st.none() | st.integers(-3000, 3000),
    minutes=st.integers(1, 4000),
    precision=st.sampled_from([Precision.TIME, Precision.DAY, Precision.LATE]),
    looked=st.integers(-6000, 50_000),
    later=st.floats(0, 0.999),  # so near to one that it rounds to the moment itself is the moment itself
)
@settings(max_examples=60, deadline=None)
def test_what_is_said_of_an_event_is_true_until_the_moment_that_is_named(
    an_event, opens, closes, minutes, precision, looked, later
):
    event = an_event
    event.precision, event.minutes, event.time = precision, minutes, datetime.time(14)
    event.registration_opens, event.registration_closes = (
        None if offset is None else at(14) + datetime.timedelta(minutes=offset) for offset in (opens, closes)
    )
    event._reckon()
    now = at(0) + datetime.timedelta(minutes=looked)
    change = next_change(event, now)

    if change is None:
        assert standing_of(event, now).over
        return
    assert standing_of(event, now) == standing_of(event, now + (change - now) * later)


def test_an_event_whose_time_nobody_knows_lies_ahead_until_its_last_day_is_over():
    event = planned(precision=Precision.LATE, takes_registrations=False)

    assert standing_of(event, at(23, day=datetime.date(2027, 1, 31))).ahead
    assert standing_of(event, at(0, day=datetime.date(2027, 2, 1))).over
    assert standing_of(event, at(12)).registration is RegistrationStanding.NONE


def test_drafts_and_cancelled_events_take_nobody():
    draft, off = planned(live=False), planned(state=EventState.CANCELLED)

    assert standing_of(draft, at(10)).standing is EventStanding.DRAFT
    assert standing_of(off, at(10)).standing is EventStanding.CANCELLED
    for event in (draft, off):
        assert registration_of(event, at(10)) is RegistrationStanding.NONE
        assert next_change(event, at(10)) is None


def test_an_event_may_go_on_beyond_midnight_and_through_a_change_of_the_clocks():
    night = planned(day=datetime.date(2027, 3, 27), time=datetime.time(23), minutes=240)

    assert night.last_day == datetime.date(2027, 3, 28)
    assert night.ends == at(4, day=datetime.date(2027, 3, 28))
    assert planned(time=datetime.time(22), minutes=120).last_day == DAY


def test_after_an_event_what_is_there_to_read_says_how_far_it_is():
    held = EventFactory()
    written = EventFactory(record=record(topic("T", [point("Start early.")])))
    begun = EventFactory(record=record(topic("T", [point("Start early.")])), summary_state="being-written")

    assert [standing_of(event, at(12)).standing.value for event in (held, written, begun)] == [
        "held",
        "summarised",
        "summary-in-progress",
    ]


def test_the_number_goes_up_when_date_place_or_state_change_and_for_nothing_else():
    event = PlannedEventFactory(live=False, cancelled_because="Nobody can come.")
    event.time = datetime.time(15)
    event.save_revision().publish()
    event.refresh_from_db()
    assert event.sequence == 0  # nobody had seen it at 14:00

    numbers = []
    for name, value in (
        ("title", "Another name"),
        ("time", datetime.time(14)),
        ("where", ""),
        ("time_zone", "Europe/Dublin"),
        ("state", EventState.CANCELLED),
    ):
        setattr(event, name, value)
        event.save_revision().publish()
        event.refresh_from_db()
        numbers.append(event.sequence)
    assert numbers == [0, 1, 1, 2, 3]


def test_an_old_draft_brings_no_old_number_back():
    event = PlannedEventFactory(live=False)
    first = event.save_revision()
    first.publish()
    event.refresh_from_db()
    event.time = datetime.time(15)
    event.save_revision().publish()
    first.publish()
    event.refresh_from_db()

    assert (event.time, event.sequence) == (datetime.time(14), 2)
