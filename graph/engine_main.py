"""What the engine's process runs: ArcadeDB, for as long as the process that started it holds its standard input.

The first line of standard input says which folder, and the answer on standard output how to reach the engine, or why
there is none. Further lines ask whether it is well, or for what a full disk left half-made to be mended; each is
answered by a line. At the end of input the database is closed. So no engine outlives its starter, however that ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from goodoffices.graph.errors import StoreBusyError, StoreUnavailableError
from goodoffices.graph.store_access import withdraw

if TYPE_CHECKING:
    from goodoffices.graph.store_engine import Engine

LONGEST = 5.0
"""Seconds for the database to be closed in. A question without end may keep it open; what was acknowledged is safe."""


def main() -> None:
    """Starts the engine, serves until standard input ends, and closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the starter, who may have work to finish
    signal.signal(signal.SIGTERM, _end)
    requests, replies = sys.stdin.buffer, _private_output()
    order = json.loads(requests.readline())
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    folder = Path(order["folder"])
    if engine := _started(folder, replies):
        try:
            _say(replies, asdict(engine.access))
            for request in requests:
                _say(replies, _done(engine, request.strip()))
        finally:
            with contextlib.suppress(OSError):
                withdraw(folder)
            _close(engine)


def _private_output() -> BinaryIO:
    """What was standard output; whatever libraries print goes nowhere from now on."""
    own = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return own


def _started(folder: Path, replies: BinaryIO) -> Engine | None:
    from goodoffices.graph.store_engine import start_engine

    # ArcadeDB takes numpy where there is one, for arrays that nobody asks it for; that costs as long as its own start.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    try:
        return start_engine(folder)
    except (StoreBusyError, StoreUnavailableError) as error:
        _say(replies, {"error": type(error).__name__, "words": str(error)})
    except OSError as error:
        _say(replies, {"error": "OSError", "words": error.strerror or str(error)})
    return None


def _done(engine: Engine, request: bytes) -> Mapping[str, str]:
    from arcadedb import ArcadeDBError

    try:
        if request == b"mend":
            engine.mend()
        elif not engine.is_open():
            return {"error": "StoreError", "words": "the database is closed"}
    except ArcadeDBError as error:
        return {"error": "StoreError", "words": str(error)}
    return {}


def _say(replies: BinaryIO, words: Mapping[str, object]) -> None:
    replies.write(json.dumps(words).encode() + b"\n")


def _close(engine: Engine) -> None:
    late = threading.Timer(LONGEST, os._exit, [1])
    late.daemon = True
    late.start()
    engine.stop()
    os._exit(0)  # the starter waits, and there is nothing left to tidy


def _end(_number: int, _frame: object) -> NoReturn:
    raise SystemExit


def _end_with(starter: int) -> None:
    """Ends this process where its starter is gone but another one, forked from that, still holds the input open."""
    while os.getppid() == starter:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
