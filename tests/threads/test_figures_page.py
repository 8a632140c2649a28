"""How we do: numbers of whole months that change once, point at nobody, and say what they count."""

import csv
import datetime
import html as html_of
import io
import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.reading_grade import grade_of_html
from edge import page_cache
from feedback.letterbox.kinds import Delivery, acts_at_emptying
from feedback.letterbox.models import Emptying
from feedback.threads import figures, sockets
from feedback.threads.enums import Reason, State
from feedback.threads.models import MonthlyFigures
from feedback.threads.months import Month
from sheets.writing import cell
from tests.factories.threads import ContributionFactory, PublishedFactory, ResponseFactory, ThreadFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = datetime.timedelta(days=1)
#: Monday 5 October is the first Monday; the month ends with Sunday 1 November.
OCTOBER = Month(datetime.date(2026, 10, 1))
MONDAY = datetime.date(2026, 10, 12)
AFTER = datetime.date(2026, 11, 2)


def emptied_on(number, day):
    """What an emptying leaves behind, and what it does to figures."""
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
    figures.close_months(Delivery(number, day))
    Emptying.objects.create(number=number, day=day, at=moment)


def page(client):
    page_cache.shelf.clear()
    answer = client.get("/feedback/how-we-do/")
    assert answer.status_code == 200
    return re.search(r"<main.*?</main>", answer.content.decode(), re.S)[0]


