"""Who stands before a member page of this room, and the entry it is about."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest

from consultations.directory.enums import Sort
from consultations.directory.models import Entry, LinkWorkers, Offer
from consultations.directory.permissions import Act, may
from people.asking import only_who
from people.models import Person

MODELS: dict[str, Any] = {Sort.OFFER: Offer, Sort.LINK_WORKERS: LinkWorkers}


#: Who is asking, if they may; PermissionDenied otherwise.
who_may = only_who(may)


def reach(request: HttpRequest, sort: str, key: uuid.UUID) -> tuple[Person, Entry]:
    """Who is asking, and the entry that they keep."""
    who_may(request, Act.SEE)
    found = MODELS[sort].objects.there().select_related("organisation").filter(key=key).first()
    if found is None:
        raise Http404
    return who_may(request, Act.KEEP, found), found
