"""The whole way of an event in a real browser, from an empty form to a summary on a noticeboard.

Planned in the editor, handed in, published → a member, a group and a guest without an address come, and
another guest waits → somebody gives a place back, and the guest moves up → ticked off at the door → caught
by a scribe whose line is cut → put into the draft → through the workflow, with a remark of somebody who was
there → published, cited, printed.
"""

import datetime
import re

import rispy

from tests.browser.event_orders import REMARKS, SHORT
from tests.browser.test_notetaking import is_sent, says, write
from tests.browser.test_reading_a_summary import pages_of
from tests.browser.test_whole_way import Looking
from tests.browser.test_whole_way_of_a_proposal import Walker
from tests.browser.visitor import DESKTOP, NARROW, PHONE, Visitor

TITLE, TOPIC, PLACES = "Samovar afternoon", "The first cup", 6
JOINING = "Dial 01632 960177 (invented) and say that you come to the kettle."
POINTS = ("Tea first, and the forms later.", "A mug of my own was worth more than a leaflet.")
REMARK = "It was cocoa, not tea. I poured it."
GROUP = 4
APPROVE = "[data-workflow-action-name=approve]"


def test_the_whole_way_of_an_event(visit, order, site):
    looking, wide = Looking(with_axe=False), Looking(with_axe=True)
    public = f"/events/{TITLE.lower().replace(' ', '-')}/"

    def walker(name: str = "") -> Walker:
        """Without a script; those without an account on a narrow phone."""
        visitor = visit(size=PHONE if name else NARROW, javascript=False)
        return Walker(visitor.sign_in_with_one_step(name) if name else visitor, looking)

    member, facilitator, guest = walker("Leon Carter"), walker("Rhys Morgan"), walker()

    # It is planned, handed in and published.
    editor, publisher = (
        visit(size=DESKTOP).sign_in_with_one_step(name) for name in ("Imran Qureshi", "Nia Hughes")
    )
    number = plan(editor)
    members = f"/members/events/{number}/"
    press_in_the_editor(editor, "[name=action-submit]")
    assert order(f"event-step {number}") == "GroupApprovalTask", "there is nothing to check yet"
    guest.visitor.open(public, status=404)
    in_the_editor(publisher, number, APPROVE)
    say_how_to_join(facilitator, members)
    announced = guest.open(public).sees
    assert all(words in announced for words in ("There are places left", TOPIC, "What we buy first."))
    assert JOINING not in guest.visitor.page.content()

    # They come, until it is full.
    assert come_as_member(member, members) == "You have a place"
    put_a_group_down(facilitator, members)
    first, place = come_as_guest(guest, public, "Oriole")
    by_keyboard = Walker(visit(size=PHONE), wide, by_keyboard=True)
    second, waits = come_as_guest(by_keyboard, public, "Wryneck")
    assert (place, waits) == ("You have a place", "You are on the waiting list")
    assert JOINING not in come_back(guest, second)
    assert JOINING in come_back(guest, first)
    member.open(f"{members}come/").go("Give your place back")
    member.press("I do not come")
    assert JOINING in come_back(guest, second)
    assert guest.heading == "You have a place"
    listed = facilitator.open(f"{members}people/").sees
    assert f"{PLACES} of {PLACES}" in listed
    assert listed.index("Oriole") < listed.index("Wryneck")
    assert "Leon Carter" not in listed

    # The day itself.
    order(f"event-hold {number}")
    check_in(facilitator, members)
    catch(Walker(visit(size=DESKTOP).sign_in_with_one_step("Rhys Morgan"), wide), members)
    order(f"event-end {number}")

    # The summary.
    researcher, reader = walker("Imran Qureshi"), Walker(visit(size=PHONE), wide)
    researcher.open(f"{members}notes/draft/").press("Put what is ticked into the draft")
    assert "2 points are in the draft now." in researcher.sees
    order(f"event-write {number}")
    in_the_editor(editor, number, "[name=action-submit]")
    assert order(f"event-step {number}") == "ParticipantsCheckTask"
    assert POINTS[0] not in reader.reads(public)
    code = show_the_draft(researcher, members)
    remark(guest, code)
    order(f"event-say-beside {number}")
    order("empty")
    assert REMARK not in researcher.reads(f"{members}check/")
    assert order(f"event-pass-on {number}") == "3"
    order("empty")
    stands_beside_its_paragraph(researcher, members)
    in_the_editor(editor, number, APPROVE)
    assert order(f"event-step {number}") == "GroupApprovalTask"
    assert POINTS[0] not in reader.reads(public)
    in_the_editor(publisher, number, APPROVE)
    assert order(f"event-step {number}") == "published"

    # Everybody reads it, and nobody reads what was said about the draft.
    summary = reader.open(public).sees
    assert all(words in summary for words in (TOPIC, *POINTS))
    assert not any(words in reader.visitor.page.content() for words in (REMARK, *REMARKS, "Oriole", JOINING))
    guest.open(public)
    guest.open("/events/check/").type(code=code)
    guest.visitor.expects_error = True
    guest.press("Go on")
    assert POINTS[0] not in guest.sees
    is_cited(reader)
    is_printed(walker(), public)
    assert looking.pages + wide.pages > 40
    assert looking.found | wide.found == set()


