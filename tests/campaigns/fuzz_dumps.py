"""Dumps that are damaged at random: refused at little cost with nothing stored, or taken and given back the same."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.graph.dump.digest import signed
from goodoffices.graph.dump.records import KINDS, PARTS, records_of, value_of
from goodoffices.graph.errors import GoodofficesError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.fuzz_documents import ODD, costs
from tests.campaigns.library import documents
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, scratch
from tests.campaigns.record import differing_dumps, dump_made_of, dump_of
from tests.campaigns.warm import Warm
from tests.support.histories import DOCUMENTS, contribution
from tests.support.servers import NOW, wipe

Record = dict[str, Any]
Damage = Callable[[random.Random, list[bytes]], list[bytes]]
"""Does something to the lines of a dump."""

VALUES: tuple[object, ...] = (
    *(None, True, 0, -1, 1 << 60, 1.5, "", "x", "zzzz", "no date", "2019-02-30", "2019-06", "9999-99-99", [], [[]], {}),
    *("x" * 100_000, "a\nb", "a\0b", "\x1b[31m", "\u202e", "\ud800", "javascript:alert(1)", "=1+1", ["x"], [None]),
    *("../../x", "' OR 1=1", "`", "held", "asserted", "mediation", "same", "act-x", [""] * 5000, "[" * 1000),
)


def value(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """A member has an odd value, another's, is gone or new."""
    number = rng.randrange(len(lines) - 1)
    record: Record = json.loads(lines[number])
    key = rng.choice(sorted(record))
    other: Record = json.loads(rng.choice(lines[:-1]))
    how = rng.choice(["odd", "odd", "odd", "other", "gone", "new"])
    if how == "gone":
        del record[key]
    else:
        record[key if how != "new" else "news"] = rng.choice(VALUES if how != "other" else list(other.values()))
    return [*lines[:number], _line(record), *lines[number + 1 :]]


