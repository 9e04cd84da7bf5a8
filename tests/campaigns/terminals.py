"""What terminals are sent: every command in every format, on a store, files and arguments that try to command one."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import goodoffices
from tests.campaigns.outcome import Round
from tests.support.terminal_payloads import (
    COLOURS,
    PAYLOADS,
    PLANT,
    SPOIL,
    TAIL,
    obeyed,
    write_corpus,
    write_faults,
)
from tests.support.tree import ROOT

FORMATS = ("table", "json", "jsonl", "csv")
END = re.compile(r"<<end of (\d+) with (\d+)>>\n")
DRIVER = """
import json, sys, traceback
from pathlib import Path
from goodoffices.cli import app as cli
terminal = sys.stdout, sys.stderr
for number, words in enumerate(json.loads(Path(sys.argv[1]).read_text("utf-8"))):
    sys.argv, code = ["goodoffices", *words], 0
    sys.stdout, sys.stderr = terminal
    try:
        cli.run_app()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc(file=terminal[1])
        code = 99
    terminal[0].write(f"<<end of {number} with {code}>>\\n")
    terminal[0].flush()
"""
"""Many commands in one process, whose standard streams are a terminal; what they send is told apart by its ends."""

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a command sent to its terminal, and how it ended."""

    words: Words
    text: str
    code: int
    colours: bool = False

    def faults(self) -> Iterator[str]:
        """What no terminal should have been sent."""
        # Where the terminal is said to be dumb not even rich writes escapes, so that every one is somebody else's.
        if found := sorted(set(obeyed(COLOURS.sub("", self.text) if self.colours else self.text))):
            yield f"{self._what()} sent {found}"
        if self.code not in (0, 1, 2) or "Traceback" in self.text:
            yield f"{self._what()} ended with {self.code}: {self.text[-300:]!r}"

    def _what(self) -> str:
        return " ".join(ascii(word)[:60] for word in self.words)


