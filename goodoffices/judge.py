"""Judgements in the file beside the corpus, ``judgements.jsonl``, and in the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.clock import now
from goodoffices.graph.errors import AnnotationError, Fault, UsageError
from goodoffices.graph.files import real_path, whole_file
from goodoffices.graph.rules.document_values import wrong_value
from goodoffices.graph.rules.judgements import NAME, Judgement, as_line, judged, judgement_lines
from goodoffices.loaders.files import BOM, FileRefusedError, read_text_file, shown

if TYPE_CHECKING:
    from goodoffices.graph.store.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement that was made or taken back; whether that changed the store, and the file."""

    judgement: Judgement
    store_changed: bool
    file_changed: bool


def judgement_files(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """The files of judgements in these folders, or in the folder of each of these files."""
    folders = (Path(path) if Path(path).is_dir() else Path(path).parent for path in paths if str(path) != "-")
    # A link that leads nowhere is not passed over, but told as a file that can't be read.
    return tuple(dict.fromkeys(file for folder in folders if (file := folder / NAME).exists() or file.is_symlink()))


def read_judgements(paths: Iterable[Path]) -> tuple[tuple[Judgement, ...], tuple[Fault, ...]]:
    """What these files judge, without their faulty lines, and every fault."""
    found: dict[str, Judgement] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            text = read_text_file(path, path.parent).removeprefix(BOM)
        except FileRefusedError as refusal:
            faults.append(refusal.fault)
            continue
        lines, wrong = judgement_lines(text, shown(path))
        found |= {line.judgement.id: line.judgement for line in lines}
        faults += wrong
    return tuple(found.values()), tuple(faults)


def judge(
    store: Store, words: tuple[str, str], judgement: str, *, by: str | None = None, file: str | Path | None = None
) -> Outcome:
    """Records that two events or actors are the "same" or "different", in the store and in ``file``.

    Judged so already, it stays as it was judged. Raises InputError if it contradicts other judgements.
    """
    from goodoffices.graph.store.judgements import refuse_contradictions
    from goodoffices.queries.engine.pairs import meant

    if wrong := wrong_value("by", by):
        raise UsageError(wrong)
    pair = store.answer(lambda ask: meant(ask, *words))
    new = judged(pair.kind, pair.ends, judgement, by=by, at=now())
    # Judged so before, it keeps its time and name, and the file gets the line that it would have had then.
    stored = next((one for one in store.judgements() if one.id == new.id and one.judgement == judgement), None)
    wanted = stored or new
    written = _Written.read(None if file is None else Path(file))
    # By the file, too, and before the store changes: a load would refuse the two together.
    refuse_contradictions((*(one for one in written.judgements if one.id != new.id), wanted))
    report = store.judge([wanted], strict=True)
    # The file last: should it fail, the same command again finds the judgement stored, and writes its line.
    return Outcome(wanted, bool(report.changed), written.write(wanted, add=True))


def undo(store: Store, words: tuple[str, str], *, file: str | Path | None = None) -> Outcome:
    """Takes back the judgement on two events or actors, in the store and in ``file``."""
    from goodoffices.queries.engine.pairs import judged_pair

    written = _Written.read(None if file is None else Path(file))
    # It may stand in the file or in the store alone, and is to go from either.
    known = {one.id: one for one in (*written.judgements, *store.judgements())}
    gone = store.answer(lambda ask: judged_pair(ask, *words, tuple(known.values())))
    report = store.undo([gone])
    return Outcome(gone, bool(report.changed), written.write(gone, add=False))


@dataclass(frozen=True, slots=True)
class _Written:
    """The file as it was read, every line as it stands in it; without a file nothing is read or written."""

    path: Path | None
    lines: tuple[str, ...] = ()
    judged: tuple[tuple[int, Judgement], ...] = ()

    @classmethod
    def read(cls, path: Path | None) -> _Written:
        if path is None:
            return cls(None)
        if not path.parent.is_dir() or path.is_dir():
            raise UsageError(f"{shown(path)} is no file that judgements can be written to.")
        if not path.exists():
            return cls(path)
        try:
            text = read_text_file(path, real_path(path).parent).removeprefix(BOM)
        except FileRefusedError as refusal:
            raise AnnotationError((refusal.fault,)) from None
        lines, faults = judgement_lines(text, shown(path))
        if faults:
            raise AnnotationError(faults)
        return cls(path, tuple(text.split("\n")), tuple((line.number - 1, line.judgement) for line in lines))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(judgement for _, judgement in self.judged)

    def write(self, judgement: Judgement, *, add: bool) -> bool:
        """Puts a line in the place of those on the same pair, or takes these out; whether that changed the file."""
        on_pair = {number for number, one in self.judged if one.id == judgement.id}
        unchanged = [one for one in self.judgements if one.id == judgement.id] == [judgement]
        if self.path is None or (unchanged if add else not on_pair):
            return False
        kept = "".join(f"{line}\n" for n, line in enumerate(self.lines) if n not in on_pair and line.strip())
        # Where a link leads: the link itself would be replaced by a file.
        with whole_file(real_path(self.path)) as file:
            file.write((kept + as_line(judgement) * add).encode())
        return True
