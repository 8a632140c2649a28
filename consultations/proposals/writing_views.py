"""Members' pages for those who write: starting, the text, what it comes from, who writes it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consultations.proposals import authors, comparing, drafting, queries, sources, starting, wording
from consultations.proposals.enums import Part, ProposalState
from consultations.proposals.forms import (
    DocumentForm,
    FromWordsForm,
    PanelForm,
    ProposalForm,
    TitleForm,
    initial_of,
)
from consultations.proposals.models import CoAuthor, ComesFrom, Proposal
from consultations.proposals.permissions import Act, may
from consultations.proposals.reaching import reach, who_may
from consultations.proposals.refusals import (
    NotThereError,
    RefusedError,
    StaleError,
)
from people.models import Person
from vocabulary.role_groups import RoleGroup

#: Longest search for words or people; more is nobody's name.
_LONGEST_SEARCH = 200


# --- Starting -----------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """A title, and off one goes."""
    person = who_may(request, Act.START)
    form = TitleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = drafting.start(by=person, title=form.cleaned_data["title"])
        except RefusedError as refused:
            form.add_error("title", str(refused))
        else:
            return redirect("proposals-members:edit", made.slug)
    return render(request, "proposals/members/new.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def from_words(request: HttpRequest) -> HttpResponseBase:
    """For facilitators: tick words that were said, give it a title."""
    person = who_may(request, Act.START_FROM_WORDS)
    asked = request.POST if request.method == "POST" else request.GET
    looked_for, chosen = asked.get("q", "")[:_LONGEST_SEARCH], asked.getlist("from")
    looks = request.method == "GET" or "look" in asked
    form = FromWordsForm(None if looks else asked, initial={"title": asked.get("title", "")})
    if form.is_valid():
        try:
            made = _start_from(chosen, form.cleaned_data["title"], by=person)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("proposals-members:edit", made.slug)
    context = {
        "form": form,
        "offered": _with_ticked(looked_for, chosen),
        "chosen": chosen,
        "looked_for": looked_for,
    }
    return render(request, "proposals/members/from_words.html", context, status=422 if form.errors else 200)


def _ticked(chosen: Sequence[str]) -> list[sources.Source]:
    return sources.told(sources.parted(chosen))


def _with_ticked(looked_for: str, chosen: Sequence[str], *, events: bool = False) -> list[sources.Source]:
    """What was ticked in an earlier search stays on the page, before what is found now."""
    ticked = _ticked(chosen)
    there = {(one.kind, one.key) for one in ticked}
    found = sources.found(looked_for, events=events)
    return ticked + [one for one in found if (one.kind, one.key) not in there]


def _start_from(chosen: list[str], title: str, *, by: Person) -> Proposal:
    pairs = sources.parted(chosen)
    points = [key for kind, key in pairs if kind == "point"]
    answers = [int(key) for kind, key in pairs if kind == "contribution" and key.isdecimal()]
    return starting.from_words(by=by, title=title, points=points, contributions=answers)


# --- The text --------------------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The whole text, part by part. It can be saved at any time, whatever is still empty."""
    person, found = reach(request, slug, Act.EDIT)
    if request.method == "GET":
        return _text_page(request, found, ProposalForm(proposal=found))
    form = ProposalForm(request.POST, proposal=found)
    if not form.is_valid():
        return _text_page(request, found, form)
    data = form.cleaned_data
    try:
        saved = drafting.save(
            found, form.values, by=person, version=data["version"], summary=data.get("summary", "")
        )
    except StaleError as stale:
        return _stale_page(request, form, stale)
    except RefusedError as refused:
        form.add_error("title", str(refused))
        return _text_page(request, found, form)
    messages.success(request, _saved_told(saved))
    then = request.POST.get("then", "")
    if then in Part.values:
        return redirect(f"{reverse('proposals-members:edit', args=[saved.slug])}#id_{then}")
    return redirect("proposals-members:proposal", saved.slug)


def _saved_told(saved: Proposal) -> str:
    if saved.state == ProposalState.DRAFT:
        return _("Saved. Only those who write it, whom they ask to join, and facilitators see this draft.")
    return _("Saved. Everybody can read it now, and what changed.")


