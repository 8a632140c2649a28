"""The permission groups: what somebody may do here, apart from who they are in this work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PermissionGroup(models.TextChoices):
    """A name of one of Django's groups. The values are stored; never change them."""

    ADMINISTRATOR = "administrator", _("Administrator")
    FACILITATOR = "facilitator", _("Facilitator")
    SAFEGUARDING_LEAD = "safeguarding-lead", _("Safeguarding lead")
    SAFEGUARDING_DEPUTY = "safeguarding-deputy", _("Safeguarding deputy")
    RESPONDER = "responder", _("Responder")
    RESEARCHER = "researcher", _("Researcher")
    PUBLISHER = "publisher", _("Publisher")
    MEMBER = "member", _("Member")


#: Whoever moderates or administers signs in with a second step.
MODERATES_OR_ADMINISTERS = frozenset(
    {
        PermissionGroup.ADMINISTRATOR,
        PermissionGroup.FACILITATOR,
        PermissionGroup.SAFEGUARDING_LEAD,
        PermissionGroup.SAFEGUARDING_DEPUTY,
        PermissionGroup.PUBLISHER,
    }
)

#: What each group is for, in a sentence; shown where groups are given.
EXPLAINED = {
    PermissionGroup.ADMINISTRATOR: _("Invites people, changes settings, redirects and pictures."),
    PermissionGroup.FACILITATOR: _("Reads what comes in, publishes it, and invites members."),
    PermissionGroup.SAFEGUARDING_LEAD: _("Acts when somebody may be at risk."),
    PermissionGroup.SAFEGUARDING_DEPUTY: _("Stands in for the safeguarding lead."),
    PermissionGroup.RESPONDER: _("Writes named, official replies."),
    PermissionGroup.RESEARCHER: _("Writes pages and event summaries; takes out answers given to research."),
    PermissionGroup.PUBLISHER: _("Reads what researchers wrote and publishes it."),
    PermissionGroup.MEMBER: _("Takes part: reads, discusses, votes."),
}