def terminals(rounds: range, seed: int) -> Iterator[Round]:
    """First everything at once, then rounds with one payload each as every argument; the first also on its own."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-terminals-") as name:
        folder = Path(name)
        write_corpus(folder / "corpus", PAYLOADS if len(rounds) > 1 else _together(PAYLOADS, 5))
        write_faults(folder / "faults", PAYLOADS)
        with goodoffices.open(folder / "graph") as graph:
            graph.load(folder / "corpus")
            event = graph.who_mediated("Iran", "Iraq", include_denied=True)[0]["event_id"]
            everything = [*answers(event), *files(folder), *stranger(event)]
            for number in rounds:
                yield _round(number, _shown(folder, everything, number, seed))


def _shown(folder: Path, everything: Sequence[Words], number: int, seed: int) -> list[Shown]:
    if number:
        return on_terminal(folder, arguments(PAYLOADS[(seed + number) % len(PAYLOADS)]))
    coloured: list[Words] = [("load", "corpus"), ("disputed", "Iran"), ("dump", "a.jsonl"), ("page", "--site", "site")]
    shown = on_terminal(folder, coloured, TERM="xterm-256color")
    return [*shown, *on_terminal(folder, [*arguments("".join(PAYLOADS)), *everything])]


def _round(number: int, shown: Sequence[Shown]) -> Round:
    faults = tuple(f"terminals round {number}: {fault}" for one in shown for fault in one.faults())
    return Round((("commands", len(shown)), ("characters", sum(len(one.text) for one in shown))), faults)


def _together(payloads: Sequence[str], number: int) -> list[str]:
    """So many payloads in one text each."""
    return ["".join(payloads[start : start + number]) for start in range(0, len(payloads), number)]


def answers(event: str) -> list[Words]:
    """Every question and every command that tells of the store, in every format."""
    pair = ("Iran", "Iraq", "--include-denied")
    asked: list[Words] = [("who-mediated", *pair), ("mediations", "Iran"), ("talks", "Iran"), ("timeline", *pair)]
    asked += [("sanctions", "--on", "Iraq"), ("disputed", "Iran"), ("brokers",), ("could-mediate", "Iran", "Iraq")]
    asked += [("between", "Iran", "Iraq"), ("evidence", event), ("status",), ("same",), ("verify",)]
    asked += [("ask", "Who mediated between Iran and Iraq?"), ("forget", "nothing"), ("questions",)]
    asked += [("cypher", "MATCH (n) RETURN n.id AS `i[red]d\x1b]0;x\x07\x9b\u202e`, n.name, n.title, n ORDER BY n.id")]
    written = [(*words, "-f", form) for words in asked for form in FORMATS]
    written += [("questions", name, *_given(name), "-f", form) for name in _QUESTIONS for form in ("table", "csv")]
    more: list[Words] = [("timeline", *pair, "--picture"), ("evidence", event, "-f", "markdown"), ("dump", "-")]
    more += [("questions", "who-mediated", *_given("who-mediated"), "--explain"), ("ask", "--forms"), ("migrate",)]
    more += [("connect", "--until-eof"), ("page",), ("page", "--site", "site"), ("dump", "whole.jsonl")]
    more += [("--help",), ("--version",), ("talks", "--help"), ("who-mediated", *pair, "--page", "a.html")]
    return [*written, *more]


_QUESTIONS = (
    *("mediators", "met", "requested-mediations", "joint-mediations", "representatives", "contradicted", "gaps"),
    *("single-source", "edge-evidence", "unnamed-sources", "claims-said", "page-nodes", "page-edges", "actor-names"),
    *("according-to", "inferred-dates", "known-by", "could-fall", "directness", "around", "new-since"),
)


def _given(name: str) -> Words:
    from goodoffices.queries.engine.catalogue import question_named

    values = {"a": "Iran", "b": "Iraq", "day": "2020-01-01", "start": "2019-01-01", "end": "2019-12-31", "event": "a"}
    wanted = [one for one in question_named(name).parameters if not one.optional or one.name == "b"]
    return [word for one in wanted for word in ("-p", f"{one.name}={values.get(one.name, '[]')}")]


def files(folder: Path) -> list[Words]:
    """Reports on files and folders with such names, and stores in them."""
    hostile = folder / "h\x1b]0;x\x07\x9b31m\u202e\n[red]"
    hostile.mkdir()
    given: list[Words] = [("check", "faults", "-f", form) for form in FORMATS]
    given += [("load", "faults"), ("load", "--lenient", "faults"), ("load", "corpus")]
    given += [(command, f"{hostile}{end}") for command in ("load", "check", "restore") for end in ("", "/none")]
    given += [("load", "corpus", "-f", form) for form in FORMATS]
    given += [("page", "-o", f"{hostile}/a.html"), ("page", "--site", f"{hostile}/site"), ("page", "-o", str(hostile))]
    given += [
        ("dump", f"{hostile}/a.jsonl"),
        ("dump", f"{hostile}/a.jsonl", "-f", "json"),
        ("restore", f"{hostile}/a.jsonl"),
    ]
    given += [
        ("brokers", "--bloc", f"{hostile}/none.csv"),
        ("same", "a", "b", "--accept", "--judgements", str(hostile)),
    ]
    given += [("demo", "-o", f"{hostile}/demo"), ("--store", f"{hostile}/graph", "load", "corpus")]
    return [*given, ("--store", f"{hostile}/graph", "status"), ("--store", str(hostile), "status")]


def stranger(event: str) -> list[Words]:
    """What a store tells into which somebody wrote past us."""
    spoilt: list[Words] = [("cypher", "--write", SPOIL, "-p", f"tail={json.dumps(TAIL)}")]
    spoilt += [("cypher", "--write", PLANT, "-p", f"all={json.dumps(PAYLOADS)}")]
    spoilt += [(*words, "-f", form) for words in (("status",), ("verify",), ("evidence", event)) for form in FORMATS]
    spoilt += [("who-mediated", "Iran", "Iraq", "--include-denied", "-f", form) for form in FORMATS]
    spoilt += [("who-mediated", name, "Iran") for name in ("b", "envoy", "council", "e")]
    return [*spoilt, ("page",), ("dump", "-"), ("evidence", event[0]), ("evidence", event, "-f", "markdown")]


def arguments(payload: str) -> list[Words]:
    """The payload wherever an argument may stand."""
    given: list[Words] = [(payload,), ("--" + payload,), ("-" + payload,), ("talks", "Iran", "-f", payload)]
    given += [("talks", "Iran", option, payload) for option in ("--from", "--to", "--limit", "--status", "--verdict")]
    given += [("talks", "Iran", option, payload) for option in ("--said-by", "--without", "--known-by", "--renderer")]
    given += [
        ("talks", payload),
        ("who-mediated", payload, payload),
        ("mediations", payload),
        ("sanctions", "--by", payload),
    ]
    given += [
        (command, payload) for command in ("evidence", "questions", "cypher", "forget", "disputed", "ask", "verify")
    ]
    given += [("questions", "talks", "-p", f"a={payload}"), ("questions", "talks", "-p", payload)]
    given += [
        ("questions", "talks", "-p", f"a={payload}", "--explain"),
        ("cypher", "RETURN $a AS a", "-p", f"a={payload}"),
    ]
    given += [("same", payload, payload, "--accept"), ("could-mediate", payload, "Iran"), ("between", "Iran", payload)]
    given += [("ask", f"Who mediated between {payload} and Iran?"), ("page", payload, "-o", "x.html")]
    given += [("cypher", f"RETURN 1 AS `{payload}`"), ("load", "corpus", "--reader", payload)]
    paths = payload[:60]
    given += [(command, paths) for command in ("load", "check", "restore")]
    return [*given, ("--store", f"none/{paths}", "status"), ("dump", f"none/{paths}"), ("brokers", "--bloc", paths)]


def on_terminal(folder: Path, commands: Sequence[Words], **environment: str) -> list[Shown]:
    """What each of the commands sends to a real terminal, in one process."""
    script = folder / "commands.json"
    script.write_text(json.dumps(commands), encoding="utf-8")
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    settings = termios.tcgetattr(terminal)
    settings[1] &= ~termios.OPOST  # line ends as they are sent
    termios.tcsetattr(terminal, termios.TCSANOW, settings)
    command = [sys.executable, "-W", "error", "-c", DRIVER, str(script)]
    own = {**_environment(), "TERM": "dumb", **environment}
    with subprocess.Popen(command, cwd=folder, env=own, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal):
        os.close(terminal)
        sent = b"".join(iter(lambda: _read(screen), b""))
    os.close(screen)
    return list(_divided(sent.decode(), commands, own["TERM"] != "dumb"))


def _environment() -> Mapping[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GOODOFFICES_", "NEO4J_", "COLUMNS"))}
    return {**own, "GOODOFFICES_STORE": "graph", "PYTHONPATH": str(ROOT) if "PYTHONPATH" in own else ""}


def _divided(sent: str, commands: Sequence[Words], colours: bool) -> Iterator[Shown]:
    """Each command with what it sent; one that ended all is told by its code."""
    parts = END.split(sent)
    codes = (*map(int, parts[2::3]), *itertools.repeat(-1, 1))
    for words, text, code in zip(commands, parts[::3], codes, strict=False):
        yield Shown(words, text, code, colours)


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 1 << 20)
    except OSError:
        # Linux answers so when nobody holds the terminal's other end any more.
        return b""
