"""Odd arguments, addresses, names and files: a sentence, at little cost, no password shown, and the store stays."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.fuzz_documents import costs
from tests.campaigns.library import documents
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, scratch
from tests.campaigns.record import differing_dumps, dump_of
from tests.campaigns.warm import Ended, Warm
from tests.support.damage import algiers
from tests.support.servers import NOW

PASSWORD = "S3cr3tPw"
PATIENCE = 20.0
"""Seconds for a run that has nothing to wait for."""

WORDS: tuple[str, ...] = (
    *(
        "",
        " ",
        "-",
        "--",
        "-x",
        "--nothing",
        "'",
        '"',
        "\\",
        "`",
        "%s",
        "{}",
        "$(id)",
        "a\nb",
        "\x1b]52;c;eA==\x07",
        "\u202e",
    ),
    *(
        "x" * 5000,
        "9" * 400,
        "-1",
        "1e999",
        "NaN",
        "2019-13",
        "2019/..",
        "[2019,",
        "\udcff",
        "e\u0301",
        "\U0001f54a",
        "*",
    ),
    *(
        "Iran",
        "IRN",
        "Q794",
        "../..",
        "/dev/null/x",
        "/proc/self/mem",
        "nothing/there",
        "json",
        "MATCH (n) DETACH DELETE n",
    ),
)
COMMANDS: tuple[Sequence[str], ...] = (
    *(("load", "?"), ("check", "?"), ("check", "?", "--reader", "?"), ("forget", "?"), ("status", "-f", "?")),
    *(("same", "?", "?", "--accept"), ("same", "?"), ("who-mediated", "?", "?"), ("talks", "?", "--from", "?"), ("?",)),
    *(("sanctions", "--by", "?", "--on", "?"), ("timeline", "?", "--limit", "?"), ("disputed", "?", "--verdict", "?")),
    *(("ask", "?"), ("brokers", "--bloc", "?"), ("could-mediate", "?", "?"), ("between", "?", "?"), ("evidence", "?")),
    *(("questions", "?"), ("questions", "page-events", "-p", "?"), ("page", "?", "-o", "?"), ("page", "--site", "?")),
    *(("dump", "?"), ("restore", "?"), ("cypher", "?"), ("cypher", "RETURN $a", "-p", "?"), ("migrate", "?")),
    *(("talks", "Iran", "-f", "?"), ("talks", "Iran", "--known-by", "?"), ("talks", "Iran", "--without", "?")),
)
"""``?`` stands for a word of WORDS."""

ADDRESSES: tuple[str, ...] = (
    *(
        "bolt://neo4j:{}@127.0.0.1:1",
        "neo4j:{}@127.0.0.1:1",
        "bolt:///neo4j:{}@127.0.0.1:1",
        " bolt://neo4j:{}@127.0.0.1:1",
    ),
    *(
        "bolt:neo4j:{}@127.0.0.1:1",
        "bolt:/neo4j:{}@127.0.0.1:1",
        "bolt://neo4j:{}@[127.0.0.1:1",
        "BOLT://u:{}@h:1",
        "u:{}@h:1",
    ),
    *(
        "bolt://127.0.0.1:1/?password={}",
        "bolt://127.0.0.1:1?user=neo4j&password={}",
        "bolt://neo4j%3A{}%40127.0.0.1:1",
    ),
    *(
        "bolt://neo4j:{}@\u2100:1",
        "bolt://u:{}@xn--ss\u0301:1",
        "bolt://u:{}@a..b:1",
        "bolt://u:{}@a\x1b[31mb:1",
        "http://u:{}@h:1",
    ),
    *(
        "bolt://u:{}@" + "a" * 300 + ":1",
        "bolt://u:{}@h:99999",
        "bolt://u:{}@h:-1",
        "bolt://u:{}@h:x",
        "bolt://u:{}@:1",
        "//u:{}@h",
    ),
    *(
        "neo4j+s://u:{}@h:1",
        "neo4j+ssc://:{}@127.0.0.1:1",
        "bolt://u:{}@@127.0.0.1:1",
        "bolt://u@v:{}@h:1",
        "bolt:\\\\u:{}@h:1",
    ),
    *(
        "bolt://[::1",
        "bolt://[zz]:1",
        "bolt://",
        "://",
        "neo4j:",
        "127.0.0.1:7687",
        "localhost:7687",
        "h.example:7687",
    ),
)


def odd_arguments(target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one command with odd words, or on an odd address."""
    with scratch(target) as place, Warm() as warm, Store(place, create=True) as store:
        store.load(documents(0, 2, 5, 0), loaded_at=NOW)
        before = dump_of(store)
        for number in rounds:
            name = f"odd-arguments seed {seed} round {number}"
            rng = random.Random(name)
            with tempfile.TemporaryDirectory(prefix="goodoffices-odd-") as folder:
                what, faults = (_addressed if number % 2 else _worded)(rng, number, warm, place, Path(folder))
            faults += differing_dumps("the store after it", dump_of(store), before)
            yield Round((), tuple(f"{name} ({what!r:.200}): {fault}" for fault in faults))


