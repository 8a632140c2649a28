"""Official responses: what waits, drafted, approved, shown; promises that are kept or are overdue."""

import datetime
import re

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from feedback.moderation import needs, responding, response_queries, telling
from feedback.moderation.enums import DraftState
from feedback.moderation.models import AnswerTemplate, ResponseDraft
from feedback.moderation.responding import Text
from feedback.moderation.turns import MayNotError
from feedback.threads import gate, keys
from feedback.threads.enums import ResponseKind, State
from feedback.threads.models import Response, Thread
from mailing.models import Message as Mail
from people.permission_groups import PermissionGroup
from tests.factories.moderation import arrived, facilitator
from tests.factories.people import PersonFactory, PlaceFactory, PlaceTieFactory, member
from tests.factories.threads import PublishedFactory, ThreadFactory
from vocabulary.models import PlaceKind

pytestmark = pytest.mark.django_db

LIST = "/members/feedback/responses/"
TODAY = datetime.date.today


def responder(**fields):
    return PersonFactory(group=PermissionGroup.RESPONDER, second_step=True, **fields)


def publisher(**fields):
    return PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True, **fields)


def text(**changes):
    return Text(
        **{
            "kind": ResponseKind.EXPLAINED, "words": "We heard you.\n\nRooms are short.",
            "name": "Karen Blythe", "role": "Head of resettlement", **changes,
        }
    )  # fmt: skip


def promise(**changes):
    due = timezone.localdate() + datetime.timedelta(days=30)
    return text(kind=ResponseKind.WILL_DO, due_on=due, who="Sam Okafor", **changes)


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def handed_in(answers, by, said=None):
    draft = responding.draft(answers[0].thread, answers, said or text(), by=by)
    responding.hand_in(draft, by=by, version=draft.version)
    return draft


# --- The way of a response ------------------------------------------------------------


def test_a_response_is_drafted_handed_in_approved_by_somebody_else_and_shown(client):
    answer, who, reader = PublishedFactory(), responder(), publisher()
    draft = handed_in([answer], who)
    assert draft.state == DraftState.WAITING
    assert not Response.objects.exists()

    responding.approve(draft, by=reader, version=draft.version)
    shown = Response.objects.get()
    assert (shown.name, shown.role, shown.day) == (
        "Karen Blythe",
        "Head of resettlement",
        timezone.localdate(),
    )
    assert list(shown.contributions.all()) == [answer]
    assert shown.words == "<p>We heard you.</p>\n\n<p>Rooms are short.</p>"
    assert Thread.objects.get().answered_on == timezone.localdate()
    page = client.get(f"/feedback/{answer.thread.slug}/").content.decode()
    assert "We heard you." in page
    assert "Karen Blythe" in page


@override_settings(RESPONSES_NEED_APPROVAL=False)
def test_without_approval_it_is_shown_when_it_is_handed_in():
    draft = handed_in([PublishedFactory()], responder())
    assert draft.state == DraftState.PUBLISHED
    assert Response.objects.count() == 1


def test_nobody_approves_their_own_words():
    who = PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True)
    draft = handed_in([PublishedFactory()], who)
    with pytest.raises(MayNotError):
        responding.approve(draft, by=who, version=draft.version)


def test_a_publisher_sends_it_back_and_it_can_be_changed():
    who, draft_reader = responder(), publisher()
    draft = handed_in([PublishedFactory()], who)
    responding.send_back(draft, by=draft_reader, version=draft.version)
    responding.rewrite(draft, text(words="Better words."), by=who, version=draft.version)
    assert draft.state == DraftState.DRAFT
    assert [one["words"] for one in draft.history] == ["We heard you.\n\nRooms are short."]


def test_a_change_after_publication_is_shown_when_it_is_approved_and_says_when():
    who, reader = responder(), publisher()
    draft = handed_in([PublishedFactory()], who, promise())
    responding.approve(draft, by=reader, version=draft.version)
    responding.rewrite(
        draft, text(kind=ResponseKind.DONE, words="It is done."), by=who, version=draft.version
    )
    assert Response.objects.get().kind == ResponseKind.WILL_DO

    responding.hand_in(draft, by=who, version=draft.version)
    responding.approve(draft, by=reader, version=draft.version)
    shown = Response.objects.get()
    assert (shown.kind, shown.due_on, shown.who) == (ResponseKind.DONE, None, "")
    assert shown.changed_on == timezone.localdate()


def test_a_promise_needs_a_day_to_come_and_a_person():
    answer, who = PublishedFactory(), responder()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    for said, error in (
        (text(kind=ResponseKind.WILL_DO), responding.NoDayError),
        (promise().__class__(**{**vars(promise()), "who": " "}), responding.NoDayError),
        (promise().__class__(**{**vars(promise()), "due_on": yesterday}), responding.DayOverError),
        (text(words="  "), responding.NothingSaidError),
    ):
        with pytest.raises(error):
            responding.draft(answer.thread, [answer], said, by=who)
    assert not ResponseDraft.objects.exists()


