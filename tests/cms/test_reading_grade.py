"""The reading grade: syllables against known words, the formula against worked figures."""

import time

import pytest

from cms.reading_grade import formula, grade, grade_of_html, sentences_of, text_of_html
from cms.syllables import syllables

#: Counted by hand, checked with the CMU pronouncing dictionary's number of vowels.
KNOWN_WORDS = {
    1: """
        the asked helped makes likes times hopes months clothes through thought though rough laughed
        walked they're you're we'll chair eight weight yes young style type types queue league guess
        guest guard quit squeeze lives wives homes names role rules while mile cells year years
        clear hear heard heart tried tries cried hour fire health were where there done gone whose
        courts jail held worked lived trained
    """,
    2: """
        prison worker social before because table little simple wanted needed houses changes places
        reaches wishes happened opened listened nothing station service support answer answered
        reading playing question careful lonely safely housing mental research sentence approved
        ballot turnout quorum react reason season leaving people someone enough rhythm prism apple
        middle people's didn't couldn't isn't wasn't neighbour colour centre metre flower power
        towards forward beyond cycle system tuesday july famous nervous unique technique language
        equal acquire boxes taxes buzzes misses voices notice noticed practice courage village
        manage managed image marriage carriage quiet poet ruined doing seeing allow allowed employed
        enjoyed paid-up aware welfare mistakes becomes welcome income outcome wholly able settled
        troubled handled titles tables
    """,
    3: """
        together officer officers hospital animal telephone computer services family studying
        carrying beautiful carefully completely financial evidence custody proposal glossary
        prisoner probation easier easiest happier carrier serious opinion previous reaction tourism
        offices practices images quality musician technician guardian agreeing enabled articles area
        nuclear creating therapy therapist criminal national museum video
    """,
    4: """
        education information activity activities commissioner voluntary community temporary
        emergency solicitor january february anonymous continuous equality available responsible
        original additional professional psychology anxiety society variety diagnosis biology
        material industrial memorial politician historian european
    """,
    5: """
        university opportunity international individual evaluation association
    """,
}


def words_known():
    for count, words in KNOWN_WORDS.items():
        for word in words.split():
            if not word.endswith(
                "'"
            ):  # a word that stands in another row, or sounds differently to different people
                yield word, count


def test_nineteen_in_twenty_known_words_are_counted_right():
    pairs = list(words_known())
    wrong = [(word, count, syllables(word)) for word, count in pairs if syllables(word) != count]
    assert len(pairs) > 250
    assert len(wrong) <= len(pairs) * 0.05, wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("", 1),
        ("36", 1),
        ("2022", 1),
        ("co-production", 4),
        ("through-the-gate", 3),
        ("NHS", 3),
        ("’tis", 1),
        ("…", 1),
    ],
)
def test_odd_words_are_counted_too(word, count):
    assert syllables(word) == count


def test_the_formula_gives_its_published_figures():
    # 0.39 x 10 + 11.8 x 1.5 - 15.59; and words of one syllable in short sentences, below zero.
    assert formula(100, 10, 150) == pytest.approx(6.01)
    assert formula(10, 5, 10) == pytest.approx(-3.01)
    assert formula(0, 0, 0) == 0.0


def test_plain_words_have_a_low_grade_and_office_words_a_high_one():
    plain = grade("We do not know who you are. Your words go into a locked box.")
    office = grade(
        "The implementation of multidisciplinary interventions necessitates organisational reconfiguration."
    )
    assert plain.level < 3
    assert office.level > 15


def test_the_hardest_sentences_come_first_and_easy_ones_not_at_all():
    found = grade(
        "It is cold. The organisation's commissioning arrangements require substantial reconsideration. "
        "People who leave prison often wait a long time for an appointment with the doctor."
    )
    assert found.hardest[0].text.startswith("The organisation")
    assert all(sentence.text != "It is cold." for sentence in found.hardest)
    assert found.sentences == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It opens at 14.00 (2pm). Come in.", 2),
        ("Ask Dr. Singh or Mrs. Price, e.g. after lunch.", 1),
        ("“Nobody knew me.” That is what they said!", 2),
        ("A heading\nA sentence below it", 2),
        ("Really?! Yes… Perhaps.", 3),
        ("What would help? 36 people said.", 2),
        ("", 0),
        (" \n — \n", 0),
    ],
)
def test_sentences_are_found(text, count):
    assert len(sentences_of(text)) == count


def test_headings_and_items_of_html_are_sentences_of_their_own():
    text = text_of_html(
        "<h2>What we <b>keep</b></h2><p>One line.</p><ul><li>first</li><li>second &amp; last</li></ul>"
    )
    assert text.splitlines() == ["What we keep", "One line.", "first", "second & last"]


def test_html_and_its_text_have_the_same_grade():
    assert grade_of_html("<p>It is <em>cold</em>. We go in.</p>") == grade("It is cold. We go in.")


@pytest.mark.parametrize("text", ["Mr. " * 16_000, "See e.g. Ely. " * 8_000, "Etc. " * 8_000 + "Done."])
def test_a_long_line_of_short_forms_takes_no_longer_than_any_other(text):
    started = time.process_time()
    sentences_of(text)
    assert time.process_time() - started < 2
