"""Others' nodes that come under goodoffices' labels after its own, on the embedded server and on Neo4j."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from goodoffices.graph.errors import StoreSchemaError, UnknownNameError
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.goodoffices.cli.test_cli import Desk
from tests.graph.store.test_store_version import Opener, change, reopen
from tests.support.contributions import FIRST, SECOND
from tests.support.histories import History
from tests.support.servers import load, snapshot, wipe

__all__ = ["reopen"]

THEIRS = {
    "Actor": "CREATE (:Actor {name: 'Tom Hanks'})",
    "Event": "CREATE (:Event {id: 'x', name: 'party'})",
    "Document": "CREATE (:Document {id: 'zz', title: 'passport'})",
    "Place": "CREATE (:Place {name: 'Nowhere'})",
    "Claim": "CREATE (:Claim {id: 'c', amount: 3})",
    "Evidence": "CREATE (:Evidence)-[:IN]->(:Court)",
    "Judgement": "CREATE (:Judgement {id: 'j', by: 'a court'})",
}


@pytest.mark.parametrize("label", THEIRS)
def test_they_are_told_at_the_next_opening_and_left_alone(reopen: Opener, label: str) -> None:
    change(reopen, THEIRS[label])
    for migrates in (False, True):
        with pytest.raises(StoreSchemaError, match=rf"not goodoffices' own \(1 labelled {label}\)"):
            reopen(migrate=migrates)
    with reopen(mixed=True) as store:
        before = snapshot(store)
        assert store.documents() == ("a",)
        load(store, SECOND)
        with pytest.raises(UnknownNameError):
            store.forget(["zz"])
        store.forget(["b"])
        assert snapshot(store) == before
        store.cypher(
            f"MATCH (n:{label}) WHERE n.id IS NULL OR size(n.id) < 3 REMOVE n:{label} SET n:Theirs", {}, write=True
        )
    reopen().close()


def test_a_graph_that_does_not_say_how_many_are_its_own_is_looked_through_once(
    neo4j_session: Store, neo4j_target: ServerTarget, store_folder: Path
) -> None:
    wipe(neo4j_session)
    for target in (neo4j_target, store_folder):
        with Store(target, create=True) as store:
            load(store, FIRST)
            store.cypher("MATCH (s:Schema) REMOVE s.nodes", {}, write=True)
        with Store(target) as store:
            assert noted(store) == own(store) > 0


def noted(store: Store) -> object:
    return store.read("MATCH (s:Schema) RETURN s.nodes AS n")[0]["n"]


def own(store: Store) -> int:
    labels = ("Document", "Actor", "Place", "Event", "Claim", "Evidence", "Judgement")
    return sum(store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for label in labels)


@pytest.mark.parametrize("seed", range(4))
def test_the_graph_knows_after_every_change_how_many_nodes_are_its_own(store: Store, seed: int) -> None:
    load(store, FIRST, SECOND)
    history = History(store, random.Random(seed))
    for _ in range(8):
        history.step()
        assert noted(store) == own(store)
    wipe(store)


def test_who_writes_is_warned(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "a.txt").write_text("Nothing.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    assert desk.run("load", "a.txt").returncode == 0
    written = desk.run("cypher", "--write", THEIRS["Place"])
    assert written.returncode == 0
    assert "not goodoffices' own (1 labelled Place)" in written.stderr
    asked = desk.run("status")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert "1 labelled Place" in asked.stderr
    opened = desk.run("connect", "--write", "--until-eof", stdin="")
    assert (
        "Leave the labels Document, Actor, Place, Event, Claim, Evidence and Judgement to goodoffices" in opened.stderr
    )
    mended = desk.run("cypher", "--write", "MATCH (n:Place) WHERE n.id IS NULL REMOVE n:Place")
    assert "Place" not in mended.stderr
    assert desk.run("status").returncode == 0