def text_of(html):
    return " ".join(html_of.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def october(**done):
    """A month in which the box was emptied once, and the emptying after it."""
    emptied_on(1, MONDAY)
    if done:
        sockets.done_between.register("moderation", lambda begins, ends: sockets.Done(**done))
    try:
        emptied_on(2, AFTER)
    finally:
        from feedback.moderation import figures_of_acts

        sockets.done_between.register("moderation", figures_of_acts.done_between)
    return MonthlyFigures.objects.get(month=OCTOBER.first)


# --- Months -----------------------------------------------------------------------------------


def test_months_follow_each_other_without_gap_or_overlap_for_a_century():
    month = Month(datetime.date(2000, 1, 1))
    months = [month := month.next for _n in range(1200)]

    assert all(one.ends == other.begins for one, other in pairwise(months))
    assert all(one.begins.weekday() == 0 and one.begins.month == one.first.month for one in months)
    for one in months[:60]:
        days = [one.begins + n * DAY for n in range((one.ends - one.begins).days)]
        assert {Month.of(day) for day in days} == {one}


# --- When they change ---------------------------------------------------------------------------


def test_figures_are_counted_at_every_emptying():
    assert figures.close_months in acts_at_emptying()


def test_a_month_is_written_at_the_first_emptying_after_it_and_never_again():
    emptied_on(1, MONDAY)
    for n in range(9):
        ContributionFactory(week=MONDAY, day=MONDAY + n * DAY)
    emptied_on(2, OCTOBER.ends - DAY)
    assert not MonthlyFigures.objects.exists()

    emptied_on(3, OCTOBER.ends)
    written = MonthlyFigures.objects.values().get()
    for _n in range(40):
        ContributionFactory(week=MONDAY)
    emptied_on(4, OCTOBER.ends + DAY)
    emptied_on(4 + 1, OCTOBER.ends + 2 * DAY)

    assert written["month"] == OCTOBER.first
    assert MonthlyFigures.objects.values().get() == written


def test_months_in_which_nobody_emptied_the_box_are_made_up_for_each_alone():
    emptied_on(1, datetime.date(2026, 7, 8))
    emptied_on(2, AFTER)

    months = list(MonthlyFigures.objects.order_by("month").values_list("month", flat=True))
    assert months == [datetime.date(2026, n, 1) for n in (7, 8, 9, 10)]


def test_before_the_box_was_ever_emptied_there_is_nothing_to_count():
    figures.close_months(Delivery(1, AFTER))

    assert not MonthlyFigures.objects.exists()


def test_copies_of_the_page_are_stale_once_a_month_is_written(client):
    emptied_on(1, MONDAY)
    assert "There are no numbers yet" in client.get("/feedback/how-we-do/").content.decode()
    emptied_on(2, AFTER)

    assert "October 2026" in client.get("/feedback/how-we-do/").content.decode()


# --- What is counted ------------------------------------------------------------------------------


def test_what_came_in_the_weeks_of_the_month_is_counted_about():
    for week, number in ((MONDAY, 11), (OCTOBER.begins - 7 * DAY, 20), (OCTOBER.ends, 20)):
        for _n in range(number):
            ContributionFactory(week=week)

    assert october().received == 10


def test_what_was_first_shown_in_the_month_and_is_still_there_is_counted_exactly():
    for batch in (1, 1, 2):
        PublishedFactory(batch=batch, week=MONDAY)
    ContributionFactory(state=State.WITHDRAWN, batch=1, week=MONDAY)

    assert october().published == 2


def test_promises_of_the_month_are_kept_or_late():
    due = MONDAY + 3 * DAY
    ThreadFactory(answer_by=due, answered_on=due)
    ThreadFactory(answer_by=due, answered_on=due - 30 * DAY)
    ThreadFactory(answer_by=due, answered_on=due + DAY)
    ThreadFactory(answer_by=due)
    ThreadFactory(answer_by=OCTOBER.ends, answered_on=due)
    ThreadFactory(answer_by=due, opened_on=None)
    row = october()

    assert (row.promises_kept, row.promises_late) == (2, 2)


def test_days_to_an_answer_are_counted_to_the_first_answer_also_one_to_all():
    thread, other = ThreadFactory(), ThreadFactory()
    these = [PublishedFactory(thread=thread, week=MONDAY) for _n in range(5)]
    for _n in range(4):
        PublishedFactory(thread=other, week=OCTOBER.begins)
    ResponseFactory(thread=thread, to=these, day=MONDAY + 4 * DAY)
    ResponseFactory(thread=thread, to=these, day=MONDAY + 12 * DAY)
    ResponseFactory(thread=other, day=OCTOBER.begins - DAY)  # before they were there: answers nobody
    ResponseFactory(thread=other, day=OCTOBER.begins + 25 * DAY)

    assert october().median_days == 5


def test_days_to_an_answer_of_fewer_than_eight_are_not_told():
    thread = ThreadFactory()
    these = [PublishedFactory(thread=thread, week=MONDAY) for _n in range(7)]
    ResponseFactory(thread=thread, to=these, day=MONDAY + 4 * DAY)

    assert october().median_days is None


def test_an_answer_counts_in_the_month_in_which_it_came_only():
    thread = ThreadFactory()
    these = [PublishedFactory(thread=thread, week=OCTOBER.begins - 14 * DAY) for _n in range(9)]
    ResponseFactory(thread=thread, to=these, day=OCTOBER.begins - DAY)
    ResponseFactory(thread=thread, to=these, day=MONDAY)

    assert october().median_days is None


# --- Small numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(8))
def test_nobody_can_tell_one_small_number_from_another_not_even_from_what_is_stored(number):
    row = october(returned=number, escalated=number, declined={Reason.UNLAWFUL.value: number})

    assert (row.returned, row.escalated, row.declined) == (0, 0, {})


def test_every_figure_that_nobody_can_count_stands_for_five_numbers_at_least():
    behind: dict[int, int] = {}
    for number in range(8, 508):
        behind[figures.protected(number)] = behind.get(figures.protected(number), 0) + 1

    assert min(list(behind.values())[:-1]) == 5
    assert figures.TOO_FEW not in behind


def test_the_page_tells_small_numbers_as_fewer_than_eight_and_has_no_sum(client):
    october(returned=3, escalated=0, declined={"off-topic": 12, "advert": 2})
    told = text_of(page(client))

    assert "Sent back fewer than 8" in told
    assert "Passed to safeguarding fewer than 8" in told
    assert "It is about something else about 10" in told
    assert "It sells something fewer than 8" in told
    assert "otal" not in told


def test_no_figure_is_broken_down_by_who_or_where():
    fields = {field.name for field in MonthlyFigures._meta.fields}

    assert fields == {
        "id", "month", "received", "published", "returned", "escalated", "declined", "median_days",
        "promises_kept", "promises_late",
    }  # fmt: skip


# --- The page and its file -----------------------------------------------------------------------------


def test_without_a_month_that_is_over_it_says_so_kindly(client):
    told = text_of(page(client))

    assert "There are no numbers yet" in told
    assert "How we count" in told
    assert "numbers.csv" not in page(client)


def test_each_number_has_what_it_counts_beside_it(client):
    october()
    html = page(client)
    numbers = re.findall(r"<dt>(.*?)</dt><dd><b>(.*?)</b><span>(.*?)</span>", html)

    assert len(numbers) == 7
    assert all(meaning for _name, _value, meaning in numbers)
    assert [name for name, _value, _meaning in numbers][-2:] == ["Promises kept", "Promises late"]


def test_months_before_stand_in_tables_the_newest_first(client):
    emptied_on(1, datetime.date(2026, 7, 8))
    emptied_on(2, AFTER)
    html = page(client)

    assert (
        re.findall(r'<th scope="row">(.*?)</th>', html) == ["September 2026", "August 2026", "July 2026"] * 2
    )
    assert '<h2 id="last">October 2026</h2>' in html


def test_the_file_holds_the_numbers_of_the_page_and_no_others(client):
    emptied_on(1, datetime.date(2026, 7, 8))
    emptied_on(2, AFTER)
    MonthlyFigures.objects.filter(month=OCTOBER.first).update(
        received=45, published=31, returned=10, declined={"off-topic": 15}, median_days=20, promises_kept=2
    )
    answer = client.get("/feedback/how-we-do/numbers.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = text_of(page(client))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert rows[0] == ["Month", "What is counted", "Number", "What it means"]
    assert len(rows) == 1 + 4 * (7 + len(Reason))
    of_october = {row[1]: row[2] for row in rows if row[0] == "2026-10"}
    assert of_october["Answers that came"] == "about 45"
    assert of_october["Not shown: It is about something else"] == "about 15"
    for name, value in of_october.items():
        assert f"{name.removeprefix('Not shown: ')} {value}" in told


def test_the_page_is_easy_to_read(client):
    empty = page(client)
    october(declined={"off-topic": 12})

    assert not grade_of_html(empty).is_above(6)
    assert not grade_of_html(page(client)).is_above(6)


def test_it_takes_as_many_queries_after_ten_years(client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    emptied_on(1, MONDAY)
    emptied_on(2, AFTER)
    page(client)  # what stands around pages is kept from here on
    few = asked()
    MonthlyFigures.objects.bulk_create(
        MonthlyFigures(
            month=datetime.date(2000 + n // 12, 1 + n % 12, 1),
            received=n, published=n, returned=0, escalated=0, promises_kept=1, promises_late=0,
        )
        for n in range(120)
    )  # fmt: skip

    assert asked() == few


def test_the_list_and_every_question_lead_to_it(client):
    thread = ThreadFactory()

    for address in ("/feedback/", f"/feedback/{thread.slug}/"):
        assert 'href="/feedback/how-we-do/"' in client.get(address).content.decode()


# --- Cells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "|cmd", "%x", "\u00a0=1"]
)
def test_no_cell_is_taken_for_a_formula(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["They came", "1 of 3", "", "'quoted'", "a=b"])
def test_ordinary_cells_stay_as_they_are(text):
    assert cell(text) == text
