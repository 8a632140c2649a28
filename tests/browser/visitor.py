"""A person in front of a browser, and what they do, in their own words."""

import contextlib
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

#: Widths in CSS pixels: an old phone (WCAG's reflow), a phone, a desktop.
NARROW, PHONE, DESKTOP = (320, 640), (390, 844), (1280, 900)


def _saves_by_itself(text: str, address: str) -> bool:
    """Whether Wagtail's editor tried to save what is being typed, and was told what is still missing."""
    return "status of 400" in text and re.search(r"/cms/pages/(add/[\w/]+|\d+/edit)/$", address) is not None


class Visitor:
    """Somebody who visits the site. ``troubles`` collects what a page must never do."""

    def __init__(
        self,
        address: str,
        chromium: Any,
        *,
        size: tuple[int, int] = DESKTOP,
        dark: bool = False,
        forced_colours: bool = False,
        javascript: bool = True,
        leaves_to: str = "",
    ) -> None:
        self.address = address
        self.troubles: list[str] = []
        self.downloads: list[Any] = []
        self.left_to: list[str] = []
        self._context = chromium.new_context(
            base_url=address,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced_colours else "none",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            locale="en-GB",
        )
        self._context.route(lambda url: not url.startswith((address, "data:")), self._outside)
        self.page = self._context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("response", lambda answer: self.downloads.append(answer))
        self.expects_error = False

    def _outside(self, route: Any) -> None:
        """Nothing beyond the site is ever reached; going there by a link is all a page may do."""
        request = route.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.left_to.append(request.url)
            route.fulfill(
                status=200, content_type="text/html", body="<!doctype html><title>Elsewhere</title>"
            )
            return
        self.troubles.append(f"asked a third party: {request.url}")
        route.abort()

    def _hear(self, message: Any) -> None:
        if message.type not in ("error", "warning"):
            return
        where = message.location.get("url", "")
        refused = message.text.startswith("Failed to load resource")
        if not (refused and (self.expects_error or _saves_by_itself(message.text, where))):
            self.troubles.append(f"console: {message.text} ({where})")

    # --- What a person does ------------------------------------------------------

    def open(self, path: str, *, status: int = 200) -> "Visitor":
        """Go to a page and see it answer as expected."""
        self.expects_error = status >= 400
        self.downloads.clear()
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        return self

    def press(self, *keys: str) -> "Visitor":
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def leave_by_button(self) -> None:
        """Click the fixed "Leave this page now"."""
        self.page.locator("[data-leave]").last.click()
        self.page.wait_for_url(lambda url: not url.startswith(self.address))

    def sign_in_with_one_step(self, name: str) -> "Visitor":
        """Become one of the demo's people."""
        self.open("/members/account/demo/")
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_url("**/members/")
        return self

    def take_picture(self, path: Path, height: int) -> None:
        """Take a picture of the page down to a height, in few colours: the house has few."""
        width = self.page.viewport_size["width"]
        self.page.set_viewport_size({"width": width, "height": height})
        taken = self.page.screenshot(animations="disabled")
        Image.open(BytesIO(taken)).convert("RGB").quantize(48).save(path, optimize=True)

    def go_home(self) -> None:
        """Close everything."""
        with contextlib.suppress(Exception):
            self._context.close()

    # --- What a person meets ------------------------------------------------------

    @property
    def path(self) -> str:
        """Where we are, without the host."""
        return urlsplit(self.page.url).path

    def focused(self) -> str:
        """The element that has the keyboard, told by its tag, role and words."""
        return str(
            self.page.evaluate(
                "() => { const e = document.activeElement; if (!e || e === document.body) return '';"
                " const r = e.getBoundingClientRect();"
                " return [e.tagName, e.id, e.getAttribute('href') || '',"
                " (e.innerText || e.value || '').trim(),"
                " Math.round(r.x) + ',' + Math.round(r.y + scrollY)].join('|'); }"
            )
        )
