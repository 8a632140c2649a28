"""The demo tells the seed's facts in words of our own, and plainly."""

import re
from pathlib import Path

import pytest

from cms.reading_grade import grade
from demo import (
    answers,
    first_meeting,
    first_night,
    first_week,
    october_2022,
    proposal_texts,
    questions,
    responses,
)
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
ALL = (
    *october_2022.TEXTS,
    *first_week.TEXTS,
    *first_meeting.TEXTS,
    *first_night.TEXTS,
    *questions.TEXTS,
    *answers.TEXTS,
    *responses.TEXTS,
    *proposal_texts.TEXTS,
)
AVOIDED = re.compile(
    r"\b(offenders?|ex-offenders?|inmates?|convicts?|residents?|PwLE)\b"
    r"|\b(service users?|users?|submit|content|portal)\b|!"
)


def test_the_check_knows_the_seed():
    assert len(SEED_RUNS) > 680
    assert set(runs("people with lived experience of prison")) <= SEED_RUNS


def test_no_sentence_of_the_seed_is_repeated():
    shared = {run for text in ALL for key, run in runs(text).items() if key in SEED_RUNS}

    assert shared - NAMES == set()


@pytest.mark.parametrize("text", ALL)
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
        (first_meeting.TEXTS, 5.0),
        (first_night.TEXTS, 5.0),
        ((october_2022.IN_SHORT,), 4.0),
        (tuple(f"{words}." for words, drawing in october_2022.EASY_READ if drawing), 4.0),
        (questions.TEXTS, 4.0),
        (responses.TEXTS, 6.0),
        (proposal_texts.TEXTS, 6.0),
    ],
)
def test_it_is_easy_to_read(texts, limit):
    assert grade(" ".join(re.sub(r"<[^>]+>", " ", text) for text in texts)).level <= limit


def test_no_voice_is_heard_twice_and_they_differ_in_length():
    words = [answer.words for answer in answers.ANSWERS]
    lengths = sorted(len(text.split()) for text in words)

    assert len(set(words)) == len(words) >= 45
    assert lengths[0] <= 12
    assert lengths[-1] >= 40
    assert len({text.split()[0] for text in words}) >= 25, "not all begin alike"


def test_what_is_shown_in_the_demo_gives_nobody_away():
    from feedback.detection.findings import find

    for answer in answers.ANSWERS:
        if answer.becomes.name.startswith("SHOWN") or answer.becomes.name == "READY":
            found = [one.text for one in find(answer.words) if one.text not in str(answer.bars)]
            assert found == [], answer.name


def test_what_is_said_about_proposals_gives_nobody_away():
    from feedback.detection.findings import find

    suggested = [words for _name, _part, words, _group in proposal_texts.SUGGESTIONS]
    reasons = [why for _vote, why in proposal_texts.VOTES if why]
    assert [one.text for words in (*suggested, *reasons) for one in find(words)] == []
