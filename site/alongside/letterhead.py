"""Mails carry the programme's own name: settings and mail live side by side, so they are joined up here."""

from cms.settings import Programme
from mailing.letterhead import Letterhead


def of_the_programme() -> Letterhead:
    """Return what stands on every mail: the programme's name, and who does not run it. One query."""
    programme = Programme.objects.first() or Programme()
    return Letterhead(programme=programme.name, line=programme.not_run_by)
