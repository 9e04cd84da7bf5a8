"""Odd values put into the fields of a dump whose checksum is then made right again."""

from __future__ import annotations

import contextlib
import hashlib
import io
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goodoffices.graph.dump.digest import digest
from goodoffices.graph.dump.records import DOCUMENT, KINDS, PARTS, encoded, value_of
from goodoffices.graph.dump.stream import read_dump
from goodoffices.graph.errors import InputError
from goodoffices.graph.model import Contribution

Row = dict[str, Any]

ODD: tuple[object, ...] = (
    *("", " ", "zzzz", "a\nb", "a\0b", "a\x1b[31mb", "a\u2028b", "\u202egnp", " padded ", "x" * 5000, "\U0001f54a"),
    *("javascript:alert(1)", "http://", "HTTPS://a", "2019-13-45", "9999-99-99", "0000-00-00", "2019/2018", "../.."),
    *(
        "2019",
        "2019-06/..",
        "٢٠١٩",
        "[2019,2020]",
        "Q0",
        "Q1",
        "usa",
        "USA",
        "XXX",
        "-1",
        "5",
        "true",
        "null",
        "0" * 20,
    ),
    *("../../etc/passwd", "'}) DETACH DELETE n //", "<script>alert(1)</script>", "=1+1"),
    *(None, 0, -1, 1, 7, 1 << 52, 1 << 60, 1.5, 1e300, True, False, [], {}, [None], [[]], ["b", "a"], ["a", "a"], [""]),
)
"""What a value is changed to: wrong types, wrong words, and texts that something further on might obey."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record with another value."""

    row: int
    field: str
    value: object


def rows_of(dump: bytes) -> list[Row]:
    """The records of a dump, without its last line."""
    return [json.loads(line) for line in dump.splitlines()[:-1]]


def changes(rows: Sequence[Row], count: int, seed: int) -> Iterator[Change]:
    """Odd values for fields drawn by chance, every kind of record as often; also values of other records' fields."""
    dice = random.Random(seed)
    kinds = sorted({row["record"] for row in rows} - {"header"})
    places = {kind: [n for n, row in enumerate(rows) if row["record"] == kind] for kind in kinds}
    for _ in range(count):
        kind = dice.choice(kinds)
        place = dice.choice(places[kind])
        field = dice.choice(sorted(rows[place].keys() - {"record"}))
        other = rows[dice.choice(places[kind])][field]
        yield Change(place, field, dice.choice((*ODD, other, other, other)))


def changed(rows: Sequence[Row], made: Sequence[Change]) -> bytes:
    """The dump with these changes, each document of other content and the checksum right."""
    found = [dict(row) for row in rows]
    for one in made:
        found[one.row][one.field] = one.value
    if not any(one.field in ("content", "content_form") for one in made):
        found = _signed(found)
    head = b"".join(encoded(row) for row in found)
    kinds = Counter(str(row["record"]) for row in found)
    counts = {kind: kinds[kind] for kind in KINDS}
    return head + encoded({"record": "end", "counts": counts, "sha256": hashlib.sha256(head).hexdigest()})


def _signed(rows: Sequence[Row]) -> list[Row]:
    """The records with digests that are right, as far as they can be read at all."""
    documents = [number for number, row in enumerate(rows) if row["record"] == "document"]
    signed_rows = list(rows)
    for number, after in itertools.zip_longest(documents, documents[1:]):
        own = [row for row in rows[number:after] if row["record"] in (DOCUMENT, *PARTS)]
        with contextlib.suppress(ValueError, TypeError):
            document, *values = map(value_of, own)
            parts = {field: tuple(v for v in values if isinstance(v, type_)) for field, type_ in PARTS.values()}
            signed_rows[number] = {**own[0], "content": digest(Contribution(document, **parts))}
    return signed_rows


def refusal(dump: bytes) -> str | None:
    """What is said of a dump that is refused, None if it is taken."""
    try:
        list(read_dump(io.BytesIO(dump), "FILE"))
    except InputError as error:
        return str(error)
    return None


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What became of many changes: how many there were, what was said of those refused, and those that were taken."""

    tried: int
    said: tuple[str, ...]
    taken: tuple[Change, ...]

    def together(self, rows: Sequence[Row]) -> tuple[Change, ...]:
        """As many of the changes that were taken as one dump can have at once."""
        kept: list[Change] = []
        for one in self.taken:
            if refusal(changed(rows, [*kept, one])) is None:
                kept.append(one)
        return tuple(kept)


def fuzzed(rows: Sequence[Row], count: int, seed: int) -> Fuzzed:
    """Tries so many changes, one at a time; those that change nothing are passed over."""
    tried = [one for one in changes(rows, count, seed) if rows[one.row][one.field] != one.value]
    said = [refusal(changed(rows, [one])) for one in tried]
    pairs = list(zip(tried, said, strict=True))
    return Fuzzed(len(tried), tuple(text for _, text in pairs if text), tuple(one for one, text in pairs if not text))
