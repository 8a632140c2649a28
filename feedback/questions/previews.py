"""What Wagtail's preview shows of a thread and of the list: the pages of `threads`, from the draft."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.questions.handing_over import as_thread
from feedback.threads import reading_views, showing

EASY_READ = "easy-read"
#: Ways of looking at a draft: as Wagtail's side panel offers them.
MODES = [("", _("The question")), (EASY_READ, _("Easy Read"))]
#: The template of each.
TEMPLATES = {"": "threads/thread.html", EASY_READ: "threads/easy_read.html"}


def thread(page: Any, request: HttpRequest) -> dict[str, Any]:
    """What a thread's page prints to readers, were the draft published and open."""
    return {**reading_views.thread_context(as_thread(page), request), "is_preview": True}


def index(request: HttpRequest) -> dict[str, Any]:
    """What the list of threads prints."""
    return {"listing": showing.index_page(request, timezone.localdate()), "is_preview": True}