# --- Planning ---------------------------------------------------------------------------------


def plan(editor: Visitor) -> str:
    """An event tomorrow, written from an empty form; gives its number."""
    page = editor.open("/members/events/").page
    page.get_by_role("link", name="Plan an event").click()
    page.wait_for_url("**/add/events/eventpage/**")
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    for name, words in {
        "title": TITLE, "introduction": "We talk about the first cup after the gate.",
        "day": tomorrow.isoformat(), "time": "14:00", "minutes": "120",
        "can_change": "What we buy first.", "who_decides": "Whoever holds the purse.",
        "answer_by": (tomorrow + datetime.timedelta(days=28)).isoformat(),
        "without_internet": "Ring us.", "capacity": str(PLACES),
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", words)
    page.select_option("[name=format]", "online")
    page.check("[name=takes_registrations]")
    for stream, blocks in {
        "agenda": [{"title": TOPIC}],
        "consents": [
            {"kind": "notes", "text": "You may write down what I say."},
            {"kind": "quotations", "text": "You may quote me."},
        ],
    }.items():
        for number, block in enumerate(blocks):
            page.locator(f"[data-contentpath={stream}] .c-sf-add-button").last.click()
            for name, value in block.items():
                field = page.locator(f"[name={stream}-{number}-value-{name}]")
                (field.select_option if name == "kind" else field.fill)(value)
    press_in_the_editor(editor, "button.action-save")
    return editor.path.rstrip("/").rsplit("/", 2)[-2]


def say_how_to_join(facilitator: Walker, members: str) -> None:
    """From the list of events: it stands on no page."""
    facilitator.open(f"{members}joining/").type(details=JOINING)
    facilitator.press("Save")


# --- Coming -----------------------------------------------------------------------------------


def say_no_to_all(somebody: Walker) -> None:
    for answer in somebody.visitor.page.locator("input[value=no]").all():
        somebody.tick(answer.get_attribute("name") or "", "no")


def come_as_member(member: Walker, members: str) -> str:
    """In one step, from the list of events; gives the heading."""
    member.open("/members/events/").go(TITLE)
    assert member.visitor.path == f"{members}come/"
    say_no_to_all(member)
    member.press("Put my name down")
    assert JOINING in member.sees
    return member.heading


def put_a_group_down(facilitator: Walker, members: str) -> None:
    facilitator.open(f"{members}people/").go("Put a group down")
    facilitator.type(people=str(GROUP), note="One of them needs large print.")
    facilitator.visitor.page.select_option("[name=role_group]", "pwle")
    facilitator.press("Put them down")
    assert "The group has its places." in facilitator.sees


def come_as_guest(guest: Walker, public: str, name: str) -> tuple[str, str]:
    """Without an address to write to; gives the code, and the heading above it."""
    page = guest.open(public).visitor.page
    guest.follow(page.locator(f"a[href='{public}come/']").first)
    guest.type(name=name)
    guest.tick("role_group", "family")
    say_no_to_all(guest)
    guest.follow(page.locator("main button[value=send]"))
    (code,), heading = guest.codes(), guest.heading
    guest.press("I have written it down")
    assert guest.codes() == []
    return code, heading


def come_back(guest: Walker, code: str) -> str:
    guest.open("/events/place/").type(code=code)
    return guest.press("Go on").sees


# --- The day ----------------------------------------------------------------------------------


def check_in(facilitator: Walker, members: str) -> None:
    """The group came, and whoever moved up; one did not; and somebody who had not registered."""
    page = facilitator.open(f"{members}check-in/").visitor.page
    for named in ("Save", "Here: Wryneck"):
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile(f"^{named}".replace(":", r"\s*:"))).first.click()
    assert "4 here" in facilitator.look().sees
    facilitator.type(name="Smew")
    facilitator.press("Put them on the list")
    facilitator.press("Put the numbers into the draft of the event")
    assert f"{GROUP + 2} people came" in facilitator.sees


