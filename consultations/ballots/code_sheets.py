"""Sheets of slips with voting codes, printed before a ballot opens; at opening each code is on the roll.

A code says which role group its holder is in, and nothing else. It is shown once, when it is printed.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from codes import participation
from codes.indexes import index_of
from codes.slow_hash import Kind
from consultations.ballots import noting
from consultations.ballots.enums import BallotState
from consultations.ballots.models import Ballot, CodeSheet, VotingCode
from consultations.ballots.permissions import Act, refuse_unless
from consultations.ballots.refusals import NotNowError, WrongSetUpError
from people.models import Person
from vocabulary.role_groups import RoleGroup

#: Codes on one sheet at most: each takes a slow hash.
MOST = 500


def make(ballot: Ballot, name: str, role_group: str, slips: int, *, by: Person) -> list[str]:
    """So many codes, in no order, to be printed now or never.

    Raises:
        MayNotError; NotNowError: it is open already.
        WrongSetUpError: no group, no number between 1 and 500, or the ballot is not voted in by code.
    """
    refuse_unless(by, Act.PRINT_CODES, ballot)
    if role_group not in RoleGroup.values:
        raise WrongSetUpError("role_group", _("Choose who the slips are for."))
    if not 1 <= slips <= MOST:
        raise WrongSetUpError("slips", _("Print between 1 and 500 slips at a time."))
    if not ballot.by_code:
        raise WrongSetUpError("by_code", _("In this vote nobody votes by code. Change that first."))
    codes = participation.mint(slips)
    rows = [VotingCode(index=index_of(code, Kind.VOTING)) for code in codes]
    rows.sort(key=lambda row: row.pk)
    with transaction.atomic():
        _take_draft(ballot)
        sheet = CodeSheet.objects.create(
            ballot=ballot, name=name.strip()[:80] or str(_("Slips")), role_group=role_group, slips=slips,
            printed_on=timezone.localdate(), printed_by=by,
        )  # fmt: skip
        for row in rows:
            row.sheet = sheet
        VotingCode.objects.bulk_create(rows, batch_size=500)
        noting.note(ballot, noting.Noted.PRINTED, by=by)
    return codes


@transaction.atomic
def take_back(sheet: CodeSheet, *, by: Person) -> None:
    """Make every code of a sheet useless, before the ballot opens. May be repeated.

    Raises:
        MayNotError, NotNowError.
    """
    refuse_unless(by, Act.PRINT_CODES, sheet.ballot)
    _take_draft(sheet.ballot)
    CodeSheet.objects.filter(pk=sheet.pk).delete()


def _take_draft(ballot: Ballot) -> None:
    """Hold the row of a ballot that is being set up, so that it does not open meanwhile."""
    held = Ballot.objects.select_for_update().filter(pk=ballot.pk, state=BallotState.DRAFT)
    if not held.exists():
        raise NotNowError