def order(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """Lines are dropped, doubled, swapped, or from another dump."""
    told = list(lines)
    one, other = rng.randrange(len(told)), rng.randrange(len(told))
    how = rng.choice(["drop", "double", "swap", "part"])
    if how == "drop":
        del told[one]
    elif how == "double":
        told.insert(other, told[one])
    elif how == "swap":
        told[one], told[other] = told[other], told[one]
    else:
        del told[min(one, other) : max(one, other)]
    return told


def octets(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """Bytes are others, more or fewer."""
    data = bytearray(b"".join(lines))
    for _ in range(rng.choice([1, 1, 5])):
        place = rng.randint(0, len(data))
        data[place : place + rng.choice([0, 1, 1, 500])] = rng.choice([rng.randbytes(1), rng.choice(ODD), b""])
    return bytes(data).splitlines(keepends=True)


def bomb(rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """A line is very long or deep, or there are very many."""
    lots = rng.choice([1 << 16, 1 << 20, 1 << 22])
    number = rng.randint(0, len(lines))
    made = {
        "lists": b'{"record":"document","id":' + b"[" * lots + b"\n",
        "empty lists": b'{"record":"actor","aliases":[' + b"[]," * lots + b"[]]}\n",
        "text": b'{"record":"document","title":"' + b"x" * lots + b'"}\n',
        "blank": b" " * lots + b"\n",
        "ends": b"\n" * (lots >> 4),
        "no end": b"x" * lots,
    }
    return [*lines[:number], made[rng.choice(sorted(made))], *lines[number:]]


DAMAGES: Mapping[str, Damage] = {"value": value, "order": order, "octets": octets, "bomb": bomb}
SHARES = ("value", "value", "value", "value", "order", "octets", "octets", "bomb")


def fuzzed_dumps(target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one damage to a small dump; mostly its checksum is made right again."""
    base = dump_made_of([*documents(0, 1, 6, 0), *(contribution(number, 0) for number in range(DOCUMENTS))])
    with scratch(target) as place, Warm() as warm, Store(place, create=True) as store:
        store.load(documents(900, 2, 3, 0), loaded_at=NOW)
        before = dump_of(store)
        for number in rounds:
            name = f"fuzz-dumps seed {seed} round {number}"
            rng = random.Random(name)
            kind = rng.choice(SHARES)
            lines = DAMAGES[kind](rng, base.splitlines(keepends=True))
            lines = _signed(lines) if rng.random() < 0.6 else lines
            data = b"".join(_closed(lines) if rng.random() < 0.8 else lines)
            word, faults = _restored(rng, data, warm, place, store, before)
            yield Round(((word, 1),), tuple(f"{name} ({kind}): {fault}" for fault in faults))


def _restored(
    rng: random.Random, data: bytes, warm: Warm, place: Target, store: Store, before: bytes
) -> tuple[str, list[str]]:
    with tempfile.TemporaryDirectory(prefix="goodoffices-fuzz-") as folder:
        file = Path(folder) / "dump"
        file.write_bytes(gzip.compress(data, 1) if rng.random() < 0.3 else data)
        ended = warm.on(place, "restore", file)
        faults = costs(ended, ended.code)
        if ended.code:
            return "refused", faults + differing_dumps("the store after it", dump_of(store), before)
        faults += _asked(rng, warm, place, Path(folder))
    try:
        lost = set(data.splitlines()[1:-1]) - set(dump_of(store).splitlines())
        faults += [f"taken, and not given back: {min(lost)[:200]!r}"] if lost else []
    except GoodofficesError as error:
        faults.append(f"taken, and then: {error}")
    _renewed(store)
    return "taken", faults


def _renewed(store: Store) -> None:
    wipe(store)
    store.load(documents(900, 2, 3, 0), loaded_at=NOW)


READINGS = (
    *(("questions", "page-events", "-f", "json"), ("timeline", "Norway", "--picture"), ("disputed",), ("status",)),
    *(("talks", "Norway", "-f", "csv"), ("page", "-o", "page.html"), ("mediations", "Chile"), ("dump", "again")),
)


def _asked(rng: random.Random, warm: Warm, place: Target, folder: Path) -> list[str]:
    """Whoever is asked about what was taken can deal with it."""
    command = rng.choice(READINGS)
    ended = warm.on(place, *(folder / word if word in ("page.html", "again") else word for word in command))
    if ended.code and "in no document" not in ended.err and "no actor" not in ended.err:
        return [f"taken, and then {' '.join(command)} ended with {ended.code}: {ended.said}"]
    return costs(ended, ended.code, engine=True)


def _signed(lines: list[bytes]) -> list[bytes]:
    """The lines, where each document that can still be read bears the digest of what it now contributes."""
    told = list(lines)
    starts = [number for number, line in enumerate(lines) if line.startswith(b'{"record":"document"')]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        with contextlib.suppress(Exception):
            told[start] = _signed_document([json.loads(line) for line in lines[start:end]])
    return told


def _signed_document(records: list[Record]) -> bytes:
    parts: defaultdict[str, list[Any]] = defaultdict(list)
    document, *rest = records
    for record in rest:
        if record["record"] in PARTS:
            parts[PARTS[record["record"]][0]].append(value_of(record))
    given = {field: tuple(parts[field]) for field, _ in PARTS.values()}
    (line, *_) = records_of(signed(Contribution(value_of(document), **given)))
    return _line(line)


def _closed(lines: list[bytes]) -> list[bytes]:
    """The lines with a last one that agrees with them, as somebody would write it who changes a dump on purpose."""
    kept = [line for line in lines if not line.startswith(b'{"record":"end"')]
    counts = dict.fromkeys(KINDS, 0)
    for line in kept:
        word = line[len(b'{"record":"') :].split(b'"')[0].decode("latin-1")
        if word in counts:
            counts[word] += 1
    digest = hashlib.sha256(b"".join(kept)).hexdigest()
    return [*kept, _line({"record": "end", "counts": counts, "sha256": digest})]


def _line(record: Record) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"
