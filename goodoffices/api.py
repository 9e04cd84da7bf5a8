"""The Python interface: the same questions, names and rows as on the command line.

import goodoffices

with goodoffices.open("graph-folder") as graph:
    graph.load("corpus/")
    rows = graph.who_mediated("Iran", "USA")
"""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, cast

from goodoffices.filters import FilterWords, filters_of, page_filters_of, with_filters_in_help
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.limit import TIMEOUT, checked_timeout
from goodoffices.queries.output.shapes import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from goodoffices.graph.errors import Fault
    from goodoffices.graph.store.report import ForgetReport
    from goodoffices.graph.store.store import Store
    from goodoffices.graph.store.values import Keep
    from goodoffices.graph.store.verification.repair import Repaired
    from goodoffices.graph.store.verification.verify import Verification
    from goodoffices.judge import Outcome
    from goodoffices.load import Loaded
    from goodoffices.pages import PageData
    from goodoffices.queries.english.understanding import Understood
    from goodoffices.queries.questions.explain import Explained
    from goodoffices.sites import Site
    from goodoffices.transfer import Dumped


__all__ = ["Graph", "Rows", "check", "open_graph"]


def open_graph(
    target: str | os.PathLike[str] | None = None,
    *,
    create: bool = True,
    migrate: bool = False,
    damaged: bool = False,
    timeout: float | None = TIMEOUT,
) -> Graph:
    """Opens the graph in a folder or on a server (``bolt://…``), else the one that the environment names.

    A folder without a graph becomes one, unless ``create`` is false. A graph in the form of an older goodoffices is
    refused, unless ``migrate`` brings it up to date, and so is a folder of which files are lost or changed, unless
    ``damaged``. A question may take ``timeout`` seconds (None or 0: as long as it takes). Raises a StoreError if it
    can't be opened, UsageError for what is no time.
    """
    # Imports stand where they are needed, here and below: help needs no store, and a question no reader.
    from goodoffices.graph.store.store import open_store

    # First, because what is refused should neither make a folder nor start the server of one.
    limit = checked_timeout(timeout)
    return Graph(open_store(target, create=create, migrate=migrate, damaged=damaged), limit)


def check(*paths: str | Path, reader: str | None = None) -> tuple[Fault, ...]:
    """Reads and checks documents without storing any: every fault with file, line, id and what to do."""
    from goodoffices.load import read_and_check

    return tuple(fault for reading in read_and_check(paths, reader) for fault in reading.faults)


