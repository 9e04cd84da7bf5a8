"""From a question to standard output: lines of JSON and CSV are made while whole events come, a few at a time.

They wait on the disk until the last has come, so that what is written is the whole answer or nothing, whatever ends
the question; and a slow reader keeps no transaction open.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.cli.common import notice, put_rows, write_out
from goodoffices.queries.output.formats import IN_LINES, Format
from goodoffices.queries.output.terminal import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodoffices.api import Graph, Rows
    from goodoffices.asking import Asking
    from goodoffices.filters import FilterWords
    from goodoffices.graph.spool import Spool
    from goodoffices.graph.store.store import ReadTransaction


@dataclass(frozen=True, slots=True)
class Answering:
    """How questions are answered in a format: by rows, or by lines in the ``spool``, where there is one."""

    form: Format
    spool: Spool[str] | None

    def __call__(self, asked: Asking, ask: ReadTransaction) -> Rows:
        """The answer, within one read transaction: without its rows where their lines are in the spool."""
        return asked.rows(ask) if self.spool is None else asked.kept(ask, self.spool, self.form)

    def answer(self, graph: Graph, name: str, filters: FilterWords, parameters: Mapping[str, object]) -> Rows:
        """The same of the question ``name``; raises as ``Graph.question``."""
        from goodoffices.asking import asking

        return graph.store.answer(partial(self, asking(name, filters, parameters)), timeout=graph.timeout)

    def put(self, rows: Rows) -> None:
        """Writes the answer to standard output, and its remarks to standard error."""
        if not self.spool:
            put_rows(rows, self.form)
            return
        for piece in self.spool:
            write_out(escaped(piece, sys.stdout.isatty()) if self.form == Format.jsonl else piece)
        notice(*rows.remarks)


@contextlib.contextmanager
def answering(form: Format, *, drawn: bool) -> Iterator[Answering]:
    """Answers in this format; what is to be ``drawn`` needs all rows at once, as most formats do."""
    if drawn or form not in IN_LINES:
        yield Answering(form, None)
        return
    from goodoffices.graph.spool import spooling

    with spooling() as spool:
        yield Answering(form, spool)
