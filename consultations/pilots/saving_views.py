"""What the members' pages of cycles and measures do alike: save, or show what is wrong and lose nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.pilots.models import Pilot
from consultations.pilots.refusals import RefusedError, StaleError
from ui.both_texts import both_texts


def saved_or_shown(
    request: HttpRequest,
    form: Any,
    found: Pilot,
    heading: str,
    act: Callable[[], Any],
    standing: Callable[[], Any] | None = None,
) -> HttpResponseBase:
    """Back to the pilot once it is saved; else the form, and if it is stale both texts above it.

    ``standing`` makes the form anew from what stands now; a row that is only begun has none.
    """
    context: dict[str, Any] = {"form": form, "pilot": found, "heading": heading, "differs": None}
    if form.is_valid():
        try:
            act()
        except RefusedError as refused:
            form.add_error(None, str(refused))
            if isinstance(refused, StaleError) and standing is not None:
                context["differs"] = both_texts(form, standing())
        else:
            messages.success(request, _("Saved."))
            return redirect("pilots-members:pilot", found.slug)
    return render(request, "pilots/members/form.html", context, status=422 if form.errors else 200)