def test_members_and_researchers_write_no_responses():
    answer = PublishedFactory()
    for person in (member(), PersonFactory(group=PermissionGroup.RESEARCHER)):
        with pytest.raises(MayNotError):
            responding.draft(answer.thread, [answer], text(), by=person)


def test_only_what_is_shown_is_answered():
    held = arrived("It waits.").contribution
    with pytest.raises(responding.NothingToAnswerError):
        responding.draft(held.thread, [held], text(), by=responder())


def test_what_was_withdrawn_meanwhile_is_not_answered_any_more():
    answer, reader = PublishedFactory(), publisher()
    draft = handed_in([answer], responder())
    gate.withdraw([answer])
    with pytest.raises(responding.NothingToAnswerError):
        responding.approve(draft, by=reader, version=draft.version)
    assert ResponseDraft.objects.get().state == DraftState.WAITING


def test_of_two_who_act_on_one_draft_the_second_is_told():
    who, reader = responder(), publisher()
    draft = handed_in([PublishedFactory()], who)
    before = draft.version
    responding.approve(draft, by=reader, version=before)
    again = ResponseDraft.objects.get()
    with pytest.raises(responding.WrongStateError):
        responding.approve(again, by=reader, version=before)
    with pytest.raises(responding.StaleDraftError):
        responding.rewrite(again, text(words="Others."), by=who, version=before)


def test_a_dropped_draft_is_gone_and_a_shown_one_cannot_be_dropped():
    who = responder()
    draft = handed_in([PublishedFactory()], who)
    responding.drop(draft, by=who, version=draft.version)
    assert draft.state == DraftState.DROPPED
    shown = handed_in([PublishedFactory()], who)
    responding.approve(shown, by=publisher(), version=shown.version)
    with pytest.raises(responding.WrongStateError):
        responding.drop(shown, by=who, version=shown.version)


def test_words_of_a_response_cannot_run(client):
    draft = handed_in(
        [PublishedFactory()], responder(), text(words="<script>alert(1)</script><b>So</b> it is.")
    )
    responding.approve(draft, by=publisher(), version=draft.version)
    assert Response.objects.get().words == "<p>So it is.</p>"


# --- The pages -------------------------------------------------------------------------------


def test_what_concerns_ones_own_places_comes_first(signed_in):
    prison = PlaceFactory(kind=PlaceKind.PRISON)
    who = responder()
    PlaceTieFactory(person=who, place=prison)
    PublishedFactory(said="Somewhere else.", batch=1)
    PublishedFactory(said="About this prison.", batch=2, thread=ThreadFactory(place=prison))
    page = words_of(signed_in(who).get(LIST))
    assert (
        page.index("About places that you know")
        < page.index("About this prison.")
        < page.index("Somewhere else.")
    )


def test_what_has_a_response_is_not_offered_again(signed_in):
    who = responder()
    answer = PublishedFactory(said="Has one.")
    PublishedFactory(said="Has none.")
    draft = handed_in([answer], who)
    responding.approve(draft, by=publisher(), version=draft.version)
    page = words_of(signed_in(who).get(LIST))
    assert "Has none." in page
    assert "Has one." not in page


def test_the_list_pages_by_key_and_costs_the_same_at_two_sizes(signed_in, django_assert_num_queries):
    who = responder()
    thread = ThreadFactory()
    client = signed_in(who)
    PublishedFactory.create_batch(3, thread=thread)
    client.get(LIST)
    with django_assert_num_queries(11) as few:
        client.get(LIST)
    PublishedFactory.create_batch(60, thread=thread)
    with django_assert_num_queries(len(few)):
        first = client.get(LIST)
    shown = set(re.findall(r'value="(\w{13})"', first.content.decode()))
    more = re.search(r"\?after=([\w.]+)", first.content.decode())[1]
    second = client.get(LIST, {"after": more}).content.decode()
    assert len(shown) == response_queries.ROWS
    assert shown.isdisjoint(re.findall(r'value="(\w{13})"', second))
    assert client.get(LIST, {"after": "rubbish.x"}).status_code == 200


