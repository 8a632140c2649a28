"""What is wrong with the settings of the box, said at start with a number and a hint.

Ids are stable: `letterbox.E…` stops the program, `letterbox.W…` warns (docs/settings.md lists them).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from feedback.letterbox import calendar, keys
from sealing.deriving import LEAST_SECRET

#: File systems that a restart empties.
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})


@checks.register("letterbox")
def box_is_sound(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Everything about the box that stops a start, and everything worth a warning."""
    found = [*_times(), *_secret(), *_numbers()]
    if settings.PRODUCTION:
        found += [*_place()]
    return found


def _times() -> Iterator[checks.CheckMessage]:
    try:
        close = calendar.too_close()
    except calendar.TimesUnreadableError as problem:
        yield checks.Error(
            f"EMPTYING_TIMES cannot be read: {problem}.",
            hint="Write local times with commas, for example 09:00,15:00",
            id="letterbox.E001",
        )
        close = []
    for first, second in close:
        yield checks.Error(
            f"EMPTYING_TIMES: {first:%H:%M} and {second:%H:%M} are less than three hours apart.",
            hint="Leave three hours between them: the fewer letters come out together, the less they hide.",
            id="letterbox.E002",
        )
    try:
        calendar.days()
    except calendar.TimesUnreadableError as problem:
        yield checks.Error(
            f"{problem}.",
            hint="Leave EMPTYING_DAYS out for Monday to Friday.",
            id="letterbox.E003",
        )


def _secret() -> Iterator[checks.CheckMessage]:
    if len(keys.secret()) < LEAST_SECRET:
        yield checks.Error(
            "CODES_SECRET is too short to know the key of the box by: nothing could be posted.",
            hint="Set CODES_SECRET to 50 random characters (docs/settings.md).",
            id="letterbox.E004",
        )


def _numbers() -> Iterator[checks.CheckMessage]:
    if settings.COVER_EVERY_SECONDS <= 0:
        yield checks.Error(
            "COVER_EVERY_SECONDS is to be more than nothing.",
            hint="Leave it out for one cover envelope a minute.",
            id="letterbox.E005",
        )
    elif settings.COVER_EVERY_SECONDS > 120:
        yield checks.Warning(
            f"Cover envelopes are rare: one in {settings.COVER_EVERY_SECONDS:g} seconds.",
            hint="With fewer, a letter stands out for longer (docs/locked-box.md).",
            id="letterbox.W001",
        )


def _place() -> Iterator[checks.CheckMessage]:
    folder, data = Path(settings.KEYS_DIR).resolve(), Path(settings.DATA_DIR).resolve()
    if folder == data or data in folder.parents:
        yield checks.Warning(
            f"KEYS_DIR ({folder}) lies in DATA_DIR ({data}): a backup of all data takes the keys along.",
            hint="Give KEYS_DIR a folder of its own, on nothing that is backed up or snapshotted.",
            id="letterbox.W002",
        )
    if _file_system(folder) in _IN_MEMORY:
        yield checks.Warning(
            f"KEYS_DIR ({folder}) is in memory: a restart loses the keys of what lies in the box.",
            hint="Put KEYS_DIR on a disk of its own that nothing copies (docs/deploying.md).",
            id="letterbox.W003",
        )


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on (or will), as Linux names it; empty if that cannot be told."""
    try:
        lines = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return ""
    mounts = {fields[1]: fields[2] for fields in (line.split() for line in lines) if len(fields) > 2}
    for one in (folder, *folder.parents):
        if str(one) in mounts:
            return mounts[str(one)]
    return ""
