"""Parts of a page that are the same on many, drawn once for each content version (edge.memory).

    {% kept "top" here %}<header>… {% hole %}{{ only.this.page }}{% endhole %}</header>{% endkept %}

What stands between is kept under its name, the language and the values given, which must
say everything that it depends on. A hole is drawn anew for each page. A block, which
another template may fill, has to stand in a hole.
"""

import re
import secrets

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from edge.memory import memory

register = Library()

#: Stands for a hole in what is kept: no page can hold it by chance, and nobody can know it.
_MARK = f"hole-{secrets.token_hex(16)}-"
_MARKED = re.compile(f"{_MARK}([0-9]+);")
_KEEPING = "_kept_is_drawing"


class HoleNode(Node):
    """What is drawn anew. ``number`` is its place among the holes of what is kept around it."""

    number = -1

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        if context.get(_KEEPING):
            return mark_safe(f"{_MARK}{self.number};")  # noqa: S308 - a constant and a number of ours
        return self.nodelist.render(context)


def _outermost_holes(nodelist: NodeList) -> list[HoleNode]:
    """The holes of a part itself, without those of parts that stand in its holes."""
    holes = _holes(nodelist)
    within = {id(inner) for one in holes for inner in _holes(one.nodelist)}
    return [one for one in holes if id(one) not in within]


def _holes(nodelist: NodeList) -> list[HoleNode]:
    return [node for node in nodelist.get_nodes_by_type(HoleNode) if isinstance(node, HoleNode)]


class KeptNode(Node):
    """What is kept."""

    def __init__(self, name: str, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.values = values
        self.nodelist = nodelist
        self.holes = _outermost_holes(nodelist)
        for number, hole in enumerate(self.holes):
            hole.number = number

    def render(self, context: Context) -> SafeString:
        values = tuple(str(value.resolve(context)) for value in self.values)
        key = ("kept", self.name, get_language(), *values)
        # Words, then the number of a hole, then words, and so on.
        parts = memory.keep(context.get("request"), key, lambda: self._draw(context))
        if len(parts) == 1:
            return mark_safe(parts[0])  # noqa: S308 - as the template drew it
        drawn = [
            part if place % 2 == 0 else self.holes[int(part)].render(context)
            for place, part in enumerate(parts)
        ]
        return mark_safe("".join(drawn))  # noqa: S308 - as the template drew it

    def _draw(self, context: Context) -> list[str]:
        with context.push(**{_KEEPING: True}):
            return _MARKED.split(self.nodelist.render(context))


@register.tag("hole")
def hole(parser: Parser, token: Token) -> HoleNode:
    """Draw this anew for each page."""
    nodelist = parser.parse(("endhole",))
    parser.delete_first_token()
    return HoleNode(nodelist)


@register.tag("kept")
def kept(parser: Parser, token: Token) -> KeptNode:
    """Draw this once for its name, the language and the values."""
    _tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError("kept needs a name in quotes")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    for kind, what in ((BlockNode, "a block"), (KeptNode, "another kept")):
        in_holes = {id(node) for one in _holes(nodelist) for node in one.nodelist.get_nodes_by_type(kind)}
        if any(id(node) not in in_holes for node in nodelist.get_nodes_by_type(kind)):
            raise TemplateSyntaxError(f"{what} within kept has to stand in a hole")
    return KeptNode(bits[0][1:-1], [parser.compile_filter(bit) for bit in bits[1:]], nodelist)
