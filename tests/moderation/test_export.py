"""Answers for research: of those who said yes, where a question allows it, and nothing that leads back."""

import csv
import datetime
import io
import re
import zipfile

import pytest
from django.utils import timezone

from feedback.moderation import arrivals, declining, research_export
from feedback.moderation.enums import Attention
from feedback.moderation.models import Item, ResearchExport
from feedback.moderation.turns import MayNotError
from feedback.threads.enums import Basis, State
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.factories.moderation import arrived, facilitator, fresh
from tests.factories.people import PersonFactory, PlaceFactory
from tests.factories.threads import ContributionFactory, PublishedFactory, ThreadFactory
from vocabulary.models import PlaceKind
from vocabulary.role_groups import RoleGroup

pytestmark = [pytest.mark.django_db, pytest.mark.database]

REFERENCES = "HMPPS NRC 2026-118"


def researcher(**fields):
    return PersonFactory(group=PermissionGroup.RESEARCHER, **fields)


def a_thread(**fields):
    return ThreadFactory(**{"basis": Basis.RESEARCH, "references": REFERENCES, **fields})


def allowed(thread, **fields):
    return PublishedFactory(thread=thread, may_research=True, **fields)


def read_only(thread, said="It was too late for me.", **fields):
    """Words that their author wants studied and not shown, read by a facilitator."""
    fields.setdefault("may_research", True)
    item = arrived(said, thread=thread, may_show=False, **fields)
    declining.close_as_read(item, by=facilitator(), version=item.version)
    return fresh(item)


def files(thread, by=None):
    with zipfile.ZipFile(io.BytesIO(research_export.export(thread, by=by or researcher()))) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def answers(thread, by=None):
    return table(files(thread, by)["answers.csv"])


# --- Who and which --------------------------------------------------------------------------


@pytest.mark.parametrize("group", [one for one in PermissionGroup if one != PermissionGroup.RESEARCHER])
def test_only_researchers_take_answers_out(group):
    with pytest.raises(MayNotError):
        research_export.export(a_thread(), by=PersonFactory(group=group))
    assert not ResearchExport.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": Basis.INVOLVEMENT},
        {"references": ""},
        {"references": "  "},
        {"hidden": True},
        {"opened_on": None},
    ],
)
def test_a_question_that_is_not_for_research_gives_nothing(fields):
    thread = a_thread(**fields)
    allowed(thread)
    with pytest.raises(research_export.NotForResearchError):
        research_export.export(thread, by=researcher())
    assert not ResearchExport.objects.exists()


def test_an_evaluation_with_its_references_may_be_studied():
    thread = a_thread(basis=Basis.EVALUATION)
    allowed(thread)

    assert len(answers(thread)) == 1


def test_only_answers_whose_authors_said_yes_are_in_it():
    thread = a_thread()
    allowed(thread, said="Yes to both.")
    PublishedFactory(thread=thread, said="Shown, not studied.")
    allowed(a_thread(), said="Another question.")
    read_only(thread, "Studied, not shown.")
    read_only(thread, "Neither shown nor studied.", may_research=False)

    assert {row["words"] for row in answers(thread)} == {"Yes to both.", "Studied, not shown."}


@pytest.mark.parametrize("state", [one for one in State if one != State.PUBLISHED])
def test_what_is_held_returned_declined_escalated_or_withdrawn_stays_in(state):
    thread = a_thread()
    for may_show in (True, False):
        one = ContributionFactory(thread=thread, state=state, may_research=True, may_show=may_show)
        arrivals.receive([one])
        Item.objects.filter(pk=one.pk).update(open=False)

    assert answers(thread) == []


def test_what_safeguarding_has_or_had_stays_in():
    thread = a_thread()
    item = read_only(thread)
    Item.objects.filter(pk=item.pk).update(attention=Attention.ESCALATED)

    assert answers(thread) == []


def test_nobody_gets_unpublished_words_about_a_prison_they_are_tied_to():
    prison = PlaceFactory(kind=PlaceKind.PRISON)
    thread = a_thread(place=prison)
    allowed(thread, said="Everybody can read this.")
    read_only(thread, "Nobody else can.")
    tied = researcher()
    tied.place_ties.create(place=prison)

    assert {row["words"] for row in answers(thread, tied)} == {"Everybody can read this."}
    assert len(answers(thread, researcher())) == 2


def test_words_taken_back_are_gone_from_the_next_file():
    from feedback.threads import gate

    thread = a_thread()
    one, item = allowed(thread), read_only(thread)
    assert len(answers(thread)) == 2
    gate.withdraw([one, Contribution.objects.get(pk=item.pk)])

    assert answers(thread) == []


# --- What of them ----------------------------------------------------------------------------


def test_published_words_go_out_as_they_are_published():
    thread = a_thread()
    allowed(thread, said="I told ⟦name⟧ twice. Prison number A1234BC was not taken out.")
    words = answers(thread)[0]["words"]

    assert words == "I told [taken out: a name] twice. Prison number A1234BC was not taken out."


def test_words_that_nobody_published_lose_what_a_program_finds_in_them():
    thread = a_thread()
    read_only(thread, "Write to me at jo.bloggs@example.org, my number is A1234BC. It was cold.")
    row = answers(thread)[0]

    assert row["source"] == "read-only"
    assert "example.org" not in row["words"]
    assert "A1234BC" not in row["words"]
    assert row["words"].count("[taken out:") == 2
    assert "It was cold." in row["words"]