def _worded(rng: random.Random, _: int, warm: Warm, place: Target, folder: Path) -> tuple[object, list[str]]:
    command = [rng.choice(WORDS) if word == "?" else word for word in rng.choice(COMMANDS)]
    command = [word for word in command if "\0" not in word]
    ended = warm.on(place, *command, cwd=folder, seconds=PATIENCE)
    return command, costs(ended, ended.code, engine=True) + _obeyed(ended)


def _addressed(_: random.Random, number: int, warm: Warm, __: Target, folder: Path) -> tuple[object, list[str]]:
    address = ADDRESSES[number // 2 % len(ADDRESSES)].format(PASSWORD)
    command = ("load", "status", "talks")[number // 2 // len(ADDRESSES) % 3]
    (folder / "corpus").mkdir()
    algiers(folder / "corpus")
    words = {"load": ("load", "corpus"), "status": ("status",), "talks": ("talks", "Iran")}[command]
    ended = warm.run("--store", address, *words, cwd=folder, seconds=PATIENCE)
    named = warm.run(*words, env={"NEO4J_URI": address}, cwd=folder, seconds=PATIENCE)
    faults = [fault for one in (ended, named) for fault in costs(one, one.code, engine=True) + _obeyed(one)]
    faults += ["it was taken"] if 0 in (ended.code, named.code) else []
    made = sorted(path.name for path in folder.iterdir() if path.name != "corpus")
    return (command, address), faults + ([f"it made {made}"] if made else [])


def _obeyed(ended: Ended) -> list[str]:
    """What nobody may see, and no terminal may be sent."""
    said = ended.err + ended.out.decode("utf-8", "replace")
    faults = ["it shows the password"] if PASSWORD in said else []
    raw = sorted({char for char in ended.err if (char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f"})
    return faults + ([f"it says {raw}"] if raw else [])


Placed = Callable[[Path], object]
"""Puts something odd where a file is looked for."""


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))
    except PermissionError:
        path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


ODD_FILES: Mapping[str, Placed] = {
    "a pipe": _pipe,
    "a device": _device,
    "a folder": lambda path: path.mkdir(),
    "a huge hole": _huge,
    "a link to itself": _circle,
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link out": lambda path: path.symlink_to("/etc/hostname"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to the terminal": lambda path: path.symlink_to("/dev/tty"),
    "nothing in it": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(100_000)),
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 10),
    "nested": lambda path: path.write_bytes(b"[" * 200_000),
}
NAMES = ("algiers.ann", "algiers.txt", "documents.json", "judgements.jsonl", "other.ann", "other.txt")
ARGUMENTS: tuple[Sequence[str], ...] = (
    ("brokers", "--bloc"),
    ("same", "--judgements"),
    ("check",),
    ("load",),
    ("restore",),
)
ODD_NAMES = (
    *(
        "a\nb",
        "a\tb",
        "a\x1b[31m",
        "a\x1b]0;x\x07",
        "a\u202eb",
        "a\u2028b",
        "a\udcffb",
        "-x",
        "--help",
        "a b",
        ".hidden",
        "x" * 250,
    ),
    *("\u0085", "e\u0301", "a\\b", "a:b", "%41", "'\"", "\U0001f54a", "CON", "a.ann.txt", "~", "$HOME", "*"),
)


def odd_files(target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one odd file within a corpus, beside it or as an argument, or of one odd name."""
    with scratch(target) as place, Warm() as warm, Store(place, create=True) as store:
        store.load(documents(0, 2, 5, 0), loaded_at=NOW)
        before = dump_of(store)
        for number in rounds:
            name = f"odd-files seed {seed} round {number}"
            with tempfile.TemporaryDirectory(prefix="goodoffices-odd-") as folder:
                what, faults = _filed(random.Random(name), warm, place, Path(folder))
            if new := sorted(set(store.documents()) - {"report-0000000", "report-0000001"}):
                store.forget(new)
            faults += differing_dumps("the store after it", dump_of(store), before)
            yield Round((), tuple(f"{name} ({what}): {fault}" for fault in faults))


def _filed(rng: random.Random, warm: Warm, place: Target, folder: Path) -> tuple[str, list[str]]:
    corpus = folder / "corpus"
    corpus.mkdir()
    algiers(corpus)
    how = rng.choice(["within", "within", "argument", "name"])
    command: Sequence[str | Path] = (rng.choice(["check", "load"]), corpus)
    if how == "name":
        what = rng.choice(ODD_NAMES)
        for suffix in (".ann", ".txt"):
            (corpus / f"algiers{suffix}").rename(corpus / f"{what}{suffix}")
        (corpus / "documents.json").unlink()
    else:
        kind, name = rng.choice(sorted(ODD_FILES)), rng.choice(NAMES)
        path = corpus / name if how == "within" else folder / name
        path.unlink(missing_ok=True)
        ODD_FILES[kind](path)
        what = f"{kind} as {name}"
        if how == "argument":
            command = (*rng.choice(ARGUMENTS), path)
    ended = warm.on(place, *command, seconds=PATIENCE)
    waits = command[0] in ("restore", "brokers", "same") and not ended.timely and "a pipe" in what
    faults = [] if waits else costs(ended, ended.code, engine=command[0] != "check")
    return f"{what!r}, {' '.join(map(str, command[:-1]))}", faults + _obeyed(ended)
