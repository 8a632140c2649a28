"""Slips and ballot papers to print, and typing in votes that came on paper.

A sheet is shown once. What is typed in goes into the locked box like any other vote; no row and no line says
who typed in what.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from codes import numbers, sheets
from codes.numbers import CodeIncompleteError, CodeMistypedError
from codes.turns import BusyError
from consultations.ballots import booth, casting, code_sheets, rolls
from consultations.ballots.enums import BallotState, Consent, Method
from consultations.ballots.forms import BEST, VoteForm, vote_form
from consultations.ballots.models import Ballot, CodeSheet, Option
from consultations.ballots.moments import moment
from consultations.ballots.permissions import Act
from consultations.ballots.reaching import reach
from consultations.ballots.refusals import NotOnRollError, RefusedError, UnknownCodeError
from consultations.ballots.set_up_forms import PaperForm, SheetForm
from edge.limits import address_of
from edge.page_cache import never_store
from edge.request_line import quiet
from people.models import Person
from vocabulary.role_groups import RoleGroup

TEMPLATES = "ballots/members"
#: Ballot papers on a page of A4: one, so that nothing of another shows.
PAPERS_PER_PAGE = 1


# --- Slips and papers to print ------------------------------------------------------------


@never_store
@sensitive_variables("codes")
@require_http_methods(["GET", "POST"])
def slips(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All sheets of a ballot; making one shows it once, to be printed."""
    person, ballot = reach(request, slug, Act.PRINT_CODES)
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            codes = code_sheets.make(ballot, chosen["name"], chosen["role_group"], chosen["slips"], by=person)
            return _printed(request, ballot, codes, chosen)
        except RefusedError as refused:
            form.add_error(None, str(refused))
    rows = [
        {"sheet": one, "group": RoleGroup(one.role_group).label}
        for one in CodeSheet.objects.filter(ballot=ballot).order_by("-pk")
    ]
    context = {
        "form": form,
        "ballot": ballot,
        "sheets": rows,
        "can_print": ballot.state == BallotState.DRAFT and ballot.by_code,
        "is_draft": ballot.state == BallotState.DRAFT,
    }
    return render(request, f"{TEMPLATES}/slips.html", context, status=422 if form.errors else 200)


@sensitive_variables("codes")
def _printed(request: HttpRequest, ballot: Ballot, codes: list[str], chosen: dict[str, Any]) -> HttpResponse:
    """The sheet, to be printed now: its codes are stored nowhere."""
    as_papers = chosen["prints"] == SheetForm.PAPERS
    with translation.override("en-gb"):
        link = settings.BASE_URL + reverse("ballots:code")
    sheet = sheets.sheet(
        codes,
        link=link,
        group=capfirst(str(RoleGroup(chosen["role_group"]).label)),
        name=chosen["name"],
        question=ballot.question,
        per_page=PAPERS_PER_PAGE if as_papers else sheets.PER_PAGE,
    )
    context = {
        "sheet": sheet,
        "ballot": ballot,
        "opens": moment(ballot.opens_at),
        "closes": moment(ballot.closes_at),
        "options": list(ballot.options.all()),
        "answers": list(Consent.choices) if ballot.method == Method.CONSENT else [],
        "scale": range(BEST + 1),
    }
    name = "papers_sheet" if as_papers else "slips_sheet"
    return render(request, f"{TEMPLATES}/{name}.html", context)


@never_store
@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Make the codes of a sheet useless, before the vote opens."""
    person, ballot = reach(request, slug, Act.PRINT_CODES)
    try:
        code_sheets.take_back(get_object_or_404(CodeSheet, pk=pk, ballot=ballot), by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The codes of this sheet do not work any more."))
    return redirect("ballots-members:slips", slug=slug)


# --- Typing in from paper -------------------------------------------------------------------


@quiet
@never_store
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One paper after the other: type, check, Enter. A paper cannot be changed once it is in the box, so
    it is read once more before; after that nothing of it is shown again.
    """
    person, ballot = reach(request, slug, Act.TYPE_IN)
    desk = Desk(request, person, ballot, list(ballot.options.all()))
    if not casting.takes_papers(ballot):
        return booth.late(request, ballot, TEMPLATES)
    if request.method == "GET":
        return desk.blank()
    data = booth.readable(request.POST)
    step, code, form = data.get("step", ""), PaperForm(data), vote_form(ballot, desk.options, data)
    if step == "change":
        form.without_complaints()
        return desk.page(code, form)
    problem = desk.problem_with(data.get("code", ""))
    if problem:
        code.add_error("code", problem)
    if not form.is_valid() or problem:
        return desk.blank(problem) if step == "cast" else desk.page(code, form, status=422)
    return desk.cast(data, form) if step == "cast" else desk.checked(data, form)


@dataclass
class Desk:
    """Where papers of one ballot are typed in."""

    request: HttpRequest
    person: Person
    ballot: Ballot
    options: list[Option]

    @sensitive_variables()
    def problem_with(self, typed: str) -> str:
        """What is wrong with the code on a paper, if anything is."""
        try:
            entry = rolls.entry_by_code(typed, address=self._address)
        except (CodeIncompleteError, CodeMistypedError, BusyError) as error:
            return str(error.sentence)
        if entry is None or entry.ballot_id != self.ballot.pk or entry.exchanged:
            return _("No paper of this vote has this code, or it was used before.")
        return ""

    @sensitive_variables()
    def cast(self, data: QueryDict, form: VoteForm) -> HttpResponse:
        """Into the box, and on to the next."""
        typed = data.get("code", "")
        try:
            casting.cast_from_paper(
                self.ballot, typed, form.vote, reason=form.reason, by=self.person, address=self._address
            )
        except BusyError as busy:
            return self.checked(data, form, notice=str(busy.sentence), status=503)
        except (UnknownCodeError, NotOnRollError):
            return self.blank(_("No paper of this vote has this code, or it was used before."))
        except RefusedError:
            return booth.late(self.request, self.ballot, TEMPLATES)
        return self.blank(taken=True)

    def blank(self, notice: str = "", *, taken: bool = False) -> HttpResponse:
        """The next paper."""
        form = vote_form(self.ballot, self.options)
        return self.page(PaperForm(), form, notice=notice, taken=taken, status=422 if notice else 200)

    def page(
        self, code: PaperForm, form: VoteForm, *, notice: str = "", taken: bool = False, status: int = 200
    ) -> HttpResponse:
        """Where it is typed."""
        context = {
            "ballot": self.ballot, "code": code, "form": form, "taken": taken, "notice": notice,
            "complains": status == 422 and not notice, "closes": moment(self.ballot.closes_at),
        }  # fmt: skip
        return render(self.request, f"{TEMPLATES}/paper.html", context, status=status)

    def checked(
        self, data: QueryDict, form: VoteForm, *, notice: str = "", status: int = 200
    ) -> HttpResponse:
        """What was typed, to be compared with the paper."""
        typed = data.get("code", "")
        context = {
            "ballot": self.ballot, "form": form, "chosen": form.chosen, "reason": form.reason,
            "groups": numbers.groups(numbers.normalise(typed)), "notice": notice,
            "carried": [("code", typed), *form.carried()],
        }  # fmt: skip
        return render(self.request, f"{TEMPLATES}/paper_check.html", context, status=status)

    @property
    def _address(self) -> str:
        return address_of(self.request) or "-"
