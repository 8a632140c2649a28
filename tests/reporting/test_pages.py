"""Pages of reports: a form that begins with what is known, loses nothing, and files behind links."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.reporting.enums import Part, ReportState
from consultations.reporting.models import Report
from people import sockets
from tests.factories.events import EventFactory, many_events, point, record, topic
from tests.factories.people import member
from tests.factories.reports import WORDS, report, researcher

pytestmark = pytest.mark.django_db


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args) -> str:
    return reverse(f"reporting:{name}", args=args)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def typed(version: int = 0, then: str = "save", **words) -> dict[str, object]:
    return {"version": version, "then": then, **{part.value: text for part, text in WORDS.items()}, **words}


def test_researchers_find_it_and_members_do_not():
    def offered(person) -> list[str]:
        return [url for ways in sockets.ways.all() for _text, url, _note in ways(person)]

    assert at("reports") in offered(researcher())
    assert at("reports") not in offered(member())


def test_the_list_says_how_far_each_report_is_and_goes_on_by_key():
    many_events(33, 0)
    done, half = EventFactory(title="Done"), EventFactory(title="Half")
    report(done)
    report(half, complete=False)
    client = as_(researcher())
    first = client.get(at("reports")).context["listing"]
    second = client.get(at("reports") + first.older).context["listing"]

    rows = [*first.rows, *second.rows]
    assert len({row.url for row in rows}) == len(rows) == 35
    states = {row.title: row.state for row in rows}
    assert (states["Done"], states["Half"], states["Past event 0"]) == ("Complete", "Draft", "Not begun")
    assert not second.older
    assert client.get(f"{at('reports')}?page=nonsense.9").status_code == 200


@pytest.mark.parametrize("name", ["reports", "report", "months"])
def test_pages_ask_the_database_as_much_whatever_there_is(name):
    page = EventFactory(record=record(topic("A", [point("One.")])))
    many_events(1, 2)
    client = as_(researcher())
    url = at(name, page.pk) if name == "report" else at(name)
    if name == "months":
        url += "?first=2000-01&last=2022-10"

    def asked() -> int:
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = asked()
    many_events(20, 3)
    report(page, complete=False)
    page.record = record(*(topic(str(n), [point(f"{n}.{m}") for m in range(9)]) for n in range(4)))
    page.save_revision().publish()
    assert asked() == few


@pytest.mark.parametrize("what", ["points.csv", "attendance.xlsx", "gripp2.csv"])
def test_files_ask_the_database_as_much_however_many_events_there_are(what):
    report(EventFactory(people_total=30))
    many_events(2, 3)
    client = as_(researcher())
    url = at("months-file", "2000-01", "2022-10", *what.split("."))

    def asked() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few = asked()
    many_events(20, 9)
    assert asked() == few


def test_the_name_of_a_file_may_have_any_letters():
    page = EventFactory(slug="été", people_total=40)
    answer = as_(researcher()).get(at("event-file", page.pk, "attendance", "csv"))
    assert answer.headers["Content-Disposition"].endswith("utf-8''%C3%A9t%C3%A9-attendance.csv")


def test_the_form_begins_with_what_is_known_and_keeps_nothing_until_it_is_saved():
    page = EventFactory(purpose="To plan the first week.")
    client = as_(researcher())
    shown = client.get(at("report", page.pk))

    assert shown.context["form"]["aim"].value() == "To plan the first week."
    assert not Report.objects.exists()
    assert client.post(at("report", page.pk), typed(aim="Ours.")).status_code == 302
    again = client.get(at("report", page.pk))
    assert again.context["form"]["aim"].value() == "Ours."
    assert "What the site knows today" in text_of(again)
    assert "To plan the first week." in text_of(again)


def test_saved_as_complete_with_a_gap_it_is_a_draft_and_the_gap_is_marked():
    page = EventFactory()
    client = as_(researcher())
    answer = client.post(at("report", page.pk), typed(then="complete", results_bad=" "))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"results_bad"}
    assert "It is saved as a draft." in text_of(answer)
    saved = Report.objects.get()
    assert (saved.state, saved.aim, saved.version) == (ReportState.DRAFT, WORDS[Part.AIM], 1)
    answer = client.post(at("report", page.pk), typed(saved.version, then="complete", results_bad="None."))
    assert answer.status_code == 302
    done = client.get(at("report", page.pk))
    assert "Complete since" in text_of(done)
    assert "<textarea" not in done.content.decode()
    client.post(at("open-again", page.pk))
    assert Report.objects.get().state == ReportState.DRAFT


def test_who_saves_from_an_older_text_sees_both_and_loses_nothing():
    page = EventFactory()
    report(page, complete=False, aim="Theirs.")
    client = as_(researcher())
    answer = client.post(at("report", page.pk), typed(0, aim="Mine."))

    assert answer.status_code == 422
    assert "Theirs." in text_of(answer)
    assert answer.context["form"]["aim"].value() == "Mine."
    version = answer.context["form"]["version"].value()
    assert client.post(at("report", page.pk), typed(version, aim="Both.")).status_code == 302
    assert Report.objects.get().aim == "Both."


def test_a_complete_report_refuses_a_late_save_and_shows_what_was_typed():
    page = EventFactory()
    done = report(page)
    answer = as_(researcher()).post(at("report", page.pk), typed(done.version, aim="Late."))

    assert answer.status_code == 422
    assert "This report is complete." in text_of(answer)
    assert Report.objects.get().aim == WORDS[Part.AIM]


@pytest.mark.parametrize("bad", [{"version": "x"}, {"version": "-1"}, {"aim": "x" * 9000}])
def test_broken_forms_are_shown_again(bad):
    page = EventFactory()
    answer = as_(researcher()).post(at("report", page.pk), {**typed(), **bad})
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_only_files_that_there_are_are_offered():
    bare, counted = EventFactory(), EventFactory(people_total=40)
    client = as_(researcher())
    offered = [
        {file.url.rpartition("/")[2] for file in client.get(at("report", page.pk)).context["files"]}
        for page in (bare, counted)
    ]
    assert offered == [set(), {"attendance.csv", "attendance.xlsx", "attendance-dictionary.csv"}]
    assert client.get(at("event-file", bare.pk, "points", "csv")).status_code == 422


def test_files_come_with_their_names_and_what_cannot_is_said():
    page = EventFactory(slug="held", record=record(topic("A", [point()])), people_total=40)
    client = as_(researcher())
    client.post(at("report", page.pk), typed())
    shown = client.get(at("report", page.pk))
    for file in shown.context["files"]:
        answer = client.get(file.url)
        name = file.url.rpartition("/")[2]
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="held-{name}"'
        assert "no-store" in answer.headers["Cache-Control"]
    assert len(shown.context["files"]) == 8

    time = client.get(at("months"), {"first": "2022-10", "last": "2022-10"}).context["time"]
    assert [client.get(file.url).status_code for file in time.files] == [200] * 6
    refused = client.get(at("months-file", "2022-10", "2022-10", "gripp2", "docx"))
    assert refused.status_code == 422
    assert "There is nothing of this kind to take out." in text_of(refused)
    for url in (
        at("months-file", "2022-11", "2022-10", "points", "csv"),
        at("months-file", "x", "2022-10", "points", "csv"),
        at("event-file", page.pk, "points", "exe"),
        at("event-file", 9**9, "points", "csv"),
    ):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("query", ["", "first=2022-10", "first=x&last=y", "first=2022-11&last=2022-10"])
def test_what_is_no_time_is_said_beside_the_field(query):
    EventFactory(precision="day", day=datetime.date(2022, 10, 1))
    answer = as_(researcher()).get(f"{at('months')}?{query}")
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_my_data_names_the_reports_i_saved():
    page, me = EventFactory(title="What helps?"), researcher()
    report(page, by=me)
    assert sockets.my_data.get("reporting")(me) == {"reports saved last": ["What helps?"]}
    me.delete()
    assert Report.objects.get().saved_by is None
