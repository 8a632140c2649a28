"""What each component declares, and how templates use components: read from the compiled templates."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._slot import CottonSlotNode
from django_cotton.templatetags._vars import CottonVarsNode

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = TEMPLATES / settings.COTTON_DIR


@dataclass(frozen=True)
class Declaration:
    """What a component needs and what it may have."""

    needs: frozenset[str]
    may_have: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.needs | self.may_have


@dataclass(frozen=True)
class Use:
    """One place where a template uses a component."""

    template: str
    component: str
    passes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.template}: <c-{self.component} {' '.join(sorted(self.passes))}>"


def names() -> list[str]:
    """The names of all components."""
    return sorted(path.stem for path in COMPONENTS.glob("*.html"))


def nodes_of(template: str, kind: type[Any]) -> list[Any]:
    """All nodes of a kind in a template, at any depth."""
    return list(engines["django"].engine.get_template(template).nodelist.get_nodes_by_type(kind))


@cache
def declaration(component: str) -> Declaration:
    """What a component declares in its <c-vars>; one without takes nothing."""
    found = nodes_of(f"{settings.COTTON_DIR}/{component}.html", CottonVarsNode)
    return Declaration(
        frozenset(name for node in found for name in node.empty_vars),
        frozenset(var.accessible_key for node in found for var in node._prepared_vars),
    )


def uses_in(template: str) -> list[Use]:
    """Every use of a component in a template; a named slot counts as passed."""
    return [
        Use(template, node.component_name, frozenset(name.lstrip(":") for name in node.attrs) | _slots(node))
        for node in nodes_of(template, CottonComponentNode)
    ]


def _slots(node: Any) -> frozenset[str]:
    """Names of the slots given to this component itself, not to one inside it."""
    inside = {
        id(slot)
        for inner in node.nodelist.get_nodes_by_type(CottonComponentNode)
        for slot in inner.nodelist.get_nodes_by_type(CottonSlotNode)
    }
    own = [slot for slot in node.nodelist.get_nodes_by_type(CottonSlotNode) if id(slot) not in inside]
    return frozenset(slot.slot_name.strip("\"'") for slot in own)


def all_templates() -> list[str]:
    """The names of all HTML templates of the site."""
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def written(source: str) -> Any:
    """A template from a string, with components, as the loader makes one from a file."""
    return engines["django"].from_string(CottonCompiler().process(source))


def drawn(source: str, **context: Any) -> str:
    """What a template from a string comes to, white space put together."""
    return " ".join(str(written(source).render(context)).split())
