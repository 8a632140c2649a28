"""The files of a closed vote, and counting it again from them."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consultations.ballots import downloads, recounting, results
from consultations.ballots.enums import Method, PassRule
from consultations.ballots.recounting import CannotReadError
from tests.factories.results import closed_ballot

CONSENT = [(56, {"consent": "agree"}), (17, {"consent": "concerns"}), (6, {"consent": "disagree"})]
APPROVAL = [(8, {"approves": ["a", "c"]}), (7, {"approves": ["b"]}), (3, {"approves": ["d", "b"]})]
SCORE = [(8, {"scores": {"a": 4, "b": 2, "c": 1}}), (7, {"scores": {"b": 5, "d": 1}})]
RANKED = [
    (8, {"ranks": {"a": 1, "b": 2, "c": 3, "d": 4}}),
    (7, {"ranks": {"b": 1, "c": 1, "d": 2}}),
    (6, {"ranks": {"d": 1, "c": 2, "a": 3}}),
]
VOTES = {Method.CONSENT: CONSENT, Method.APPROVAL: APPROVAL, Method.SCORE: SCORE, Method.RANKED: RANKED}


def a_ballot(method, **values):
    rule = PassRule.CONSENT if method == Method.CONSENT else PassRule.FIRST
    return closed_ballot(VOTES[method], method, rule, **values)


def the_frozen(ballot):
    return results.frozen(ballot, list(ballot.options.all()))


def recount(capsys, content: bytes, folder: Path) -> str:
    file = folder / "a-vote"
    file.write_bytes(content)
    call_command("recount", str(file))
    return capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_of_the_page_is_counted_again_to_the_same_outcome(client, capsys, tmp_path, method, kind):
    ballot = a_ballot(method, quorum=10)
    frozen = the_frozen(ballot)
    answer = client.get(f"/proposals/votes/{ballot.slug}/result.{kind}")

    told = recount(capsys, answer.content, tmp_path)

    assert f'filename="{ballot.slug}.{kind}"' in answer.headers["Content-Disposition"]
    assert frozen.headline in told
    assert frozen.turnout in told
    assert "the file says the same" in told
    assert recounting.read(answer.content).frozen == frozen


@pytest.mark.django_db
@pytest.mark.parametrize("method", Method)
def test_both_files_have_the_same_numbers(method):
    frozen = the_frozen(a_ballot(method))

    one, other = recounting.read(downloads.as_csv(frozen)), recounting.read(downloads.as_json(frozen))

    assert one == other


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_without_numbers_says_that_it_cannot_be_counted_again(client, capsys, tmp_path, kind):
    ballot = closed_ballot([(3, {"consent": "agree"}), (1, {"consent": "disagree"})])
    content = client.get(f"/proposals/votes/{ballot.slug}/result.{kind}").content

    told = recount(capsys, content, tmp_path)

    assert "Agreed: a written promise" in told
    assert "So it cannot be counted again." in told
    assert "says the same" not in told


@pytest.mark.django_db
def test_a_file_whose_outcome_does_not_follow_is_called_out(capsys, tmp_path):
    told = json.loads(downloads.as_json(the_frozen(a_ballot(Method.APPROVAL))))
    told["outcome"]["winners"] = ["a"]

    with pytest.raises(CommandError, match="does not follow"):
        recount(capsys, json.dumps(told).encode(), tmp_path)


@pytest.mark.django_db
def test_recounting_asks_no_database(django_assert_num_queries, capsys, tmp_path):
    content = downloads.as_json(the_frozen(a_ballot(Method.RANKED)))

    with django_assert_num_queries(0):
        recount(capsys, content, tmp_path)


@pytest.mark.django_db
def test_no_label_becomes_a_formula_and_none_is_lost(client):
    labels = ("=HYPERLINK(1)", "+1", 'a "quoted", label', "Iawn\nwir")
    ballot = closed_ballot(APPROVAL, Method.APPROVAL, PassRule.FIRST, labels=labels)
    content = client.get(f"/proposals/votes/{ballot.slug}/result.csv").content

    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert list(recounting.read(content).frozen.options.values()) == ["'=HYPERLINK(1)", "'+1", *labels[2:]]


def good() -> dict:
    return {
        "format": downloads.FORMAT,
        "question": "Which day?",
        "method": "approval",
        "pass_rule": "first",
        "quorum": 50,
        "on_roll": 30,
        "closed_on": "2026-03-04",
        "options": [{"key": "a", "label": "Monday"}, {"key": "b", "label": "Tuesday"}],
        "numbers": {"papers": 20, "counts": {"a": 12, "b": 11}},
        "outcome": {"agreed": None, "winners": ["a"]},
    }


def test_a_good_file_is_read():
    assert recounting.read(json.dumps(good()).encode()).agrees


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "something else"}, "not the file of a ballot"),
        ({"method": "dice"}, "does not say how people voted"),
        ({"method": ["approval"]}, "does not say how people voted"),
        ({"pass_rule": "whoever shouts"}, "missing in this file"),
        ({"options": []}, "what people voted on"),
        ({"options": [{"key": "a", "label": "x"}] * 2}, "missing, or belong to nothing"),
        ({"options": [{"key": "a"}]}, "missing in this file"),
        ({"options": "ab"}, "missing in this file"),
        ({"quorum": 101}, "how many could vote"),
        ({"on_roll": "thirty"}, "how many could vote"),
        ({"on_roll": 12}, "More people voted than could"),
        ({"numbers": {"papers": 9, "counts": {"a": 2, "b": 1}}}, "fewer than 10 papers"),
        ({"numbers": {"counts": {"a": 2, "b": 1}}}, "how many people voted"),
        ({"numbers": {"papers": True, "counts": {"a": 1, "b": 1}}}, "how many people voted"),
        ({"numbers": {"papers": 20, "counts": {"a": 2}}}, "missing, or belong to nothing"),
        ({"numbers": {"papers": 20, "counts": {"a": 21, "b": 1}}}, "cannot be"),
        ({"numbers": {"papers": 20, "counts": {"a": -1, "b": 1}}}, "cannot be"),
        ({"numbers": {"papers": 20, "counts": {"a": 1.5, "b": 1}}}, "cannot be"),
        ({"numbers": []}, "how many people voted"),
        ({"numbers": 7}, "missing in this file"),
        ({"outcome": {"agreed": None, "winners": [["a"]]}}, "missing in this file"),
        ({"outcome": None}, "no outcome"),
        ({"outcome": {"agreed": True}}, "no outcome"),
        ({"numbers": None, "outcome": {"agreed": 3, "winners": []}}, "no outcome"),
        ({"numbers": None, "outcome": {"agreed": True, "winners": ["z"]}}, "no outcome"),
        ({"method": "consent", "numbers": {"papers": 20, "counts": dict.fromkeys(
            ["agree", "concerns", "either", "disagree", "block"], 3)}}, "do not add up"),
        ({"method": "ranked", "numbers": {"papers": 20, "pairwise": {"a": {"b": 12}, "b": {"a": 12}}}},
         "more people put one above the other"),
        ({"method": "ranked", "numbers": {"papers": 20, "pairwise": {"a": 3, "b": {"a": 12}}}}, "missing"),
        ({"method": "score", "numbers": {"papers": 20, "counts": {"a": 101, "b": 12}}}, "cannot be"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_sentence_that_helps(change, sentence):
    with pytest.raises(CannotReadError, match=sentence):
        recounting.read(json.dumps(good() | change).encode())


@pytest.mark.parametrize("name", [name for name in good() if name not in ("format", "closed_on", "question")])
def test_a_file_with_a_part_missing_is_refused(name):
    without = {key: value for key, value in good().items() if key != name}

    with pytest.raises(CannotReadError):
        recounting.read(json.dumps(without).encode())


HEAD = b'"what","one","other","value"\n"format","","","' + downloads.FORMAT.encode() + b'"\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not the file of a ballot"),
        (b"{", "no whole JSON"),
        (b"[" * 5000, "not the file of a ballot"),
        (b'{"a":' * 100_000, "no whole JSON"),
        (b"{}", "not the file of a ballot"),
        (b"\xff\xfe\x00", "no text"),
        (b"x" * 1_000_001, "too large"),
        (b"what,one\r\n", "not the file of a ballot"),
        (HEAD, "missing in this file"),
        (HEAD + b'"papers","","","many"\n', "no whole number"),
        (HEAD + b'"papers","",""\n', "too few cells"),
        (HEAD + b'"papers","","","1\n', "no whole CSV"),
        (HEAD + b'"counts","a","","1"\n"counts","a","b","1"\n', "missing in this file"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_kindly(content, sentence):
    with pytest.raises(CannotReadError, match=sentence):
        recounting.read(content)


def test_the_command_says_what_is_wrong_without_a_traceback(tmp_path):
    (tmp_path / "notes.txt").write_text("my notes")

    with pytest.raises(CommandError, match="not the file of a ballot"):
        call_command("recount", str(tmp_path / "notes.txt"))
    with pytest.raises(CommandError, match="Cannot open"):
        call_command("recount", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="Cannot open"):
        call_command("recount", str(tmp_path))
