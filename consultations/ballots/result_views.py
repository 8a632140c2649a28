"""The public page of a ballot and its two files. They know nobody, and are kept whole for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.ballots import downloads, results, sockets
from consultations.ballots.enums import BallotState
from consultations.ballots.frozen import Frozen
from consultations.ballots.models import Ballot, Option


@require_safe
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """/proposals/votes/…/: what is asked, and once it is closed what came out."""
    ballot, options = _public(slug)
    context = {
        "ballot": ballot,
        "options": options,
        "shown": results.show(ballot, options, request, timezone.now()),
        "followed": [told for followed in sockets.followed.all() for told in followed(ballot.slug)],
        "breadcrumbs": _crumbs(),
    }
    return render(request, "ballots/result.html", context)


@require_safe
def result_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of the page as rows."""
    return _file(downloads.as_csv(_closed(slug)), "text/csv; charset=utf-8", f"{slug}.csv")


@require_safe
def result_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of the page as one object."""
    return _file(downloads.as_json(_closed(slug)), "application/json", f"{slug}.json")


def _public(slug: str) -> tuple[Ballot, list[Option]]:
    """A ballot that is no draft, with its options in their order. Two queries."""
    ballot = Ballot.objects.public().select_related("result").filter(slug=slug).first()
    if ballot is None:
        raise Http404
    return ballot, list(ballot.options.all())


def _closed(slug: str) -> Frozen:
    ballot, options = _public(slug)
    if ballot.state != BallotState.CLOSED:
        raise Http404
    return results.frozen(ballot, options)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _crumbs() -> list[tuple[str, str]]:
    home = (_("Home"), reverse("wagtail_serve", args=[""]))
    return [home, (_("Proposals"), f"{home[1]}proposals/")]
