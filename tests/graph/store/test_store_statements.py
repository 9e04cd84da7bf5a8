"""Every statement that writes, on 2,000 matches: each server says that it did just what was to be done."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString

import pytest

import goodoffices.graph.store
from goodoffices.graph.store import actors as store_actors
from goodoffices.graph.store import astray as store_astray
from goodoffices.graph.store import edges as store_edges
from goodoffices.graph.store import forget as store_forget
from goodoffices.graph.store import forget_journal as store_forget_journal
from goodoffices.graph.store import judgements as store_judgements
from goodoffices.graph.store import load as store_load
from goodoffices.graph.store import load_journal as store_ledger
from goodoffices.graph.store import merged as store_same
from goodoffices.graph.store import participation as store_participation
from goodoffices.graph.store import standing as store_standing
from goodoffices.graph.store.connection import run_rows
from goodoffices.graph.store.remove import IncompleteRemovalError, Removal, Removed, remove
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.verification import repair as store_repair
from goodoffices.graph.store.verification import residue as store_residue
from goodoffices.graph.store.version import ensure_form
from tests.conftest import STORES
from tests.support.servers import wipe

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

N = 2000
SETUP = (
    "UNWIND range(0, $n - 1) AS i CREATE (:Document {id: 'd' + i, sha256: 'x'})",
    "UNWIND range(0, $n - 1) AS i CREATE (:Actor:State {id: 'a' + i, name: 'A', kind: 'state'})",
    "UNWIND range(0, $n - 1) AS i CREATE (:Place {id: 'p' + i, name: 'P'})",
    "UNWIND range(0, $n - 1) AS i CREATE (:Judgement {id: 'j' + i, at: 'x'})",
    "UNWIND range(0, $n - 1) AS i CREATE (:Load {id: 'l' + i, documents: ['d0']})",
    "UNWIND range(0, $n - 1) AS i CREATE (:Event {id: 'w' + i})",
    """UNWIND range(0, $n - 1) AS i MATCH (p:Place {id: 'p' + i}) MATCH (w:Event {id: 'w' + i})
    CREATE (e:Event {id: 'e' + i, document: 'd0', merged_into: 'w'})-[:AT]->(p) CREATE (e)-[:ABOUT_EVENT]->(w)""",
    """UNWIND range(0, $n - 1) AS i MATCH (e:Event {id: 'e' + i}) MATCH (a:Actor {id: 'a' + i})
    CREATE (e)-[:CONCERNS]->(a)""",
    """UNWIND range(0, $n - 1) AS i MATCH (d:Document {id: 'd0'}) MATCH (e:Event {id: 'e' + i})
    CREATE (v:Evidence {id: 'v' + i})-[:IN]->(d) CREATE (c:Claim {id: 'c' + i})-[:ABOUT]->(e)
    CREATE (c)-[:QUOTED_FROM]->(v) CREATE (c)-[:SAID_BY]->(d)""",
    """UNWIND range(0, $n - 1) AS i MATCH (d:Document {id: 'd0'}) MATCH (a:Actor {id: 'a' + i})
    CREATE (d)-[:NAMES {of: []}]->(a) CREATE (d)-[:SAME_NAMES]->(a)""",
    """UNWIND range(0, $n - 1) AS i MATCH (a:Actor {id: 'a' + i}) MATCH (b:Actor {id: 'a0'})
    CREATE (a)-[:OF {id: 'o' + i}]->(b) CREATE (a)-[:SAME_OF]->(b) CREATE (a)-[:SAME_AS]->(b)
    CREATE (a)-[:MEDIATES {event_id: 'e' + i}]->(b)""",
    """UNWIND range(0, $n - 1) AS i MATCH (a:Event {id: 'e' + i}) MATCH (b:Event {id: 'w' + i})
    CREATE (a)-[:SAME_AS]->(b)""",
)


def _ids(letter: str) -> list[str]:
    return [f"{letter}{i}" for i in range(N)]


def _rows(**letters: str) -> list[dict[str, Any]]:
    """Rows that have under each name the id of that letter; other values stand as they are."""
    return [{name: f"{value}{i}" if len(value) == 1 else value for name, value in letters.items()} for i in range(N)]


def _made(nodes: int = 0, relationships: int = 0) -> dict[str, int]:
    counts = {"nodes_created": nodes, "relationships_created": relationships}
    return {name: count for name, count in counts.items() if count}


def _creating(names: str, key: str = "new") -> list[dict[str, Any]]:
    """Rows of records to be made, each with one of what hangs on it."""
    return [{"properties": {"id": f"{key}{i}"}, names: [{"actor": "a0", "role": "Party"}]} for i in range(N)]


EVIDENCE = [
    {
        "document": "d0",
        "properties": {"id": f"new{i}"},
        "claims": [{"properties": {"id": f"new{i}"}, "event": f"e{i}", "speakers": [{"actor": "a0", "depth": 1}]}],
    }
    for i in range(N)
]
NAMES = [{"document": "d1", "names": [{"actor": key, "properties": {"of": []}} for key in _ids("a")]}]
PROPERTIES = {"properties": {"event_id": "x"}}
EDGES = [{"source": f"a{i}", "target": "a1", **PROPERTIES} for i in range(N)]
CONCERNS = [{"event": f"e{i}", "concerns": [{"actor": f"a{i}", "properties": {"roles": ["party"]}}]} for i in range(N)]
STANDS = {"roles": ["party"], "has_mediator": False, "sources": 1, "disputes": 0, "contradicted": 0}
SAME = _rows(left="a", right="a0", judgement="same", by="me", at="now")

LENT = _rows(document="d", actor="a", of="x1")

Case = tuple[str, list[Any], Mapping[str, int]]

WRITTEN: Mapping[str, Case] = {
    "store_actors.STORED_ACTORS": (store_actors.STORED_ACTORS, _ids("a"), {}),
    "store_actors.SET_ACTORS": (store_actors.SET_ACTORS, _rows(id="a", name="other"), {}),
    "store_actors.STORED_PLACES": (store_actors.STORED_PLACES, _ids("p"), {}),
    "store_actors.SET_PLACES": (store_actors.SET_PLACES, _rows(id="p", name="other"), {}),
    "store_actors.CREATE_OF": (store_actors.CREATE_OF, _rows(actor="a", of="a1", id="x"), _made(0, N)),
    "store_actors.ADD_MEDIATORS": (store_actors.ADD_MEDIATORS, _ids("a"), {"labels_added": N}),
    "store_edges.CREATE_EDGES": (store_edges.CREATE_EDGES % "MEDIATES", EDGES, _made(0, N)),
    "store_forget.LOCKED": (store_forget.LOCKED, _ids("d"), {}),
    "store_forget.ACTORS_OF": (store_forget.ACTORS_OF, ["d0"], {}),
    "store_forget.PLACES_OF": (store_forget.PLACES_OF, _ids("e"), {}),
    "store_forget_journal.NOTE": (store_forget_journal.NOTE, _rows(id="m"), _made(N)),
    "store_forget_journal.SHRINK": (store_forget_journal.SHRINK, _rows(id="l", left="later"), {}),
    "store_judgements.STORED": (store_judgements.STORED, _ids("j"), {}),
    "store_judgements.CREATE": (store_judgements.CREATE, _rows(id="k"), _made(N)),
    "store_judgements.SET": (store_judgements.SET, _rows(id="j", at="later"), {}),
    "store_ledger.SHRINK": (store_ledger.SHRINK, _rows(id="l", documents="later"), {}),
    "store_same.MERGED": (store_same.MERGED, _ids("e"), {}),
    "store_same.PART": (store_same.PART, _ids("e"), {}),
    "store_same.CREATE_VIEWS": (store_same.CREATE_VIEWS, _creating("roles"), _made(N, N)),
    "store_same.JOIN": (store_same.JOIN, _rows(member="e", view="w"), {}),
    "store_same.CREATE_AT": (store_same.CREATE_AT, _rows(event="w", place="p"), _made(0, N)),
    "store_same.CREATE_ABOUT": (store_same.CREATE_ABOUT, _rows(claim="c", event="w"), _made(0, N)),
    "store_same.CREATE_ABOUT_EVENT": (store_same.CREATE_ABOUT_EVENT, _rows(event="w", about="e"), _made(0, N)),
    "store_same.CREATE_SAME_AS": (store_same.CREATE_SAME_AS % {"kind": "Actor"}, SAME, _made(0, N)),
    "store_same.LOCKED": (store_same.LOCKED, _ids("a"), {}),
    "store_same.CREATE_SAME_OF": (store_same.CREATE_SAME_OF, _rows(actor="a", of="a1"), _made(0, N)),
    "store_same.CREATE_SAME_NAMES": (
        store_same.CREATE_SAME_NAMES,
        _rows(document="d", actor="a", of="x1"),
        _made(0, N),
    ),
    "store_standing.STAND": (store_standing.STAND, [row | STANDS for row in _rows(event="e")], {}),
    "store_participation.CREATE_CONCERNS": (store_participation.CREATE_CONCERNS, CONCERNS, _made(0, N)),
    "store_repair.EVENTS_WITHOUT_DOCUMENT": (store_repair.EVENTS_WITHOUT_DOCUMENT, [0], {}),
    "store_repair.PART": (store_repair.PART, _ids("e"), {}),
    "store_residue.SIGN": (store_residue.SIGN, _rows(id="d", content="x"), {}),
    "store_load.UNSIGN_DOCUMENTS": (store_load.UNSIGN_DOCUMENTS, _ids("d"), {}),
    "store_load.CREATE_DOCUMENTS": (store_load.CREATE_DOCUMENTS, _rows(id="n"), _made(N)),
    "store_load.SET_DOCUMENTS": (store_load.SET_DOCUMENTS, _rows(id="d", title="other"), {}),
    "store_load.SET_SOURCES": (store_load.SET_SOURCES, _rows(id="d", source="other", version="1"), {}),
    "store_load.CREATE_NAMES": (store_load.CREATE_NAMES, NAMES, _made(0, N)),
    "store_load.CREATE_EVENTS": (store_load.CREATE_EVENTS, _creating("roles"), _made(N, N)),
    "store_load.CREATE_AT": (store_load.CREATE_AT, _rows(event="w", place="p", name="P"), _made(0, N)),
    "store_load.CREATE_ABOUT_EVENT": (store_load.CREATE_ABOUT_EVENT, _rows(event="w", about="e"), _made(0, N)),
    "store_load.CREATE_EVIDENCE": (store_load.CREATE_EVIDENCE, EVIDENCE, _made(2 * N, 5 * N)),
}
"""What makes or changes records: the statement, its rows, and what it must be said to have made."""

REMOVED: Mapping[str, tuple[Removal, list[Any], Removed]] = {
    "store_edges.EDGES_OF_EVENTS": (store_edges.EDGES_OF_EVENTS.of("MEDIATES"), _ids("e"), Removed(0, N)),
    "store_astray.CLAIMS_QUOTED": (store_astray.CLAIMS_QUOTED, ["d0"], Removed(N, 3 * N)),
    "store_astray.CLAIMS_SAID": (store_astray.CLAIMS_SAID, ["d0"], Removed(N, 3 * N)),
    "store_astray.QUOTES_OF_CLAIMS": (store_astray.QUOTES_OF_CLAIMS, ["d0"], Removed(N, 2 * N)),
    "store_astray.EVENTS_ASTRAY": (store_astray.EVENTS_ASTRAY, _ids("w"), Removed(N, 2 * N)),
    "store_forget.CLAIMS_OF": (store_forget.CLAIMS_OF, ["d0"], Removed(N, 3 * N)),
    "store_forget.EVENTS_TOLD": (store_forget.EVENTS_TOLD, ["d0"], Removed(N, 5 * N)),
    "store_forget.EVIDENCE_OF": (store_forget.EVIDENCE_OF, ["d0"], Removed(N, 2 * N)),
    "store_forget.NAMES_OF": (store_forget.NAMES_OF, ["d0"], Removed(0, N)),
    "store_forget.DOCUMENTS": (store_forget.DOCUMENTS, _ids("d"), Removed(N, 4 * N)),
    "store_forget.AFFILIATIONS": (store_forget.AFFILIATIONS, _ids("o"), Removed(0, N)),
    "store_forget.UNNAMED_ACTORS": (store_forget.UNNAMED_ACTORS, _ids("a"), Removed()),
    "store_forget.PLACES_WITHOUT_EVENTS": (store_forget.PLACES_WITHOUT_EVENTS, _ids("p"), Removed()),
    "store_forget_journal.NOTES": (store_forget_journal.NOTES, _ids("l"), Removed(N)),
    "store_participation.CONCERNS_OF": (store_participation.CONCERNS_OF, _ids("e"), Removed(0, N)),
    "store_judgements.JUDGEMENTS": (store_judgements.JUDGEMENTS, _ids("j"), Removed(N)),
    "store_repair.AFFILIATIONS": (store_repair.AFFILIATIONS, _ids("a"), Removed(0, N)),
    "store_repair.MERGED": (store_repair.MERGED, _ids("w"), Removed(N, 2 * N)),
    "store_residue.QUOTES": (store_residue.QUOTES, _rows(document="d0", key="v"), Removed(N, 2 * N)),
    "store_residue.NAMED": (store_residue.NAMED, _rows(document="d0", key="x"), Removed()),
    "store_same.VIEWS": (store_same.VIEWS, _ids("w"), Removed(N, 2 * N)),
    "store_same.ABOUT_VIEWS": (store_same.ABOUT_VIEWS, _ids("e"), Removed(0, N)),
    "store_same.SAME_AS": (store_same.SAME_AS["actor"], _rows(left="a", right="a0"), Removed(0, N)),
    "store_same.SAME_OF": (store_same.SAME_OF, _ids("a"), Removed(0, N)),
    "store_same.SAME_NAMES": (store_same.SAME_NAMES, _ids("a"), Removed(0, N)),
}
"""What removes records: the removal, its rows, and how many nodes and relationships must go."""

NODES_AND_RELATIONSHIPS = ("nodes_created", "nodes_deleted", "relationships_created", "relationships_deleted")


class _RolledBackError(Exception):
    pass


def _begun(text: LiteralString, tx: ManagedTransaction) -> None:
    tx.run(text, n=N).consume()


@pytest.fixture(params=STORES)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with 2,000 of everything; a folder of its own, because ArcadeDB is slow to empty one of hubs."""
    with contextlib.ExitStack() as stack:
        if request.param == "embedded":
            found = stack.enter_context(open_store(tmp_path / "graph", create=True))
        else:
            found = request.getfixturevalue(f"{request.param}_session")
            wipe(found)
        ensure_form(found._link, found.target)
        for text in SETUP:
            found._link.write(partial(_begun, text))
        yield found


