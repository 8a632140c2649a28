"""Editors write a plan or a report in Wagtail: a researcher drafts it, a publisher publishes it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from consultations.pilots.enums import EvaluationKind
from consultations.pilots.evaluation_blocks import ApprovalBlock
from consultations.pilots.evaluation_refusals import substance
from consultations.pilots.models import EvaluationPage, Measure
from people.permission_groups import PermissionGroup
from tests.factories.evaluations import approval, blocks, evaluation, question, the_list
from tests.factories.people import PersonFactory
from tests.factories.pilots import cycle, measure, pilot

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
STREAMS = ("approvals", "record", "in_short", "easy_read", "credits", "corrections")
QUESTION = ("question", {"question": "Does it help?", "answer": "We ask.", "measures": ()})
APPROVED = {"kind": "governor", "who": "The governor", "what": "Three questions", "day": "2026-01-02"}
GOVERNOR = ("approval", {**APPROVED, "reference": "", "link": ""})
CORRECTION = ("correction", {"day": "2026-01-03", "what": "It asked less.", "why": "We had forgotten it."})


@pytest.fixture
def editor(client, settings):
    """Signs somebody of a group in; the second step is the business of other tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]

    def sign_in(group):
        person = PersonFactory(group=group)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return person

    return sign_in


def typed(of, *, record=(QUESTION,), approvals=(GOVERNOR,), corrections=(), **values):
    given = {
        "title": "How we find out", "slug": "how", "introduction": "In short.", "language": "en-GB",
        "pilot": str(of.pk), "kind": "plan", "basis": "evaluation", "without_approval": "", "report_by": "",
        "original_precision": "month",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        **{name: streamfield([]) for name in STREAMS},
        "record": streamfield(list(record)), "approvals": streamfield(list(approvals)),
        "corrections": streamfield(list(corrections)), **values,
    }  # fmt: skip
    return nested_form_data(given)


def add(client, of, **values):
    address = reverse("wagtailadmin_pages:add", args=["pilots", "evaluationpage", the_list().pk])
    return client.post(address, typed(of, **values))


def change(client, page, **values):
    values = {"title": page.title, "slug": page.slug, "action-publish": "1", **values}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed(page.pilot, **values))


def refused(answer):
    assert answer.status_code == 200
    return set(answer.context["form"].errors)


def test_a_researcher_drafts_it_and_hands_it_in_and_a_publisher_publishes_it(client, editor):
    editor(PermissionGroup.RESEARCHER)
    made = pilot()
    answer = add(client, made, **{"action-submit": "1"})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = EvaluationPage.objects.get()
    assert not page.live
    assert page.current_workflow_state.current_task_state.task.specific.name == "A publisher reads it"
    assert client.get(page.get_url()).status_code == 404
    # Nobody publishes their own: the researcher has no such button, whatever is sent.
    change(client, page)
    assert not EvaluationPage.objects.get().live
    state = WorkflowState.objects.get()
    task = state.current_task_state
    task.task.specific.on_action(task, PersonFactory(group=PermissionGroup.PUBLISHER), "approve")
    page = EvaluationPage.objects.get()
    assert page.live
    assert page.summarised_on == timezone.localdate()
    assert "Does it help?" in client.get(page.get_url()).content.decode()


def test_the_editor_speaks_plainly_and_offers_what_the_pilot_has(client, editor):
    editor(PermissionGroup.RESEARCHER)
    tried = cycle(measures=[])
    measure(tried.pilot)
    page = evaluation(tried.pilot, published=False)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for words in (
        "A plan belongs here before the first number comes in.", "Who approved what, when",
        f"{tried.pilot}: People met", f"{tried.pilot}: Cycle 1", "A measure, as it stands",
    ):  # fmt: skip
        assert words in shown
    address = reverse("wagtailadmin_pages:add", args=["pilots", "evaluationpage", the_list().pk])
    assert client.get(address).status_code == 200


def test_a_draft_that_lacks_almost_everything_can_be_looked_at_in_each_way(client, editor):
    editor(PermissionGroup.RESEARCHER)
    empty = [
        ("question", {}),
        ("measure", ""),
        ("cycle", None),
        ("criteria", None),
        ("text", "<p>Only so.</p>"),
    ]
    page = evaluation(published=False, record=blocks(*empty), approvals=blocks(("approval", {})))
    for mode, _label in page.preview_modes:
        request = page.make_preview_request(preview_mode=mode)
        assert request.status_code == 200
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "Only so." in client.get(address).content.decode()


