"""Calls that are deep need not ask the system for memory again and again.

CPython 3.11 and later keep the frames of Python functions in pieces of 16 KB. A call that crosses the end of
a piece maps a new one, and its return unmaps it (`push_chunk` in Python/pystate.c). Below a test runner,
middleware and templates some loop always sits on such an end: it was more than a tenth of the whole suite's
time. One frame that is bigger than a piece makes Python map a piece of the next power of two, and all calls
below find room in what is left of it.
"""

from collections.abc import Callable

#: Names of a function that has this many: 264 KB, so that 248 KB are left of the next power of two.
_NAMES = " = ".join(f"_{number}" for number in range(33_000))
_made: dict[str, Callable[[Callable[[], object]], None]] = {}
exec(f"def call_it(call):\n    if False:\n        {_NAMES} = None\n    call()\n", _made)

#: Calls what it is given.
in_a_roomy_frame = _made["call_it"]