def test_a_response_from_the_page_in_one_form(signed_in):
    who = responder(display_name="Karen Blythe")
    one, other = PublishedFactory.create_batch(2, thread=ThreadFactory())
    client = signed_in(who)
    address = reverse("moderation:response-new") + f"?c={keys.written(one.pk)}&c={keys.written(other.pk)}"
    page = client.get(address)
    assert 'value="Karen Blythe"' in page.content.decode()
    sent = {"kind": "explained", "words": "Thank you.", "name": "Karen", "role": "Officer", "then": "hand-in"}
    answer = client.post(address, sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    draft = ResponseDraft.objects.get()
    assert draft.state == DraftState.WAITING
    assert set(draft.contributions.all()) == {one, other}


def test_a_form_with_mistakes_says_so_and_loses_nothing(signed_in):
    answer = PublishedFactory()
    address = reverse("moderation:response-new") + f"?c={keys.written(answer.pk)}"
    sent = {"kind": "will-do", "words": "We will see to it.", "name": "K", "role": "O", "then": "hand-in"}
    page = signed_in(responder()).post(address, sent)
    assert page.status_code == 422
    body = words_of(page)
    assert "Say by which day it will be done." in body
    assert "Say who sees to it." in body
    assert "We will see to it." in body
    assert not ResponseDraft.objects.exists()


@pytest.mark.parametrize("query", ["?c=0000000000000", "?c=rubbish", "?thread=none", ""])
def test_an_address_that_names_nothing_is_not_found(signed_in, query):
    assert signed_in(responder()).get(reverse("moderation:response-new") + query).status_code == 404


def test_a_stale_form_keeps_both_texts(signed_in):
    who = responder()
    draft = responding.draft(PublishedFactory().thread, [], text(), by=who)
    responding.rewrite(draft, text(words="The newer words."), by=who, version=draft.version)
    sent = {
        "kind": "explained",
        "words": "My words.",
        "name": "K",
        "role": "O",
        "version": "0",
        "then": "draft",
    }
    page = signed_in(who).post(reverse("moderation:response", args=[draft.pk]), sent)
    assert page.status_code == 422
    assert "The newer words." in words_of(page)
    assert "My words." in words_of(page)
    assert 'name="version" value="1"' in page.content.decode()


def test_a_template_begins_the_response(signed_in):
    template = AnswerTemplate.objects.create(title="Rooms", words="Rooms are short.", for_responses=True)
    address = reverse("moderation:response-new") + f"?thread={ThreadFactory().slug}&template={template.pk}"
    assert "Rooms are short." in signed_in(responder()).get(address).content.decode()


# --- What needs you, and mail ---------------------------------------------------------------------


def overdue_promise(by):
    draft = handed_in([PublishedFactory()], by, promise())
    responding.approve(draft, by=publisher(), version=draft.version)
    late = timezone.localdate() - datetime.timedelta(days=1)
    Response.objects.update(due_on=late)
    ResponseDraft.objects.filter(pk=draft.pk).update(due_on=late)
    return draft


def test_home_tells_responders_what_waits_and_what_is_overdue(django_assert_num_queries):
    who = responder()
    overdue_promise(who)
    PublishedFactory()
    assert [need.text for need in needs.without_response(who)] == ["1 answer has no response"]
    assert [need.text for need in needs.promises_overdue(who)] == ["1 promise is overdue"]
    assert needs.promises_overdue(responder()) == []
    assert len(needs.promises_overdue(facilitator())) == 1
    who.group_names  # noqa: B018 - read once for each copy of the person
    for function in (needs.without_response, needs.promises_overdue):
        with django_assert_num_queries(1):
            function(who)


def test_a_publisher_is_told_of_what_waits_to_be_read():
    handed_in([PublishedFactory()], responder())
    assert [need.text for need in needs.to_approve(publisher())] == ["1 response waits to be read"]


def test_an_overdue_promise_can_be_marked_done_though_its_day_is_over():
    who = responder()
    draft = ResponseDraft.objects.get(pk=overdue_promise(who).pk)
    responding.rewrite(draft, text(kind=ResponseKind.DONE, words="Done."), by=who, version=draft.version)
    responding.hand_in(draft, by=who, version=draft.version)
    responding.approve(draft, by=publisher(), version=draft.version)
    assert needs.promises_overdue(who) == []


def test_mail_about_an_overdue_promise_goes_to_all_alike_at_a_fixed_time():
    overdue_promise(responder())
    responder()
    facilitator()
    telling.tell_responders()
    assert Mail.objects.count() == 3
    assert mail.outbox == []
    assert set(Mail.objects.values_list("template", flat=True)) == {"moderation/promise"}


def test_no_mail_goes_while_no_promise_is_overdue():
    handed_in([PublishedFactory()], responder(), promise())
    telling.tell_responders()
    assert not Mail.objects.exists()


def test_a_contribution_that_is_returned_has_no_response_to_write(signed_in):
    answer = PublishedFactory(state=State.PUBLISHED)
    gate.take_down(answer)
    page = signed_in(responder()).get(reverse("moderation:response-new") + f"?c={keys.written(answer.pk)}")
    assert page.status_code == 404
