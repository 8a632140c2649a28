"""The one participation code of the demo that is the same for everybody, and can be used again.

A real code is drawn at random, printed once and used once. This one is printed by `make run`; whoever has
used it finds it back a minute after the box was emptied, so that the next person can try too.
"""

import datetime
from functools import cache

from django.utils import timezone

from codes.check_digits import with_check_digits
from codes.indexes import index_of
from codes.participation import RANDOM_DIGITS
from codes.slow_hash import Kind
from demo.questions import WORTH_IT
from feedback.threads.models import CodeSheet, ParticipationCode, Thread, random_key
from vocabulary.role_groups import RoleGroup

CODE = with_check_digits("3141592653589"[:RANDOM_DIGITS])
#: How soon a code that was used is there again.
AGAIN = datetime.timedelta(minutes=1)
_NOTE = "The demo’s own slip: it comes back"


def put_back() -> bool:
    """Make the code usable if it is not; whether that was needed."""
    index = _index()
    if ParticipationCode.objects.filter(index=index).exists():
        return False
    thread = Thread.objects.public().filter(slug=WORTH_IT.slug).first()
    if thread is None:
        return False
    sheet = CodeSheet.objects.filter(thread=thread, note=_NOTE, revoked=False).first()
    if sheet is None or sheet.expires_on < timezone.localdate():
        sheet = CodeSheet.objects.create(
            thread=thread,
            role_group=RoleGroup.PRISON_STAFF,
            number=1,
            expires_on=thread.closes_on,
            made_on=timezone.localdate(),
            note=_NOTE,
        )
    ParticipationCode.objects.create(pk=random_key(), sheet=sheet, index=index)
    return True


@cache
def _index() -> bytes:
    return index_of(CODE, Kind.PARTICIPATION)
