"""Coming without an account: the form, the code, coming back with it. No cookie, no code in an address."""

import datetime
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.reading_grade import FOR_EVERYONE, grade_of_html
from codes import participation, slow_hash
from consultations.registrations import cancelling, consenting, forms, joining, lists, visits
from consultations.registrations.access_needs import AccessNeed
from consultations.registrations.enums import RegistrationState
from consultations.registrations.models import Registration
from consultations.registrations.permissions import CODE
from edge.brief_memory import ended, just_sent
from people.permission_groups import PermissionGroup
from tests.factories.events import record, topic
from tests.factories.people import PersonFactory, facilitator
from tests.factories.registrations import LIVED, guest, open_event

pytestmark = pytest.mark.django_db

PLACE = "/events/place/"


@pytest.fixture(autouse=True)
def quick_codes(monkeypatch):
    monkeypatch.setattr(slow_hash, "COST", slow_hash.CHEAP)
    just_sent.clear()
    ended.clear()


@pytest.fixture
def event():
    return open_event(2, access="The lift is on the left.", expenses="Fares are paid back.")


class Visitor:
    """Somebody with a browser and no account: presses buttons of the page that was last shown."""

    def __init__(self) -> None:
        self.client = Client()
        self.page = ""
        self.status = 0
        self.action = ""

    def open(self, address: str) -> "Visitor":
        return self._got(self.client.get(address), address)

    def press(self, step: str, **typed) -> "Visitor":
        carried = re.search(r'name="visit" value="([^"]+)"', self.page)
        data = {"visit": carried[1] if carried else "", "step": step, **typed}
        actions = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', self.page)
        self.action = actions[0] if actions else self.action
        return self._got(self.client.post(self.action, data), self.action)

    def _got(self, response, address: str) -> "Visitor":
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store, private"
        self.page, self.status, self.action = (
            unescape(response.content.decode()),
            response.status_code,
            address,
        )
        return self

    @property
    def code(self) -> str:
        found = re.search(r'<p class="receipt"[^>]*>(.*?)</p>', self.page, re.S)
        return re.sub(r"\D", "", re.sub(r"<[^>]+>", "", found[1])) if found else ""


def answers(event, **changed):
    (asked,) = consenting.asked(event)
    given = {
        "name": "Zebrafinch", "role_group": LIVED, "email": "", "phone": "0300 999", "needs": ["large-print"],
        "needs_words": "A seat near the door.", "food": "No nuts.", f"agree-{asked.key}": "yes",
    }  # fmt: skip
    return {**given, **changed}


def come(event, **changed) -> Visitor:
    return Visitor().open(f"/events/{event.slug}/come/").press("send", **answers(event, **changed))


def back(code: str) -> Visitor:
    return Visitor().open(PLACE).press("open", code=code)


def test_the_page_says_first_that_it_knows_who_sees_it_and_when_it_is_deleted(event):
    page = Visitor().open(f"/events/{event.slug}/come/").page
    day = event.day + datetime.timedelta(days=30)

    assert page.index("This page knows what you type") < page.index('name="name"')
    assert "Our facilitators" in page
    assert f"By {day.day} {day:%B %Y}" in page
    assert "There are places left." in page


def test_who_sends_the_form_gets_a_place_and_a_code_to_come_back_with(event, settings):
    visitor = come(event)

    assert "You have a place" in visitor.page
    assert len(visitor.code) == 15
    assert f"{settings.BASE_URL.partition('://')[2]}/events/place<" in visitor.page
    row = Registration.objects.get()
    assert (row.state, row.role_group, row.by_mail) == (RegistrationState.IN, LIVED, False)
    assert row.told.needs_words == "A seat near the door."
    assert list(row.consents.values()) == [True]

    again = back(visitor.code)
    for told in (
        "Zebrafinch",
        "Large print",
        "A seat near the door.",
        "No nuts.",
        "The lift is on the left.",
    ):
        assert told in again.page
    assert visitor.code not in re.sub(r"\D", "", again.page), "not after it was typed"


def test_a_form_that_is_sent_twice_is_one_registration_with_one_code(event):
    opened = Visitor().open(f"/events/{event.slug}/come/")
    form = opened.page
    first = opened.press("send", **answers(event)).code
    shown, opened.page = opened.page, form
    assert opened.press("send", **answers(event)).code == first
    assert Registration.objects.count() == 1

    opened.page = shown
    opened.press("written")
    assert "What you told us" in opened.page
    opened.page = form
    opened.press("send", **answers(event))
    assert opened.code == "", "it is not shown after it was written down"
    assert "This has been sent" in opened.page
    assert "Zebrafinch" not in opened.page


