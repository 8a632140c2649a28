"""How long invitations are kept once they are answered, withdrawn or out of date."""

from datetime import datetime, timedelta

from django.utils import timezone

from people.models import Invitation

#: Long enough for whoever invited to see what came of it and to send it again.
KEPT_AFTER_LAST_DAY = timedelta(days=60)


def delete_old_invitations(before: datetime) -> int:
    """Delete invitations whose last day lies before a moment; returns how many."""
    deleted, _by_model = Invitation.objects.filter(expires_on__lt=timezone.localdate(before)).delete()
    return deleted
