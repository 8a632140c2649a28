"""From what is typed into a field to what is shown, and back.

Typed are plain paragraphs with an empty line between them, lists ("- one"), and web addresses. The few tags
that `ui.cleaning` lets through may be typed too. Kept is the cleaned HTML.
"""

import re
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ui.cleaning import LINK_REL, clean

#: The longest part, suggestion or comment, in letters as typed.
LONGEST_PART = 6_000
LONGEST_COMMENT = 3_000
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"[-*•]\s+")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_TYPED_TAG = re.compile(r"</?(?:p|br|strong|em|ul|ol|li|a)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(rf'<a href="([^"]*)" rel="{LINK_REL}">(.*?)</a>', re.DOTALL)
_LIST = re.compile(r"<(ul|ol)>(.*?)</\1>", re.DOTALL)
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def shown(typed: str) -> SafeString:
    """What is kept and shown of what was typed. Nothing typed gives nothing."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not text:
        return mark_safe("")
    return clean("".join(_block(block) for block in _BLANK.split(text)))


def typed(html: str) -> str:
    """What one would type to get this: for the field in which it is changed, and for comparing."""
    text = _LIST.sub(_list_as_typed, html)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"</?p>", "\n\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return "\n".join(_line_as_typed(line) for line in text.split("\n"))


def plain(html: str) -> str:
    """The words alone, for a line that says what something is about."""
    return " ".join(unescape(_TYPED_TAG.sub(" ", html)).split())


def _block(block: str) -> str:
    """A paragraph, or a list if every line of it begins like one."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for mark, tag, least in ((_BULLET, "ul", 1), (_NUMBER, "ol", 2)):
        if len(lines) >= least and all(mark.match(line) for line in lines):
            items = (f"<li>{_inline(mark.sub('', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{''.join(items)}</{tag}>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _inline(line: str) -> str:
    """Addresses become links, unless somebody typed tags of their own."""
    if _has_tags(line):
        return line
    found, at = "", 0
    for match in _ADDRESS.finditer(line):
        address = escape(match[0])
        found += f'{escape(line[at : match.start()])}<a href="{address}">{address}</a>'
        at = match.end()
    return found + escape(line[at:])


def _line_as_typed(line: str) -> str:
    """The other way; a line with tags, or with what would be read as some, stays as it is kept."""
    without_links = _LINK.sub(lambda match: match[1] if match[1] == match[2] else match[0], line)
    if _has_tags(without_links):
        return line.replace(f' rel="{LINK_REL}"', "")
    return unescape(without_links)


def _has_tags(text: str) -> bool:
    """Whether tags stand in it, however often their letters are written as entities."""
    while text != (read := unescape(text)):
        text = read
    return _TYPED_TAG.search(text) is not None


def _list_as_typed(match: re.Match[str]) -> str:
    items = _ITEM.findall(match[2])
    marks = ["- " if match[1] == "ul" else f"{number}. " for number in range(1, len(items) + 1)]
    lines = "\n".join(f"{mark}{item.strip()}" for mark, item in zip(marks, items, strict=True))
    return f"\n\n{lines}\n\n"
