"""The drawings an Easy Read sentence may have: of our own make, two strokes each (<c-easy-drawing>)."""

from django.utils.translation import gettext_lazy as _

#: Name as stored and as the component takes it → what it shows. The last eight are those of the journey.
DRAWINGS = (
    ("speaking", _("Somebody speaks")),
    ("listening", _("Somebody listens")),
    ("writing", _("A pen writes")),
    ("box", _("A box with a lock")),
    ("paper", _("A letter")),
    ("calendar", _("A day in the calendar")),
    ("answer", _("An answer comes back")),
    ("together", _("People around a table")),
    ("no-name", _("A face without a name")),
    ("help", _("A hand that helps")),
    ("court", _("Scales")),
    ("early-days", _("Somebody comes in")),
    ("in-custody", _("A bed")),
    ("preparing-for-release", _("A packed bag")),
    ("through-the-gate", _("Somebody goes out")),
    ("probation", _("Two people")),
    ("community", _("A house")),
    ("recalled", _("An arrow turns back")),
)
NAMES = frozenset(name for name, _shows in DRAWINGS)
