"""How much memory a process ever had."""

import re
import resource
from pathlib import Path


def most_memory() -> float:
    """The most memory this process ever had, in megabytes.

    What the system counts as its maximum begins with that of the process which started it.
    """
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    most = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024
