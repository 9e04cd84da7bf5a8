"""The command line in processes that start at once: ``python -m tests.campaigns.warm`` has imported it and forks.

Each run is a process of its own, with its own exit code, output, CPU time and memory, and may be killed.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from goodoffices.graph.store import forget as store_forget
from goodoffices.graph.store import load as store_load
from goodoffices.graph.store.target import ServerTarget
from goodoffices.graph.vocabulary.ontology import ontology
from tests.campaigns.places import Target
from tests.support.tree import ROOT

IMPORTED = (
    *("goodoffices.__main__", "goodoffices.cli.app", "goodoffices.loaders", "goodoffices.load"),
    *(
        "goodoffices.graph.validation.pipeline",
        "goodoffices.graph.construction.pipeline",
        "goodoffices.graph.store.store",
        "goodoffices.transfer",
    ),
    *("goodoffices.judge", "goodoffices.api", "goodoffices.graph.store.load", "goodoffices.graph.store.read"),
    *("goodoffices.graph.store.status", "goodoffices.graph.store.merged", "goodoffices.queries.output.csv"),
    *("neo4j", "yaml", "rich", "stringprep", "shutil", "gzip", "subprocess"),
)
"""What runs need, but for the engine: that is loaded by the process that opens it."""

TICK = 0.003
TRACES = ("Traceback (most recent", "Exception in thread", "\tat com.", "\tat java.", "Segmentation")
WRITTEN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: exit code (negative: killed), what it said, seconds of CPU and of a clock, bytes of memory.

    ``timely`` is False for one that had to be killed because it did not end in time.
    """

    code: int
    out: bytes
    err: str
    cpu: float
    seconds: float
    memory: int
    timely: bool

    @property
    def traceback(self) -> bool:
        """Whether it showed the inside of a program."""
        return any(word in self.err for word in TRACES)

    @property
    def said(self) -> str:
        """What it said beside its answer, or the end of that."""
        return " / ".join(self.err.split("\n")).strip(" /")[-300:]


class Warm:
    """Runs the command line; close it, or use it in a ``with`` statement."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="goodoffices-warm-")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.campaigns.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        *arguments: str | Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        seconds: float = 60.0,
        kill: float | None = None,
        stdin: Path | None = None,
        rows: int = store_load.BATCH_ROWS,
    ) -> Ended:
        """Runs ``goodoffices ARGUMENTS…`` to its end, or kills it after ``kill`` seconds.

        ``rows``: how much a transaction of a load writes, so that one of few documents has several.
        """
        asked = {
            "arguments": [str(one) for one in arguments],
            "env": dict(env or {}),
            "cwd": str(cwd or self._folder.name),
            "stdin": str(stdin or os.devnull),
            "rows": rows,
            "seconds": seconds if kill is None else kill,
            "out": str(self._file("out")),
            "err": str(self._file("err")),
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        told = json.loads(self._server.stdout.readline())
        err = self._file("err").read_bytes().decode("utf-8", "replace")
        timely = kill is not None or told.pop("timely")
        told["timely"] = timely
        return Ended(out=self._file("out").read_bytes(), err=err, **told)

    def on(
        self,
        place: Target,
        *arguments: str | Path,
        cwd: Path | None = None,
        seconds: float = 60.0,
        kill: float | None = None,
        rows: int = store_load.BATCH_ROWS,
    ) -> Ended:
        """Runs ``goodoffices --store PLACE ARGUMENTS…``."""
        store, env = str(place), dict[str, str]()
        if isinstance(place, ServerTarget):
            store, env = place.url, {"NEO4J_USERNAME": place.user, "NEO4J_PASSWORD": place.password}
        return self.run("--store", store, *arguments, env=env, cwd=cwd, seconds=seconds, kill=kill, rows=rows)

    def close(self) -> None:
        """Ends the process that forks."""
        self._server.communicate()
        self._folder.cleanup()

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _file(self, name: str) -> Path:
        return Path(self._folder.name) / name


def main() -> None:
    """Forks for each line of standard input, and says how that run ended."""
    for name in IMPORTED:
        importlib.import_module(name)
    ontology()
    requests, answers = os.dup(0), os.dup(1)
    for line in os.fdopen(requests, encoding="utf-8"):
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            os.close(requests)
            os.close(answers)
            _become(asked)
            return
        os.write(answers, json.dumps(_ended(pid, asked["seconds"])).encode() + b"\n")


def _become(asked: dict[str, Any]) -> None:
    """Turns this process into one run of the command line, which ends as the interpreter ends."""
    from goodoffices.__main__ import main as run

    for number, (name, flags) in enumerate((("stdin", os.O_RDONLY), ("out", WRITTEN), ("err", WRITTEN))):
        file = os.open(asked[name], flags, 0o600)
        os.dup2(file, number)
        os.close(file)
    store_load.batches = partial(store_load.batches, rows=asked["rows"])
    # As few for what removes: an event is some seventeen rows.
    store_forget.portions = partial(store_forget.portions, most=asked["rows"] // 17)
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = ["goodoffices", *asked["arguments"]]
    run()


def _ended(pid: int, seconds: float) -> dict[str, object]:
    start = time.monotonic()
    timely = True
    while not (found := os.wait4(pid, os.WNOHANG))[0]:
        if timely and time.monotonic() - start > seconds:
            os.kill(pid, signal.SIGKILL)
            timely = False
        time.sleep(TICK)
    _, status, used = found
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu": used.ru_utime + used.ru_stime,
        "seconds": time.monotonic() - start,
        "memory": used.ru_maxrss << 10,
        "timely": timely,
    }


if __name__ == "__main__":
    main()
