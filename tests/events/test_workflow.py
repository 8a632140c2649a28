"""Researcher, those who took part, publisher: the way of a summary through Wagtail's workflow."""

import datetime
import json
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, TaskState, Workflow, WorkflowPage, WorkflowState

from cms.models import StandardPage
from consultations.events.check import checking
from consultations.events.models import Check, ParticipantsCheckTask, Point
from people.permission_groups import PermissionGroup
from tests.factories.cms import StandardPageFactory
from tests.factories.events import EventFactory, point, record, the_index, topic
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

SUMMARY = record(topic("When to step in", [point("Start early.")]))


@pytest.fixture
def researcher():
    return PersonFactory(group=PermissionGroup.RESEARCHER)


@pytest.fixture
def publisher():
    return PersonFactory(group=PermissionGroup.PUBLISHER)


def drafted(**fields):
    """An event that was announced; what its record says is a draft."""
    event = EventFactory(**fields)
    event.record = SUMMARY
    event.save_revision()
    return event


def handed_in(page, by):
    return page.get_workflow().start(page, by)


def at(state):
    state.refresh_from_db()
    return state.current_task_state.task.specific


def approve(state, by, **more):
    task = at(state)
    task.on_action(state.current_task_state, by, "approve", **more)
    state.refresh_from_db()


def test_a_summary_goes_to_those_who_took_part_then_to_a_publisher_then_out(researcher, publisher):
    page = drafted()
    state = handed_in(page, researcher)
    assert isinstance(at(state), ParticipantsCheckTask)
    opened = checking.open_check(
        page, closes_on=timezone.localdate() + datetime.timedelta(days=9), by=researcher
    )
    assert not at(state).locked_for_user(page, researcher)
    approve(state, researcher)
    assert at(state).name == "A publisher reads it"
    opened.check.refresh_from_db()
    assert opened.check.closed_on == timezone.localdate()
    assert not Point.objects.exists()
    approve(state, publisher)
    assert state.status == WorkflowState.STATUS_APPROVED
    assert Point.objects.get().text == "Start early."


def test_handing_it_on_without_a_check_takes_a_reason(researcher):
    page = drafted()
    task = at(handed_in(page, researcher))
    ((_name, _words, needs_reason),) = task.get_actions(page, researcher)
    assert needs_reason
    Check.objects.create(page=page, opened_on=timezone.localdate(), closes_on=timezone.localdate())
    ((_name, _words, needs_reason),) = task.get_actions(page, researcher)
    assert not needs_reason


def test_nobody_else_hands_it_on(researcher):
    page = drafted()
    task = at(handed_in(page, researcher))
    for group in PermissionGroup:
        person = PersonFactory(group=group)
        may = group in (PermissionGroup.RESEARCHER, PermissionGroup.PUBLISHER)
        assert bool(task.get_actions(page, person)) == may, group
        assert task.get_task_states_user_can_moderate(person).exists() == may, group


@pytest.mark.parametrize("ahead", [True, False])
def test_where_there_is_nothing_to_check_the_step_is_left_out(researcher, ahead):
    if ahead:
        page = drafted(day=timezone.localdate() + datetime.timedelta(days=3), precision="day")
    else:
        page = EventFactory()
        page.save_revision()
    state = handed_in(page, researcher)
    assert at(state).name == "A publisher reads it"
    assert state.task_states.filter(status=TaskState.STATUS_SKIPPED).count() == 1


def test_only_events_take_the_step(researcher):
    the_index()
    assert StandardPageFactory().get_workflow().name == "A publisher reads it before it is published"
    assert EventFactory().get_workflow().name == Workflow.objects.get(name__startswith="Those who took").name
    assert StandardPage.objects.exists()


def test_an_index_that_was_there_before_gets_the_step_too():
    index = the_index()
    WorkflowPage.objects.filter(page=index.pk).delete()
    ParticipantsCheckTask.objects.all().delete()
    Workflow.objects.filter(name__startswith="Those who took").delete()
    import_module("consultations.events.migrations.0004_check_before_publishing").make_workflow(apps, None)
    workflow = WorkflowPage.objects.get(page=index.pk).workflow
    first, second = (task.specific for task in workflow.tasks.order_by("workflow_tasks__sort_order"))
    assert isinstance(first, ParticipantsCheckTask)
    assert second.groups.get().name == PermissionGroup.PUBLISHER


def test_a_summary_is_published_by_itself_on_its_day(researcher):
    page = drafted()
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    assert not Point.objects.exists()
    revision = page.get_latest_revision()
    past = timezone.now() - datetime.timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=past)
    call_command("publish_scheduled", verbosity=0)
    assert Point.objects.get().text == "Start early."


# --- In Wagtail's editor ------------------------------------------------------------------------


@pytest.fixture
def writing(client, researcher, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    client.force_login(researcher, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_editor_leads_to_the_check_and_lets_colleagues_comment(writing, researcher):
    page = drafted()
    handed_in(page, researcher)
    editor = writing.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    shown = editor.content.decode()
    assert reverse("event-check:check", args=[page.pk]) in shown
    assert "Hand it to a publisher without a check, and say why" in shown
    assert editor.context["form"].show_comments_toggle


def test_a_comment_on_the_record_stays_with_the_draft_and_is_no_part_of_the_page(client, researcher):
    page = drafted()
    block = page.record[0].id
    Comment.objects.create(page=page, user=researcher, contentpath=f"record.{block}", text="Who said this?")
    page.save_revision().publish()
    assert "Who said this?" not in client.get(page.get_url()).content.decode()
    assert "Who said this?" not in json.dumps(list(Point.objects.values()), default=str)


def test_in_the_editor_a_researcher_hands_it_on_and_a_publisher_publishes(
    client, settings, researcher, publisher
):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    page = drafted()
    state = handed_in(page, researcher)

    def approves(person, comment):
        state.refresh_from_db()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        task = state.current_task_state.pk
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task])
        return client.post(address, {"comment": comment})

    approves(PersonFactory(group=PermissionGroup.FACILITATOR), "yes")
    assert isinstance(at(state), ParticipantsCheckTask)
    approves(researcher, "Nobody left an address.")
    assert state.task_states.get(status=TaskState.STATUS_APPROVED).comment == "Nobody left an address."
    approves(researcher, "yes")
    assert not Point.objects.exists()
    approves(publisher, "")
    assert Point.objects.get().text == "Start early."
