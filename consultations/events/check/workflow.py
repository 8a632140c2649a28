"""The step between writing a summary and publishing it: those who took part say whether we got it right.

It is a task of Wagtail's workflow, on events alone. Nothing is locked meanwhile: whoever writes works what
people say into the draft. Where there is no summary to check (an event that lies ahead, a draft without
a record) the step is left out by itself.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState, Workflow, WorkflowPage

from consultations.events.check.rows import Check
from consultations.events.enums import EventState
from consultations.events.permissions import Act, may

#: Made by a migration; a stored name.
NAME = "Those who took part check it, then a publisher reads it"


class ParticipantsCheckTask(Task):
    """Those who took part read the draft and say what is not right."""

    class Meta:
        verbose_name = gettext_lazy("participants’ check")
        verbose_name_plural = gettext_lazy("participants’ checks")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Begin, or leave the step out where there is nothing to check."""
        state = super().start(workflow_state, user=user)
        if not has_something_to_check(state.revision.as_object()):
            state.status = TaskState.STATUS_SKIPPED
            state.finished_at = timezone.now()
            state.save(update_fields=["status", "finished_at"])
        return state

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Handing it on; without a check only with the reason why there was none."""
        if not may(user, Act.HOLD_CHECK, obj):
            return []
        if Check.objects.filter(page=obj.pk).exists():
            return [("approve", _("The check is done: hand it to a publisher"), False)]
        return [("approve", _("Hand it to a publisher without a check, and say why"), True)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """All that stand at this step, for those who hold checks."""
        if not may(user, Act.HOLD_CHECK):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls) -> str:
        """For whoever puts a workflow together."""
        return _("Those who took part in an event read its draft and say what is not right")


def has_something_to_check(page: Any) -> bool:
    """Whether a draft is the summary of an event that was held."""
    over = page.last_day is not None and page.last_day < timezone.localdate()
    return bool(over and page.state != EventState.CANCELLED and len(page.record))


def put_on(index: Any) -> None:
    """Give the events below an index this workflow, unless somebody gave them another. May be repeated."""
    workflow = Workflow.objects.filter(name=NAME, active=True).first()
    if workflow is not None and not WorkflowPage.objects.filter(page=index.pk).exists():
        WorkflowPage.objects.create(workflow=workflow, page_id=index.pk)