def test_what_was_typed_comes_back_with_what_is_wrong_and_nothing_is_lost(event):
    visitor = come(event, name="", email="no address", role_group="", needs_words="x" * 1001)

    assert visitor.status == 422
    assert not Registration.objects.exists()
    for kept in ("no address", "x" * 1001, "No nuts.", "0300 999"):
        assert kept in visitor.page
    for sentence in (
        "Type in a name. It can be any name you choose.",
        "This is no email address.",
        "Choose one. If you are not sure, choose the last one.",
        "This is too long. We can take 1000 letters.",
    ):
        assert sentence in visitor.page
    visitor.press("send", **answers(event))
    assert "You have a place" in visitor.page


def test_each_agreement_is_asked_by_itself_and_none_is_taken_for_granted(event):
    (asked,) = consenting.asked(event)
    visitor = Visitor().open(f"/events/{event.slug}/come/")
    assert asked.text in visitor.page
    assert "checked" not in visitor.page

    assert come(event, **{f"agree-{asked.key}": ""}).status == 422
    assert "You have a place" in come(event, **{f"agree-{asked.key}": "no"}).page
    assert Registration.objects.get().consents == {asked.key: False}


def test_somebody_may_say_nothing_of_their_group_and_leave_no_address(event):
    come(event, role_group="-", phone="", needs=[], needs_words="", food="")
    row = Registration.objects.get()

    assert (row.role_group, row.by_mail, row.told.phone) == ("", False, "")


def test_online_nobody_is_asked_what_they_eat_or_whether_there_are_steps():
    event = open_event(format="online", where="")
    page = Visitor().open(f"/events/{event.slug}/come/").page

    assert 'name="food"' not in page
    assert AccessNeed.WHEELCHAIR.value not in page
    assert AccessNeed.GETTING_ONLINE.value in page
    assert 'name="expenses_claimed"' not in page, "nothing is paid"


def test_where_one_can_come_in_two_ways_one_is_asked_which_and_may_not_know_yet(client):
    event = open_event(format="both")
    assert 'name="way"' not in Visitor().open(f"/events/{open_event().slug}/come/").page
    code = come(event, way="online").code
    come(event, name="Wren", way="-")
    come(event, name="Robin")
    assert "Online or by phone" in back(code).page
    assert back(code).press("change").page.count("checked") > 0
    assert sorted(row.told.way for row in Registration.objects.all()) == ["", "", "online"]
    assert not too_hard(Visitor().open(f"/events/{event.slug}/come/"))
    assert not too_hard(back(code))
    told = lists.list_of(event)
    assert told.ways == [("Online or by phone", 1)]
    assert [line.way for line in told.coming] == ["Online or by phone", "", ""]
    client.force_login(facilitator())
    door = client.get(f"/members/events/{event.pk}/check-in/").content.decode()
    assert door.count("Online or by phone") == 2, "on the screen and on paper"
    assert "How do you want to come?" in come(event, way="by balloon").page, "what is no way is asked again"


def test_when_all_places_are_taken_the_page_says_so_and_one_waits(event):
    for _n in range(2):
        guest(event)
    visitor = Visitor().open(f"/events/{event.slug}/come/")
    assert "All places are taken. You can join the waiting list." in visitor.page
    visitor.press("send", **answers(event))
    assert "You are on the waiting list" in visitor.page
    assert "Whoever has waited longest is first." in visitor.page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"registration_opens": datetime.timedelta(days=2)}, "It opens on"),
        (
            {"registration_closes": datetime.timedelta(hours=-1)},
            "The list is closed, or the event has begun.",
        ),
    ],
)
def test_where_nobody_can_register_the_page_says_why_and_takes_nothing(changed, sentence):
    event = open_event(**{name: timezone.now() + later for name, later in changed.items()})
    visitor = Visitor().open(f"/events/{event.slug}/come/")
    assert sentence in visitor.page
    assert 'name="name"' not in visitor.page
    visitor.press("send", **answers(event))
    assert sentence in visitor.page
    assert not Registration.objects.exists()


def test_an_event_without_registration_and_an_unknown_one_have_no_such_page(event, client):
    assert client.get(f"/events/{open_event(takes_registrations=False).slug}/come/").status_code == 404
    assert client.get(f"/events/{open_event(live=False).slug}/come/").status_code == 404
    assert client.get("/events/nothing/come/").status_code == 404


