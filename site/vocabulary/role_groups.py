"""Role groups: the one thing about a person that is ever shown beside their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleGroup(models.TextChoices):
    """Who somebody is in this work. The values are stored; never change them."""

    LIVED_EXPERIENCE = "pwle", _("people with lived experience of prison")
    FAMILY = "family", _("families and carers")
    LINK_WORKER = "link-worker", _("link workers")
    PRISON_STAFF = "prison-staff", _("prison staff")
    PROBATION = "probation", _("probation")
    HEALTH_CARE = "health-care", _("health care")
    VOLUNTARY_SECTOR = "voluntary-sector", _("voluntary sector")
    RESEARCHER = "researcher", _("researchers")
    COMMISSIONER = "commissioner", _("commissioners")


#: Groups counted as staff: a table needs ten of them in every cell, not eight.
STAFF = frozenset(
    {RoleGroup.PRISON_STAFF, RoleGroup.PROBATION, RoleGroup.HEALTH_CARE, RoleGroup.COMMISSIONER}
)
