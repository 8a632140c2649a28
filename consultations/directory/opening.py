"""The words with which the page of a place opens."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.directory import contacts
from consultations.directory.models import PlaceWords
from consultations.directory.permissions import Act, may
from consultations.directory.refusals import MayNotError, StaleError
from edge import content_version
from people.models import Person
from vocabulary.models import Place


@transaction.atomic
def open_with(place: Place, words: str, *, by: Person, version: int) -> PlaceWords:
    """Write how the page of a place begins.

    Raises:
        MayNotError, PrivateContactError. StaleError: ``version`` is not the one that stands.
    """
    if not may(by, Act.OPEN):
        raise MayNotError(_("You may not write this."))
    contacts.refuse_private(words=(words,))
    PlaceWords.objects.get_or_create(place=place)
    found = PlaceWords.objects.select_for_update().get(place=place)
    if found.version != version:
        raise StaleError
    found.opening, found.version = words.strip(), version + 1
    found.save(update_fields=["opening", "version"])
    content_version.bump()
    return found
