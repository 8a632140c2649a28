"""How votes are counted, in words for everybody: short, and with an example that is right."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from consultations.ballots.counting import RULES
from consultations.ballots.counting.methods import MODULES
from consultations.ballots.enums import Method, PassRule
from consultations.ballots.models import Ballot


def explained(method, rule):
    html = render_to_string("ballots/explained.html", {"ballot": Ballot(method=method, pass_rule=rule)})
    return html, " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize(("method", "rule"), [(method, rule) for method in Method for rule in RULES[method]])
def test_everybody_can_read_it(method, rule):
    html, text = explained(method, rule)

    assert grade_of_html(html).level <= FOR_EVERYONE
    assert "For example:" in text


def decided(method, votes, options, rule):
    numbers = MODULES[method].empty(options)
    papers = [vote for number, vote in votes for _ in range(number)]
    for vote in papers:
        MODULES[method].add(numbers, options, vote)
    return numbers, MODULES[method].decide(numbers, len(papers), options, rule)


@pytest.mark.parametrize("rule", RULES[Method.CONSENT])
def test_the_example_of_consent_is_right(rule):
    votes = [(18, "agree"), (5, "concerns"), (3, "either"), (4, "disagree")]
    _, found = decided(Method.CONSENT, [(n, {"consent": answer}) for n, answer in votes], ["a"], rule)
    text = explained(Method.CONSENT, rule)[1]

    assert "18 agree. 5 agree, with concerns. So 23 say yes. 3 do not mind. 4 disagree." in text
    assert found.agreed
    assert "It is agreed." in text


def test_one_block_in_that_example_would_stop_it():
    votes = [(17, {"consent": "agree"}), (1, {"consent": "block"})]

    assert not decided(Method.CONSENT, votes, ["a"], PassRule.CONSENT)[1].agreed
    assert "If just one of them had blocked it, it would not be." in explained("consent", "consent")[1]


def test_the_example_of_scores_is_right():
    ann, bo, cy = ({"scores": {"walk": one, "choir": other}} for one, other in ((5, 3), (4, 3), (0, 4)))
    numbers, found = decided(Method.SCORE, [(1, ann), (1, bo), (1, cy)], ["walk", "choir"], PassRule.FIRST)
    text = explained("score", "first")[1]

    assert numbers == {"walk": 9, "choir": 10}
    assert found.winners == ("choir",)
    assert "A walk gets 5 from Ann, 4 from Bo and 0 from Cy. That makes 9 points." in text
    assert "A choir gets 3 from Ann, 3 from Bo and 4 from Cy. That makes 10 points." in text


def test_the_example_of_ranks_is_right():
    votes = [
        (4, {"ranks": {"walk": 1, "choir": 2, "garden": 3}}),
        (3, {"ranks": {"choir": 1, "walk": 2}}),
        (2, {"ranks": {"garden": 1, "choir": 2}}),
    ]
    numbers, found = decided(Method.RANKED, votes, ["walk", "choir", "garden"], PassRule.FIRST)
    text = explained("ranked", "first")[1]

    assert (numbers["choir"]["walk"], numbers["walk"]["choir"]) == (5, 4)
    assert (numbers["choir"]["garden"], numbers["garden"]["choir"]) == (7, 2)
    assert found.winners == ("choir",)
    assert "wins against the walk, 5 to 4. It wins against the garden, 7 to 2." in text


@pytest.mark.parametrize("rule", RULES[Method.APPROVAL])
def test_the_example_of_approval_is_right(rule):
    """48 ticks of 30 people: twelve tick Monday and Tuesday, six Tuesday and Friday, and so on."""
    votes = [
        (12, {"approves": ["mon", "tue"]}),
        (6, {"approves": ["tue", "fri"]}),
        (3, {"approves": ["tue"]}),
        (9, {"approves": ["fri"]}),
    ]
    numbers, found = decided(Method.APPROVAL, votes, ["mon", "tue", "fri"], rule)
    text = explained("approval", rule)[1]

    assert numbers == {"mon": 12, "tue": 21, "fri": 15}
    assert found.winners == ("tue",)
    assert "Monday gets 12 ticks. Tuesday gets 21. Friday gets 15." in text
    assert ("It is agreed." in text) is bool(found.agreed)
