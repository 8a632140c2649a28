"""What lies beside the tables: times of files, what processes remember, the site's own logs."""

import io
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from edge import brief_memory, limits, page_cache
from edge.memory import memory

if TYPE_CHECKING:
    from tests.attacks.linkage.loot import Loot


#: A file of this size is a table or a film, not a note, bytes.
LARGE = 100_000


def take_elsewhere(loot: "Loot") -> None:
    """Add to a theft what is in no table."""
    for path in files_of_ours():
        with_folder = f"{path.parent.name}/{path.name}"
        loot.stats[with_folder] = path.stat()
        if path.stat().st_size < LARGE:
            loot.small_files[with_folder] = path.read_bytes()
    for name, content in remembered().items():
        loot.files[f"memory of {name}"] = content


def files_of_ours() -> list[Path]:
    """Every file that the site writes: keys, media, mail, and the database's own."""
    folders = [settings.KEYS_DIR, settings.MEDIA_ROOT, Path(settings.DATA_DIR) / "mail"]
    found = [path for folder in folders for path in Path(folder).rglob("*") if Path(folder).exists()]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        found += [Path(name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    return sorted({path for path in found if path.is_file()})


def remembered() -> dict[str, bytes]:
    """What a process remembers for a while, for whoever can read its memory: caches, limits, turns."""
    from codes.turns import HASHES

    return {
        "what was just sent": bytes(brief_memory.just_sent._memory),
        "visits that are over": bytes(brief_memory.ended._memory),
        "kept pages": b"\n".join(
            repr(key).encode() + copy.body for key, copy in page_cache.shelf._copies.items()
        ),
        "what stands around pages": repr(memory._kept).encode(),
        "the cache": repr(_of_cache()).encode(),
        "limits": repr(limits._Minute.counts).encode(),
        "turns": repr(vars(HASHES)).encode(),
    }


def _of_cache() -> list[Any]:
    """What lies in Django's cache, in the order in which it was put there, with the times it ends."""
    kept: dict[str, Any] = getattr(cache, "_cache", {})
    ends = getattr(cache, "_expire_info", {})
    return [(name, ends.get(name), value) for name, value in kept.items()]


def brief_memories() -> dict[str, Any]:
    """Memories of some minutes; whoever has one has its key."""
    return {"what was just sent": brief_memory.just_sent, "visits that are over": brief_memory.ended}


@contextmanager
def logs_are_kept() -> Iterator[io.StringIO]:
    """All that the site's own logs write meanwhile, through its own filters and formats."""
    kept = io.StringIO()
    loggers = [logging.getLogger(), *map(logging.getLogger, settings.LOGGING["loggers"])]
    handlers = {one for logger in loggers for one in logger.handlers if type(one) is logging.StreamHandler}
    assert len(handlers) >= 2, "the site's own handlers are not there"
    before = {one: one.setStream(kept) for one in handlers}
    try:
        yield kept
    finally:
        for one, stream in before.items():
            one.setStream(stream)


def numbers_of(stat: os.stat_result) -> dict[str, float]:
    """What a file system says of a file that may tell when it was written."""
    return {
        "changed": float(stat.st_mtime_ns), "read": float(stat.st_atime_ns),
        "touched": float(stat.st_ctime_ns), "inode": float(stat.st_ino),
    }  # fmt: skip
