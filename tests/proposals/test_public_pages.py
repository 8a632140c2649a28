"""The public pages of proposals: what everybody reads, and what nobody does."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.reading_grade import FOR_THE_PUBLIC, grade_of_html
from consultations.events.models import Point
from consultations.proposals import amending, authors, commenting, drafting, front_page, moving, starting
from consultations.proposals.enums import AmendmentState, ComesFromKind, ProposalState
from consultations.proposals.models import Amendment, ComesFrom, Proposal
from feedback.threads import keys
from tests.factories.events import EventFactory, point, record, topic
from tests.factories.moderation import facilitator
from tests.factories.people import member
from tests.factories.proposals import (
    TITLE,
    author_of,
    comment,
    draft,
    fresh,
    many_proposals,
    many_said,
    proposal,
    suggestion,
    suggestion_without_account,
)
from tests.factories.threads import ContributionFactory, PublishedFactory
from tests.threads.writer import Writer
from vocabulary.models import JourneyStage, Place, Theme

pytestmark = [pytest.mark.django_db]
S = ProposalState


def page_of(of: Proposal) -> Writer:
    return Writer().open(f"/proposals/{of.slug}/")


# --- One proposal ------------------------------------------------------------------------------


@pytest.mark.database
def test_everybody_reads_the_parts_who_wrote_them_and_how_far_it_has_got():
    by = member(display_name="Sam Okafor")
    page = page_of(proposal(by=by))
    for said in (TITLE, "Sam Okafor", "What it means for prison officers", "One room, booked a week ahead."):
        assert said in page.words
    assert page.headers.get("Set-Cookie") is None
    assert "Open for ideas until" in page.words


@pytest.mark.parametrize("state", [one for one in S if one != S.DRAFT])
def test_each_state_says_where_it_stands(state):
    page = page_of(proposal(state))
    assert page.status == 200
    assert page.words.count("How it got here") == 1


def test_a_draft_is_not_there():
    made = draft()
    for name, more in (("proposal", []), ("history", []), ("revision", [1])):
        assert Client().get(reverse(f"proposals:{name}", args=[made.slug, *more])).status_code == 404


def test_a_draft_that_was_dropped_never_was_there():
    made = draft()
    moving.move(made, S.WITHDRAWN, by=author_of(made))
    assert page_of(made).status == 404


def test_no_word_of_a_draft_is_found_anywhere():
    made = draft(title="Unripe plan xylophone", problem="Unripe words zeppelin.")
    proposal()
    for address in (
        "/proposals/", "/proposals/journey/", "/proposals/feed/", "/", "/sitemap.xml", "/feed/",
        "/search/?q=xylophone", "/search/?q=zeppelin", "/feedback/", "/cy/proposals/",
    ):  # fmt: skip
        body = Client().get(address).content.decode()
        body = (
            body.replace("q=xylophone", "").replace('value="xylophone"', "").replace('value="zeppelin"', "")
        )
        assert "Unripe" not in body, address
        assert made.slug not in body, address


def test_nobody_is_named_who_was_only_asked():
    made = proposal()
    authors.invite(made, member(display_name="Only Asked"), by=author_of(made))
    authors.add_panel(made, "The Tuesday group at HMP Leeds", by=facilitator())
    page = page_of(made)
    assert "Only Asked" not in page.html
    assert "The Tuesday group at HMP Leeds" in page.words


def test_while_ideas_are_welcome_each_part_leads_to_the_way_of_suggesting_with_it_chosen():
    made = proposal()
    page = page_of(made)
    assert f"/feedback/{made.thread}/say/?part=officers" in page.html
    assert "Without an account" in page.words
    moving.move(made, S.FINAL, by=author_of(made))
    assert "/say/" not in page_of(made).html


def test_what_members_suggest_is_read_word_by_word_with_its_support_and_its_answer():
    made = proposal()
    waits = suggestion(made, by=member(display_name="Rhys Morgan"))
    amending.support(waits, by=member())
    declined = suggestion(made, words="Nothing at all.")
    amending.decline(declined, "It would help nobody.", by=author_of(made))
    page = page_of(made)
    assert "Added: 16" in page.words
    assert "Taken out: 12" in page.words
    assert "1 member would like it too." in page.words
    assert "It would help nobody." in page.words
    assert "Rhys Morgan" in page.words


def test_what_was_suggested_without_an_account_is_read_where_it_was_said_and_names_nobody():
    made = proposal()
    one = suggestion_without_account(made, said="Come 20 weeks before.")
    page = page_of(made)
    assert "Come 20 weeks before." in page.words
    assert "Somebody without an account" in page.words
    assert f"/feedback/words/{keys.written(one.contribution)}/" in page.html


def test_words_that_were_taken_back_are_nowhere_on_the_page():
    from feedback.threads import gate
    from feedback.threads.models import Contribution

    made = proposal()
    one = suggestion_without_account(made, said="Come 20 weeks before.")
    gate.withdraw([Contribution.objects.get(pk=one.contribution)])
    assert "20 weeks" not in page_of(made).html


def test_a_hidden_comment_leaves_a_trace_with_its_reason_and_its_replies_stay():
    made = proposal()
    one = comment(made, "Something rude about a zebra.")
    comment(made, "A calm reply.", reply_to=one)
    commenting.hide(one, "It insults somebody.", by=facilitator())
    page = page_of(made)
    assert "zebra" not in page.html
    assert "It insults somebody." in page.words
    assert "A calm reply." in page.words


def test_nobody_reads_who_reported_or_supported():
    made = proposal()
    quiet = member(display_name="Quiet Person")
    commenting.report(comment(made), "It is rude.", by=quiet)
    amending.support(suggestion(made), by=quiet)
    assert "Quiet Person" not in page_of(made).html
    assert "It is rude." not in page_of(made).html


def test_a_withdrawn_suggestion_of_a_member_is_gone():
    made = proposal()
    one = suggestion(made, words="Something else entirely zebra.")
    amending.take_back(one, by=one.author)
    assert "zebra" not in page_of(made).html


def test_scripts_in_words_are_words():
    made = proposal(problem="<script>alert(1)</script> & <b onclick=x>so</b>")
    assert "<script>alert" not in page_of(made).html
    assert "<b onclick" not in page_of(made).html


# --- Where it comes from, on both ends -------------------------------------------------------------


def test_an_answer_that_led_to_a_proposal_says_so_and_the_proposal_shows_the_answer():
    said = PublishedFactory(said="Nobody came before I got out.")
    made = starting.from_words(by=facilitator(), title="Visits", contributions=[said.pk])
    address = f"/feedback/words/{keys.written(said.pk)}/"
    assert "The proposal" not in Writer().open(address).words  # a draft leads nowhere
    drafting.save(
        made,
        {"problem": "a", "change": "b", "officers": "c"},
        by=author_of(made),
        version=fresh(made).version,
    )
    made = moving.move(made, S.IDEAS, by=author_of(made))
    assert "Nobody came before I got out." in page_of(made).words
    assert "The proposal “Visits”" in Writer().open(address).words


def test_a_point_that_led_to_a_proposal_says_so_and_the_proposal_shows_the_point():
    row = Point.objects.get(page=EventFactory(record=record(topic("When", [point("Come earlier.")]))))
    made = starting.from_words(by=facilitator(), title="Visits", points=[row.key])
    values = {"problem": "Late.", "change": "Early.", "officers": "Calm."}
    drafting.save(made, values, by=author_of(made), version=made.version)
    event = f"/events/{row.page.slug}/"
    assert "Visits" not in Writer().open(event).words
    made = moving.move(fresh(made), S.IDEAS, by=author_of(made))

    assert f'href="/proposals/{made.slug}/"' in Writer().open(event).html
    page = page_of(made)
    assert "Come earlier." in page.words
    assert f"#point-{row.key}" in page.html


def test_an_event_can_be_evidence_and_then_leads_nowhere():
    event, made = EventFactory(title="An evening in October"), proposal()
    chosen = [(ComesFromKind.EVENT, str(event.pk))]
    starting.add(made, chosen, by=author_of(made), is_evidence=True)

    page = page_of(made)
    assert "An evening in October" in page.words
    assert f'href="{event.url}"' in page.html
    assert f"/proposals/{made.slug}/" not in Writer().open(event.url).html


def test_an_answer_that_is_not_shown_any_more_is_not_shown_here_either():
    made = proposal()
    said = ContributionFactory(said="Held words walrus.")
    gone = PublishedFactory(said="Words that go walrus.")
    for one in (said, gone):
        ComesFrom.objects.create(proposal=made, kind=ComesFromKind.CONTRIBUTION, key=str(one.pk))
    from feedback.threads import gate

    gate.withdraw([gone])
    assert "walrus" not in page_of(made).html
    assert "Withdrawn by its author" in page_of(made).words


# --- History ---------------------------------------------------------------------------------------


def test_every_text_is_kept_and_compared_word_by_word():
    made = proposal()
    by = author_of(made)
    made = drafting.save(
        made,
        {"change": "A link worker visits 20 weeks before release."},
        by=by,
        version=made.version,
        summary="Earlier",
    )
    page = Writer().open(f"/proposals/{made.slug}/history/")
    assert "Earlier" in page.words
    assert "The text when it opened" in page.words
    compared = Writer().open(f"/proposals/{made.slug}/history/2/")
    assert "<ins>" in compared.html
    assert "<del>" in compared.html
    assert "The problem" not in [one.text for one in compared.main.iter() if str(one.tag).endswith("}h2")]
    assert Writer().open(f"/proposals/{made.slug}/history/1/").status == 200
    assert Writer().open(f"/proposals/{made.slug}/history/3/").status == 404


# --- The index ----------------------------------------------------------------------------------------


@pytest.fixture
def several():
    made = {state: proposal(state, title=f"Plan {state.label}") for state in (S.IDEAS, S.FINAL, S.PARKED)}
    one = made[S.IDEAS]
    one.stages.add(JourneyStage.objects.get(key="recalled"))
    one.themes.add(Theme.objects.first())
    region = Place.objects.create(kind="region", name="The North", slug="north")
    prison = Place.objects.create(kind="prison", name="HMP Somewhere", slug="somewhere", region=region)
    one.custody_places.add(prison)
    Proposal.objects.filter(pk=one.pk).update(size="try-now")
    return made


@pytest.mark.parametrize(
    "query", ["stage=recalled", "state=ideas", "place=somewhere", "place=north", "size=try-now", "theme="]
)
def test_the_list_is_narrowed_by_each_of_them(several, query):
    if query == "theme=":
        query += Theme.objects.first().slug
    page = Writer().open(f"/proposals/?{query}")
    assert "Plan open for ideas" in page.words
    assert "Plan parked" not in page.words
    assert "take away" in page.words


@pytest.mark.parametrize(
    "query",
    [
        "stage=nowhere",
        "state=draft",
        "size=huge",
        "theme=x&place=y",
        "after=x",
        "after=9.9",
        "after=2026-01-01.1",
    ],
)
def test_whatever_stands_in_the_address_is_answered(several, query):
    assert Client().get(f"/proposals/?{query}").status_code == 200


@pytest.mark.database
def test_the_numbers_beside_what_one_can_narrow_by_are_those_of_public_proposals(several):
    draft(title="A draft")
    page = Writer().open("/proposals/")
    assert "Open for ideas (1)" in page.words
    assert "draft (" not in page.words.lower()
    assert "HMP Somewhere (1)" in page.words


@pytest.mark.database
def test_every_proposal_is_on_one_of_the_pages_once():
    made = {one.title for one in many_proposals(45)}
    seen: list[str] = []
    address = "/proposals/"
    for _page in range(3):
        page = Writer().open(address)
        links = [
            one
            for one in page.main.iter()
            if (one.get("href") or "").startswith("/proposals/proposal-number")
        ]
        seen += ["".join(one.itertext()) for one in links]
        following = [one.get("href") for one in page.main.iter() if one.get("rel") == "next"]
        address = following[0] if following else ""
    assert address == ""
    assert len(seen) == 45
    assert set(seen) == made


def queries_of(address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from edge import content_version

    content_version.bump()
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def test_the_list_asks_the_same_queries_at_20_and_at_5000_and_at_most_12():
    many_proposals(20)
    few = queries_of("/proposals/")
    many_proposals(4_980)
    assert queries_of("/proposals/") == few
    assert few <= 12


def test_the_page_of_a_proposal_asks_the_same_queries_whatever_was_said():
    small, large = proposal(title="Small"), proposal(title="Large")
    for made, number in ((small, 1), (large, 30)):
        many_said(made, number, number)
        for n in range(min(number, 5)):
            suggestion_without_account(made, said=f"Words {n}")
    assert queries_of(f"/proposals/{small.slug}/") == queries_of(f"/proposals/{large.slug}/")


def test_the_map_asks_the_same_queries_whatever_there_is():
    stage = JourneyStage.objects.get(key="recalled")
    few = queries_of("/proposals/journey/")
    through = Proposal.stages.through
    made = many_proposals(60)
    through.objects.bulk_create([through(proposal=one, journeystage=stage) for one in made])
    assert queries_of("/proposals/journey/") == few
    page = Writer().open("/proposals/journey/")
    assert "All 60 proposals" in page.words


# --- The map, the feed, search, the home page, the site map ------------------------------------------------


@pytest.mark.database
def test_the_map_has_a_table_with_the_same_numbers():
    made = proposal(S.UNDER_WAY)
    made.stages.add(JourneyStage.objects.get(key="recalled"))
    page = Writer().open("/proposals/journey/")
    rows = [
        ["".join(cell.itertext()) for cell in row] for row in page.main.iter() if str(row.tag).endswith("}tr")
    ]
    recalled = next(row for row in rows if row[0] == JourneyStage.objects.get(key="recalled").name)
    assert recalled[3:] == ["1", "1"]
    assert "way-map__done" in page.html


def test_the_feed_tells_steps_by_their_day_alone():
    proposal(S.DECIDED)
    body = Client().get("/proposals/feed/").content.decode()
    assert f"Decided: {TITLE}" in body
    assert f"<updated>{timezone.localdate().isoformat()}T00:00:00" in body
    assert "Draft" not in body


def test_search_finds_public_proposals_by_their_words():
    proposal()
    assert TITLE in Writer().open("/search/?q=booked").words


def test_the_home_page_shows_what_is_open_for_ideas_and_where_something_is_under_way(rf):
    made = proposal()
    under_way = proposal(S.UNDER_WAY)
    under_way.stages.add(JourneyStage.objects.get(key="recalled"))
    brought = front_page.section(rf.get("/"))
    assert [(one.title, one.href) for one in brought.open_now] == [(TITLE, f"/proposals/{made.slug}/")]
    assert brought.journey()["recalled"].done
    assert set(brought.journey()) == {"recalled"}


def test_the_site_map_lists_public_proposals():
    made = proposal()
    assert f"/proposals/{made.slug}/" in Client().get("/sitemap.xml").content.decode()


def test_in_welsh_the_frame_is_welsh_and_the_words_are_marked_as_english():
    made = proposal()
    page = Writer().open(f"/cy/proposals/{made.slug}/")
    assert 'lang="en-GB"' in page.html
    assert "What it says" not in page.words


def test_a_proposal_whose_time_for_ideas_is_over_takes_none():
    made = proposal()
    Proposal.objects.filter(pk=made.pk).update(ideas_until=timezone.localdate() - datetime.timedelta(days=1))
    assert "/say/" not in page_of(made).html
    assert "The time for ideas is over." in page_of(made).words


def test_suggestions_answered_are_counted_apart():
    made = proposal()
    one = suggestion(made)
    amending.accept(one, one.words and "A visit 16 weeks before.", by=author_of(made), version=made.version)
    page = page_of(made)
    assert "1 suggestion that was answered" in page.words
    assert "See what changed" in page.words
    assert Amendment.objects.get(pk=one.pk).state == AmendmentState.ACCEPTED


def test_what_everybody_reads_of_proposals_is_easy_to_read():
    made = proposal()
    suggestion(made)
    for address in (
        "/proposals/",
        f"/proposals/{made.slug}/",
        f"/proposals/{made.slug}/history/",
        "/proposals/journey/",
    ):
        main = Writer().open(address).html.split("<main")[1].split("</main>")[0]
        main = re.sub(r"<(svg|select|table)\b.*?</\1>", " ", main, flags=re.DOTALL)  # names and numbers
        grade = grade_of_html(f"<main{main}</main>")
        assert not grade.is_above(FOR_THE_PUBLIC), (address, [one.text for one in grade.hardest])