def _text_page(request: HttpRequest, found: Proposal, form: ProposalForm, **more: Any) -> HttpResponseBase:
    context = {"form": form, "proposal": found, "is_draft": found.state == ProposalState.DRAFT, **more}
    return render(request, "proposals/members/edit.html", context, status=422 if form.errors else 200)


def _stale_page(request: HttpRequest, form: ProposalForm, stale: StaleError) -> HttpResponseBase:
    """Both texts, and a form that holds one's own words where one wrote, theirs everywhere else."""
    theirs: Proposal = stale.theirs
    now = initial_of(theirs)
    written = form.written()
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # what was posted can be copied
    for name, value in now.items():
        if name not in written:
            _put(data, name, value)
    both = ProposalForm(data, proposal=theirs)
    both.data = _renewed(both, theirs)
    both.full_clean()
    both.add_error(None, str(stale))
    differs = [
        {
            "part": part,
            "label": part.label,
            "theirs": getattr(theirs, part.value),
            "pieces": comparing.words(now[part.value], _typed(form, part)),
            "yours": wording.shown(_typed(form, part)),
        }
        for part in Part
        if part.value in written and wording.shown(_typed(form, part)) != getattr(theirs, part.value)
    ]
    return _text_page(request, theirs, both, differs=differs)


def _typed(form: ProposalForm, part: Part) -> str:
    return str(form.cleaned_data.get(part.value, ""))


def _put(data: Any, name: str, value: Any) -> None:
    """Put a value into posted data as its field would have sent it."""
    if name == "until":
        for piece in ("day", "month", "year"):
            data[f"until_{piece}"] = str(getattr(value, piece)) if value else ""
    elif name in drafting.LISTS:
        data.setlist(name, [str(key) for key in value])
    else:
        data[name] = "" if value is None else str(value)


def _renewed(form: ProposalForm, theirs: Proposal) -> Any:
    """The next save is made from the text as it stands now."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # what was posted can be copied
    fresh = ProposalForm(proposal=theirs)
    data["version"], data["seen"] = str(theirs.version), str(fresh.initial["seen"])
    return data


# --- What it comes from ---------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What it comes from and what its evidence is; words to tick, as often as one looks for others."""
    person, found = reach(request, slug, Act.EDIT)
    if request.method == "GET":
        return _evidence_page(request, found, DocumentForm(), request.GET.get("q", ""))
    if "look" in request.POST:
        looked_for, chosen = request.POST.get("q", ""), request.POST.getlist("from")
        return _evidence_page(request, found, DocumentForm(), looked_for, chosen)
    return _link_ticked(request, person, found)


def _evidence_page(
    request: HttpRequest,
    found: Proposal,
    form: DocumentForm,
    looked_for: str = "",
    chosen: Sequence[str] = (),
) -> HttpResponseBase:
    looked_for = looked_for[:_LONGEST_SEARCH]
    there = sources.of(found)
    noted = {(one.kind, one.key) for one in there}
    offered = _with_ticked(looked_for, chosen, events=True) if looked_for else _ticked(chosen)
    context = {
        "proposal": found,
        "sources": there,
        "looked_for": looked_for,
        "offered": [one for one in offered if (one.kind, one.key) not in noted],
        "chosen": chosen,
        "form": form,
    }
    return render(request, "proposals/members/evidence.html", context, status=422 if form.errors else 200)


def _link_ticked(request: HttpRequest, person: Person, found: Proposal) -> HttpResponseBase:
    chosen = sources.parted(request.POST.getlist("from"))

    def add() -> None:
        if not chosen:
            raise NotThereError
        starting.add(found, chosen, by=person, is_evidence=True)

    return _press(request, found, add, _("Added."), to="evidence")


