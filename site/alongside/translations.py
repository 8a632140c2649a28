"""Strings to translate: found in the sources, compiled for use. GNU gettext is not needed."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

#: gettext's functions as we name them: which arguments are context, singular and plural.
_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "_": ("id",),
    "gettext": ("id",),
    "gettext_lazy": ("id",),
    "gettext_noop": ("id",),
    "ngettext": ("id", "plural"),
    "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"),
    "pgettext_lazy": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
    "npgettext_lazy": ("context", "id", "plural"),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Message:
    """A string to translate; ``plural`` and ``context`` are empty where there is none."""

    id: str
    context: str = ""
    plural: str = ""


def in_python(source: str) -> Iterator[Message]:
    """The strings that a Python file gives to gettext."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        parts = _FUNCTIONS.get(name, ())
        values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if (
            parts
            and len(values) >= len(parts)
            and all(isinstance(value, str) for value in values[: len(parts)])
        ):
            yield Message(**dict(zip(parts, values, strict=False)))  # type: ignore[arg-type]


def in_template(source: str) -> Iterator[Message]:
    """The strings of a template's `translate` and `blocktranslate` tags."""
    for call in _calls(templatize(source)):
        yield from in_python(call)


def _calls(code: str) -> Iterator[str]:
    """The calls of gettext in what `templatize` made, which is no whole Python file."""
    for start in re.finditer(r"(?<![\w.])(?:_|n?p?gettext)\(", code):
        for end in re.finditer(r"\)", code[start.start() :]):
            call = code[start.start() : start.start() + end.end()]
            try:
                ast.parse(call)
            except SyntaxError:
                continue
            yield call
            break


def collect(folders: Iterable[Path]) -> dict[Message, set[str]]:
    """Every string in Python files and templates below some folders, and the files it stands in."""
    found: dict[Message, set[str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                messages = in_python(path.read_text())
            elif path.suffix in (".html", ".txt", ".xml") and "templates" in path.parts:
                messages = in_template(path.read_text())
            else:
                continue
            for message in messages:
                found.setdefault(message, set()).add(path.relative_to(folder.parent).as_posix())
    return found


def placeholders(text: str) -> list[str]:
    """The parts of a string that are filled in later, sorted: translations must keep them."""
    return sorted(match[0] for match in _PLACEHOLDER.finditer(text))


def compile_all(locale_folder: Path) -> list[Path]:
    """Write the .mo file beside every .po file that is newer; return those written."""
    written = []
    for source in sorted(locale_folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        new = target.with_name(target.name + ".new")
        polib.pofile(str(source)).save_as_mofile(str(new))
        new.replace(target)
        written.append(target)
    return written
