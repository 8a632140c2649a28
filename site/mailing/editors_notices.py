"""Wagtail's own mails to editors, sent our way.

Wagtail would send them at once, with titles and names in subject and text, and
would log the address when that fails. Here its notifiers only say to whom;
what goes is one neutral mail at the next fixed time (docs/trust.md, rule 26).
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.admin import mail
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.admin.views.pages import edit as page_editor
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from mailing.enums import Moment
from mailing.sending import send

TEMPLATE = "editing"
WHERE = "/members/cms/"


def tell(people: Iterable[Any]) -> None:
    """One neutral mail to each at the next fixed time."""
    for person in people:
        language = getattr(person, "language", settings.LANGUAGE_CODE)
        send(person.email, TEMPLATE, {"path": WHERE}, language=language, when=Moment.NEXT_ROUND)


def send_notification(
    recipient_users: Iterable[Any], notification: str, extra_context: dict[str, Any]
) -> bool:
    """In place of Wagtail's function of this name, which tells of notes left on a page."""
    wish = f"{notification}_notifications"
    tell(
        person
        for person in recipient_users
        if person.is_active and person.email and getattr(UserProfile.get_for_user(person), wish)
    )
    return True


class _AtTheNextRound:
    """In place of sending: one neutral mail to each."""

    def send_notifications(
        self, template_set: Any, context: Any, recipients: Iterable[Any], **kwargs: Any
    ) -> bool:
        tell(recipients)
        return True


class _TaskSubmitted(_AtTheNextRound, GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class _Submitted(_AtTheNextRound, WorkflowStateSubmissionEmailNotifier):
    pass


class _Rejected(_AtTheNextRound, WorkflowStateRejectionEmailNotifier):
    pass


class _Approved(_AtTheNextRound, WorkflowStateApprovalEmailNotifier):
    pass


_OURS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", _TaskSubmitted()),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", _Submitted()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", _Rejected()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", _Approved()),
)


def take_over() -> None:
    """Put our notifiers in the place of Wagtail's: same signals, same names."""
    for signal, sender, name, notifier in _OURS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)
    # The page editor holds it by name, and may have been loaded by another room already.
    for holder in (mail, page_editor):
        holder.send_notification = send_notification