def test_coming_back_one_changes_and_takes_out_what_one_told(event):
    visitor = back(come(event).code).press("change")
    assert 'value="Zebrafinch"' in visitor.page
    assert "No nuts." in visitor.page
    wrong = visitor.press("save", **answers(event, name=""))
    assert (wrong.status, "0300 999" in wrong.page) == (422, True)
    visitor.press("save", **answers(event, name="Wren", phone="", needs=[], needs_words="", food=""))

    assert "We have changed it." in visitor.page
    row = Registration.objects.get()
    assert (row.told.name, row.told.phone, row.told.needs, row.told.food) == ("Wren", "", (), "")
    assert row.role_group == LIVED


def test_coming_back_one_gives_the_place_back_and_the_code_tells_so_afterwards(event):
    code = come(event).code
    visitor = back(code).press("cancel")
    assert Registration.objects.coming().exists(), "asked once more first"
    visitor.press("cancel-now")

    assert "Your name is off the list" in visitor.page
    row = Registration.objects.get()
    assert (row.state, bytes(row.sealed)) == (RegistrationState.CANCELLED, b"")
    later = back(code)
    assert "You gave your place back" in later.page
    assert "Zebrafinch" not in later.page
    assert "You gave your place back" in later.press("change").page


def test_only_whoever_has_a_place_sees_how_to_join_and_only_by_their_code(event):
    facilitator = PersonFactory(group=PermissionGroup.FACILITATOR)
    joining.write(event, "https://meet.example.org/otter?x=1\nOr dial 0300 555", by=facilitator)
    inside, alone = come(event), guest(event)
    waiting = come(event)

    assert "otter" not in inside.page, "the code is written down first"
    shown = back(inside.code).page
    assert '<a href="https://meet.example.org/otter?x=1"' in shown
    assert "0300 555" in shown
    assert "otter" not in back(waiting.code).page
    cancelling.cancel(alone, by=CODE)
    assert "otter" in back(waiting.code).page, "moved up"


def test_coming_back_somebody_who_waits_reads_what_there_is_to_hope_for_and_the_day_before_that_it_is_little(
    monkeypatch,
):
    event = open_event(1, days=2)
    guest(event)
    code = come(event).code
    waits = "When there is a place, you get it by yourself."
    assert waits in back(code).page

    begins = event.begins
    for hours, words in (
        (26, "You have no place so far."),
        (-1, "There was no place for you this time."),
        (-3, "This event is over"),
    ):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: begins - datetime.timedelta(hours=hours))
        visitor = back(code)
        assert words in visitor.page
        assert waits not in visitor.page
        assert too_hard(visitor) is None
    event.state, event.cancelled_because = "cancelled", "The hall is flooded."
    event.save()
    assert waits not in back(code).page


def test_coming_back_after_the_event_one_is_thanked_and_led_to_the_summary_once_it_is_there(event):
    first, second = come(event).code, come(event).code
    event.day = timezone.localdate() - datetime.timedelta(days=2)
    event.save()
    summary = "What people said is written down now."
    assert summary not in back(first).page
    event.record = record(topic("Housing"))
    event.save()
    row = Registration.objects.order_by("position").last()
    Registration.objects.filter(pk=row.pk).update(came=0)
    assert f"Thank you for coming. {summary}" in back(first).page
    assert f'href="{event.url}"' in back(first).page
    assert too_hard(back(first)) is None
    assert summary in back(second).page
    assert "Thank you for coming" not in back(second).page, "who did not come"


def test_unknown_and_mistyped_codes_are_told_apart_and_nothing_is_shown(event):
    code = come(event).code
    wrong = code[:4] + str((int(code[4]) + 1) % 10) + code[5:]
    for typed, sentence in (
        ("", "Type in the number first."),
        (code[:-3], "This number is too short."),
        (wrong, "There is a mistake in this number."),
        (participation.mint(1)[0], "We do not know this code."),
        (code + "123", "There is a mistake in this number."),
        ("Robert'); DROP TABLE", "There is a mistake in this number."),
    ):
        visitor = back(typed)
        assert visitor.status == 422, typed
        assert sentence in visitor.page
        assert "Zebrafinch" not in visitor.page


def test_notes_of_other_visits_and_forged_ones_open_nothing(event):
    code = come(event).code
    begun = Visitor().open(PLACE)
    for forged in ("", "x" * 60, visits.Visit.begin().sealed()[:-4] + "AAAA"):
        response = begun.client.post(PLACE, {"visit": forged, "step": "change", "code": code})
        assert response.status_code == 422
        assert "Zebrafinch" not in response.content.decode()
    assert begun.press("change").status == 422, "no code was typed in this visit"