@never_cache
@require_POST
def evidence_document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Note a document elsewhere."""
    person, found = reach(request, slug, Act.EDIT)
    form = DocumentForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            starting.add_document(found, data["address"], data["label"], by=person)
        except NotThereError:
            form.add_error("address", _("This is no web address. It begins with https://"))
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Added."))
            return redirect("proposals-members:evidence", found.slug)
    return _evidence_page(request, found, form)


@never_cache
@require_POST
def evidence_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take one off again."""
    person, found = reach(request, slug, Act.EDIT)
    origin = get_object_or_404(ComesFrom, pk=pk, proposal=found)
    return _press(request, found, lambda: starting.remove(origin, by=person), _("Removed."), to="evidence")


# --- Who writes it --------------------------------------------------------------------


@never_cache
@require_GET
def co_authors(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who writes it and who is asked to; find somebody by name."""
    person, found = reach(request, slug)
    return _authors_page(request, person, found, PanelForm())


def _authors_page(
    request: HttpRequest, person: Person, found: Proposal, panel_form: PanelForm
) -> HttpResponseBase:
    looked_for = request.GET.get("q", "")[:_LONGEST_SEARCH].strip()
    may_invite = may(person, Act.INVITE, found)
    rows = [
        {
            "row": row,
            "may_remove": (row.invited and may_invite)
            or (row.is_panel and may(person, Act.ADD_PANEL, found)),
        }
        for row in found.authors.all()
    ]
    context = {
        "proposal": found,
        "rows": rows,
        "may_invite": may_invite,
        "may_add_panel": may(person, Act.ADD_PANEL, found),
        "panel_form": panel_form,
        "writes": any(one.person_id == person.pk and not one.invited for one in found.authors.all()),
        "looked_for": looked_for,
        "people": [
            {"person": one, "group": RoleGroup(one.role_group).label}
            for one in (queries.people_named(looked_for, besides=found) if may_invite and looked_for else [])
        ],
    }
    wrong = bool(panel_form.errors)
    return render(request, "proposals/members/authors.html", context, status=422 if wrong else 200)


@never_cache
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask somebody to write it too."""
    person, found = reach(request, slug, Act.INVITE)
    key = request.POST.get("person", "")
    asked = Person.objects.active().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 12 else None

    def ask() -> None:
        if asked is None:
            raise NotThereError
        authors.invite(found, asked, by=person)

    return _press(request, found, ask, _("Asked. They find it on their home."), to="authors")


@never_cache
@require_POST
def author_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take an invitation back, or a panel off."""
    person, found = reach(request, slug)
    row = get_object_or_404(CoAuthor, pk=pk, proposal=found)
    row.proposal = found
    act = authors.remove_panel if row.is_panel else authors.take_invitation_back
    return _press(request, found, lambda: act(row, by=person), _("Removed."), to="authors")


@never_cache
@require_POST
def panel(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Name a panel as a co-author."""
    person, found = reach(request, slug, Act.ADD_PANEL)
    form = PanelForm(request.POST)
    if form.is_valid():
        try:
            authors.add_panel(found, form.cleaned_data["name"], by=person)
        except RefusedError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Added. You can type in what it says."))
            return redirect("proposals-members:authors", found.slug)
    return _authors_page(request, person, found, form)


@never_cache
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say yes to an invitation."""
    person, found = reach(request, slug)
    return _press(
        request,
        found,
        lambda: authors.accept(found, by=person),
        _("You write it too now. Your name stands on it."),
        to="proposal",
    )


@never_cache
@require_POST
def say_no(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say no to an invitation."""
    person, found = reach(request, slug)
    authors.decline(found, by=person)
    messages.success(request, _("You said no. Nobody is told."))
    return redirect("proposals-members:proposals")


@never_cache
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Write it no longer."""
    person, found = reach(request, slug)
    try:
        authors.leave(found, by=person)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("proposals-members:authors", found.slug)
    messages.success(request, _("You do not write it any more. What you wrote stays."))
    return redirect("proposals-members:proposals")


def _press(
    request: HttpRequest, found: Proposal, act: Callable[[], Any], done: str, *, to: str
) -> HttpResponseBase:
    """Do what one press asks for, say so, and go back."""
    try:
        act()
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(f"proposals-members:{to}", found.slug)