def test_nothing_in_a_file_leads_back_to_a_row():
    thread = a_thread()
    made = [
        allowed(thread, receipt_index=bytes([n]) * 32, week=datetime.date(2026, 10, 5), on_paper=True)
        for n in range(1, 31)
    ]
    found = files(thread)
    whole = b"".join(found.values()).decode("utf-8-sig", errors="replace")
    ids = [row["id"] for row in table(found["answers.csv"])]

    for row in made:
        assert str(row.pk) not in whole
        assert bytes(row.receipt_index).hex() not in whole
    assert "2026-10-05" not in whole
    assert {row["month"] for row in table(found["answers.csv"])} == {"2026-10"}
    assert len(set(ids)) == 30
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in ids)
    assert ids == sorted(ids)
    assert not {*ids} & {row["id"] for row in answers(thread)}, "drawn anew for each file"


def test_the_order_of_a_file_says_nothing_of_keys_or_batches():
    thread = a_thread()
    for n in range(60):
        allowed(thread, said=f"{n}", batch=n + 1)
    order = [int(row["words"]) for row in answers(thread)]

    assert order != sorted(order)
    rises = sum(one < other for n, one in enumerate(order) for other in order[n + 1 :])
    assert 500 < rises < 1270  # of 1770 pairs; chance is 885, seven standard deviations either way


def test_a_zip_holds_no_clock():
    content = research_export.export(a_thread(), by=researcher())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("number", "shown"), [(7, False), (8, True)])
def test_a_group_stands_beside_words_only_from_eight_in_the_file_on(number, shown):
    thread = a_thread()
    for _n in range(number):
        allowed(thread, role_group=RoleGroup.PRISON_STAFF)
    for _n in range(5):  # of the same group, and not in the file
        PublishedFactory(thread=thread, role_group=RoleGroup.PRISON_STAFF)
    for _n in range(9):
        allowed(thread, role_group=RoleGroup.FAMILY)
    found = files(thread)
    groups = [row["role_group"] for row in table(found["answers.csv"])]

    assert groups.count("family") == 9
    assert groups.count("prison-staff") == (number if shown else 0)
    assert (b"prison-staff" in found["dictionary.csv"]) is shown


def test_faces_short_answers_themes_and_stage_have_columns_with_their_meaning():
    choices = [{"key": "a1", "question": "Were you told?", "options": [["y", "Yes"], ["n", "No"]]}]
    thread = a_thread(asks_faces="How was it?", choices=choices)
    allowed(thread, face=2, choices={"a1": "n"}, stage="in-custody", themes=["trust"], asks_for_change=True)
    found = files(thread)
    row, meanings = table(found["answers.csv"])[0], table(found["dictionary.csv"])

    told = {name: row[name] for name in ("face", "choice_a1", "stage", "themes", "asks_for_change")}
    assert told == {
        "face": "2", "choice_a1": "n", "stage": "in-custody", "themes": "trust", "asks_for_change": "yes",
    }  # fmt: skip
    assert {one["column"] for one in meanings} - {"(this file)"} == set(row)
    asked = next(one for one in meanings if one["column"] == "choice_a1")
    assert (asked["meaning"], asked["values"]) == ("Were you told?", "y: Yes; n: No")
    assert REFERENCES in {one["values"] for one in meanings}


@pytest.mark.parametrize("said", ['=HYPERLINK("http://x.example")', "+1", "-1+2", "@A1", "\t=1", " =1"])
def test_no_words_are_taken_for_a_formula(said):
    thread = a_thread(question="=1+1")
    allowed(thread, said=said)
    found = files(thread)

    for content in found.values():
        assert content.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [one for one in row if one.lstrip().startswith(("=", "+", "-", "@"))]
    assert table(found["answers.csv"])[0]["words"] == f"'{said}"


def test_lines_quotes_and_other_scripts_come_back_whole():
    thread = a_thread()
    said = 'First line, "quoted";\nsecond – Cŵn, ქართული, 🙂'
    allowed(thread, said=said)

    assert answers(thread)[0]["words"] == said


# --- That it was taken, and the page ----------------------------------------------------------------


def test_who_took_which_is_noted_with_the_day_and_nothing_else():
    thread, person = a_thread(), researcher()
    allowed(thread)
    research_export.export(thread, by=person)

    one = ResearchExport.objects.get()
    assert (one.thread, one.by, one.day) == (thread, person, timezone.localdate())
    assert {field.name for field in ResearchExport._meta.fields} == {"id", "thread", "by", "day"}


def test_the_page_gives_the_file_and_says_who_had_it(signed_in):
    person = researcher(display_name="Ama Boateng")
    client, thread = signed_in(person), a_thread(slug="first-visit")
    allowed(thread)
    ThreadFactory(question="A question that is involvement")
    before = client.get("/members/feedback/research/").content.decode()
    answer = client.post(f"/members/feedback/research/{thread.pk}/take-out/")
    after = client.get("/members/feedback/research/").content.decode()

    assert "A question that is involvement" not in before
    assert "Taken out by" not in before
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="first-visit.zip"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert f"Ama Boateng, {timezone.localdate():%-d %B %Y}" in after


def test_a_refusal_is_a_sentence_on_the_page(signed_in):
    thread = ThreadFactory()
    answer = signed_in(researcher()).post(f"/members/feedback/research/{thread.pk}/take-out/")

    assert answer.status_code == 422
    assert "not asked for research" in answer.content.decode()


def test_without_such_a_question_the_page_says_so(signed_in):
    told = signed_in(researcher()).get("/members/feedback/research/").content.decode()

    assert "There is nothing to take out" in told


def test_it_stands_on_the_members_home_of_researchers_only(signed_in):
    assert "/members/feedback/research/" in signed_in(researcher()).get("/members/").content.decode()
    member = PersonFactory(group=PermissionGroup.MEMBER)
    assert "/members/feedback/research/" not in signed_in(member).get("/members/").content.decode()
