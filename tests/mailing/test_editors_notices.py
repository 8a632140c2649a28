"""Wagtail's mails to editors go our way: neutral, at fixed times, nobody's address in a log."""

import pytest
import wagtail.admin.views.pages.edit as page_editor
from django.core import mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from mailing import editors_notices
from mailing.enums import MessageState
from mailing.models import Message

pytestmark = pytest.mark.django_db


def test_every_notifier_of_wagtail_is_replaced_by_ours():
    for signal, sender in (
        (task_submitted, TaskState), (workflow_submitted, WorkflowState),
        (workflow_rejected, WorkflowState), (workflow_approved, WorkflowState),
    ):  # fmt: skip
        listening = signal._live_receivers(sender)[0]
        assert [type(one).__module__ for one in listening] == ["mailing.editors_notices"]


def test_notes_on_a_page_go_our_way():
    assert page_editor.send_notification is editors_notices.send_notification


def test_editors_get_one_neutral_mail_at_the_next_round(django_user_model):
    asha = django_user_model.objects.create_user(
        "asha@example.org", display_name="Asha", role_group="researcher", language="cy"
    )
    away = django_user_model.objects.create_user(
        "away@example.org", display_name="Away", role_group="researcher", is_active=False
    )
    for _ in range(3):
        editors_notices.send_notification([asha, away], "updated_comments", {"page": "A title with words"})
    editors_notices._OURS[0][3].send_notifications({}, {"page": "A title with words"}, {asha})
    [message] = Message.objects.all()
    assert (message.template, message.language, message.state) == ("editing", "cy", MessageState.QUEUED)
    assert mail.outbox == []


def test_who_does_not_want_them_gets_none(django_user_model):
    from wagtail.users.models import UserProfile

    asha = django_user_model.objects.create_user(
        "asha@example.org", display_name="Asha", role_group="researcher"
    )
    UserProfile.objects.update_or_create(user=asha, defaults={"updated_comments_notifications": False})
    editors_notices.send_notification([asha], "updated_comments", {})
    assert not Message.objects.exists()
