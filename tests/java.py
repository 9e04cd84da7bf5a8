"""Finding a Java that is new enough: ``python tests/java.py 21`` prints its path, or says that there is none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/java/*",
    "/opt/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
)
"""Where systems and tools put their Javas, one folder each."""


def find_java(least: int, environment: Mapping[str, str] = os.environ, folders: tuple[str, ...] = FOLDERS) -> Path:
    """The first ``java`` of version ``least`` or later that can run a source file; raises LookupError, telling why.

    GOODOFFICES_JAVA (the program or its home) comes first, then JAVA_HOME, the PATH, and the usual folders.
    """
    seen: dict[Path, int] = {}
    for java in _candidates(environment, folders):
        if java.is_file() and java not in seen and java.with_name("javac").exists():
            seen[java] = version_of(java)
            if seen[java] >= least:
                return java
    found = ", ".join(str(number) for number in sorted(set(seen.values())) if number) or "none"
    raise LookupError(f"no JDK {least} or later is installed (found: {found}); GOODOFFICES_JAVA may name one")


def version_of(java: Path) -> int:
    """The first number of the version of the program ``java``, 0 where it does not tell."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return 0
    told = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(told.group(1)) if told else 0


def _candidates(environment: Mapping[str, str], folders: tuple[str, ...]) -> Iterator[Path]:
    for given in map(environment.get, ("GOODOFFICES_JAVA", "JAVA_HOME")):
        if given:
            yield from (path.resolve() for path in (Path(given), Path(given) / "bin" / "java"))
    if on_path := shutil.which("java", path=environment.get("PATH")):
        yield Path(on_path).resolve()
    for pattern in folders:
        start = Path(pattern.partition("*")[0]).expanduser()
        yield from (path.resolve() for path in sorted(start.glob(f"*{pattern.partition('*')[2]}/bin/java")))


def main() -> int:
    """Prints the Java for the version that the first argument names."""
    try:
        sys.stdout.write(f"{find_java(int(sys.argv[1]))}\n")
    except LookupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
