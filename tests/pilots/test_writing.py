"""A pilot is written by facilitators, shown when it is ready, and nothing anybody typed is lost."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.events.models import Point
from consultations.events.sockets import what_came_of
from consultations.pilots import cycling, measuring, writing
from consultations.pilots.cycling import Tried
from consultations.pilots.enums import Basis, CycleEnd, MoneyKind
from consultations.pilots.logic_models import logic_model
from consultations.pilots.models import CycleWords, Pilot
from consultations.pilots.refusals import (
    EndNotToldError,
    MayNotError,
    NoApprovalError,
    NotADayError,
    RefusedError,
    StaleError,
)
from consultations.pilots.writing import Paid
from consultations.proposals.enums import ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom
from feedback.threads.sockets import what_became
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.pilots import asked as as_asked
from tests.factories.pilots import counted, cycle, measure, pilot, written
from tests.factories.proposals import proposal
from tests.factories.threads import PublishedFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def at(name: str, *args: object) -> str:
    return reverse(f"pilots-members:{name}", args=args)


def day(name: str, when: datetime.date) -> dict[str, object]:
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def as_typed(**changed: object) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "title": "Two wings", "tries": "A link worker", "for_whom": "All", "basis": "evaluation",
        **day("starts_on", today), **day("ends_on", today + 90 * DAY), "inputs": "A room\nA pen",
        "money-TOTAL_FORMS": 1, "money-INITIAL_FORMS": 0, "money-0-source": "The trust",
        "money-0-kind": "once", **day("money-0-until", today + 30 * DAY),
        "seats-TOTAL_FORMS": 1, "seats-INITIAL_FORMS": 0, "seats-0-table": "The team", "seats-0-who": "Three",
        **changed,
    }  # fmt: skip


def page_of(client, made) -> str:
    return client.get(reverse("pilot:pilot", args=[made.slug])).content.decode()


def test_everybody_reads_what_it_tries_where_for_whom_and_who_sits_where(client):
    tried = proposal(ProposalState.FINAL)
    made = pilot(proposals=[tried])
    page = page_of(client, made)
    for words in (
        tried.title, "in their first week", "Everybody on A and B wing.", "Three of nine seats", "The trust",
        "A charity", "One link worker", "Officers open doors", "It is going on",
    ):  # fmt: skip
        assert words in page
    assert made.title in client.get(reverse("pilot:index")).content.decode()


def test_nobody_reads_a_pilot_before_it_is_shown(client):
    made = pilot(shown=False)
    assert client.get(reverse("pilot:pilot", args=[made.slug])).status_code == 404
    assert made.title not in client.get(reverse("pilot:index")).content.decode()


def test_money_that_ends_before_the_evaluation_is_warned_of(client):
    today = timezone.localdate()
    made = pilot(money=[Paid("The trust", MoneyKind.ONCE, today + 299 * DAY)])
    assert "We know only on" in page_of(client, made)
    enough = pilot(money=[Paid("The trust", MoneyKind.RECURRING, today + 300 * DAY)])
    assert "We know only on" not in page_of(client, enough)
    assert "No money is named yet." in page_of(client, pilot(money=[]))


def test_research_is_not_shown_without_an_approval_and_keeps_it():
    by = facilitator()
    made = pilot(by=by, shown=False, basis=Basis.RESEARCH)
    with pytest.raises(NoApprovalError):
        writing.show(made, by=by)
    text = written(basis=Basis.RESEARCH, approvals="NRC 2026-001 (invented)")
    writing.show(writing.write(made, text, by=by, version=0), by=by)
    with pytest.raises(NoApprovalError):
        writing.write(made, written(basis=Basis.RESEARCH), by=by, version=1)


def test_a_pilot_does_not_end_before_it_begins_and_lists_stay_short():
    today = timezone.localdate()
    with pytest.raises(NotADayError):
        pilot(ends_on=today - 200 * DAY)
    with pytest.raises(RefusedError, match="at most 12"):
        pilot(inputs="\n".join("abcdefghijklm"))


def test_only_facilitators_write_pilots():
    with pytest.raises(MayNotError):
        writing.start(written(), by=member())
    with pytest.raises(MayNotError):
        writing.write(pilot(), written(), by=member(), version=0)


def test_a_facilitator_writes_shows_and_a_stale_save_shows_what_stands_beside_what_was_typed():
    by, browser = facilitator(), Client()
    browser.force_login(by)
    assert browser.get(at("start")).status_code == 200
    assert browser.post(at("start"), as_typed(title="")).status_code == 422
    assert browser.post(at("start"), as_typed()).status_code == 302
    made = Pilot.objects.get()
    assert (made.money.get().source, made.seats.get().who) == ("The trust", "Three")
    browser.post(at("show", made.slug))
    writing.write(made, written(tries="Somebody else's words."), by=by, version=0)
    typed = as_typed(tries="Mine.", version=0, **{"money-0-source": "A charity"})
    answer = browser.post(at("write", made.slug), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Somebody else&#x27;s words.", "Mine.", "The trust, Once, ", "A charity, Once, "):
        assert words in page
    assert browser.post(at("write", made.slug), as_typed(tries="Mine.", version=1)).status_code == 302
    assert made.slug in browser.get(at("pilots")).content.decode()


def test_a_stale_save_of_a_cycle_or_a_measure_shows_what_stands_beside_what_was_typed():
    by, browser = facilitator(), Client()
    browser.force_login(by)
    one = cycle(by=by)
    cycling.write(one, Tried(one.starts_on, "Somebody else's plan."), by=by, version=0)
    asked = measure(one.pilot, by=by)
    measuring.change(asked, as_asked(source="Somebody else's list"), by=by, version=0)
    for address, model, typed in (
        (at("change-cycle", one.pk), one, {"plan": "My plan.", **day("starts_on", one.starts_on), "end": ""}),
        (
            at("change-measure", asked.pk),
            asked,
            {**as_asked(source="My list").__dict__, "baseline": "", "target": ""},
        ),
    ):
        answer = browser.post(address, {**typed, "version": 0})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert re.search(r"As it stands now</dt><dd><p>Somebody else&#x27;s (plan\.|list)</p></dd>", page)
        assert re.search(r"As you wrote it</dt><dd><p>My (plan\.|list)</p></dd>", page)
        (version,) = re.findall(r'name="version" value="(\d+)"', page)
        assert browser.post(address, {**typed, "version": version}).status_code == 302
        model.refresh_from_db()
    assert (one.plan, asked.source) == ("My plan.", "My list")


def test_half_a_row_of_money_is_told_and_not_taken():
    browser = Client()
    browser.force_login(facilitator())
    answer = browser.post(at("start"), as_typed(**{"money-0-source": ""}))
    assert answer.status_code == 422
    assert "Fill in the whole row" in answer.content.decode()


def test_a_cycle_ends_with_what_was_learnt_and_what_is_done_now(client):
    by = facilitator()
    one = cycle(by=by)
    today = timezone.localdate()
    half = Tried(one.starts_on, "Week one", end=CycleEnd.ADAPT, ended_on=today, acted="Later")
    with pytest.raises(EndNotToldError):
        cycling.write(one, half, by=by, version=0)
    whole = Tried(
        one.starts_on, "Week one", did="12 met", studied="Too early", end=CycleEnd.ADAPT, ended_on=today,
        acted="Week two now",
    )  # fmt: skip
    cycling.write(one, whole, by=by, version=0)
    with pytest.raises(StaleError):
        cycling.write(one, whole, by=by, version=0)
    page = page_of(client, one.pilot)
    for words in ("Adapt: change it and try again", "12 met", "Too early", "Week two now"):
        assert words in page


def test_words_that_led_to_a_cycle_are_read_where_they_stand_and_lead_to_the_pilot(client):
    answer = PublishedFactory(words="Nobody told me who to ask.")
    one = cycle(led_by=[("contribution", str(answer.pk))])
    assert "Nobody told me who to ask." in page_of(client, one.pilot)
    assert CycleWords.objects.get().key == str(answer.pk)
    told = [came.text for came in what_became([answer.pk])[answer.pk]]
    assert told == [f"It is being tried: {one.pilot.title}"]


def test_words_of_a_proposal_lead_to_the_pilot_that_tries_it():
    tried = proposal(ProposalState.FINAL)
    ComesFrom.objects.create(proposal=tried, kind=ComesFromKind.POINT, key="point0000000")
    made = pilot(proposals=[tried])
    assert f"It is being tried: {made.title}" in [
        came.text for came in what_came_of.points(["point0000000"])["point0000000"]
    ]


def test_a_cycle_is_written_on_its_page():
    by, browser = facilitator(), Client()
    browser.force_login(by)
    made = pilot(by=by)
    typed = {"plan": "Week one", **day("starts_on", made.starts_on), "end": ""}
    assert browser.get(at("start-cycle", made.slug)).status_code == 200
    assert browser.post(at("start-cycle", made.slug), typed).status_code == 302
    one = made.cycles.get()
    assert browser.get(at("change-cycle", one.pk)).status_code == 200
    assert (
        browser.post(at("change-cycle", one.pk), {**typed, "end": "adopt", "version": 0}).status_code == 422
    )


@pytest.mark.database
def test_the_page_asks_the_same_however_much_there_is(client):
    by, made = facilitator(), []
    event = EventFactory(record=record(topic("When", [point("Start early."), point("Ask me.")])))
    points = list(Point.objects.filter(page=event).values_list("key", flat=True))
    for more in (1, 6):
        one = pilot(by=by, proposals=[proposal(ProposalState.FINAL) for _n in range(more)])
        for _n in range(more):
            asked = measure(one, by=by)
            measuring.enter(asked, [counted(n + 1, 20 + n) for n in range(more)], by=by)
            said = ("contribution", str(PublishedFactory().pk))
            words = [said, ("point", points[0]), ("point", points[-1])]
            cycle(one, by=by, measures=[asked], led_by=words)
        made.append(one)
    counts = []
    for one in (*made, *made):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("pilot:pilot", args=[one.slug]) + "?x").status_code == 200
        counts.append(len(seen))
    assert counts[2] == counts[3] <= 12


def test_who_closes_their_account_is_named_nowhere_and_the_pilot_stays():
    from consultations.pilots import about_people

    by = facilitator()
    made = pilot(by=by)
    assert about_people.held_about(by) == {"pilots begun": [made.title]}
    about_people.let_go(by)
    assert Pilot.objects.get().made_by is None


def test_a_pilot_that_is_shown_stands_in_the_list_of_addresses(client):
    shown, hidden = pilot(title="Shown"), pilot(title="Hidden", shown=False)
    listed = client.get("/sitemap.xml").content.decode()
    assert f"/pilot/{shown.slug}/" in listed
    assert hidden.slug not in listed


def test_what_is_hoped_for_is_not_drawn_as_done():
    model = logic_model(pilot())
    assert [box.kind for box in model.boxes] == ["said", "said", "said", "said", "talked"]
