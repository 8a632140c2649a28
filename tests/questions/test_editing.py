"""What editors of a thread see, what they are refused, and what they are told."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from feedback.questions import choosers
from feedback.questions.models import ThreadPage
from feedback.threads.models import Thread
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory
from tests.factories.questions import opened, the_list, thread_of, thread_page

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
KAREN = {"name": "Karen Blythe", "role": "officer", "from_prison": "on"}
RHYS = {"name": "Rhys Morgan", "role": "facilitator", "from_prison": ""}


@pytest.fixture
def publisher(client, settings):
    """Somebody who publishes, in; the second step is the business of other tests."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("people.doors")]
    person = PersonFactory(group=PermissionGroup.PUBLISHER)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def filled_in(**values):
    today = timezone.localdate()
    given = {
        "title": "What would help in the first week outside?",
        "slug": "first-week",
        "introduction": "We plan what a link worker does.",
        "can_change": "The plan of the pilot.",
        "who_decides": "The team of the pilot",
        "opens_on": str(today),
        "closes_on": str(today + 60 * DAY),
        "answer_by": str(today + 90 * DAY),
        "readers": streamfield([("reader", RHYS)]),
        "easy_read": streamfield([]),
        "choices": streamfield([]),
        "basis": "involvement",
        "access": "open",
        "language": "en-GB",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"},
        **values,
    }
    return {**nested_form_data(given), "for_groups": ["pwle"]}


def send(client, page, *, publish=True, **values):
    data = filled_in(**values)
    if publish:
        data["action-publish"] = "yes"
    address = (
        reverse("wagtailadmin_pages:edit", args=[page.pk])
        if page
        else reverse("wagtailadmin_pages:add", args=["questions", "threadpage", the_list().pk])
    )
    return client.post(address, data)


def errors(response):
    assert response.status_code == 200
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def test_a_question_is_written_and_published_through_the_editor(client, publisher):
    response = send(client, None)

    assert response.status_code == 302, response.context and response.context["form"].errors
    thread = Thread.objects.get()
    assert thread.question == "What would help in the first week outside?"
    assert thread.for_groups == ["pwle"]
    assert thread.readers == [{"name": "Rhys Morgan", "role": "facilitator", "from_prison": False}]
    assert ThreadPage.objects.get().owner == publisher


def test_a_draft_may_be_unfinished_and_is_no_thread(client, publisher):
    response = send(
        client, None, publish=False, can_change="", answer_by="", readers=streamfield([]), closes_on=""
    )

    assert response.status_code == 302
    assert ThreadPage.objects.get().live is False
    assert not Thread.objects.exists()


def test_publishing_needs_the_promise_and_somebody_who_reads(client, publisher):
    found = errors(send(client, None, can_change="", who_decides="", answer_by="", readers=streamfield([])))

    assert set(found) == {"can_change", "who_decides", "answer_by", "readers"}


def test_the_editor_says_in_plain_words_what_each_thing_is(client, publisher):
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[thread_page().pk])).content.decode()

    for words in (
        "The question",
        "Why we ask",
        "The promise",
        "Who decides",
        "Works in a prison",
        "One that means the same as the sentence",
        "A box with a lock",
        "Reading grade",
        "Nobody who is tied to that prison reads its answers",
        "People with lived experience of prison",
        "If you change an open thread",
    ):
        assert words in shown, words


def test_the_reading_grade_counts_the_promise_and_leaves_names_out():
    from cms.reading import text_of_page

    page = thread_page(easy_read=[("sentence", {"words": "We ask you.", "drawing": "speaking"})])
    text = text_of_page(page)

    for words in (page.title, page.introduction, page.can_change, page.who_decides, "We ask you."):
        assert words in text
    assert "Rhys Morgan" not in text
    assert "speaking" not in text
    assert page.highest_grade() == 4.0