def test_every_statement_writes_and_removes_all_that_it_matches(filled: Store) -> None:
    for name, (text, rows, wanted) in WRITTEN.items():
        assert _written(filled, text, rows, wanted) == wanted, name
    for name, (removal, rows, gone) in REMOVED.items():
        assert _removed(filled, (removal, rows)) == [gone], name
    for name, (removal, rows, _) in REMOVED.items():
        nothing = {} if isinstance(rows[0], dict) else "nothing"
        assert _removed(filled, (removal, [nothing])) == [Removed()], name
    named_by_none = (
        (store_forget.DOCUMENTS, _ids("d")),
        (store_same.VIEWS, [*_ids("e"), *_ids("w")]),
        (store_forget.UNNAMED_ACTORS, _ids("a")),
        (store_forget.PLACES_WITHOUT_EVENTS, _ids("p")),
    )
    assert _removed(filled, *named_by_none)[2:] == [Removed(N, 4 * N), Removed(N, 0)]


def test_no_statement_that_writes_is_left_out() -> None:
    own = {"version.SET_MARK", "foreign_nodes.GROW", "foreign_nodes.NOTE"}
    assert set(_named("str")) - {f"goodoffices.graph.store.{name}" for name in own} <= WRITTEN.keys()
    assert "store_load.CREATE_EVENTS" in _named("str")
    assert set(_named("Removal")) <= REMOVED.keys()