def test_a_draft_may_be_unfinished_and_is_published_only_whole(client, editor):
    editor(PermissionGroup.PUBLISHER)
    made, draft = pilot(), {"record": (), "approvals": (), "basis": "research"}
    assert add(client, made, **draft).status_code == 302
    answer = add(client, made, slug="other", **draft, **{"action-publish": "1"})
    assert refused(answer) == {"record", "approvals"}
    assert not EvaluationPage.objects.live().exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"approvals": ()}, "without_approval"),
        ({"basis": "research", "approvals": (), "without_approval": "Nobody asked."}, "approvals"),
        ({"kind": "report", "report_by": "2090-01-01"}, "report_by"),
        ({"report_by": "soon"}, "report_by"),
        ({"corrections": (("correction", {"day": "2090-01-01", "what": "A", "why": "B"}),)}, "corrections"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands_and_nothing_typed_is_lost(client, editor, values, field):
    editor(PermissionGroup.PUBLISHER)
    answer = add(client, pilot(), **values, **{"action-publish": "1"})
    assert field in refused(answer)
    assert "Does it help?" in answer.content.decode()
    assert not EvaluationPage.objects.exists()


def test_an_approval_of_a_day_to_come_is_refused():
    block = ApprovalBlock()
    _name, value = approval(day=str(timezone.localdate() + DAY))
    with pytest.raises(ValidationError, match="a day to come"):
        block.clean(block.to_python(value))


def test_nothing_is_published_about_a_pilot_that_nobody_can_read(client, editor):
    editor(PermissionGroup.PUBLISHER)
    hidden = pilot(shown=False)
    assert refused(add(client, hidden, **{"action-publish": "1"})) == {"pilot"}
    assert add(client, hidden).status_code == 302


def test_a_pilot_has_one_plan_and_as_many_reports_as_are_written(client, editor):
    editor(PermissionGroup.PUBLISHER)
    plan = evaluation()
    assert refused(add(client, plan.pilot, **{"action-publish": "1"})) == {"pilot"}
    for slug in ("first", "second"):
        assert add(client, plan.pilot, slug=slug, kind="report", **{"action-publish": "1"}).status_code == 302
    assert plan.pilot.evaluations.live().filter(kind=EvaluationKind.REPORT).count() == 2


def test_measures_and_cycles_of_another_pilot_are_refused(client, editor):
    editor(PermissionGroup.PUBLISHER)
    other, made = cycle(), pilot()
    theirs = measure(other.pilot)
    asked = ("question", {"question": "Q?", "answer": "A.", "measures": (str(theirs.pk),)})
    for block in (("measure", str(theirs.pk)), ("cycle", str(other.pk)), asked):
        assert refused(add(client, made, record=(block,))) == {"record"}
    mine = ("measure", str(measure(made).pk))
    assert add(client, made, record=(mine,), **{"action-publish": "1"}).status_code == 302


def test_once_it_is_read_a_page_stays_with_its_pilot_and_what_it_is(client, editor):
    editor(PermissionGroup.PUBLISHER)
    page, other = evaluation(), pilot()
    assert change(client, page, pilot=str(other.pk), kind="report").status_code == 302
    page = EvaluationPage.objects.get(pk=page.pk)
    assert page.pilot_id != other.pk
    assert page.kind == EvaluationKind.PLAN


def test_once_numbers_have_come_in_a_plan_changes_only_with_a_correction(client, editor):
    editor(PermissionGroup.PUBLISHER)
    asked = measure()
    page = evaluation(asked.pilot, record=blocks(question("Does it help?", "We ask.")))
    more = (QUESTION, ("text", rich_text("<p>We ask their families too.</p>", features=["bold"])))
    assert change(client, page, record=more).status_code == 302
    now = timezone.now()
    Measure.objects.filter(pk=asked.pk).update(criteria_at=now - DAY, first_value_at=now)
    assert refused(change(client, page)) == {"corrections"}
    # What reads the same needs none, nor does a draft, an approval that came later or another reading.
    short = streamfield([("text", rich_text("<p>Short.</p>", features=["bold"]))])
    later = {"record": more, "approvals": (GOVERNOR, GOVERNOR), "in_short": short}
    assert change(client, page, **later).status_code == 302
    assert change(client, page, corrections=(CORRECTION,)).status_code == 302
    shown = client.get(page.get_url()).content.decode()
    assert "We had forgotten it." in shown
    assert "families" not in shown


def test_two_texts_that_read_the_same_are_the_same():
    def plan(html):
        return EvaluationPage(record=blocks(("text", html)))

    assert substance(plan('<p data-block-key="a1">One &amp; two</p>')) == substance(plan("<p>One & two </p>"))
    assert substance(plan("<p>One</p>")) != substance(plan("<p>Two</p>"))


def test_an_approved_page_is_published_even_if_a_number_came_in_while_it_waited(client, editor):
    researcher = editor(PermissionGroup.RESEARCHER)
    asked = measure()
    page = evaluation(asked.pilot)
    assert change(client, page, **{"action-submit": "1"}).status_code == 302
    now = timezone.now()
    Measure.objects.filter(pk=asked.pk).update(criteria_at=now - DAY, first_value_at=now)
    state = WorkflowState.objects.get(requested_by=researcher)
    task = state.current_task_state
    task.task.specific.on_action(task, PersonFactory(group=PermissionGroup.PUBLISHER), "approve")
    assert "It was published again on" in client.get(page.get_url()).content.decode()


def test_a_copy_is_a_draft_of_its_own(client, editor):
    editor(PermissionGroup.PUBLISHER)
    page = evaluation()
    copied = page.copy(update_attrs={"slug": "copied"}, keep_live=False)
    assert not copied.live
    assert copied.summarised_on is None
    assert copied.first_published_at is None
