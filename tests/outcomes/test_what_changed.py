"""What changed is listed from words to results, gaps included, at the same cost however much there is."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.models import Navigation, StandardPage
from cms.setup import set_up
from consultations.outcomes import stepping
from consultations.outcomes.enums import DecisionKind, StepState
from consultations.outcomes.flowing import address_of
from consultations.outcomes.models import Decision
from consultations.outcomes.public_side import SLUG
from consultations.proposals.enums import ComesFromKind, ProposalState
from consultations.proposals.models import ComesFrom, Proposal
from feedback.threads.enums import State
from feedback.threads.models import Contribution
from tests.factories.moderation import facilitator
from tests.factories.outcomes import decision, many_chains, step
from tests.factories.threads import PublishedFactory

pytestmark = pytest.mark.django_db
LIST, FEED = "/what-changed/", "/what-changed/feed/"
NOTICEBOARD, COMMISSIONERS = "/what-changed/noticeboard/", "/what-changed/for-commissioners/"


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def chain(words: str, kind: DecisionKind = DecisionKind.ADOPTED, **changed) -> Decision:
    """A decision about a proposal that was made of an answer."""
    made = decision(kind, **changed)
    said = PublishedFactory(words=words)
    ComesFrom.objects.create(proposal=made.proposal, kind=ComesFromKind.CONTRIBUTION, key=str(said.pk))
    return made


def test_it_says_so_while_nothing_was_decided(client):
    for address in (LIST, NOTICEBOARD, COMMISSIONERS, FEED):
        assert client.get(address).status_code == 200
    assert "Nothing has been decided yet" in read(client, LIST)


def test_a_row_leads_from_words_to_what_was_done_and_gaps_say_so(client):
    done, gap = chain("Nobody told me about the gym."), chain("I had no list of link workers.")
    stepping.tell(step(done), StepState.DONE, "It hangs on each wing.", by=facilitator(), is_change=True)
    step(gap, due_on=timezone.localdate() - datetime.timedelta(days=1))
    page = read(client, LIST)
    for words in (
        "Nobody told me about the gym.", "A list of link workers by area", "It hangs on each wing.",
        "1 of 1 done", "people notice it", "I had no list of link workers.", "Nothing yet", "not yet",
        "1 step is late.", address_of(done.key), reverse("proposals:proposal", args=[done.proposal.slug]),
    ):  # fmt: skip
        assert words in page
    assert page.count("two__row did") == 1


def test_what_is_not_taken_forward_is_a_row_like_the_others_with_its_reason(client):
    chain("Let us out more.", DecisionKind.NOT_TAKEN_FORWARD, reasons="There are not enough officers.")
    adopted = chain("A list, please.")
    page = read(client, LIST + "?state=no")
    assert "There are not enough officers." in page
    assert address_of(adopted.key) not in page
    assert "Not taken forward, and why (1)" in page


def test_words_that_were_taken_back_are_gone_from_every_reading(client):
    made = chain("The words that I take back.")
    Contribution.objects.filter(words="The words that I take back.").update(state=State.WITHDRAWN, words="")
    for address in (LIST, NOTICEBOARD):
        page = read(client, address + "?after=")
        assert "take back" not in page
        assert made.proposal.title in page


def test_what_was_replaced_or_is_hidden_is_not_listed(client):
    first = decision(DecisionKind.MORE_WORK)
    second = decision(about=first.proposal)
    hidden = decision()
    Proposal.objects.filter(pk=hidden.proposal_id).update(state=ProposalState.DRAFT)
    for address in (LIST, FEED, "/sitemap.xml"):
        page = read(client, address)
        assert address_of(second.key) in page
        assert address_of(first.key) not in page
        assert address_of(hidden.key) not in page


def test_the_page_for_commissioners_counts_and_names_what_there_is_not_yet(client):
    made = decision()
    stepping.tell(step(made), StepState.DONE, "Done.", by=facilitator(), is_change=True)
    step(made, what="A late thing", due_on=timezone.localdate() - datetime.timedelta(days=2))
    decision(DecisionKind.NOT_TAKEN_FORWARD)
    page = read(client, COMMISSIONERS)
    for words in ("Steps that are late", "A late thing", "and is late", "Sioned Price, health care"):
        assert words in page
    assert page.count("<dd><b>1</b></dd>") == 6


def test_the_feed_tells_of_decisions_and_steps(client):
    stepping.tell(step(decision()), StepState.UNDER_WAY, "We asked.", by=facilitator())
    page = read(client, FEED)
    assert "Adopted: " in page
    assert "Under way: A list of link workers by area" in page


def test_search_finds_a_decision_by_its_reasons(client):
    made = decision(reasons="Because of the marmalade.")
    assert address_of(made.key) in read(client, "/search/?q=marmalade")


@pytest.mark.parametrize("query", ["?after=x", "?after=2026-99-01.a", "?state=nope", "?theme=%00&place='"])
def test_whatever_is_asked_no_error_comes_of_it(client, query):
    decision()
    assert client.get(LIST + query).status_code == 200


@pytest.mark.database
def test_twenty_and_five_thousand_cost_the_same_and_every_page_is_reached(
    client, django_assert_max_num_queries
):
    many_chains(21)
    few = _asked(client, django_assert_max_num_queries)
    many_chains(5_000)
    assert _asked(client, django_assert_max_num_queries) == few
    address, seen = LIST, set()
    for _page in range(3):
        page = client.get(address)
        keys = [one.key for one in page.context["listing"].chains]
        assert len(keys) == 20
        assert not seen & set(keys)
        seen |= set(keys)
        address = page.context["listing"].older


def _asked(client, at_most) -> list[int]:
    counts = []
    for address in (LIST, NOTICEBOARD, COMMISSIONERS):
        client.get(address + "?state=")
        with at_most(12) as asked:
            assert client.get(address + "?stage=").status_code == 200
        counts.append(len(asked))
    return counts


def test_set_up_links_the_list_once_also_on_a_site_that_was_there_before():
    set_up(by=None)
    StandardPage.objects.get(slug=SLUG).delete()
    for _time in range(2):
        set_up(by=None)
        linked = [link.page.slug for link in Navigation.load().top_links.all()]
        assert linked.count(SLUG) == 1
