"""The dump: the whole record as lines of JSON, independent of the store, closed by their counts and checksum.

docs/dump.md describes the format.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from goodoffices.graph.dump.bounds import LINE, LONGEST_HEADER, LONGEST_LINE, MOST_JUDGEMENTS, MOST_RECORDS
from goodoffices.graph.dump.former import brought_up_to_date, with_current_digest
from goodoffices.graph.dump.records import (
    DOCUMENT,
    JUDGEMENT,
    KINDS,
    PARTS,
    encoded,
    record_of,
    records_of,
    value_of,
)
from goodoffices.graph.dump.references import require_whole
from goodoffices.graph.errors import InputError
from goodoffices.graph.json_text import NoJsonError, json_object
from goodoffices.graph.model import Contribution, Document
from goodoffices.graph.rules.judgements import Judgement, contradictory_judgements

FORMAT = "goodoffices-dump"
VERSION = 2
"""Of the format; a change that an older reader would misunderstand raises it. The older ones are read, too."""

_SAID = 2000
"""Characters of what an error says is wrong, which may repeat what is wrong."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dump holds: records by kind, and the SHA-256 of all its lines but the last."""

    counts: Mapping[str, int]
    sha256: str

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self.counts[DOCUMENT]


@dataclass(slots=True)
class _Tally:
    """What has gone by so far."""

    digest: Any = field(default_factory=hashlib.sha256)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, line: bytes, kind: object = None) -> None:
        self.digest.update(line)
        if kind:
            self.counts[str(kind)] += 1

    def summary(self) -> Summary:
        return Summary({kind: self.counts[kind] for kind in KINDS}, self.digest.hexdigest())


Record = Iterable[Contribution | Judgement]
"""Contributions by the id of their document, then judgements, sorted."""


def write_dump(
    stream: IO[bytes], record: Record, *, release: str, on_document: Callable[[str], None] | None = None
) -> Summary:
    """Writes the record as a dump made by ``release`` of goodoffices; ``on_document`` hears each document's id."""
    tally = _Tally()
    head = encoded({"record": "header", "format": FORMAT, "version": VERSION, "goodoffices": release})
    tally.note(head)
    stream.write(head)
    for part in record:
        for line_of in (record_of(part),) if isinstance(part, Judgement) else records_of(part):
            line = encoded(line_of)
            tally.note(line, line_of["record"])
            stream.write(line)
        if on_document and isinstance(part, Contribution):
            on_document(part.document.id)
    summary = tally.summary()
    stream.write(encoded({"record": "end", "counts": summary.counts, "sha256": summary.sha256}))
    return summary


def read_dump(stream: IO[bytes], name: str) -> Iterator[Contribution | Judgement]:
    """The record that a dump holds, in its order; ``name`` stands for it in errors.

    Raises InputError for anything that is wrong with it. That all is well is known only after the last one, so nothing
    may be stored before.
    """
    reader = _Reader(stream, name)
    yield from reader.contributions()
    yield from reader.judgements()