def test_changing_the_promise_of_an_open_thread_asks_for_a_word(client, publisher):
    page = thread_page()
    opened(page)
    found = errors(send(client, page, readers=streamfield([("reader", KAREN)]), who_decides="The governor"))

    assert set(found) == {"who_decides", "readers", "change_note"}
    assert "they see what stood here" in found["who_decides"][0]
    response = send(client, page, who_decides="The governor", change_note="It was handed on to him.")
    assert response.status_code == 302
    assert thread_of(page).changes[0]["why"] == "It was handed on to him."


def test_the_address_of_an_open_thread_stays_and_the_editor_says_why(client, publisher):
    page = thread_page()
    opened(page)
    found = errors(send(client, page, slug="elsewhere"))

    assert "first-week" in found["slug"][0]


# --- What it comes from --------------------------------------------------------------------


@pytest.fixture
def something_above():
    choosers.register("thing", "Things", lambda: [("Of May", [("a1", "The first"), ("b2", "The second")])])
    yield
    choosers.unregister("thing")


def test_rooms_above_offer_what_a_thread_can_come_from(client, publisher, something_above):
    response = send(client, None, hangs_on="thing:b2")

    assert response.status_code == 302
    thread = Thread.objects.get()
    assert (thread.hangs_on_kind, thread.hangs_on_key) == ("thing", "b2")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[thread.page])).content.decode()
    assert '<optgroup label="Things: Of May">' in shown
    assert "The second" in shown


def test_what_nobody_offers_is_refused(client, publisher, something_above):
    assert set(errors(send(client, None, hangs_on="thing:zz"))) == {"hangs_on"}


def test_a_thread_keeps_what_it_comes_from_when_that_is_not_public_any_more(client, publisher):
    page = thread_page(hangs_on="thing:gone")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Something that is not published any more" in shown
    assert send(client, page, hangs_on="thing:gone").status_code == 302
    assert thread_of(page).hangs_on_key == "gone"


def test_a_colon_in_a_kind_would_part_it_wrongly():
    with pytest.raises(ValueError, match="colon"):
        choosers.register("a:b", "Things", list)
    assert choosers.parted("topic:a:b") == ("topic", "a:b")
    assert choosers.parted("") == choosers.parted("topic:") == ("", "")


# --- Previews ------------------------------------------------------------------------------


def draft_of(client, page, mode=""):
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    answer = client.get(address, {"mode": mode} if mode else {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_preview_shows_the_draft_as_readers_would_see_it(client, publisher):
    page = thread_page(title="As it is?")
    opened(page)
    page.title, page.can_change = "As it will be?", "The whole plan."
    page.save_revision()
    shown = draft_of(client, page)

    for words in ("As it will be?", "The whole plan.", "Rhys Morgan, facilitator", "Say what you think"):
        assert words in shown, words
    assert thread_of(page).question == "As it is?"


def test_the_easy_read_version_has_a_preview_of_its_own(client, publisher):
    page = thread_page(live=False, easy_read=[("sentence", {"words": "We ask you.", "drawing": "box"})])

    assert "We ask you." in draft_of(client, page, "easy-read")
    assert "We ask you." not in draft_of(client, page)
    assert dict(page.preview_modes).keys() == {"", "easy-read"}


def test_an_unfinished_draft_has_a_preview(client, publisher):
    page = thread_page(
        live=False, answer_by=None, opens_on=None, closes_on=None, can_change="", readers=[], introduction=""
    )

    assert page.title in draft_of(client, page)


def test_a_question_that_has_no_page_yet_has_a_preview(client, publisher):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["questions", "threadpage", the_list().pk])
    data = {**filled_in(slug="", title="Only begun?", answer_by="", readers=streamfield([]))}
    assert client.post(address, data).json()["is_available"]
    shown = client.get(address).content.decode()

    assert "Only begun?" in shown
    assert not Thread.objects.exists()


def test_the_list_has_a_preview(client, publisher):
    opened(thread_page())

    assert "What would help in the first week outside?" in draft_of(client, the_list())
