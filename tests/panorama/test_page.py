"""The page of the panorama: four figures with their gaps, a file of the same numbers, and what it costs."""

import datetime
import re

import pytest
from django.utils import timezone

from cms.reading_grade import FOR_THE_PUBLIC, grade_of_html
from cms.setup import set_up
from consultations.outcomes import stepping
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.models import Step
from consultations.proposals.enums import ProposalState
from consultations.proposals.models import Proposal
from edge import content_version, page_cache
from edge.memory import memory
from feedback.threads.models import MonthlyFigures
from tests.factories.events import EventFactory, groups, point, record, topic
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision, step
from tests.factories.pilots import pilot
from tests.factories.proposals import many_proposals, proposal
from tests.factories.threads import PublishedFactory, ThreadFactory, emptied, many_published
from tests.panorama.reading import FILE, GROUPS, JOURNEY, PAGE, PAPER, PLACES, numbers, text_of
from vocabulary.models import JourneyStage, Place, PlaceKind
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db
RECALLED = "Recalled"


def on(stage: str, *proposals: Proposal) -> JourneyStage:
    """Put proposals on a part of the journey."""
    found = JourneyStage.objects.get(key=stage)
    for one in proposals:
        one.stages.set([found])
    return found


def month(first: str, **changed) -> MonthlyFigures:
    counted = {"received": 40, "published": 30, "returned": 0, "escalated": 0, "promises_kept": 0,
               "promises_late": 0, **changed}  # fmt: skip
    return MonthlyFigures.objects.create(month=datetime.date.fromisoformat(first), **counted)


def test_before_anything_was_said_it_says_so_kindly(client):
    for address in (PAGE, PAPER, FILE):
        assert client.get(address).status_code == 200
    assert "There is nothing to count yet" in text_of(client)
    emptied()
    assert "There is nothing to count yet" in text_of(client)


def test_groups_are_heard_or_a_gap_and_a_gap_is_never_a_nought(client):
    many = ThreadFactory()
    for _n in range(8):
        PublishedFactory(thread=many, role_group=RoleGroup.LIVED_EXPERIENCE)
    for _n in range(7):
        PublishedFactory(thread=many, role_group=RoleGroup.FAMILY)
    EventFactory(
        took_part=groups(pwle=13, link_worker=9), record=record(topic(points=[point(said_by=["researcher"])]))
    )
    emptied()
    page, told = text_of(client), numbers(client)
    heard, gap = page[page.index('class="heard"') :].split('class="gap"')[:2]

    assert "8 answers, about 15 people at events" in heard
    assert "about 10 people at events" in heard
    assert "1 point raised" in heard
    for group in ("Families and carers", "Prison staff"):
        assert group not in heard
        assert group in gap
        assert told[GROUPS, group, "Answers"] == "none, or too few to say"
    assert "7 answers show no group" in page
    assert told[GROUPS, "No group is shown", "Answers"] == "7"


def test_places_are_told_by_region_and_what_nothing_was_said_of_is_named(client):
    region = Place.objects.create(kind=PlaceKind.REGION, name="Far Shire", slug="far-shire")
    heard = Place.objects.create(kind=PlaceKind.PRISON, name="HMP Heard", slug="heard", region=region)
    Place.objects.create(kind=PlaceKind.PRISON, name="HMP Silent", slug="silent", region=region)
    Place.objects.create(kind=PlaceKind.RELEASE_AREA, name="Nowhere Town", slug="nowhere")
    for place in (heard, heard, region):
        PublishedFactory(thread=ThreadFactory(place=place))
    PublishedFactory(stage="recalled")
    emptied()
    page, told = text_of(client), numbers(client)

    assert re.search(r"Far Shire</span></b>.*?<p>3 answers</p>.*?HMP Heard</span>: 2", page, re.S)
    assert re.search(r"Nothing yet:[^/]*HMP Silent", page)
    assert re.search(r"Nothing was said yet about</b>.*In no region.*Nowhere Town", page, re.S)
    assert "1 answer is to a question about no one place." in page
    assert told[PLACES, "HMP Heard", "Answers"] == "2"
    silent = page[page.index("of which nothing was said yet:") :].split("</p>")[0]
    assert "In custody" in silent
    assert RECALLED not in silent


def test_the_journey_carries_words_proposals_and_work_and_gaps_between(client):
    made = decision()
    late = decision(DecisionKind.NOT_TAKEN_FORWARD)
    on("recalled", made.proposal, late.proposal, proposal(ProposalState.DRAFT))
    stepping.tell(step(made, what="A list"), StepState.DONE, "It hangs on each wing.", by=facilitator())
    stepping.tell(step(made, what="A room"), StepState.UNDER_WAY, "We asked.", by=facilitator())
    step(made)
    pilot(proposals=[made.proposal])
    pilot(proposals=[made.proposal], shown=False)
    PublishedFactory(stage="recalled")
    emptied()
    page, told = text_of(client), numbers(client)
    row = {
        column: told[JOURNEY, RECALLED, column]
        for table, what, column in told
        if (table, what) == (JOURNEY, RECALLED)
    }

    assert row == {
        "Answers": "1", "Points raised": "0", "Proposals": "2", "Steps done": "1", "Steps under way": "1",
        "Pilots": "1",
    }  # fmt: skip
    assert "1 step done, 1 step under way, 1 pilot" in page
    assert page.count('class="pan__said"') == page.count('class="pan__done"') == 1
    assert page.count('class="pan__gap"') == 14
    assert "/proposals/?stage=recalled" in page
    assert "/search/?stage=recalled" in page


