"""Signs that somebody may be in danger: how many are seen, and how often ordinary words are taken for one.

The phrases were tuned on `risk` and `risk_hard`, not on those in `held_out/`: docs/detection.md tells how
each was made, and what came out when it was first run.
"""

import pytest

from feedback.detection.enums import RISK_LABELS, Risk
from feedback.detection.risk import Sign, signs
from tests.detection.examples import read

TABLES = ["risk", "held_out/risk", "risk_hard", "held_out/risk_last"]


def overlapping(example, expected):
    return [one for one in signs(example.text) if one.start < expected.end and expected.start < one.end]


@pytest.mark.parametrize("table", TABLES)
def test_nine_signs_of_risk_in_ten_are_seen_and_called_what_they_are(table):
    expected = [(example, one) for example in read(table) for one in example.expected]
    missed = [
        f"{one.kind}: {example.text}"
        for example, one in expected
        if one.kind not in {str(sign.kind) for sign in overlapping(example, one)}
    ]

    assert len(expected) >= 34
    assert len(missed) <= 0.1 * len(expected), missed


@pytest.mark.parametrize("table", TABLES)
def test_idioms_denials_and_ordinary_words_are_left_alone(table):
    harmless = [example.text for example in read(table) if not example.expected]
    mistaken = [(text, signs(text)) for text in harmless if signs(text)]

    assert len(harmless) > 15
    assert len(mistaken) <= max(1, 0.03 * len(harmless)), mistaken


@pytest.mark.parametrize("table", ["prose", "held_out/prose", "ordinary", "held_out/ordinary"])
def test_ordinary_prose_about_prison_raises_hardly_an_alarm(table):
    examples = read(table)
    found = [sign for example in examples for sign in signs(example.text)]

    assert len(found) <= max(1, sum(len(example.text.split()) for example in examples) / 1000), found


def test_every_kind_of_risk_has_examples_and_a_label():
    shown = {one.kind for example in read("risk") for one in example.expected}

    assert shown == set(Risk) == set(RISK_LABELS)


def test_a_sign_says_where_it_stands_in_the_authors_own_text():
    text = "I am sui\u200bcidal tonight"

    assert signs(text) == [Sign("suicide", 5, 14, "sui\u200bcidal")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I want to die", {"suicide"}),
        ("I don't want to die", set()),
        ("I never wanted to die", set()),
        ("nobody here wants to die", set()),
        ("I can't stop thinking about killing myself", {"suicide"}),
        ("I don't care any more, I will kill myself", {"suicide"}),
        ("I did not sleep. I want to die", {"suicide"}),
        ("I don't want to live any more", {"suicide"}),
        ("not only did he hit me", {"harmed"}),
        ("he never hit me", set()),
    ],
)
def test_a_denial_counts_only_where_it_denies_the_thing_itself(text, kinds):
    assert {str(sign.kind) for sign in signs(text)} == kinds


def test_words_that_are_several_signs_at_once_are_one_of_the_most_urgent_kind():
    (sign,) = signs("I took an overdose")

    assert sign.kind == "suicide"
