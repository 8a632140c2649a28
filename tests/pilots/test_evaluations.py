"""The plan and the reports of a pilot as everybody reads them: by reference, cited, never a draft."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import Programme
from cms.search_sources import SearchQuery
from consultations.pilots import measuring
from consultations.pilots.enums import EvaluationKind, Scale
from consultations.pilots.finding import EvaluationsSource
from consultations.pilots.models import EvaluationPage, EvaluationsIndexPage, Measure
from edge import content_version
from feedback.threads import gate, keys
from tests.factories.cms import home_page
from tests.factories.evaluations import approval, blocks, evaluation, question, report, the_list
from tests.factories.moderation import facilitator
from tests.factories.pilots import counted, cycle, measure, pilot
from tests.factories.threads import PublishedFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def read(client, page, below=""):
    answer = client.get(f"{page.get_url()}{below}")
    assert answer.status_code == 200, (page.get_url(), answer.status_code)
    return answer.content.decode()


def of_pilot(client, made):
    return client.get(reverse("pilot:pilot", args=[made.slug])).content.decode()


def set_first_value(made, moment):
    Measure.objects.filter(pk=made.pk).update(criteria_at=moment - DAY, first_value_at=moment)
    content_version.bump()


def change(page, **changed):
    EvaluationPage.objects.filter(pk=page.pk).update(**changed)
    content_version.bump()


CORRECTED = blocks(("correction", {"day": "2026-01-02", "what": "It said ten.", "why": "A slip."}))


def test_a_plan_says_what_is_asked_on_what_basis_and_who_approved_what_when(client):
    page = evaluation(
        approvals=blocks(approval(link="https://example.org/approval")),
        without_approval="Health care keeps it as a service evaluation.",
    )
    shown = read(client, page)
    for words in (
        "Evaluation plan", "Does it help?", "We ask people.", "Service evaluation", "A governor or director",
        "The governor of HMP Nowhere", "Three questions on paper", "G-2026-07", "https://example.org/approval",
        "Health care keeps it as a service evaluation.", page.pilot.title,
    ):  # fmt: skip
        assert words in shown
    assert reverse("pilot:pilot", args=[page.pilot.slug]) in shown
    assert "No approval is recorded." in read(client, evaluation(approvals="[]", without_approval="None."))


def test_the_page_of_a_pilot_leads_to_its_plan_and_reports_and_they_lead_to_each_other(client):
    made = pilot()
    plan, found = evaluation(made), report(made)
    shown = of_pilot(client, made)
    assert plan.get_url() in shown
    assert found.get_url() in shown
    assert found.get_url() in read(client, plan)
    assert plan.get_url() in read(client, found)
    assert plan.get_url() not in of_pilot(client, pilot())


def test_the_page_of_a_pilot_says_plainly_that_there_is_no_plan_and_no_report(client):
    made = pilot()
    assert "It should be here before the first number comes in." in of_pilot(client, made)
    asked = measure(made)
    measuring.enter(asked, [counted(1, 20)], by=facilitator())
    shown = of_pilot(client, made)
    assert "There is no plan yet, and numbers have come in since" in shown
    assert "There is no report yet." in shown


def test_a_plan_says_by_itself_whether_it_was_here_before_the_first_number(client):
    made = pilot()
    asked = measure(made)
    plan = evaluation(made, corrections=CORRECTED)
    assert "No number has come in yet." in read(client, plan)
    set_first_value(asked, timezone.now() + DAY)
    assert "before the first number came in on" in read(client, plan)
    assert "before the first number came in on" in of_pilot(client, made)
    # It is published again after numbers came in.
    change(plan, first_published_at=timezone.now() - 9 * DAY)
    set_first_value(asked, timezone.now() - 2 * DAY)
    shown = read(client, plan)
    assert "before the first number came in on" in shown
    assert "It was published again on" in shown
    assert "What was changed stands under “Corrections”." in shown
    # It came too late.
    set_first_value(asked, timezone.now() - 20 * DAY)
    assert "The plan was published here later, on" in read(client, plan)
    assert "The plan was published here later, on" in of_pilot(client, made)


def test_a_report_comes_in_time_or_late_or_is_missed(client):
    today = timezone.localdate()
    plan = evaluation(report_by=today)
    assert "The report comes by" in read(client, plan)
    change(plan, report_by=today - DAY)
    report(plan.pilot, kind=EvaluationKind.EARLY)
    assert "The report should have come by" in read(client, plan)
    assert "Early report" in read(client, plan)
    report(plan.pilot)
    assert "It was late." in read(client, plan)
    change(plan, report_by=today)
    assert ", in time." in of_pilot(client, plan.pilot)


@pytest.mark.database
def test_measures_cycles_and_limits_stand_in_a_report_as_they_are_now(client):
    by, made = facilitator(), pilot()
    asked = measure(made, by=by)
    measuring.enter(asked, [counted(3, 20), counted(2, 31)], by=by)
    tried = cycle(made, by=by, measures=[asked])
    found = report(
        made,
        record=blocks(
            question("How many met?", "More each month.", asked),
            ("measure", str(asked.pk)),
            ("criteria", None),
            ("cycle", str(tried.pk)),
        ),
    )
    shown = read(client, found)
    for words in ("People met", "Meet in week one.", "Go on, change something or stop", "20 or more", "<svg"):
        assert words in shown
    assert f"{reverse('pilot:pilot', args=[made.slug])}#measure-1" in shown
    assert ">47<" not in shown
    measuring.enter(asked, [counted(1, 47, 60)], by=by)
    assert ">47<" in read(client, found)
    asked.name = "People who came"
    asked.save()
    assert "People who came" in read(client, found)


def test_numbers_from_few_people_are_no_more_shown_in_a_report_than_on_the_page_of_the_pilot(client):
    by = facilitator()
    asked = measure(by=by, scale=Scale.SCORE, go_at=Decimal(5), stop_at=Decimal(2))
    measuring.enter(asked, [counted(2, "3.17", 7), counted(1, "4.25", 9)], by=by)
    shown = read(client, report(asked.pilot, record=blocks(("measure", str(asked.pk)), ("criteria", None))))
    assert "4.25" in shown
    assert "3.17" not in shown


def test_what_a_pilot_does_not_have_any_more_is_left_out(client):
    asked = measure()
    found = report(asked.pilot, record=blocks(("measure", str(asked.pk)), ("cycle", "99"), question()))
    asked.delete()
    assert "Does it help?" in read(client, found)


def test_an_answer_that_is_taken_back_is_quoted_nowhere(client):
    answer = PublishedFactory(words="Nobody told me who to ask.")
    found = report(record=blocks(("answer", keys.written(answer.pk))))
    assert "Nobody told me who to ask." in read(client, found)
    gate.withdraw([answer])
    assert "Nobody told me who to ask." not in read(client, found)
    assert "Withdrawn by its author" in read(client, found)


def test_it_is_cited_in_all_forms_as_what_it_is(client):
    Programme.load()
    plan = evaluation(
        title="How we find out", slug="how", version="1.1", licence="cc-by-4.0",
        credits=blocks(("people", {"people": [
            {"type": "item", "id": "1", "value": {"name": "Ada Example", "part": "author"}}
        ]})),
    )  # fmt: skip
    shown = read(client, plan)
    assert "Example, A." in shown
    assert '<meta name="citation_title" content="How we find out">' in shown
    assert '"@type": "Report"' in shown
    forms = {
        form: client.get(f"/evaluations/how/cite.{form}").content.decode() for form in ("bib", "ris", "json")
    }
    assert "type = {Evaluation plan}" in forms["bib"]
    assert "AU  - Example, Ada" in forms["ris"]
    assert json.loads(forms["json"])[0]["genre"] == "Evaluation plan"
    assert client.get(f"/evaluations/{plan.pk}/").url == plan.get_url()


def test_it_is_read_in_other_ways_and_says_what_was_put_right(client):
    plan = evaluation(
        in_short=blocks(("text", "<p>We ask thirty people.</p>")),
        easy_read=blocks(("sentence", {"words": "We ask people.", "drawing": "together"})),
        corrections=CORRECTED,
    )
    shown = read(client, plan)
    assert "It said ten." in shown
    for below in ("in-short/", "easy-read/", "noticeboard/"):
        assert f"{plan.get_url()}{below}" in shown
        assert "Read the whole plan" in read(client, plan, below)
    assert "We ask thirty people." in read(client, plan, "noticeboard/")
    assert client.get(f"{evaluation().get_url()}noticeboard/").status_code == 404


def test_no_draft_and_no_change_that_is_not_published_is_read_anywhere(client):
    live = evaluation(title="Shown", slug="shown", record=blocks(question("Asked openly?")))
    live.record = blocks(question("zqxsecret?"))
    live.title = "zqxsecret title"
    live.in_short = blocks(("text", "<p>zqxsecret</p>"))
    live.save_revision()
    draft = evaluation(
        live.pilot, published=False, title="zqxsecret draft", slug="draft", kind=EvaluationKind.REPORT,
        in_short=blocks(("text", "<p>zqxsecret</p>")),
    )  # fmt: skip
    for address in (
        draft.get_url(), f"{draft.get_url()}in-short/", "/evaluations/draft/cite.bib",
        f"/evaluations/{draft.pk}/", f"{live.get_url()}in-short/", "/evaluations/draft/noticeboard/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for address in (
        live.get_url(), "/evaluations/", f"/pilot/{live.pilot.slug}/", "/search/?q=zqxsecret", "/sitemap.xml",
        "/feed/", "/evaluations/shown/cite.json", "/search/?kind=evaluation",
    ):  # fmt: skip
        shown = client.get(address).content.decode()
        assert "zqxsecret title" not in shown, address
        assert "zqxsecret draft" not in shown, address
        assert "zqxsecret?" not in shown, address
    live.unpublish()
    assert client.get("/evaluations/shown/").status_code == 404
    assert "Shown" not in of_pilot(client, live.pilot)


@pytest.mark.database
def test_search_the_site_map_and_the_feed_have_it(client):
    plan = evaluation(title="How we look at it", slug="look", record=blocks(question("Do people sleep?")))
    source = EvaluationsSource()
    assert "How we look at it" in client.get("/search/?q=sleep").content.decode()
    assert [found.title for found in source.find(SearchQuery(), 9)] == [plan.title]
    assert source.find(SearchQuery(place="nowhere"), 9) == []
    assert plan.get_url() in client.get("/sitemap.xml").content.decode()
    assert plan.title in client.get("/feed/").content.decode()
    assert plan.title in client.get("/evaluations/").content.decode()


def full(number):
    by, made = facilitator(), pilot()
    answers = [PublishedFactory() for _n in range(number)]
    parts = []
    for one in answers:
        asked = measure(made, by=by)
        measuring.enter(asked, [counted(n + 1, 20 + n) for n in range(number)], by=by)
        tried = cycle(made, by=by, measures=[asked], led_by=[("contribution", str(one.pk))])
        parts += [
            question("Does it?", "Yes.", asked), ("measure", str(asked.pk)), ("cycle", str(tried.pk)),
            ("answer", keys.written(one.pk)),
        ]  # fmt: skip
    evaluation(made, approvals=blocks(*[approval() for _n in range(number)]))
    return report(made, slug=f"report-{number}", record=blocks(*parts, ("criteria", None)))


def queries(client, address):
    """Of a page that this worker draws once more: what all pages share is in its memory."""
    client.get(f"{address}?warm")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"{address}?x").status_code == 200
    return len(seen)


@pytest.mark.database
def test_its_page_asks_the_same_however_much_it_draws_on(client):
    pages = [full(1), full(6)]
    counts = [queries(client, page.get_url()) for page in pages]
    assert counts[0] == counts[1] <= 12
    listed = queries(client, "/evaluations/")
    for number in range(4):
        report(pages[0].pilot, slug=f"more-{number}")
    assert queries(client, "/evaluations/") == listed <= 6
    of_pilots = [queries(client, f"/pilot/{page.pilot.slug}/") for page in pages]
    assert of_pilots[0] == of_pilots[1] <= 12


def test_a_site_gets_its_list_of_evaluations_once_and_pilots_lead_to_it(client):
    from consultations.pilots import evaluation_set_up

    assert evaluation_set_up.make_index(home_page()) == []
    evaluation_set_up.make_index(home_page())
    assert EvaluationsIndexPage.objects.count() == 1
    assert "There is no plan yet" in client.get("/evaluations/").content.decode()
    assert the_list().get_url() in client.get("/pilot/").content.decode()
