"""Commands beside the graph's own: opening it to other programs, and trying everything on the sample."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.common import graph_of, joined_with_and, notice, put_rows, tell, write_out
from goodoffices.cli.load import report_lines
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.foreign_nodes import ALWAYS_SET
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goodoffices.api import Graph, Rows
    from goodoffices.graph.store.store import Store


def connect(
    ctx: typer.Context,
    write: Annotated[bool, typer.Option("--write", help="Give the user who may change the graph.")] = False,
    until_eof: Annotated[bool, typer.Option("--until-eof", help="End when standard input ends.")] = False,
) -> None:
    """Keep the embedded store open for any Neo4j client.

    Prints its Bolt URL, user, password and database, as settings that Neo4j's own tools understand. Ctrl-C ends it.

    Example: goodoffices connect
    """
    # With others' nodes under goodoffices' labels it opens only for those who can mend that.
    with graph_of(ctx, mixed=write) as graph:
        if not graph.store.embedded:
            raise UsageError(f"{graph.store.target} is a server already; point the client at it.")
        _put_login(graph.store, write=write)
        if write:
            labels = joined_with_and(ALWAYS_SET)
            notice(f"Leave the labels {labels} to goodoffices: others' nodes that bear them are refused.")
        notice("The store is open until Ctrl-C." if not until_eof else "The store is open until standard input ends.")
        with contextlib.suppress(KeyboardInterrupt), _ended_by(signal.SIGTERM):
            over = _end_of_input() if until_eof else threading.Event()
            # Each second, because other clients can't start an engine again that was killed.
            while not over.wait(1.0):
                if graph.store.renew():
                    notice("The engine of the store had ended and was started again; from now on it is")
                    # It has another address and other passwords.
                    _put_login(graph.store, write=write)


def _put_login(store: Store, *, write: bool) -> None:
    login = store.writer if write else store.reader
    # Not by ``tell``, which makes texts harmless: programs read this, and need each sign as it is.
    write_out(
        f"NEO4J_URI={login.url}\nNEO4J_USERNAME={login.user}\n"
        f"NEO4J_PASSWORD={login.password}\nNEO4J_DATABASE={login.database}\n"
    )


def _end_of_input() -> threading.Event:
    over = threading.Event()

    def read() -> None:
        while os.read(0, 4096):  # no buffer, whose lock a thread would hold when this process ends
            pass
        over.set()

    threading.Thread(target=read, daemon=True).start()
    return over


@contextlib.contextmanager
def _ended_by(number: signal.Signals) -> Iterator[None]:
    """Within it, a signal ends what is waited for as Ctrl-C does, so that the store is closed in order."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


_SHOWN: tuple[tuple[str, Callable[[Graph], Rows]], ...] = (
    ('who-mediated "Saudi Arabia" Iran', lambda graph: graph.who_mediated("Saudi Arabia", "Iran")),
    ("disputed Iran", lambda graph: graph.disputed("Iran", limit=2)),
    ("sanctions --on Libya", lambda graph: graph.sanctions(on="Libya")),
)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to put it.")] = Path(
        "goodoffices-demo"
    ),
) -> None:
    """Try it on the sample corpus: load, ask, see.

    Example: goodoffices demo
    """
    from goodoffices.api import open_graph

    output.mkdir(parents=True, exist_ok=True)
    folder = output / "graph"
    with open_graph(folder) as graph:
        # Here, because it imports what makes temporary files, which --help can do without.
        from importlib.resources import as_file, files

        # A package may lie in an archive, where its files have no path.
        with as_file(files("goodoffices.loaders") / "sample") as corpus:
            loaded = graph.load(corpus)
        tell(*report_lines(loaded.report), "")
        for words, question in _SHOWN:
            tell(f"$ goodoffices --store {folder} {words}", "")
            put_rows(question(graph), Format.table)
            tell("")
        written = graph.page(path=output / "network.html")
    tell(f"The network page, with the quote behind every line: {written}")
