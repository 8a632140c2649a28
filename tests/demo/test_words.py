"""The demo tells the seed's facts in words of our own, and plainly."""

import re
from pathlib import Path

import pytest

from cms.reading_grade import grade
from demo import first_week, october_2022
from tests.demo.seed_words import runs

_FILE = Path(__file__).with_name("seed_runs.txt").read_text()
SEED_RUNS = {line[start : start + 10] for line in _FILE.split() for start in range(0, len(line), 10)}
#: Names, titles and terms that nobody can put in other words.
NAMES = {
    "people with lived experience of prison",
    "national institute for health and care",
    "institute for health and care research",
    "the department of health and social",
    "department of health and social care",
}
AVOIDED = re.compile(
    r"\b(offenders?|ex-offenders?|inmates?|convicts?|residents?|PwLE)\b"
    r"|\b(service users?|users?|submit|content|portal)\b|!"
)


def test_the_check_knows_the_seed():
    assert len(SEED_RUNS) > 680
    assert set(runs("people with lived experience of prison")) <= SEED_RUNS


def test_no_sentence_of_the_seed_is_repeated():
    shared = {
        run
        for text in (*october_2022.TEXTS, *first_week.TEXTS)
        for key, run in runs(text).items()
        if key in SEED_RUNS
    }

    assert shared - NAMES == set()


@pytest.mark.parametrize("text", [*october_2022.TEXTS, *first_week.TEXTS])
def test_words_we_avoid_are_not_there(text):
    assert not AVOIDED.search(re.sub(r"<[^>]+>", " ", text))


def test_learned_helplessness_is_an_idea_in_quotation_marks_never_said_of_somebody():
    told = [text for text in october_2022.TEXTS if "helpless" in text.lower()]

    assert len(told) == 1
    assert "The idea of “learned helplessness”" in told[0]


def test_the_worry_about_probation_is_reported_and_no_quotation():
    told = [text for text in october_2022.TEXTS if "probation officer" in text]

    assert len(told) == 1
    assert not set(told[0]) & set('“”‘"')
    assert "may" in told[0]


@pytest.mark.parametrize(
    ("texts", "limit"),
    [
        (tuple(p.text for topic in october_2022.TOPICS for p in topic.points), 6.0),
        ((october_2022.INTRODUCTION, october_2022.ABOUT, october_2022.HOPE), 6.0),
        (first_week.TEXTS, 5.0),
    ],
)
def test_it_is_easy_to_read(texts, limit):
    assert grade(" ".join(re.sub(r"<[^>]+>", " ", text) for text in texts)).level <= limit
