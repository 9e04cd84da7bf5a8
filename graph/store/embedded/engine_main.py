"""What the engine's process runs: ArcadeDB, for as long as the process that started it holds its standard input.

The first line of standard input says which folder, and whether all its records are to be checked first; the answer on
standard output how to reach the engine, or why there is none. Further lines ask whether it is well, or for what a full
disk left half-made to be mended; each is answered by a line. At the end of input the database is closed. So no engine
outlives its starter, however that ends.
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
from typing import TYPE_CHECKING, BinaryIO

from goodoffices.graph.errors import StoreBusyError, StoreUnavailableError
from goodoffices.graph.store.embedded.access import withdraw

if TYPE_CHECKING:
    from goodoffices.graph.store.embedded.engine import Engine

LONGEST = 5.0
"""Seconds for the database to be closed in. A question without end may keep it open; what was acknowledged is safe."""


def run_engine() -> None:
    """Starts the engine, serves until standard input ends, and closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the starter, who may have work to finish
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that the database is closed on the way out
    # What was standard output is for replies alone; whatever libraries print goes nowhere from now on.
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    order = json.loads(requests.readline())
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    folder = Path(order["folder"])
    if engine := _started(folder, replies, check=order["check"]):
        try:
            _say(replies, asdict(engine.access))
            for request in requests:
                _say(replies, _reply(engine, request.strip()))
        finally:
            with contextlib.suppress(OSError):
                withdraw(folder)
            # Ends the process, after LONGEST at the latest; its exit code says whether the database was closed well.
            late = threading.Timer(LONGEST, os._exit, [1])
            late.daemon = True
            late.start()
            engine.stop()
            os._exit(0)  # the starter waits, and there is nothing left to tidy


def _started(folder: Path, replies: BinaryIO, *, check: bool) -> Engine | None:
    """The engine, None where there is none: then why was said."""
    from goodoffices.graph.store.embedded.engine import start_engine

    # ArcadeDB takes numpy where there is one, for arrays that nobody asks it for; that costs as long as its own start.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type] # None is what hides a module
    try:
        engine = start_engine(folder)
        if not check or not (wrong := _wrong(engine)):
            return engine
        engine.stop()
        _say(replies, {"error": "StoreDamagedError", "words": wrong})
    except (StoreBusyError, StoreUnavailableError) as error:
        _say(replies, {"error": type(error).__name__, "words": str(error)})
    except OSError as error:
        _say(replies, {"error": "OSError", "words": error.strerror or str(error)})
    return None


def _wrong(engine: Engine) -> list[str]:
    """What the engine finds wrong in its records, also where it stumbles over them."""
    from arcadedb import ArcadeDBError

    try:
        return engine.lacks()
    except ArcadeDBError as error:
        return [f"the engine's check ends with: {error}"]


def _reply(engine: Engine, request: bytes) -> Mapping[str, str]:
    """Does what is asked; any other request than to mend asks whether the engine is well. Empty, or what went wrong."""
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


def _end_with(starter: int) -> None:
    """Ends this process where its starter is gone but another one, forked from that, still holds the input open."""
    while os.getppid() == starter:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    run_engine()
