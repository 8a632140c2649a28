"""Who stands before a page of this room, and whether the contribution it is about is theirs to see.

One answer for all that is not: it concerns their prison, it is with safeguarding, or there is no such thing.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from feedback.moderation.models import Item
from feedback.moderation.permissions import Act, by_groups, may
from feedback.threads import keys
from people.asking import only_who
from people.models import Person

#: What somebody may have typed; it is given back when it can be used no more.
TYPED = ("words", "note", "said")


class NotForYouError(PermissionDenied):
    """There is no such contribution for this person."""


#: Who is asking, if they may; PermissionDenied otherwise.
person_who_may = only_who(may)


def reach(request: HttpRequest, key: str, act: Act = Act.READ) -> tuple[Person, Item]:
    """Who is asking, and the item they ask about. Two queries beside those of the person.

    Raises:
        NotForYouError: it is not theirs to see, or not theirs to do this with.
    """
    person = person_who_may(request, Act.SEE_QUEUE)
    item = find(person, key)
    if item is None or not by_groups(person, act, item):
        raise NotForYouError(_("There is no such answer for you to deal with."))
    return person, item


def find(person: Person, key: str) -> Item | None:
    """The item of an address, if this person may see it."""
    try:
        number = keys.read(key)
    except keys.NoSuchKeyError:
        return None
    items = Item.objects.visible_to(person).filter(pk=number)
    return items.select_related("contribution__thread__place", "contribution__stage", "claimed_by").first()


def not_for_you(request: HttpRequest) -> HttpResponse:
    """It is not theirs any more; what they had typed is given back, so that nothing is lost."""
    kept = [request.POST[name] for name in TYPED if request.POST.get(name, "").strip()]
    return render(request, "moderation/not_for_you.html", {"kept": kept}, status=403)
