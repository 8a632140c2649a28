"""Putting back what a dead worker left running."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background.claims import won
from background.models import TaskClaim
from background.running import LOSSES_BEFORE_GIVING_UP, describe, give_up, logger, put_back


def reap() -> int:
    """Free every task whose claim has run out; returns how many.

    A living worker renews its claim three times a lease, so only what nobody
    works on runs out. Many reapers may run at once: the claim's UPDATE says who
    frees it.
    """
    run_out = TaskClaim.objects.filter(until__lt=timezone.now()).exclude(holder="")
    return sum(_free(claim) for claim in run_out)


def _free(claim: TaskClaim) -> bool:
    now = timezone.now()
    with transaction.atomic():
        still = TaskClaim.objects.filter(pk=claim.pk, holder=claim.holder, until__lt=now)
        if not won(still, holder="", losses=F("losses") + 1):
            return False
        row = DBTaskResult.objects.filter(pk=claim.task, status=TaskResultStatus.RUNNING).first()
        if row is None:
            TaskClaim.objects.filter(pk=claim.pk).delete()
            return False
        if claim.losses + 1 >= LOSSES_BEFORE_GIVING_UP:
            give_up(row, None)
        else:
            put_back(row, now)
            logger.warning("task %s put back: its worker is gone", describe(row))
    return True
