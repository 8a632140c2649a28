"""Every mail there is: three parts, in the site's look, neutral on the outside, readable without images."""

import re
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.template import engines

from mailing import letterhead
from mailing.letterhead import Letterhead
from mailing.rendering import LONGEST_SUBJECT, one_line, render

FOLDER = Path(settings.BASE_DIR) / "templates" / "mailing"
ENDING = ".subject.txt"
MAILS = sorted(str(path.relative_to(FOLDER))[: -len(ENDING)] for path in FOLDER.rglob(f"*{ENDING}"))


def whatever(template: str) -> dict[str, object]:
    """Something marked for each name that a mail's parts use, to see where it comes out."""
    source = "".join(
        _with_parts((FOLDER / f"{template}{ending}").read_text()) for ending in (".txt", ".html")
    )
    context: dict[str, object] = {"path": "/members/marked-path/"}
    for name in re.findall(r"(?:\{\{ ?|address=)([a-z_]+)", source):
        if "url" in name:
            context[name] = f"{settings.BASE_URL}/members/marked-address/"
        elif name != "path":
            context[name] = 14 if name == "days" else "Marked <b>Name</b>"
    return context


def _with_parts(source: str) -> str:
    """With the parts of this mail's own room, which say their names themselves."""
    parts = re.findall(r'include "mailing/([a-z_]+/[a-z_.]+)"', source)
    return source + "".join((FOLDER / part).read_text() for part in parts)


def test_there_are_mails():
    assert {"editing", "try_mail", "waiting"} <= set(MAILS)


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
@pytest.mark.parametrize("template", MAILS)
def test_every_mail_renders_whole_and_neutral(template, language):
    mail = render(template, whatever(template), language)
    assert 5 < len(mail.subject) <= LONGEST_SUBJECT
    assert "\n" not in mail.subject
    assert "arked" not in mail.subject
    for part in (mail.subject, mail.text, mail.html):
        assert "{{" not in part
        assert "{%" not in part
        assert "<c-" not in part
        assert "!" not in re.sub(r"<!doctype html>|!important|<style>.*?</style>", "", part, flags=re.S)
    assert "Alongside" in mail.text
    assert "<" not in re.sub(r"<b>Name</b>", "", mail.text)
    assert "&amp;" not in mail.text
    assert "\n\n\n" not in mail.text


@pytest.mark.parametrize("template", MAILS)
def test_the_html_is_valid_and_calls_nobody(template):
    html = render(template, whatever(template), "en-gb").html
    parser = html5lib.HTMLParser(strict=False)
    document = parser.parse(html)
    assert parser.errors == []
    space = "{http://www.w3.org/1999/xhtml}"
    names = {element.tag.removeprefix(space) for element in document.iter() if isinstance(element.tag, str)}
    assert names.isdisjoint({"img", "script", "link", "iframe", "form", "video", "object", "svg"})
    assert "url(" not in html
    for link in document.iter(f"{space}a"):
        assert link.get("href", "").startswith(settings.BASE_URL)
        # A link that counts its readers would carry something of theirs.
        assert "?" not in link.get("href", "")
    assert "<b>Name</b>" not in html
    # Marmalade is what was done: in a mail only one of the two strokes of the mark has it.
    assert html.lower().count("#e4672a") == 1


@pytest.mark.parametrize("template", MAILS)
def test_text_and_html_say_the_same(template):
    mail = render(template, whatever(template), "en-gb")
    words = " ".join(html5lib.parse(mail.html, namespaceHTMLElements=False).find("body").itertext()).split()
    told = set(words)
    missing = [
        word for word in mail.text.replace("-- ", "").split() if word not in told and "arked" not in word
    ]
    assert missing == []


def test_subjects_are_given_nothing_that_anybody_said(monkeypatch):
    source = engines["django"].from_string("{{ said }} on {{ programme }}").template
    monkeypatch.setattr("mailing.rendering._template", lambda name: source)
    mail = render("any", {"said": "My officer", "programme": "Pretender"}, "en-gb")
    assert mail.subject == "on Alongside"
    assert mail.text == "My officer on Alongside\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One\nBcc: x@example.org", "One Bcc: x@example.org"),
        ("One\r\n\r\nbody", "One body"),
        ("a\u2028b\u2029c\x85d\x0be\x00f", "a b c d e f"),
        ("  \n spaced \t out ", "spaced out"),
        ("x" * 300, "x" * LONGEST_SUBJECT),
        ("Croeso ŵ ŷ", "Croeso ŵ ŷ"),
    ],
)
def test_a_subject_is_one_line_whatever_stands_in_it(text, line):
    assert one_line(text) == line


def test_the_letterhead_comes_from_whoever_provides_it(monkeypatch):
    monkeypatch.setattr(
        letterhead, "_provider", lambda: Letterhead("Through <the> gate", "Not run by a prison.")
    )
    mail = render("waiting", whatever("waiting"), "en-gb")
    assert mail.subject == "Something waits for you on Through <the> gate"
    assert "Not run by a prison." in mail.text
    assert "Through &lt;the&gt; gate" in mail.html


def test_every_word_can_be_translated():
    """Whatever stands between tags outside a translation would stay English in Welsh."""
    blocks = r"\{% blocktranslate.*?endblocktranslate %\}"
    not_words = (r"\{#.*?#\}", r"<style>.*?</style>", blocks, r"\{[{%].*?[}%]\}")
    for path in [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]:
        source = path.read_text()
        for pattern in not_words:
            source = re.sub(pattern, " ", source, flags=re.S)
        left = re.sub(r"<[^>]*>|&nbsp;", " ", source)
        assert re.findall(r"[A-Za-z]{2,}", left) == [], path.name
