"""Members' pages: everything one can do is done there, errors stand beside fields, nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consultations.proposals import amending, authors, commenting, drafting
from consultations.proposals.enums import AmendmentState, Part, ProposalState
from consultations.proposals.models import Amendment, Comment, CommentReport, Proposal
from people import sockets
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory, PlaceFactory, member
from tests.factories.proposals import (
    TITLE,
    TYPED,
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
from tests.factories.threads import PublishedFactory
from vocabulary.models import JourneyStage, Theme

pytestmark = pytest.mark.django_db
S = ProposalState


def everything_kept() -> str:
    """All rows of proposals and threads, as text."""
    from django.apps import apps

    models = [
        model for label in ("proposals", "threads") for model in apps.get_app_config(label).get_models()
    ]
    return " ".join(str(row) for model in models for row in model.objects.values())


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args) -> str:
    return reverse(f"proposals-members:{name}", args=args)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def filled(made: Proposal, **changes):
    """What a browser would send of the form of a proposal that was not touched, but for these changes."""
    from consultations.proposals.forms import ProposalForm

    form = ProposalForm(proposal=made)
    data = {name: "" if value is None else value for name, value in form.initial.items() if name != "until"}
    return {**data, **changes}


# --- Lists ---------------------------------------------------------------


def test_the_list_begins_with_what_is_mine_and_shows_no_draft_of_others():
    me, other = member(), member()
    draft(by=me, title="My draft")
    draft(by=other, title="Their draft")
    proposal(by=other, title="Their open one")
    asked = draft(by=other, title="Join me")
    authors.invite(asked, me, by=other)
    page = text_of(as_(me).get(at("proposals")))

    assert page.index("Join me") < page.index("My draft") < page.index("Their open one")
    assert "Their draft" not in page
    assert "Start from what was said" not in page
    helper = text_of(as_(facilitator()).get(at("proposals")))
    assert "Their draft" in helper
    assert "Start from what was said" in helper


def test_the_list_goes_on_by_key_and_can_be_narrowed():
    many_proposals(30)
    proposal(S.PARKED, title="A parked one")
    client = as_(member())
    seen, url = [], at("proposals")
    for _page in range(3):
        answer = client.get(url)
        seen += [row.pk for row in answer.context["page"].items]
        key = answer.context["page"].next_key
        if not key:
            break
        url = f"{at('proposals')}?after={key}"
    assert len(seen) == len(set(seen)) == 31
    assert [row.title for row in client.get(f"{at('proposals')}?state=parked").context["page"].items] == [
        "A parked one"
    ]
    for bad in ("after=x", "after=2026-01-01.x", "after=.", f"after=2026-01-01.{'9' * 30}", "state=nothing"):
        assert client.get(f"{at('proposals')}?{bad}").status_code == 200


@pytest.mark.parametrize("name", ["proposals", "proposal", "suggestions"])
def test_pages_ask_the_database_as_much_whatever_there_is(name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    me = member()
    made = proposal(by=me)
    many_proposals(1)
    many_said(made, 1, 1)
    suggestion_without_account(made, said="One.")
    client = as_(me)
    url = at(name) if name == "proposals" else at(name, made.slug)
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    many_proposals(40)
    many_said(made, 20, 30)
    for n in range(3):
        suggestion_without_account(made, said=f"Number {n}.")
    with CaptureQueriesContext(connection) as second:
        assert client.get(url).status_code == 200
    assert len(first) == len(second)
    assert len(first) <= 32


# --- Writing ---------------------------------------------------------------


def test_a_proposal_is_written_part_by_part():
    me = member()
    client = as_(me)
    begun = client.post(at("new"), {"title": TITLE})
    made = Proposal.objects.get()
    assert begun["Location"] == at("edit", made.slug)
    page = client.get(begun["Location"]).content.decode()
    for question in ("What is the problem?", "What does it mean for prison officers?", "RECONNECT"):
        assert question in page
    saved = client.post(at("edit", made.slug), filled(made, change="A visit.\n\nAnother.", then="change"))
    assert saved["Location"] == f"{at('edit', made.slug)}#id_change"
    assert fresh(made).change == "<p>A visit.</p><p>Another.</p>"
    theme, stage, prison = Theme.objects.first(), JourneyStage.objects.first(), PlaceFactory()
    made = fresh(made)
    done = client.post(
        at("edit", made.slug),
        filled(
            made, themes=[theme.pk], stages=[stage.pk], custody_places=[prison.pk], amount="12000",
            how_often="yearly", from_whom="the region", until_day="31", until_month="3", until_year="2028",
        ),
    )  # fmt: skip
    assert done["Location"] == at("proposal", made.slug)
    page = text_of(client.get(done["Location"]))
    assert "£12,000 every year, from the region, until 31 March 2028" in page
    assert theme.name in page
    assert prison.name in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 121}, "at most 120"),
        ({"change": "y" * 6001}, "at most 6000"),
        ({"amount": "many"}, "whole number"),
        ({"amount": "-1"}, "greater than or equal to 0"),
        ({"until_day": "31", "until_month": "2", "until_year": "2028"}, "real date"),
        ({"size": "huge"}, "not one of the available choices"),
        ({"stages": ["999999"]}, "not one of the available choices"),
        ({"themes": ["x"]}, "not a valid value"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_nothing_is_lost(changes, sentence):
    made = draft()
    data = filled(made, risks="Words that I would hate to lose.", **changes)
    answer = as_(made.started_by).post(at("edit", made.slug), data)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Words that I would hate to lose." in page
    assert "Nothing you typed is lost" in page
    assert fresh(made).version == made.version


@pytest.mark.parametrize("version", ["", "x", "-1", "99"])
def test_a_version_that_is_none_saves_nothing(version):
    made = draft()
    answer = as_(made.started_by).post(
        at("edit", made.slug), filled(made, version=version, change="Kept words.")
    )
    assert answer.status_code == 422
    assert "Kept words." in answer.content.decode()
    assert fresh(made).change == made.change


def test_a_stale_save_shows_both_texts_and_keeps_the_others_words_where_one_did_not_write():
    made = proposal()
    by = made.started_by
    mine = filled(made, change="My words about the change.")
    drafting.save(
        made, {"change": "Their words about the change.", "risks": "Their new risks."},
        by=by, version=made.version,
    )  # fmt: skip
    client = as_(by)
    answer = client.post(at("edit", made.slug), mine)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Somebody else saved while you were writing" in page
    assert "Their words about the change." in page
    assert "My words about the change.</textarea>" in page
    assert "Their new risks.</textarea>" in page
    form = answer.context["form"]
    again = client.post(
        at("edit", made.slug),
        {**filled(fresh(made)), "change": "Both.", "version": form["version"].value()},
    )
    assert again.status_code == 302
    assert (fresh(made).change, fresh(made).risks) == ("<p>Both.</p>", "<p>Their new risks.</p>")


def test_who_changed_other_parts_than_somebody_else_loses_neither_by_saving_again():
    made = proposal()
    by = made.started_by
    theme = Theme.objects.first()
    mine = filled(made, measures="How many come.", themes=[theme.pk])
    drafting.save(made, {"change": "Theirs.", "amount": 5}, by=by, version=made.version)
    client = as_(by)
    form = client.post(at("edit", made.slug), mine).context["form"]
    data = {name: form[name].value() for name in form.fields if name != "until"}
    data = {name: "" if value is None else value for name, value in data.items()}
    assert client.post(at("edit", made.slug), data).status_code == 302
    now = fresh(made)
    assert (now.change, now.measures, now.amount) == ("<p>Theirs.</p>", "<p>How many come.</p>", 5)
    assert list(now.themes.all()) == [theme]


def test_scripts_are_cleaned_wherever_they_are_typed():
    made = proposal()
    by, other = made.started_by, member()
    evil = "<p>Words</p><script>alert(1)</script><a href='javascript:alert(2)'>x</a>"
    as_(by).post(at("edit", made.slug), filled(made, **dict.fromkeys(Part.values, evil), summary=evil))
    client = as_(other)
    client.post(at("suggest", made.slug, "risks"), {"words": f"{evil} more", "why": evil})
    client.post(at("comment", made.slug), {"words": evil})
    client.post(at("comment", made.slug), {"words": evil, "reply": Comment.objects.get().pk})
    as_(facilitator()).post(at("panel", made.slug), {"name": "<script>alert(3)</script>"})
    assert (Amendment.objects.count(), Comment.objects.count()) == (1, 2)
    for url in (at("proposal", made.slug), at("suggestions", made.slug), at("authors", made.slug)):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "javascript:" not in re.sub(r"&\S+;", "", page) or 'href="javascript' not in page


# --- Steps ---------------------------------------------------------------


def test_authors_open_it_for_ideas_and_facilitators_park_it():
    made = draft()
    client = as_(made.started_by)
    page = text_of(client.get(at("step", made.slug)))
    assert "Open it for ideas" in page
    assert "Drop this draft" in page
    moved = client.post(at("step", made.slug), {"to": "ideas"})
    assert moved["Location"] == at("proposal", fresh(made).slug)
    assert fresh(made).state == S.IDEAS
    helper = as_(facilitator())
    refused = helper.post(at("step", made.slug), {"to": "parked", "reason": ""})
    assert refused.status_code == 422
    assert "Say why" in text_of(refused)
    helper.post(at("step", made.slug), {"to": "parked", "reason": "No rooms this year."})
    assert fresh(made).state == S.PARKED
    assert "No rooms this year." in text_of(client.get(at("proposal", made.slug)))


def test_a_step_that_cannot_be_taken_says_why():
    made = draft(officers="")
    client = as_(made.started_by)
    answer = client.post(at("step", made.slug), {"to": "ideas"})
    assert answer.status_code == 422
    assert "What it means for prison officers" in text_of(answer)
    for to in ("final", "ballot", "nothing", ""):
        assert client.post(at("step", made.slug), {"to": to}).status_code == 422
    past = {"to": "ideas", "ideas_until_day": "1", "ideas_until_month": "1", "ideas_until_year": "2020"}
    whole = draft()
    answer = as_(whole.started_by).post(at("step", whole.slug), past)
    assert "still to come" in text_of(answer)


def test_another_last_day_for_ideas_is_a_press():
    made = proposal()
    client = as_(made.started_by)
    day = {"until_day": "31", "until_month": "3", "until_year": "2029"}
    assert client.post(at("prolong", made.slug), {"until_day": "31"}).status_code == 422
    client.post(at("prolong", made.slug), day)
    assert "31 March 2029" in text_of(client.get(at("proposal", made.slug)))


def test_a_dropped_draft_is_on_nobodys_list():
    made = draft()
    client = as_(made.started_by)
    assert client.post(at("step", made.slug), {"to": "withdrawn"})["Location"] == at("proposals")
    assert TITLE not in text_of(client.get(at("proposals")))


# --- Who writes it ---------------------------------------------------------------


def test_a_co_author_is_found_by_name_asked_and_joins():
    made = draft()
    other = PersonFactory(display_name="Mair Bevan", email="hidden-address@example.org")
    client = as_(made.started_by)
    assert "Mair Bevan" in text_of(client.get(f"{at('authors', made.slug)}?q=mair"))
    assert "Nobody of this name" in text_of(client.get(f"{at('authors', made.slug)}?q=hidden-address"))
    assert as_(other).get(at("proposal", made.slug)).status_code == 404
    client.post(at("invite", made.slug), {"person": other.pk})
    joining = as_(other)
    assert "You are asked to write" in text_of(joining.get("/members/"))
    assert "Yes, I write it too" in text_of(joining.get(at("proposal", made.slug)))
    joining.post(at("join", made.slug))
    assert authors.names(fresh(made)) == [made.started_by.display_name, "Mair Bevan"]
    client.post(at("leave", made.slug))
    assert authors.names(fresh(made)) == ["Mair Bevan"]
    refused = joining.post(at("leave", made.slug), follow=True)
    assert "only one who writes it" in text_of(refused)


def test_an_invitation_is_declined_or_taken_back_by_a_press():
    made, one, two = draft(), member(), member()
    client = as_(made.started_by)
    for person in (one, two):
        client.post(at("invite", made.slug), {"person": person.pk})
    as_(one).post(at("say-no", made.slug))
    row = made.authors.get(person=two)
    client.post(at("author-remove", made.slug, row.pk))
    assert made.authors.count() == 1
    for person in ("", "x", "99999999", "1" * 40):
        assert client.post(at("invite", made.slug), {"person": person}).status_code == 302
    assert made.authors.count() == 1


def test_a_facilitator_adds_a_panel_and_types_in_for_it():
    made = draft()
    helper = as_(facilitator())
    assert helper.get(at("edit", made.slug)).status_code == 403
    assert helper.post(at("panel", made.slug), {"name": " "}).status_code == 422
    helper.post(at("panel", made.slug), {"name": "The Tuesday group"})
    assert helper.get(at("edit", made.slug)).status_code == 200
    helper.post(at("edit", made.slug), filled(fresh(made), problem="What the panel said."))
    assert fresh(made).problem == "<p>What the panel said.</p>"
    assert "The Tuesday group" in text_of(as_(made.started_by).get(at("proposal", made.slug)))


# --- What it comes from ---------------------------------------------------------------


def test_a_facilitator_starts_from_words_that_were_said():
    said = PublishedFactory(said="Somebody should visit before release.")
    client = as_(facilitator())
    page = client.get(f"{at('from-words')}?q=visit")
    assert "Somebody should visit before release." in text_of(page)
    looked = client.post(
        at("from-words"),
        {"q": "nothing like it", "look": "1", "title": "A title", "from": [f"contribution:{said.pk}"]},
    ).content.decode()
    assert 'value="A title"' in looked
    assert re.search(rf'value="contribution:{said.pk}"[^>]* checked', looked)
    empty = client.post(at("from-words"), {"title": TITLE})
    assert empty.status_code == 422
    assert TITLE in empty.content.decode()
    no_title = client.post(at("from-words"), {"title": "", "from": [f"contribution:{said.pk}"]})
    assert no_title.status_code == 422
    assert "checked" in no_title.content.decode()
    client.post(at("from-words"), {"title": TITLE, "from": [f"contribution:{said.pk}", "x:1", "point:"]})
    made = Proposal.objects.get()
    assert made.origins.get().key == str(said.pk)
    assert "Somebody should visit before release." in text_of(client.get(at("proposal", made.slug)))
    assert as_(member()).get(at("from-words")).status_code == 403


def test_evidence_is_found_linked_and_taken_off():
    said = PublishedFactory(said="Somebody should visit before release.")
    made = draft()
    client = as_(made.started_by)
    assert "Somebody should visit" in text_of(client.get(f"{at('evidence', made.slug)}?q=visit"))
    ticked = {"from": [f"contribution:{said.pk}"]}
    looked = client.post(at("evidence", made.slug), {"look": "1", "q": "nothing like it", **ticked})
    assert re.search(rf'value="contribution:{said.pk}"[^>]* checked', looked.content.decode())
    assert not made.origins.exists()
    client.post(at("evidence", made.slug), ticked)
    client.post(at("evidence", made.slug), {})
    bad = client.post(at("evidence-document", made.slug), {"label": "A report", "address": "javascript:x"})
    assert bad.status_code == 422
    assert "A report" in bad.content.decode()
    client.post(at("evidence-document", made.slug), {"label": "A report", "address": "https://example.org/r"})
    assert made.origins.count() == 2
    assert "A report" in text_of(client.get(at("evidence", made.slug)))
    client.post(at("evidence-remove", made.slug, made.origins.first().pk))
    assert made.origins.count() == 1


# --- Suggestions ---------------------------------------------------------------


def test_a_member_suggests_and_the_authors_take_it_up():
    made, other = proposal(), member()
    client, author = as_(other), as_(author_of(made))
    page = client.get(at("suggest", made.slug, "change")).content.decode()
    assert TYPED["change"] in page
    same = client.post(at("suggest", made.slug, "change"), {"words": TYPED["change"], "why": "My reason."})
    assert same.status_code == 422
    assert "My reason." in same.content.decode()
    client.post(
        at("suggest", made.slug, "change"),
        {"words": TYPED["change"].replace("12", "16"), "why": "Hostels take long."},
    )
    one = Amendment.objects.get()
    assert "1 suggested change waits for your answer" in text_of(author.get("/members/"))
    page = author.get(at("suggestion", made.slug, one.pk))
    assert "<ins>" in page.content.decode()
    assert "Hostels take long." in text_of(page)
    author.post(
        at("take-up", made.slug, one.pk),
        {"words": TYPED["change"].replace("12", "16"), "version": made.version},
    )
    one.refresh_from_db()
    assert one.state == AmendmentState.ACCEPTED
    assert "16 weeks" in fresh(made).change
    assert "Taken up." in text_of(client.get(at("suggestions", made.slug)))


def test_a_suggestion_is_declined_with_a_reason_that_everybody_reads():
    one = suggestion()
    author = as_(author_of(one.proposal))
    slug = one.proposal.slug
    assert author.post(at("decline", slug, one.pk), {"reason": " "}).status_code == 422
    author.post(at("decline", slug, one.pk), {"reason": "Rooms are short."})
    assert "Rooms are short." in text_of(as_(member()).get(at("suggestions", slug)))
    again = author.post(at("decline", slug, one.pk), {"reason": "Twice."})
    assert again.status_code == 422
    assert "answered this suggestion already" in text_of(again)


def test_a_conflict_is_shown_side_by_side_and_taken_up_into_the_text_as_it_is():
    one = suggestion(words="A visit 16 weeks before.")
    made = fresh(one.proposal)
    drafting.save(made, {"change": "A visit in the last week."}, by=author_of(made), version=made.version)
    author = as_(author_of(made))
    assert "The text has changed since" in text_of(author.get(at("suggestions", made.slug)))
    page = author.get(at("suggestion", made.slug, one.pk))
    body = page.content.decode()
    assert "16 weeks before." in text_of(page)
    assert "A visit in the last week.</textarea>" in body
    unchanged = author.post(
        at("take-up", made.slug, one.pk),
        {"words": "A visit in the last week.", "version": fresh(made).version},
    )
    assert "stand there already" in text_of(unchanged)
    both = {"words": "A visit 16 weeks before and in the last week.", "version": fresh(made).version}
    assert author.post(at("take-up", made.slug, one.pk), both).status_code == 302
    assert fresh(made).change == "<p>A visit 16 weeks before and in the last week.</p>"


def test_taking_up_beside_an_older_text_keeps_the_words_in_the_field():
    one = suggestion()
    made = fresh(one.proposal)
    drafting.save(made, {"change": "A visit in the last week."}, by=author_of(made), version=made.version)
    answer = as_(author_of(made)).post(
        at("take-up", made.slug, one.pk), {"words": "My careful words.", "version": made.version}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "My careful words.</textarea>" in page
    assert "A visit in the last week." in page
    assert f'name="version" value="{fresh(made).version}"' in page


def test_a_suggestion_without_an_account_is_answered_like_any_other():
    one = suggestion_without_account(said="Come 20 weeks before.")
    made = fresh(one.proposal)
    author = as_(author_of(made))
    listed = text_of(author.get(at("suggestions", made.slug)))
    assert "Somebody without an account" in listed
    assert "Come 20 weeks before." in listed
    assert "Come 20 weeks before." in text_of(author.get(at("suggestion", made.slug, one.pk)))
    author.post(
        at("take-up", made.slug, one.pk), {"words": "A visit 20 weeks before.", "version": made.version}
    )
    one.refresh_from_db()
    assert one.state == AmendmentState.ACCEPTED


def test_a_withdrawn_suggestion_says_so_and_asks_for_no_answer():
    from feedback.threads import gate
    from feedback.threads.models import Contribution

    one = suggestion_without_account(said="Come 20 weeks before.")
    author, slug = as_(author_of(one.proposal)), one.proposal.slug
    gate.withdraw([Contribution.objects.get(pk=one.contribution)])
    for url in (at("suggestions", slug), at("suggestion", slug, one.pk)):
        page = text_of(author.get(url))
        assert "Withdrawn by its author" in page
        assert "Come 20" not in page
    assert "Answer it" not in text_of(author.get(at("suggestions", slug)))
    refused = author.post(at("take-up", slug, one.pk), {"words": "Words.", "version": one.proposal.version})
    assert "withdrawn by its author" in text_of(refused)
    assert "waits for your answer" not in text_of(author.get("/members/"))


def test_support_is_a_press_and_shown_as_a_number():
    one, other = suggestion(), member()
    client, slug = as_(other), one.proposal.slug
    client.post(at("support", slug, one.pk))
    assert "1 supports it" in text_of(client.get(at("suggestions", slug)))
    client.post(at("unsupport", slug, one.pk))
    assert "0 support it" in text_of(client.get(at("suggestions", slug)))
    assert as_(one.author).post(at("support", slug, one.pk)).status_code == 403
    as_(one.author).post(at("take-back", slug, one.pk))
    assert Amendment.objects.get().state == AmendmentState.WITHDRAWN


def test_words_sent_after_ideas_were_over_are_given_back():
    made = proposal(S.FINAL)
    client = as_(member())
    answer = client.post(at("suggest", made.slug, "change"), {"words": "My long words.", "why": "Because."})
    assert answer.status_code == 403
    assert "My long words." in text_of(answer)
    assert "Because." in text_of(answer)
    assert client.get(at("suggest", made.slug, "change")).status_code == 403
    assert as_(member()).get(at("suggest", proposal().slug, "title")).status_code == 404


# --- Discussion ---------------------------------------------------------------


def test_members_discuss_the_whole_a_part_and_one_another():
    made = proposal()
    client = as_(member())
    client.post(at("comment", made.slug), {"words": "On the whole."})
    client.post(at("comment", made.slug), {"words": "On the risks.", "part": "risks"})
    first = Comment.objects.order_by("pk").first()
    assert "On the whole." in text_of(client.get(f"{at('comment', made.slug)}?reply={first.pk}"))
    done = client.post(at("comment", made.slug), {"words": "A reply.", "reply": first.pk})
    reply = Comment.objects.order_by("pk").last()
    assert done["Location"].endswith(f"#comment-{reply.pk}")
    page = text_of(client.get(at("proposal", made.slug)))
    assert page.index("On the whole.") < page.index("A reply.") < page.index("On the risks.")
    assert "On “What could go wrong”" in page
    assert client.post(at("comment", made.slug), {"words": " "}).status_code == 422
    for bad in ({"part": "x"}, {"reply": "x"}, {"reply": "9" * 30}, {"reply": "999999"}):
        assert client.post(at("comment", made.slug), {"words": "Fine.", **bad}).status_code == 302


def test_a_change_is_marked_on_the_page():
    one = comment()
    client = as_(one.author)
    url = at("comment-change", one.proposal.slug, one.pk)
    assert "Who books the room?" in text_of(client.get(url))
    assert client.post(url, {"words": ""}).status_code == 422
    client.post(url, {"words": "Who books it?"})
    assert "changed on" in text_of(client.get(at("proposal", one.proposal.slug)))
    assert as_(member()).get(url).status_code == 403


def test_a_report_reaches_facilitators_who_hide_it_or_let_it_stand():
    one, other = comment(words="Somebody’s name."), comment(words="Fine words.")
    client, helper = as_(member()), as_(facilitator())
    for each in (one, other):
        client.post(at("report", each.proposal.slug, each.pk), {"why": "It names somebody."})
    assert "2 comments were reported" in text_of(helper.get("/members/"))
    assert client.get(at("reports")).status_code == 403
    queue = text_of(helper.get(at("reports")))
    assert "Somebody’s name." in queue
    assert "It names somebody." in queue
    hide = at("hide", one.proposal.slug, one.pk)
    assert helper.post(hide, {"because": ""}).status_code == 422
    helper.post(hide, {"because": "It names somebody."})
    helper.post(at("let-stand", other.proposal.slug, other.pk), {"reports": "1"})
    assert "Nothing was reported" in text_of(helper.get(at("reports")))
    assert not CommentReport.objects.filter(settled=False).exists()
    page = text_of(client.get(at("proposal", one.proposal.slug)))
    assert "A facilitator has hidden this comment. Why: It names somebody." in page
    assert "Somebody’s name." not in page
    assert "Somebody’s name." in text_of(helper.get(at("proposal", one.proposal.slug)))
    helper.post(at("show-again", one.proposal.slug, one.pk))
    assert "Somebody’s name." in text_of(client.get(at("proposal", one.proposal.slug)))


# --- Sockets ---------------------------------------------------------------


def test_my_data_holds_what_stands_under_ones_name():
    me = member()
    made = proposal(by=me)
    commenting.say(made, "My words.", by=me)
    other = proposal()
    one = amending.suggest(other, Part.CHANGE, "My suggestion.", "", by=me)
    amending.support(suggestion(other), by=me)
    commenting.report(comment(other), "Why.", by=me)
    held = dict(sockets.my_data)["proposals"](me)

    assert held["writes"] == [{"proposal": TITLE, "state": "ideas", "asked, not answered": False}]
    assert held["suggested"][0]["words"] == "My suggestion."
    assert held["said"][0]["words"] == "My words."
    assert held["supports"] == [{"proposal": TITLE, "part": "change"}]
    assert held["reported"][0]["why"] == "Why."
    assert held["steps taken"][0]["state"] == "ideas"
    assert one.author == me


def test_who_leaves_is_a_former_member_everywhere_and_their_own_drafts_go():
    from people.closing import close_account

    me = PersonFactory(display_name="Mair Bevan")
    made = proposal(by=me)
    drafting.save(made, {"risks": "Others."}, by=me, version=made.version, summary="Risks")
    commenting.say(made, "My words.", by=me)
    other = proposal()
    amending.suggest(other, Part.CHANGE, "My suggestion.", "", by=me)
    taken = suggestion(other, part=Part.RISKS, words="Other risks.", by=me)
    amending.accept(taken, "Other risks.", by=author_of(other), version=fresh(other).version)
    draft(by=me, title="Only mine")
    together, friend = draft(by=me, title="Ours"), member()
    authors.invite(together, friend, by=me)
    authors.accept(together, by=friend)
    close_account(me, by=me)

    client = as_(member())
    for url in (at("proposal", made.slug), at("suggestions", other.slug)):
        page = text_of(client.get(url))
        assert "former member" in page
        assert "Mair Bevan" not in page
    assert "My words." in text_of(client.get(at("proposal", made.slug)))
    assert not Proposal.objects.filter(title="Only mine").exists()
    assert Proposal.objects.filter(title="Ours").exists()
    assert "Mair Bevan" not in everything_kept()
    # Nobody is left who writes it: a facilitator may.
    assert as_(facilitator()).get(at("edit", made.slug)).status_code == 200
