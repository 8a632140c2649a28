"""What this room and Wagtail's workflow put among "what needs you"."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from people.models import Invitation, Person
from people.permission_groups import PermissionGroup
from people.sockets import Need


def pages_to_publish(person: Person) -> list[Need]:
    """Pages that researchers handed in and a publisher has to read."""
    if not person.belongs_to(PermissionGroup.PUBLISHER):
        return []
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__groupapprovaltask__groups__name=PermissionGroup.PUBLISHER
    ).count()
    if not waiting:
        return []
    text = ngettext("%(count)s page waits to be read", "%(count)s pages wait to be read", waiting)
    return [
        Need(
            text % {"count": waiting}, reverse("wagtailadmin_home"), _("You decide whether it is published.")
        )
    ]


def unanswered_invitations(person: Person) -> list[Need]:
    """Invitations of this person that ran out without an answer."""
    if not person.belongs_to(PermissionGroup.ADMINISTRATOR, PermissionGroup.FACILITATOR):
        return []
    expired = (
        Invitation.objects.waiting().filter(invited_by=person, expires_on__lt=timezone.localdate()).count()
    )
    if not expired:
        return []
    text = ngettext("%(count)s invitation ran out", "%(count)s invitations ran out", expired)
    return [
        Need(text % {"count": expired}, reverse("members:invitations"), _("Send it again, or withdraw it."))
    ]