def test_after_i_have_finished_no_page_of_the_visit_shows_anything_more(event):
    visitor = back(come(event).code)
    kept = visitor.page
    visitor.press("finish")
    assert "You have finished here" in visitor.page
    for step in ("home", "change", "save", "open"):
        visitor.page = kept
        visitor.press(step)
        assert "Zebrafinch" not in visitor.page


def test_a_page_that_was_open_for_long_shows_nothing_and_a_form_keeps_what_was_typed(event, monkeypatch):
    form, shown = Visitor().open(f"/events/{event.slug}/come/"), back(come(event).code)
    monkeypatch.setattr(visits, "SHOWS", 0)
    assert "Zebrafinch" not in shown.press("home").page
    monkeypatch.setattr(visits, "FILLS", 0)
    form.press("send", **answers(event, name="Wren"))
    assert "This page was open for a long time." in form.page
    assert 'value="Wren"' in form.page
    assert Registration.objects.count() == 1


def test_a_program_that_fills_in_what_nobody_sees_gets_no_place(event):
    assert come(event, website="https://spam.example").status == 429
    assert not Registration.objects.exists()


def test_too_many_at_once_are_asked_to_wait_and_lose_nothing(event, monkeypatch):
    from consultations.registrations import coming_views

    monkeypatch.setattr(coming_views, "SENT_A_MINUTE", 0)
    visitor = come(event)
    assert visitor.status == 429
    assert "Wait a minute." in visitor.page
    assert 'value="Zebrafinch"' in visitor.page


def test_the_page_speaks_welsh_and_remembers_it_for_mail(event):
    visitor = Visitor().open(f"/cy/events/{event.slug}/come/")
    visitor.press("send", **answers(event))
    assert Registration.objects.get().language == "cy"


def test_nothing_that_nobody_can_see_is_kept(event):
    come(event, name="Zebra\x00finch\u200b\x07", needs_words="One\r\ntwo")
    told = Registration.objects.get().told
    assert (told.name, told.needs_words.split()) == ("Zebrafinch", ["One", "two"])


def test_no_request_leaves_a_line(event, caplog):
    with caplog.at_level("DEBUG"):
        back(come(event).code).press("change").press("save", **answers(event)).press("cancel").press(
            "cancel-now"
        )
    lines = [record for record in caplog.records if record.name == "edge.request_line"]
    assert lines == []
    assert "Zebrafinch" not in caplog.text


def test_all_needs_can_be_asked_for_somewhere():
    room, online = open_event(format="in-person"), open_event(format="online", where="")
    assert set(forms.needs_at(room)) | set(forms.needs_at(online)) == set(AccessNeed)
    assert set(forms.needs_at(open_event(format="both"))) == set(AccessNeed)


def too_hard(visitor: Visitor) -> tuple[float, list[str]] | None:
    """The grade of a page and its hardest sentences, if it is above the limit."""
    main = visitor.page.split("<main")[1].split("</main>")[0]
    main = re.sub(r"<(option|svg)\b.*?</\1>", " ", main, flags=re.DOTALL)
    grade = grade_of_html(f"<main{main}</main>")
    return (
        (round(grade.level, 1), [one.text for one in grade.hardest]) if grade.is_above(FOR_EVERYONE) else None
    )


def test_every_page_reads_easily(event):
    address = f"/events/{event.slug}/come/"
    begun, wrong, done = Visitor().open(address), come(event, name="", role_group=""), come(event)
    code, pages = done.code, {"begun": begun, "wrong": wrong, "done": done}
    for step in ("change", "cancel", "cancel-now", "finish"):
        pages[step] = back(code).press(step)
    pages["given back"] = back(code)
    for _n in range(2):
        guest(event)
    pages["waiting"] = come(event)
    pages["waits"] = back(pages["waiting"].code)
    pages["enter"], pages["wrong code"] = Visitor().open(PLACE), back(participation.mint(1)[0])
    pages["closed"] = Visitor().open(f"/events/{open_event(days=-1).slug}/come/")

    assert {name: too_hard(page) for name, page in pages.items() if too_hard(page)} == {}


def test_asking_for_the_form_writes_nothing(event, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        client.get(reverse("registrations:come", args=[event.slug]))
    assert not [
        one for one in asked.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
