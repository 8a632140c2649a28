"""Wagtail's admin works in a real browser under our policy (docs/trust.md, rule 4).

Each test does what an editor does and ends by asking whether the browser
refused anything or any script failed.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.attacks.serving import Server
from tests.people.totp import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

EDITOR = "/members/cms"


class Editor:
    """Somebody at Wagtail's admin, and everything their browser complains of."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(15_000)
        self.complaints: list[str] = []
        page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda came: came.status >= 500 and self.complaints.append(f"500: {came.url}"))
        page.on("dialog", lambda dialog: dialog.accept())

    def opens(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def saw_nothing_refused(self) -> None:
        # The server may answer 4xx to a question of Wagtail's own; that is no refusal of the browser's.
        told = [text for text in self.complaints if not text.startswith("Failed to load resource")]
        assert told == []
        assert self.page.locator("[data-starts]").count() == 0, "something was never started"


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="module")
def signed_in(server: Server, browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which an administrator has signed in by the ordinary pages, with an authenticator app."""
    person = json.loads(server.ask("/change/make_administrator/", "POST").words)
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    editor = Editor(context.new_page(), f"http://localhost:{server.port}")
    page = editor.opens(EDITOR + "/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.fill("input[name=code]", code(person["secret"]))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**" + EDITOR + "/")
    editor.saw_nothing_refused()
    yield context
    context.close()


@pytest.fixture
def editor(server: Server, signed_in: BrowserContext) -> Iterator[Editor]:
    somebody = Editor(signed_in.new_page(), f"http://localhost:{server.port}")
    yield somebody
    somebody.page.close()


@pytest.fixture(scope="module")
def pages(server: Server) -> dict[str, int]:
    """One page of each kind, by the name of its kind."""
    return json.loads(server.ask("/change/where_pages_are/", "POST").words)


def a_picture(folder: Path) -> Path:
    """Write a small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * 300 for _ in range(300)))
    header = struct.pack(">IIBBBBB", 300, 300, 8, 0, 0, 0, 0)
    picture = folder / "grey.png"
    picture.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return picture


def test_signing_in_leads_to_wagtails_first_page(editor):
    page = editor.opens(f"{EDITOR}/")
    expect(page.locator("#wagtail-sidebar nav")).to_be_visible()
    editor.saw_nothing_refused()


def test_a_date_is_picked(editor, pages):
    page = editor.opens(f"{EDITOR}/pages/add/events/eventpage/{pages['EventsIndexPage']}/")
    page.locator("input[name=day]").click()
    picker = page.locator(".xdsoft_datetimepicker:visible")
    expect(picker).to_be_visible()
    picker.locator("td.xdsoft_date:not(.xdsoft_other_month)").first.click()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.input_value("input[name=day]"))
    editor.saw_nothing_refused()


def test_the_hour_of_publishing_is_picked_in_a_dialogue(editor, pages):
    page = editor.opens(f"{EDITOR}/pages/{pages['StandardPage']}/edit/")
    if not page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.is_visible():
        page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").locator("visible=true").first.click()
    page.locator("input[name=go_live_at]").click()
    picker = page.locator(".xdsoft_datetimepicker:visible")
    picker.locator("td.xdsoft_date:not(.xdsoft_other_month):not(.xdsoft_disabled)").last.click()
    picker.locator(".xdsoft_time:not(.xdsoft_disabled)").last.click()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", page.input_value("input[name=go_live_at]"))
    editor.saw_nothing_refused()


def test_words_and_pictures_are_put_into_a_stream(editor, pages, tmp_path):
    page = editor.opens(f"{EDITOR}/pages/add/cms/standardpage/{pages['HomePage']}/")
    page.fill("[name=title]", "Words under the policy")
    page.locator("[data-streamfield-stream-container] ~ *, .c-sf-add-button").locator(
        "visible=true"
    ).first.click()
    page.locator("[role=option]:has-text('Text'), [role=option]:has-text('text')").first.click()
    words = page.locator(".public-DraftEditor-content").first
    words.click()
    words.type("Plain words")
    page.keyboard.press("Control+b")
    words.type(" in bold")
    expect(words).to_contain_text("Plain words in bold")
    page.locator(".c-sf-add-button").locator("visible=true").last.click()
    page.locator("[role=option]:has-text('icture')").first.click()
    page.locator("[data-chooser-action-choose]").locator("visible=true").first.click()
    dialogue = page.locator(".modal-dialog, [role=dialog]").locator("visible=true").first
    expect(dialogue).to_be_visible()
    dialogue.locator("a[href='#tab-upload'], [role=tab]:has-text('Upload')").first.click()
    dialogue.locator("input[type=file]").set_input_files(a_picture(tmp_path))
    for field in dialogue.locator("#tab-upload input[type=text]:visible").all():
        if not field.input_value():
            field.fill("A grey square")
    dialogue.locator("#tab-upload button[type=submit], #tab-upload input[type=submit]").first.click()
    expect(page.locator("[data-chooser-title]:visible").first).not_to_be_empty()
    page.locator("button.action-save").first.click()
    page.wait_for_url("**/edit/**")
    editor.saw_nothing_refused()


def test_a_link_is_added_in_an_inline_panel_by_choosing_a_page(editor):
    page = editor.opens(f"{EDITOR}/settings/cms/navigation/1/")
    before = page.locator("[data-inline-panel-child]:visible").count()
    page.locator("[id$=foot_links-ADD]").click()
    expect(page.locator("[data-inline-panel-child]:visible")).to_have_count(before + 1)
    page.locator("#id_foot_links-FORMS [data-chooser-action-choose]:visible").last.click()
    dialogue = page.locator(".modal-dialog:visible, [role=dialog]:visible").first
    dialogue.locator("a.choose-page, a[data-chooser-modal-choice], .choose-page a").first.click()
    expect(page.locator(".modal-dialog:visible")).to_have_count(0)
    editor.saw_nothing_refused()


def test_the_preview_shows_the_draft_beside_the_form(editor, pages):
    page = editor.opens(f"{EDITOR}/pages/{pages['StandardPage']}/edit/")
    page.fill("[name=title]", "A draft that nobody else sees")
    page.locator("button[aria-label*=review], [data-side-panel-toggle=preview]").first.click()
    frame = page.frame_locator("#w-preview-iframe, [data-preview-iframe], iframe[id*=preview]")
    expect(frame.locator("h1")).to_contain_text("A draft that nobody else sees")
    editor.saw_nothing_refused()


@pytest.mark.parametrize(
    "path",
    [
        "/images/",
        "/documents/",
        "/redirects/add/",
        "/workflows/list/",
        "/workflows/add/",
        "/account/",
        "/snippets/",
        "/settings/cms/programme/1/",
        "/collections/add/",
        "/reports/workflow/",
        "/pages/",
    ],
)
def test_every_kind_of_admin_page_runs(editor, path):
    page = editor.opens(EDITOR + path)
    expect(page.locator("#main, main").first).to_be_visible()
    editor.saw_nothing_refused()


def test_the_browser_would_refuse_an_inline_script(editor):
    page = editor.opens(f"{EDITOR}/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    with pytest.raises(AssertionError, match="Content Security Policy"):
        editor.saw_nothing_refused()
