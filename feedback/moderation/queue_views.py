"""The queue, and the page of one contribution."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from feedback.moderation import needs, queries
from feedback.moderation.enums import Shelf
from feedback.moderation.forms import NoteForm
from feedback.moderation.item_page import ItemShown
from feedback.moderation.permissions import Act, by_groups
from feedback.moderation.reaching import NotForYouError, not_for_you, person_who_may, reach
from feedback.moderation.showing import row


@never_cache
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """A list of the queue: warnings and beginnings; each leads to the whole."""
    person = person_who_may(request, Act.SEE_QUEUE)
    asked = request.GET.get("list", "")
    shelf = Shelf(asked) if asked in Shelf.values else Shelf.WAITING
    page = queries.page(person, shelf, request.GET.get("after", "")[:300])
    today = timezone.localdate()
    address = reverse("moderation:queue")
    waiting = queries.count_waiting(person)
    context = {
        "rows": [row(item, person, today) for item in page.items],
        "shelf": shelf,
        "shelves": [
            {"text": one.label, "url": f"{address}?list={one.value}", "current": one == shelf}
            for one in Shelf
        ],
        "waiting": needs.to_read(waiting) if waiting else "",
        "older": f"?{urlencode({'list': shelf.value, 'after': page.next_key})}" if page.next_key else "",
        "ways": ways(person),
    }
    return render(request, "moderation/queue.html", context)


def ways(person: object) -> list[tuple[str, str]]:
    """Where else one goes from the queue: text and address."""

    found = (
        (_("Safeguarding"), "moderation:safeguarding", Act.SEE_SAFEGUARDING),
        (_("Whom to tell at a prison"), "moderation:contacts", Act.SEE_CONTACTS),
        (_("When we read"), "moderation:hours", Act.CHANGE_HOURS),
        (_("Words to start from"), "moderation:templates", Act.CHANGE_TEMPLATES),
    )
    return [(text, reverse(name)) for text, name, act in found if by_groups(person, act)]


@never_cache
@require_GET
def item(request: HttpRequest, key: str) -> HttpResponse:
    """One contribution, whole, with what can be done with it."""
    try:
        person, found = reach(request, key)
    except NotForYouError:
        return not_for_you(request)
    return item_page(request, ItemShown(found, person, timezone.localdate()), NoteForm(item=found))


def item_page(request: HttpRequest, shown: ItemShown, note: NoteForm, status: int = 200) -> HttpResponse:
    """The page of one contribution; also what a refused note comes back to."""
    return render(request, "moderation/item.html", {"shown": shown, "form": note}, status=status)