def test_a_removal_that_leaves_something_is_rolled_back_and_said(store: Store) -> None:
    store.cypher("UNWIND range(0, $n - 1) AS i CREATE (:Place {id: 'p' + i})", {"n": 10}, write=True)

    class Forgetful(Removal):
        @property
        def delete(self) -> str:
            return super().delete.replace("UNWIND found", "UNWIND found[1..]")

    removal = Forgetful("UNWIND $rows AS id MATCH (x:Place {id: id})")
    with pytest.raises(IncompleteRemovalError, match="removed 9 of 10 nodes"):
        store._link.write(lambda tx: remove(tx, removal, _ids("p")))
    assert store.read("MATCH (p:Place) RETURN count(p) AS n") == [{"n": 10}]


def _written(store: Store, text: str, rows: list[Any], wanted: Mapping[str, int]) -> Mapping[str, int]:
    """What the server says it made or removed, and the counters that are wanted beside; then all is as it was."""
    counts: dict[str, int] = {}

    def work(tx: Any) -> None:
        counts.update(run_rows(tx, text, rows, size=N))
        raise _RolledBackError

    with pytest.raises(_RolledBackError):
        store._link.write(work)
    counted = (*NODES_AND_RELATIONSHIPS, *wanted)
    return {name: count for name, count in counts.items() if count and name in counted}


def _removed(store: Store, *removals: tuple[Removal, list[Any]]) -> list[Removed]:
    """What each of these removals says that it removed, in one transaction; then all is as it was."""
    found: list[Removed] = []

    def work(tx: Any) -> None:
        found.extend(remove(tx, removal, rows, size=2 * N) for removal, rows in removals)
        raise _RolledBackError

    with pytest.raises(_RolledBackError):
        store._link.write(work)
    return found


def _named(kind: str) -> Iterator[str]:
    """Constants of the store's modules that hold a statement that writes, or a removal."""
    known = {module.__name__: alias for alias, module in globals().items() if alias.startswith("store_")}
    for found in pkgutil.walk_packages(goodoffices.graph.store.__path__, "goodoffices.graph.store."):
        module = importlib.import_module(found.name)
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, value in vars(module).items():
            writes = kind == "Removal" or re.search(r"\b(CREATE|SET|MERGE|REMOVE|DELETE)\b", str(value))
            own = re.search(rf"^{name}(?:: \w+)? = ", source, re.MULTILINE)
            if writes and own and type(value).__name__ == kind:
                yield f"{known.get(found.name, found.name)}.{name}"