def test_a_proposal_under_way_without_a_step_is_no_gap(client):
    on("recalled", proposal(ProposalState.UNDER_WAY))

    assert "Under way, and no step told yet" in text_of(client)


def test_steps_are_kept_late_or_still_to_come(client):
    today = timezone.localdate()
    made, by = decision(), facilitator()
    for due, moved in ((0, 0), (0, -1), (0, 2)):
        done = step(made, what=f"Step {due} {moved}")
        stepping.tell(done, StepState.DONE, "Done.", by=by)
        Step.objects.filter(pk=done.pk).update(
            due_on=today + datetime.timedelta(days=due), moved_on=today + datetime.timedelta(days=moved)
        )
    step(made, due_on=today)
    step(made, due_on=today - datetime.timedelta(days=1))
    stepping.tell(step(made, what="A room"), StepState.STOPPED, "No room.", by=by)
    on("recalled", made.proposal)
    told = numbers(client)
    became = {
        what: told["Steps of decisions", what, "Number"]
        for table, what, _c in told
        if table == "Steps of decisions"
    }

    assert became == {
        "done by that day": "2", "done later": "1", "late, and not done": "1",
        "the day is still to come": "1", "stopped, and why": "1",
    }  # fmt: skip


def test_months_are_told_as_they_were_kept_and_what_waits_too_long_is_named(client):
    month("2026-09-01", median_days=None, promises_kept=3, promises_late=1)
    month("2026-10-01", median_days=10, promises_kept=2)
    month("2026-08-01", median_days=0)
    late = ThreadFactory(answer_by=timezone.localdate() - datetime.timedelta(days=3))
    PublishedFactory(thread=late, stage="recalled")
    emptied()
    page, told = text_of(client), numbers(client)

    assert "About 10 days" in page
    assert "too few to say" in page
    assert "fewer than 3 days" in page
    assert f'href="/feedback/{late.slug}/"' in page
    assert told["Answers by a day", "came by that day", "Number"] == "5"
    assert told["Answers promised for a day of each month", "September 2026", "Late"] == "1"
    assert (
        told["Questions without an answer", "Questions that wait past the day we promised", "Number"] == "1"
    )


def test_the_file_has_the_numbers_of_the_page_and_no_others(client):
    many_published(40)
    month("2026-10-01", median_days=10, promises_kept=2)
    emptied()
    page = client.get(PAGE)
    cells = [
        str(cell)
        for _name, tables in page.context["shown"].figures
        for table in tables
        for row in table.rows
        for cell in row[1:]
    ]

    assert list(numbers(client).values()) == cells
    told = re.findall(r"<td>([^<]*)</td>", page.content.decode())
    assert sorted(told) == sorted(cells)


def test_every_figure_says_what_it_counts_when_and_where_to_read_it(client):
    PublishedFactory(stage="recalled")
    emptied(day=datetime.date(2026, 11, 24))
    page = text_of(client)

    assert page.count("What is counted here, and what is not") == 4
    assert page.count("24 November 2026") == 2
    for address in (
        "/feedback/",
        "/feedback/how-we-do/",
        "/events/",
        "/what-changed/for-commissioners/",
        FILE,
        PAPER,
    ):
        assert f'href="{address}"' in page


def test_neighbours_lead_here_and_so_does_the_site_map(client):
    set_up()
    for address in ("/what-changed/", "/what-changed/for-commissioners/", "/feedback/how-we-do/", "/about/"):
        assert 'href="/panorama/"' in text_of(client, address), address
    assert "/panorama/</loc>" in text_of(client, "/sitemap.xml")


def test_it_is_read_in_welsh_with_names_marked_as_english(client):
    PublishedFactory(stage="recalled")
    emptied()
    page = text_of(client, "/cy/panorama/")

    assert '<html lang="cy">' in page
    assert f'<span lang="en-GB">{RECALLED}</span>' in page


def test_it_is_easy_to_read(client):
    many_published(72)
    month("2026-10-01", median_days=10)
    emptied()
    words = grade_of_html(client.get(PAGE).content.decode().partition("<main")[2].partition("</main>")[0])

    assert words is not None
    assert words.level <= FOR_THE_PUBLIC


def asked(client, ask) -> list[str]:
    """What a page asks that nobody has kept, cold."""
    memory.clear()
    page_cache.shelf.clear()
    content_version.bump()
    with ask(12) as seen:
        assert client.get(PAGE).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.database
def test_it_asks_at_most_twelve_and_the_same_however_much_there_is(client, django_assert_max_num_queries):
    set_up()
    many_published(9)
    made = decision()
    on("recalled", made.proposal)
    step(made)
    emptied()
    few = asked(client, django_assert_max_num_queries)
    many_published(300)
    on("community", *many_proposals(30))
    for n in range(1, 4):
        step(made, what=f"Step {n}")
        month(f"2026-0{n}-01")
    emptied(number=2)

    assert len(asked(client, django_assert_max_num_queries)) == len(few)
