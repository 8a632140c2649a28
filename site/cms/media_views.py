"""Pictures as they are published, served by ourselves where no other storage does it.

Nothing but pictures: documents have an address of their own, which sends them as
downloads. What a picture is called decides its kind, and the browser may not guess.
"""

import posixpath
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

#: The folders Wagtail keeps pictures in; documents lie in another.
FOLDERS = frozenset(("images", "original_images"))
KINDS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a published picture from the media folder."""
    kind = kind_of(path)
    if kind is None or not isinstance(_storage(), FileSystemStorage):
        raise Http404
    try:
        changed = default_storage.get_modified_time(path).timestamp()
        if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
            return HttpResponseNotModified()
        response = FileResponse(default_storage.open(path), content_type=kind)
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def kind_of(path: str) -> str | None:
    """Return what a path of a picture is sent as; None for anything else and any odd path."""
    plain = posixpath.normpath(path)
    parts = PurePosixPath(plain).parts
    if plain != path or "\\" in path or "\0" in path or len(parts) != 2 or parts[0] not in FOLDERS:
        return None
    return KINDS.get(PurePosixPath(plain).suffix.lower())


def _storage() -> object:
    return default_storage._wrapped if hasattr(default_storage, "_wrapped") else default_storage


#: The address below which pictures lie, without its first stroke; empty when they come from another host.
PREFIX = settings.MEDIA_URL.lstrip("/") if settings.MEDIA_URL.startswith("/") else ""
