"""A thread can be listened to: with a voice that is on the device, or not at all."""

import pytest

from tests.browser import page_types

#: A browser with these voices; what it is asked to say is kept.
VOICES = """
window.said = [];
const voices = %s;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  addEventListener: () => {},
  cancel: () => { window.said.push("(stopped)"); },
  speak: (one) => { window.said.push([one.voice && one.voice.name, one.lang, one.text]); },
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
LOCAL = '{ name: "Here", lang: "en-GB", localService: true }'
ELSEWHERE = '{ name: "A server’s", lang: "en-GB", localService: false }'
OTHER = '{ name: "Deutsch", lang: "de-DE", localService: true }'


def listener(visit, site, voices):
    visitor = visit()
    visitor.page.add_init_script(VOICES % f"[{', '.join(voices)}]")
    return visitor.open(page_types.thread_with_answers(site))


def test_a_thread_is_read_out_by_a_voice_on_the_device_and_stops_when_asked(visit, site):
    visitor = listener(visit, site, [ELSEWHERE, OTHER, LOCAL])
    button = visitor.page.get_by_role("button", name="Listen")
    question = visitor.page.locator("h1").inner_text()
    button.click()
    said = [one for one in visitor.page.evaluate("window.said") if one != "(stopped)"]

    assert [one[:2] for one in said] == [["Here", "en-GB"]]
    assert question in said[0][2]
    visitor.page.get_by_role("button", name="Stop").click()
    assert visitor.page.evaluate("window.said").count("(stopped)") == 2
    assert button.is_visible()


@pytest.mark.parametrize("voices", [[], [ELSEWHERE], [OTHER]])
def test_without_a_voice_on_the_device_in_this_language_nothing_is_offered(visit, site, voices):
    """A voice elsewhere would be sent every word."""
    visitor = listener(visit, site, voices)

    assert not visitor.page.locator("[data-read-aloud]").is_visible()
