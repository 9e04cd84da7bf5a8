"""Annotated documents that are damaged at random: each is sound or refused, at little cost, and the store stays."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, scratch
from tests.campaigns.record import differing_dumps, dump_of
from tests.campaigns.warm import Ended, Warm
from tests.support.damage import NotHereError, algiers
from tests.support.damage_kinds import KINDS

CPU = 5.0
"""Seconds that reading may take."""
MEMORY = 500 << 20
LOADED = 8
"""Of so many rounds one is also loaded."""

Damage = Callable[[random.Random, Path], str]
"""Does something to a folder of annotated documents, and says what."""

ODD: tuple[bytes, ...] = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b"\x1b[31m",
        b"\x1b]52;c;eA==\x07",
        b"\xc2\x9b",
    ),
    *("\u202e".encode(), "\u2028".encode(), "\U0001f54a".encode(), "e\u0301".encode(), b"\t\t", b"\n\n", b":", b";"),
    *(b"-1", b"0", b"99999999999999999999", b"1" * 5000, b"NaN", b"E1", b"T1", b"A1", b"R1", b"*", b"#1", b"N1"),
    *(
        b"E1 E1",
        b"T1:E1",
        b"EDTF:2019-13",
        b"EDTF:[2019,2020]",
        b"ISO3166:ZZZ",
        b"null",
        b"[[[[",
        b'{"a":',
        b"../../etc/passwd",
    ),
)


def by_name(rng: random.Random, folder: Path) -> str:
    """One of the kinds of damage whose fault is known."""
    name = rng.choice(sorted(KINDS))
    try:
        KINDS[name](folder)
    except NotHereError:
        return lines(rng, folder)
    return name


def lines(rng: random.Random, folder: Path) -> str:
    """Lines are cut, dropped, doubled, swapped, moved to another document, or get something odd."""
    file = _some(rng, folder, "*.ann")
    told = file.read_bytes().splitlines() or [b"T1"]
    for _ in range(how_many := rng.choice([1, 1, 2, 5, 20])):
        _change(rng, told, rng.choice(["cut", "drop", "double", "swap", "odd", "word", "word"]))
        told = told or [b""]
    file.write_bytes(b"\n".join(told) + b"\n" * rng.randint(0, 1))
    return f"{how_many} lines"


def _change(rng: random.Random, told: list[bytes], how: str) -> None:
    one, other = rng.randrange(len(told)), rng.randrange(len(told))
    line = told[one]
    place = rng.randint(0, len(line))
    if how == "drop":
        del told[one]
    elif how == "double":
        told.insert(other, line)
    elif how == "swap":
        told[one], told[other] = told[other], line
    elif how == "word":
        words, others = line.split(b" "), told[other].split(b" ")
        words[rng.randrange(len(words))] = rng.choice(others)
        told[one] = b" ".join(words)
    else:
        told[one] = line[:place] + (rng.choice(ODD) + line[place:] if how == "odd" else b"")


def octets(rng: random.Random, folder: Path) -> str:
    """Bytes of any file are others, more or fewer."""
    file = _some(rng, folder, "*")
    data = bytearray(file.read_bytes())
    for _ in range(how_many := rng.choice([1, 1, 3, 30])):
        place = rng.randint(0, len(data))
        data[place : place + rng.choice([0, 1, 1, 50])] = rng.choice(
            [rng.randbytes(rng.choice([1, 1, 100])), rng.choice(ODD)]
        )
    file.write_bytes(data)
    return f"{how_many} bytes of {file.suffix}"


def described(rng: random.Random, folder: Path) -> str:
    """What is told beside the documents has an odd value, or is odd altogether."""
    file = _some(rng, folder, "documents.json")
    told = json.loads(file.read_bytes())
    entry = told[rng.choice(sorted(told))]
    key = rng.choice(["id", "title", "url", "published", "language", "licence", "x", rng.choice(ODD).decode("latin-1")])
    value: object = rng.choice(
        [None, 1, -1.5, True, [], {}, "", "x" * 2000, "zzzz", "2019-06", rng.choice(ODD).decode("latin-1")]
    )
    entry[key] = value
    if rng.random() < 0.1:
        told = rng.choice([[], told, [told], "x", 1, {"": entry}, {"nothing": entry}])
    text = json.dumps(told)
    if rng.random() < 0.1:
        text = rng.choice([text[: len(text) // 2], "[" * 100_000, text + text, text.replace(":", ",", 1)])
    file.write_text(text, encoding="utf-8")
    return f"described {key:.20}"


def grown(rng: random.Random, folder: Path) -> str:
    """A line is there some thousand times, each time as another record, or with a long tail."""
    file = _some(rng, folder, "*.ann")
    told = file.read_bytes().splitlines()
    line = rng.choice(told)
    number = rng.choice([1000, 4000, 16_000])
    if rng.random() < 0.3:
        told.append(line + rng.choice([b" ", b"1", b":", b"x:T1 ", b"\t", b"-"]) * number)
    else:
        head, _, rest = line.partition(b"\t")
        told += [head[:1] + str(9000 + n).encode() + b"\t" + rest for n in range(number)]
    file.write_bytes(b"\n".join(told) + b"\n")
    return f"{number} times {line[:20]!r}"


DAMAGES: Mapping[str, Damage] = {
    "named": by_name,
    "lines": lines,
    "octets": octets,
    "described": described,
    "grown": grown,
}
SHARES = ("named", "lines", "lines", "lines", "octets", "octets", "described", "described", "grown")


def _some(rng: random.Random, folder: Path, pattern: str) -> Path:
    return rng.choice(sorted(path for path in folder.rglob(pattern) if path.is_file() and not path.is_symlink()))


def fuzzed_documents(target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one to three kinds of damage to a small corpus, checked, and now and then loaded."""
    with scratch(target) as place, Warm() as warm, Store(place, create=True) as store:
        _first(warm, place)
        before = dump_of(store)
        for number in rounds:
            name = f"fuzz-documents seed {seed} round {number}"
            rng = random.Random(name)
            with tempfile.TemporaryDirectory(prefix="goodoffices-fuzz-") as folder:
                what = _damaged(rng, Path(folder) / "corpus")
                ended = warm.run("check", Path(folder) / "corpus")
                faults = costs(ended, ended.code)
                if number % LOADED == 0:
                    faults += _loaded(warm, place, store, Path(folder) / "corpus", before)
            counts = (("sound" if ended.code == 0 else "refused", 1), ("loaded", int(number % LOADED == 0)))
            yield Round(counts, tuple(f"{name} ({what}): {fault}" for fault in faults))


