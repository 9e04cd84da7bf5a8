"""A process of its own for the engine, whose life hangs on a pipe from the one that starts it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from goodoffices.graph.errors import StoreBusyError, StoreDamagedError, StoreError, StoreUnavailableError
from goodoffices.graph.store.embedded.access import Access
from goodoffices.graph.store.embedded.lock import FolderLock

CLOSING = 10.0
"""Seconds after which an engine that was told to end is killed; it gives itself fewer."""

_MENDING = 60.0
"""Seconds to mend in: it drops types that have no records, but on a disk that has just been full."""

_ERRORS: Mapping[str, type[StoreError]] = {"StoreBusyError": StoreBusyError, "StoreError": StoreError}


class EngineProcess:
    """The engine of ``folder`` in a process that ends when this one does; ``ready`` waits until it serves."""

    def __init__(self, folder: Path, lock: FolderLock, *, check: bool = False) -> None:
        """``check``: whether all records are looked at before anybody is let in."""
        self._folder = folder
        self._asking = threading.Lock()
        self._replies: queue.Queue[bytes] = queue.Queue()
        apart: Mapping[str, Any]
        # A terminal's interrupt is not for the engine. The lock, which it inherits, holds until it has ended, too.
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        else:
            apart = {"start_new_session": True, "pass_fds": (lock.handle,)}
        # -P: a folder may hold a file that is called like one of our modules, and the process begins in it.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "goodoffices.graph.store.embedded.engine_main"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            **apart,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._requests: IO[bytes] = self._process.stdin
        self._listener = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listener.start()
        self._send(json.dumps({"folder": str(folder), "check": check}))

    @property
    def pid(self) -> int:
        """The process to end where it hangs."""
        return self._process.pid

    def ready(self) -> Access:
        """How to reach the engine; raises StoreBusyError, StoreUnavailableError or OSError where it can't start.

        Raises StoreDamagedError if its records were to be checked and are not whole.
        """
        return Access(**self._answered(None))

    def mend(self) -> None:
        """Puts right what a full disk left half-made; raises StoreError where it can't."""
        self._asked("mend", _MENDING)

    def is_well(self, patience: float) -> bool:
        """Whether the engine says within twice ``patience`` seconds that its database is open.

        It is asked through the pipe, because anybody on this machine can keep its port from answering for a while.
        """
        try:
            self._asked("well?", patience)
        except StoreError:
            return False
        return True

    def is_running(self) -> bool:
        """Whether the process is there; it may be mute."""
        return self._process.poll() is None

    def stop(self) -> bool:
        """Lets the engine close the database, and ends it where that takes too long; twice is no error.

        Returns whether the database was closed in order.
        """
        with contextlib.suppress(OSError):
            self._requests.close()
        try:
            self._process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self._process.kill()
        ended = self._process.wait()
        self._listener.join()
        return ended == 0

    def strike(self) -> None:
        """Kills the engine without waiting for its end, which whoever watches over it notices."""
        self._process.kill()

    def kill(self) -> None:
        """Ends the process at once; what was acknowledged is on the disk."""
        self._process.kill()
        self.stop()

    def _asked(self, request: str, patience: float | None) -> dict[str, Any]:
        """The reply to a request, within twice ``patience`` seconds; raises what the engine says went wrong."""
        # One at a time: replies bear no number, and come in the order of the requests.
        with self._asking:
            self._send(request)
            return self._answered(patience)

    def _send(self, request: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # of one that has ended no answer comes either
            self._requests.write(f"{request}\n".encode())
            self._requests.flush()

    def _answered(self, patience: float | None) -> dict[str, Any]:
        try:
            line = self._next_reply(patience)
            if not line:
                self._replies.put(line)  # for whoever asks next
            reply = json.loads(line)
        except (ValueError, queue.Empty):
            raise StoreUnavailableError(f"the engine of {self._folder} has ended or does not answer") from None
        if "error" not in reply:
            return dict(reply)
        kind, words = reply["error"], reply["words"]
        if kind == "StoreDamagedError":
            raise StoreDamagedError("; ".join(words), tuple(words))
        raise OSError(0, words) if kind == "OSError" else _ERRORS.get(kind, StoreUnavailableError)(words)

    def _next_reply(self, patience: float | None) -> bytes:
        with contextlib.suppress(queue.Empty):
            return self._replies.get(timeout=patience)
        return self._replies.get(timeout=patience)  # this process may itself have stood still until now

    def _listen(self, replies: IO[bytes]) -> None:
        with replies:
            for line in replies:
                self._replies.put(line)
        self._replies.put(b"")
