"""Files that bear their name only once they are complete and on the disk."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place, and its rights if it has any, when the block ends well.

    Replacing within one folder is one step: a crash or an error leaves the old file or the new one, never half of one.
    """
    draft = target.with_name(f".unfinished-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