def catch(scribe: Walker, members: str) -> None:
    """Two points by keyboard; when the second is sent, there is no connection."""
    visitor, page = scribe.open(f"{members}notes/").visitor, scribe.visitor.page
    page.select_option("[name=topic]", label=TOPIC)
    page.focus("[name=text]")
    write(visitor, POINTS[0])
    says(visitor, "Everything is saved")
    visitor.expects_error = True
    page.route("**/notes/", lambda route: (route.abort if is_sent(route) else route.continue_)())
    write(visitor, POINTS[1])
    says(visitor, "Not saved yet: 1")
    page.unroute("**/notes/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    says(visitor, "Everything is saved")
    visitor.expects_error = False
    wall = scribe.open(f"{members}wall/").visitor.page.locator(".wall__text").all_inner_texts()
    assert wall == list(reversed(POINTS))


# --- The summary ------------------------------------------------------------------------------


def in_the_editor(editor: Visitor, number: str, button: str) -> None:
    """Hand the draft in, or on: by a button of Wagtail's, which lie in a menu."""
    editor.open(f"/members/cms/pages/{number}/edit/")
    press_in_the_editor(editor, button)


def press_in_the_editor(editor: Visitor, button: str) -> None:
    page = editor.page
    there = page.locator(f"footer {button}").first
    if not there.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        there.click()


def show_the_draft(researcher: Walker, members: str) -> str:
    """To those who took part; gives the code for all of them."""
    researcher.open(f"{members}check/")
    researcher.type_day("closes_on", datetime.date.today() + datetime.timedelta(days=14))
    researcher.press("Show the newest draft")
    (code,) = researcher.codes()
    return code


def remark(guest: Walker, code: str) -> None:
    """Somebody who was there says what is not right with the first point."""
    page = guest.open("/events/check/").visitor.page
    guest.type(code=code)
    guest.press("Go on")
    with page.expect_navigation():
        page.locator(".draft__part", has_text=POINTS[0]).locator("button").click()
    guest.look().type(words=REMARK)
    page.wait_for_timeout(2100)
    guest.press("Check what you wrote")
    guest.press("Put it in the box")
    assert len(guest.codes()) == 1


def stands_beside_its_paragraph(researcher: Walker, members: str) -> None:
    page = researcher.open(f"{members}check/").visitor.page
    beside = page.locator(".beside__row", has_text=POINTS[0]).inner_text()
    assert REMARK in beside
    assert not any(words in beside for words in REMARKS)
    assert all(words in researcher.sees for words in REMARKS)


def is_cited(reader: Walker) -> None:
    """On the page, and as a file that a reference manager reads."""
    cited = reader.visitor.page.locator("section[aria-labelledby=cite]")
    assert TITLE in cited.inner_text()
    with reader.visitor.page.expect_download() as waiting:
        cited.get_by_role("link", name="RIS").click()
    (read,) = rispy.loads(waiting.value.path().read_text())
    assert read["title"] == TITLE


def is_printed(reader: Walker, public: str) -> None:
    """On one page of A4, which says what it is of and what matters most."""
    page = reader.open(f"{public}noticeboard/").visitor.page
    page.emulate_media(media="print")
    hung = page.locator("article")
    assert TITLE in hung.inner_text()
    assert SHORT in hung.inner_text()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    assert TITLE.encode() in pdf or TITLE.encode("utf-16-be").hex().upper().encode() in pdf