@with_filters_in_help
class Graph:
    """An open graph; close it, or use it in a ``with`` statement.

    ``store`` is a folder or an address, which is opened as ``goodoffices.open`` does, or an open store. A question that
    takes more than ``timeout`` seconds is ended with QuestionLimitError; loads, pages, dumps are not.
    """

    def __init__(self, store: Store | str | os.PathLike[str] | None, timeout: float | None = TIMEOUT) -> None:
        self.timeout = checked_timeout(timeout)
        # By what a Store is not: to know one, its module and the driver would have to be imported.
        if store is None or isinstance(store, str | os.PathLike):
            from goodoffices.graph.store.store import open_store

            store = open_store(store, create=True)
        self.store = store

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection, and the server of a folder if this process runs it."""
        self.store.close()

    def load(self, *paths: str | Path, reader: str | None = None, lenient: bool = False) -> Loaded:
        """Reads and checks all documents of these files and folders, then stores each whole.

        Raises AnnotationError with every fault, and stores nothing, unless ``lenient`` leaves faulty records out.
        """
        from goodoffices.load import gathered, stored

        with gathered(paths, reader, lenient=lenient, store=self.store) as batch:
            return stored(self.store, batch)

    def forget(self, *documents: str) -> ForgetReport:
        """Removes what these documents contributed, and only that; tells which of them were damaged, and how.

        Many are removed some at a time, each whole or not at all. Raises UnknownNameError, and removes nothing, if one
        is not there; UsageError where a list of ids is given in place of ids.
        """
        if not all(isinstance(one, str) for one in documents):
            raise UsageError("each document's id is an argument of its own: graph.forget(*ids)")
        return self.store.forget(documents)

    def dump(self, path: str | Path, *, sound: bool = False) -> Dumped:
        """Writes the whole record to a file, compressed if its name ends in .gz; times of loading are left out.

        The file takes the place of an older one once it is complete. Two graphs with the same record give the same
        bytes, whatever the store. Raises StoreDamagedError, and writes nothing, if a document is not what was loaded;
        if ``sound``, the others are written, and the outcome tells which are not.
        """
        from goodoffices.transfer import dumped

        return dumped(self.store, str(path), sound=sound)

    def verify(self, *documents: str) -> Verification:
        """Whether these documents, or all, are as they were loaded; of all also what belongs to no document.

        Raises UnknownNameError if one of them is not there.
        """
        return self.store.verify(documents or None)

    def repair(self) -> Repaired:
        """Mends what ``verify`` finds, as far as the graph itself tells what is right: see ``Repaired``."""
        return self.store.repair()

    def restore(self, path: str | Path) -> Loaded:
        """Checks a dump wholly, then loads its documents, each whole; those that are there unchanged stay as they are.

        Raises InputError, and stores nothing, if the file is damaged or cut.
        """
        from goodoffices.transfer import restored

        return restored(self.store, str(path))

    def accept(self, left: str, right: str, *, by: str | None = None, judgements: str | Path | None = None) -> Outcome:
        """Judges two events, or two actors, to be one, and from now on all answers show them so.

        An event is given by its id or a beginning that only it has, an actor as in every question. ``judgements`` is
        the file to record it in, too. Raises InputError if it contradicts other judgements.
        """
        from goodoffices.judge import judge

        return judge(self.store, (left, right), "same", by=by, file=judgements)

    def reject(self, left: str, right: str, *, by: str | None = None, judgements: str | Path | None = None) -> Outcome:
        """Judges two events, or two actors, not to be one; otherwise as ``accept``."""
        from goodoffices.judge import judge

        return judge(self.store, (left, right), "different", by=by, file=judgements)

    def undo(self, left: str, right: str, *, judgements: str | Path | None = None) -> Outcome:
        """Takes the judgement on two events or actors back: every answer is again what it was without it."""
        from goodoffices.judge import undo

        return undo(self.store, (left, right), file=judgements)

    def judgements(self) -> Rows:
        """Every judgement, with what its two ends are."""
        from goodoffices.queries.engine.pairs import COLUMNS, judgement_rows

        answer = self.store.answer(judgement_rows, timeout=self.timeout)
        return Rows(answer.rows, answer.remarks, COLUMNS)

    def status(self) -> dict[str, Any]:
        """The store, its server, counts by label, relationship, verdict, kind and event type, and the documents."""
        return asdict(self.store.status())

    def who_mediated(self, a: str, b: str, **filters: Unpack[FilterWords]) -> Rows:
        """Mediators between two actors: a row for each and event."""
        return self.question("who-mediated", filters, a=a, b=b)

    def mediations(self, actor: str, **filters: Unpack[FilterWords]) -> Rows:
        """What an actor mediated, and between whom."""
        return self.question("mediations", filters, a=actor)

    def talks(self, a: str, b: str | None = None, **filters: Unpack[FilterWords]) -> Rows:
        """Negotiations of an actor, or between two."""
        return self.question("talks", filters, a=a, b=b)

    def sanctions(self, by: str | None = None, on: str | None = None, **filters: Unpack[FilterWords]) -> Rows:
        """Sanctions by or on an actor, with their life cycle."""
        return self.question("sanctions", filters, a=by, b=on)

    def timeline(self, a: str, b: str | None = None, **filters: Unpack[FilterWords]) -> Rows:
        """The events that concern an actor, or both of two, in order."""
        return self.question("timeline", filters, a=a, b=b)

    def disputed(self, actor: str | None = None, **filters: Unpack[FilterWords]) -> Rows:
        """Claims against denials, side by side, and on which aspect."""
        return self.question("disputed", filters, a=actor)

    def brokers(
        self,
        bloc: str | Path | Mapping[str, str] | None = None,
        *,
        by_region: bool = False,
        by_subregion: bool = False,
        **filters: Unpack[FilterWords],
    ) -> Rows:
        """Who brokers between blocs: the bloc of each actor by its name, or a file that says so, or UN regions.

        ``by_region`` or ``by_subregion`` also places the states that ``bloc`` doesn't name; regions are the default.
        Raises InputError if the file is faulty or names somebody unknown.
        """
        words = {"bloc": bloc, "by_region": by_region, "by_subregion": by_subregion}
        return self.question("brokers", filters, **words)

    def could_mediate(self, a: str, b: str, **filters: Unpack[FilterWords]) -> Rows:
        """Candidates to mediate between two actors: a row for each reason for or against one."""
        return self.question("could-mediate", filters, a=a, b=b)

    def between(self, a: str, b: str, **filters: Unpack[FilterWords]) -> Rows:
        """The shortest ways between two actors through channels, step by step, and who could cut them."""
        return self.question("between", filters, a=a, b=b)

    def evidence(self, event: str) -> Rows:
        """Every claim and quote of one event; ``event`` is its id or a beginning that only one id has."""
        return self.question("evidence", event=event)

    def ask(self, text: str, *, tell: Callable[[Understood], None] | None = None) -> Rows:
        """The answer to a question in plain English; ``remarks`` begin with the command and the Cypher that it became.

        ``tell`` hears what it became before it is asked, and then these remarks leave it out; where the server was lost
        meanwhile it may hear so again. Raises UsageError, with the nearest wordings, for what the grammar does not take
        (docs/ask.md).
        """
        from goodoffices.asking import rows_in_english

        # A list, of which the last one counts: the transaction begins anew where the server was lost meanwhile.
        heard: list[Understood] = []
        rows = self.store.answer(lambda ask: rows_in_english(ask, text, tell or heard.append), timeout=self.timeout)
        said = heard[-1].remarks if heard else ()
        return Rows(rows, (*said, *rows.remarks), rows.columns, rows.about, rows.shape)

    def understand(self, text: str) -> Understood:
        """What a question in plain English becomes, without asking it; raises as ``ask``."""
        from goodoffices.queries.english.understanding import understand

        return self.store.answer(lambda ask: understand(ask, text), timeout=self.timeout)

    def answer(self, understood: Understood) -> Rows:
        """The rows of what a question in plain English became."""
        return self.question(understood.question, cast("FilterWords", understood.filters), **understood.parameters)

    def question(self, name: str, /, filters: FilterWords | None = None, **parameters: object) -> Rows:
        """The rows of a shipped question; ``goodoffices questions`` lists them.

        Raises UnknownNameError for an unknown one, UsageError for a parameter that is missing, not known or can't be.
        """
        from goodoffices.asking import asking

        return self.store.answer(asking(name, filters or {}, parameters).rows, timeout=self.timeout)

    def explain(self, name: str, /, **parameters: object) -> Explained:
        """The Cypher of a shipped question, with its parameters and the plan of the store, if that tells one."""
        from goodoffices.queries.questions.explain import explain

        return explain(self.store, name, parameters)

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        write: bool = False,
        keep: Keep = list,
    ) -> Rows:
        """The rows of somebody's own Cypher, a dict by column each; the server refuses to change anything unless
        ``write``. Raises QuestionLimitError above a million rows, or 500 MB of them.

        ``keep`` is given the values of each row as they come and says which the answer is to hold, so that memory need
        not hold all of them; where the server was lost it is called again, from the first row.
        """
        answer = self.store.cypher(text, parameters or {}, write=write, timeout=self.timeout, keep=keep)
        return Rows((dict(zip(answer.columns, row, strict=True)) for row in answer.rows), columns=answer.columns)

    def page_data(self, a: str | None = None, b: str | None = None, **filters: Unpack[FilterWords]) -> PageData:
        """What the network page of the whole graph, of an actor or of a pair shows, denied events too unless told."""
        from goodoffices.network_pages import page_of_graph

        # Without the limit of questions: a page of many actors takes as long as it takes.
        chosen = page_filters_of(filters)
        return self.store.answer(lambda ask: page_of_graph(ask, a, b, chosen)).page

    def page(
        self,
        a: str | None = None,
        b: str | None = None,
        path: str | Path = "network.html",
        *,
        renderer: str = "auto",
        **filters: Unpack[FilterWords],
    ) -> Path:
        """Writes the network page of the whole graph, of an actor or of a pair, and gives its path.

        ``renderer``: ``vis`` or ``sigma``; ``auto`` takes sigma above 2,000 actors or 8,000 relations.
        """
        from goodoffices.pages import render, write_page

        write_page(path, render(self.page_data(a, b, **filters), renderer=renderer))
        return Path(path)

    def page_of(
        self,
        answer: Iterable[Mapping[str, object] | str],
        path: str | Path = "network.html",
        *,
        title: str = "An answer",
        notes: Iterable[str] = (),
        renderer: str = "auto",
        **filters: Unpack[FilterWords],
    ) -> PageData:
        """Writes the network page of exactly the events that rows of an answer tell, or of these event ids.

        ``notes`` stand below the title. Of the filters of the question only those count that say whose claims do
        (``without``, ``known_by``, ``surely``). A page of many actors opens on those that rows of the whole answer were
        asked for. Raises UsageError where there is no event to draw.
        """
        from goodoffices.network_pages import Heading, page_of_answer
        from goodoffices.pages import render, write_page

        # A list, because the transaction may begin anew, and would find an iterator empty.
        told, chosen = list(answer), filters_of(filters)
        heading = Heading(title, tuple(notes), answer.about if isinstance(answer, Rows) else ())
        page = self.store.answer(lambda ask: page_of_answer(ask, told, heading, chosen)).page
        write_page(path, render(page, renderer=renderer))
        return page

    def site(
        self,
        folder: str | Path,
        *,
        on_page: Callable[[int, int], None] | None = None,
        renderer: str = "auto",
        **filters: Unpack[FilterWords],
    ) -> Site:
        """Writes a folder of pages that works without a server: an overview with a search, and a page for each actor.

        ``on_page`` hears how many of how many actors are done. What an earlier run wrote is brought up to date. Raises
        UsageError for a folder that holds anything else.
        """
        from goodoffices.sites import write_site

        return write_site(self.store, Path(folder), page_filters_of(filters), on_page, renderer)