class _Reader:
    """Reads line by line, and knows where it is."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self._number = 0
        self._last = b""
        self._tally = _Tally()
        self._judged: list[Judgement] = []
        self._version: Any = VERSION

    def contributions(self) -> Iterator[Contribution]:
        self._require_header()
        document: Document | None = None
        parts: dict[str, list[Any]] = {}
        held = 0
        for kind, value in self._values():
            if kind == JUDGEMENT:
                self._judge(value)
                continue
            if self._judged:
                raise self._wrong(f"{kind} comes after a judgement")
            # A document is whole when the next one begins: one at a time is held, however many the dump has.
            if kind != DOCUMENT:
                if document is None:
                    raise self._wrong(f"{kind} comes before any document")
                parts[kind].append(value)
                held += 1
                if held > MOST_RECORDS:
                    raise self._wrong(f'document "{document.id}" has more than {MOST_RECORDS:,} records')
                continue
            if document:
                yield self._joined(document, parts)
                # In order, so that a document that comes twice shows without all ids being held.
                if value.id <= document.id:
                    raise self._wrong(f'document "{value.id}" comes after "{document.id}"')
            document, held, parts = value, 0, {part: [] for part in PARTS}
        if document:
            yield self._joined(document, parts)

    def judgements(self) -> tuple[Judgement, ...]:
        """What came after all documents."""
        for found in contradictory_judgements(self._judged):
            pair = f"{found.different.left} and {found.different.right}"
            raise self._damaged(f"{pair} are judged to be different, and by other judgements the same")
        return tuple(self._judged)

    def _judge(self, judgement: Judgement) -> None:
        if self._judged:
            last = self._judged[-1]
            if (judgement.kind, judgement.left, judgement.right) <= (last.kind, last.left, last.right):
                raise self._wrong(f"the judgement on {judgement.left} and {judgement.right} is not in its place")
        if len(self._judged) >= MOST_JUDGEMENTS:
            raise self._wrong(f"there are more than {MOST_JUDGEMENTS:,} judgements")
        self._judged.append(judgement)

    def _require_header(self) -> None:
        head = self._record()
        if head.get("record") != "header" or head.get("format") != FORMAT:
            raise InputError(f"{self._name} is no dump: its first line has not the format {FORMAT}")
        # The version is looked at before anything else is: a newer form may have other members.
        self._version = head.get("version")
        if type(self._version) is not int or not 1 <= self._version <= VERSION:
            made_by = head.get("goodoffices")
            raise InputError(
                f"{self._name} is a dump of version {self._version}, made by goodoffices {made_by}; this one "
                f"reads up to version {VERSION}: upgrade goodoffices"
            )
        self._tally.note(self._last)

    def _values(self) -> Iterator[tuple[str, Any]]:
        """Each record's kind and value, up to the last line, which must agree with what came before."""
        while (record := self._record()).get("record") != "end":
            try:
                value = value_of(brought_up_to_date(record) if self._version == 1 else record)
            except ValueError as error:
                raise self._wrong(str(error)) from None
            self._tally.note(self._last, record["record"])
            yield record["record"], value
        summary = self._tally.summary()
        if record != {"record": "end", "counts": summary.counts, "sha256": summary.sha256}:
            raise self._damaged("its last line does not agree with what is before it")
        if self._read(1):
            raise self._damaged("it goes on after its last line")

    def _joined(self, document: Document, parts: Mapping[str, list[Any]]) -> Contribution:
        fields = {field: tuple(parts[name]) for name, (field, _) in PARTS.items()}
        contribution = Contribution(document, **fields)
        try:
            require_whole(contribution)
            return with_current_digest(contribution)
        except ValueError as error:
            raise self._wrong(f'document "{document.id}", which ends here: {error}') from None

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.readline(size)
        except (EOFError, zlib.error, OSError) as error:  # as gzip tells of it
            raise self._damaged(str(error)) from None

    def _record(self) -> Mapping[str, Any]:
        """The JSON object of the next line."""
        # Never more than that: a file of one endless line must not be held in memory to find out.
        longest = LONGEST_LINE if self._number else LONGEST_HEADER
        line = self._read(longest)
        if not line.endswith(b"\n"):
            raise self._damaged("it is cut off" if len(line) < longest else f"a line has more than {longest:,} bytes")
        self._number += 1
        self._last = line
        try:
            return json_object(line.decode(), LINE)
        except UnicodeDecodeError:
            raise self._wrong("the line is not UTF-8") from None
        except NoJsonError as error:
            raise self._wrong(f"the line {error}") from None

    def _wrong(self, what: str) -> InputError:
        said = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in what[:_SAID])
        return InputError(f"{self._name}:{self._number}: {said}; nothing of it was stored")

    def _damaged(self, what: str) -> InputError:
        return InputError(f"{self._name} is damaged after line {self._number}: {what}; nothing of it was stored")
