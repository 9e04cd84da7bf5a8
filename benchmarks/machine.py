"""What is measured on: the machine, the versions, and how much memory a process took."""

from __future__ import annotations

import os
import platform
import re
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


def machine() -> dict[str, str]:
    """The machine and the versions of what takes part, in words; no name of a host or user."""
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores seen",
        "Memory": f"{_memory() / 1024**3:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Packages": ", ".join(map(_package, ("goodoffices", "neo4j", "neo4j-rust-ext", "arcadedb"))),
    }


def _package(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:  # the driver does without its extension, and the numbers are to say so
        return f"no {name}"


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or "unknown processor"


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def forget_peak() -> None:
    """Starts measuring the peak anew, where the system lets a process do so."""
    if _RESET.exists():
        _RESET.write_text("5", encoding="ascii")


def peak() -> float:
    """The most memory in MiB that this process held since its start, or since ``forget_peak``.

    Read from the system's own record: ``ru_maxrss`` would count the memory of the process that started this one.
    """
    if _STATUS.exists():
        found = re.search(r"^VmHWM:\s+(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
        if found:
            return int(found[1]) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**2
