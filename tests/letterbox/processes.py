"""Children that are killed at a chosen step: for `tests.letterbox.under_fire`."""

import contextlib
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from sealing import keys_folder


def child(act: Callable[[], object]) -> int:
    """Fork a process that does this with a connection of its own; its number."""
    connection.close()
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        random.seed()
        act()
        code = 0
    except BaseException as problem:
        print(repr(problem), file=sys.stderr)
    finally:
        connection.close()
        os._exit(code)


def ended(number: int) -> int:
    """Wait for a child; its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


@contextlib.contextmanager
def dying_at(step: int) -> Iterator[None]:
    """Kill this process at its so many-th step; 0 never does.

    A step is whatever changes something outside the process. It dies before each, and so after the one
    before; after a commit it may also die at once.
    """
    steps = [0]

    def count() -> None:
        steps[0] += 1
        if steps[0] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def step_and_call(*args: Any, **options: Any) -> Any:
            count()
            return function(*args, **options)

        return step_and_call

    def statement(execute: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith("SELECT"):
            count()
        return execute(sql, *rest)

    commit = connection._commit

    def commit_and_count() -> None:
        count()
        commit()
        count()

    connection._commit = commit_and_count
    keys_folder.os = Changed(os, fsync=counted(lambda number: None), link=counted(os.link))
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    with connection.execute_wrapper(statement):
        yield


class Changed:
    """A module of which some functions are others."""

    def __init__(self, module: Any, **others: Callable[..., Any]) -> None:
        self.__dict__.update(vars(module), **others)