def _first(warm: Warm, place: Target) -> None:
    with tempfile.TemporaryDirectory(prefix="goodoffices-fuzz-") as folder:
        write_corpus(Path(folder) / "first", Corpus(2, 3, 50, 7), 900)
        assert warm.on(place, "load", Path(folder) / "first").code == 0


def _damaged(rng: random.Random, corpus: Path) -> str:
    write_corpus(corpus, Corpus(rng.randint(1, 3), rng.randint(1, 12), 50, rng.randint(1, 99)))
    if rng.random() < 0.5:
        (corpus / "algiers").mkdir()
        algiers(corpus / "algiers")
    return ", ".join(_once_more(rng, corpus) for _ in range(rng.choice([1, 1, 2, 3])))


def _once_more(rng: random.Random, corpus: Path) -> str:
    try:
        return DAMAGES[rng.choice(SHARES)](rng, corpus)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # it was damaged too much before
        return octets(rng, corpus)


def _loaded(warm: Warm, place: Target, store: Store, corpus: Path, before: bytes) -> list[str]:
    """A load that is refused changes nothing; what one that isn't brought is forgotten again."""
    ended = warm.on(place, "load", corpus)
    faults = costs(ended, ended.code, engine=True)
    if ended.code == 0 and (new := sorted(set(store.documents()) - set(_ids(before)))):
        store.forget(new)
    return faults + differing_dumps("the store after it", dump_of(store), before)


def _ids(dump: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in dump.splitlines() if line.startswith(b'{"record":"document"')]


def costs(ended: Ended, code: int, *, engine: bool = False) -> list[str]:
    """What a run did that it may not do, whatever it was given: the exit code, a traceback, time, memory.

    ``engine``: whether it may have had to do with a store's server, which takes its own time and memory.
    """
    faults = [] if ended.timely else ["it did not end"]
    if ended.timely and (code not in (0, 1, 2) or ended.traceback):
        faults.append(f"it ended with {code}: {ended.said}")
    if ended.cpu > CPU and not engine:
        faults.append(f"it took {ended.cpu:.1f} s of CPU")
    if ended.memory > MEMORY and not engine:
        faults.append(f"it took {ended.memory >> 20} MiB of memory")
    if code == 1 and not (ended.err.strip() or ended.out.strip()):
        faults.append("it failed and said nothing")
    return faults
