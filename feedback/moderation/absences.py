"""When the safeguarding lead or the deputy is away, and who is told meanwhile."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from feedback.moderation.models import SAFEGUARDING, Absence
from feedback.moderation.permissions import Act, may
from feedback.moderation.turns import MayNotError
from feedback.threads.gate import RefusedError
from people.models import Person


class EndsBeforeItBeginsError(RefusedError):
    """The last day lies before the first."""

    sentence = _("The last day lies before the first.")


@transaction.atomic
def be_away(first_day: date, last_day: date, *, by: Person) -> Absence:
    """Say when one is away.

    Raises:
        EndsBeforeItBeginsError, MayNotError.
    """
    absence = Absence(person=by, first_day=first_day, last_day=last_day)
    _refuse_unless_own(by, absence)
    if last_day < first_day:
        raise EndsBeforeItBeginsError
    absence.save(force_insert=True)
    return absence


@transaction.atomic
def be_back(absence: Absence, *, by: Person) -> None:
    """Take it back, or be back early."""
    _refuse_unless_own(by, absence)
    absence.delete()


def who_is_there(day: date) -> list[Person]:
    """Lead and deputy who are not away on a day; all of them if nobody is there: somebody has to know.

    One query.
    """
    away = Absence.objects.filter(person=OuterRef("pk"), first_day__lte=day, last_day__gte=day)
    people = Person.objects.active().filter(groups__name__in=sorted(SAFEGUARDING)).distinct()
    found = [(person, person.is_away) for person in people.annotate(is_away=Exists(away)).order_by("pk")]
    there: list[Person] = [person for person, is_away in found if not is_away]
    return there or [person for person, _is_away in found]


def _refuse_unless_own(by: Person, absence: Absence) -> None:
    if not may(by, Act.CHANGE_ABSENCE, absence):
        raise MayNotError(_("You may only say when you are away yourself."))
