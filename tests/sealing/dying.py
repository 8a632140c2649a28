"""A process that is killed at every step of an act in the keys folder, one step further each time.

`python dying.py FOLDER store|replace|destroy` prints a line of JSON for each death: which step it was,
what the folder holds then, what comes out of it, and what after the act was repeated.
"""

import contextlib
import hashlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sealing import keys_folder
from sealing.keys_folder import AlreadyThereError, GoneError
from sealing.pairs import KeySpoiltError, new_pair

#: What reaches the file system. A write is cut in the middle, too.
CALLS = ("open", "write", "utime", "fsync", "link", "unlink", "replace", "rename", "fchmod", "mkdir")
_, KEY = new_pair("box", 1, datetime(2027, 1, 1, tzinfo=UTC), secret=b"a secret of the tests")
OLD, NEW = b"old delivery " * 50, b"new delivery " * 70


def die_at(step: int) -> None:
    """Have this process killed in front of the step-th call that changes anything."""
    left = [step]

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if left[0] <= 0:
                if real.__name__ == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, before(getattr(os, name)))


ACTS = {
    "store": lambda folder: keys_folder.store(folder, "key", KEY),
    "replace": lambda folder: keys_folder.store_bytes(folder, "copy", NEW),
    "destroy": lambda folder: keys_folder.destroy(folder, "key"),
}
BEFORE = {
    "store": lambda folder: None,
    "replace": lambda folder: keys_folder.store_bytes(folder, "copy", OLD),
    "destroy": lambda folder: keys_folder.store(folder, "key", KEY),
}


def held(folder: Path) -> dict[str, str]:
    """What comes out of the folder by name."""
    found = {}
    for name in ("key", "copy"):
        try:
            content = keys_folder.load_bytes(folder, name)
            whole = {KEY.to_bytes(): "the key", OLD: "old", NEW: "new"}
            found[name] = whole.get(content, "something else")
            if name == "key":
                keys_folder.load(folder, name)
        except GoneError:
            found[name] = "nothing"
        except KeySpoiltError:
            found[name] = "spoilt"
    return found


def one_death(folder: Path, act: str, step: int) -> bool:
    """Let a child die at a step; say whether it died."""
    BEFORE[act](folder)
    child = os.fork()
    if not child:
        try:
            die_at(step)
            ACTS[act](folder)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status)
    print(json.dumps({"step": step, "died": died, "status": status, "after": held(folder),
                      "left": passing(folder), **afterwards(folder, act)}))  # fmt: skip
    return died


def passing(folder: Path) -> list[str]:
    """Fingerprints of what lies about under passing names."""
    paths = folder.glob(".*") if folder.exists() else []
    return [hashlib.sha256(path.read_bytes()).hexdigest()[:8] for path in paths]


def afterwards(folder: Path, act: str) -> dict[str, Any]:
    """Sweep, repeat the act, and look again."""
    keys_folder.sweep(folder)
    swept = held(folder)
    with contextlib.suppress(AlreadyThereError):
        ACTS[act](folder)
    return {"swept": swept, "repeated": held(folder), "left_then": passing(folder)}


def main() -> None:
    folder, act = Path(sys.argv[1]), sys.argv[2]
    step = 1
    while one_death(folder / str(step), act, step):
        step += 1


if __name__ == "__main__":
    main()
