"""Graphs of other versions, and other people's: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from goodoffices.api import Graph
from goodoffices.graph.dump.digest_former import former_digest
from goodoffices.graph.errors import StoreSchemaError, StoreUnavailableError
from goodoffices.graph.model import Affiliation
from goodoffices.graph.store.connection import Link
from goodoffices.graph.store.load_journal import Plan, UnfinishedLoad, begin
from goodoffices.graph.store.migrations import STEPS, Step, _renew, migrate_graph
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget, resolve_target
from goodoffices.graph.store.verification.documents import formerly_checked
from goodoffices.graph.store.version import VERSION
from goodoffices.load import gathered
from tests.graph.store.test_store_at_once import together
from tests.support.contributions import ENVOY, FIRST, SECOND, USA, mediation
from tests.support.servers import LATER, load, snapshot, wipe

Opener = Callable[..., Store]


@pytest.fixture(params=["embedded", "neo4j"])
def reopen(request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens anew a store that is empty at first; the first one stays open, as another process would have it."""
    store: Store = request.getfixturevalue(f"{request.param}_session")
    target = request.getfixturevalue("neo4j_target") if request.param == "neo4j" else resolve_target(store.target)
    wipe(store)
    yield partial(Store, target)
    wipe(store)


def change(reopen: Opener, *statements: str, first: bool = True) -> None:
    """Loads a document (if it is to be the ``first``), then runs statements as a user could."""
    with reopen() as store:
        if first:
            load(store, FIRST)
        for statement in statements:
            store.cypher(statement, {}, write=True)


def noted(store: Store) -> list[tuple[int, str]]:
    return [(row["v"], row["by"]) for row in store.read("MATCH (s:Schema) RETURN s.version AS v, s.made_by AS by")]


MAKE_OLD = "MATCH (s:Schema) DETACH DELETE s"
OLD_FORM = (
    MAKE_OLD,
    "MATCH (e:Event) REMOVE e.documents",
    "DROP CONSTRAINT schema_id",
    "MATCH (d:Document)-[n:NAMES]->(a:Actor)-[o:OF]->(b:Actor) WHERE b.id IN n.of "
    "SET o.documents = coalesce(o.documents, []) + d.id",
    "MATCH ()-[o:OF]->() REMOVE o.id",
    "MATCH ()-[n:NAMES]->() REMOVE n.of",
)
"""What a graph lacked before it had a version."""

ENVOYS = mediation("c", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, USA.id)], speaker=ENVOY)
MAKE_NEW = "MATCH (s:Schema) SET s.version = 99, s.made_by = '9.9.9'"
OLDER = r"\(version 0, now 3\); bring it up to date with: goodoffices --store (.+) migrate$"


def make_former(store: Store) -> dict[str, str]:
    """Gives the documents the hashes that they had before there were digests of lines; these by id."""
    former = {one.document.id: former_digest(one) for one in store.contributions()}
    for key, content in former.items():
        text = "MATCH (d:Document {id: $id}) SET d.content = $content REMOVE d.content_form"
        store.cypher(text, {"id": key, "content": content}, write=True)
    return former


def test_a_step_leads_to_every_version() -> None:
    assert len(STEPS) == VERSION


def test_the_first_load_notes_the_version_once(reopen: Opener) -> None:
    with reopen() as store:
        assert noted(store) == []
        load(store, FIRST)
        first = noted(store)
        load(store, SECOND)
        assert noted(store) == first
        ((number, release),) = first
    assert number == VERSION
    assert re.match(r"\d+\.\d+", release)


def test_first_loads_at_once_note_it_once(reopen: Opener) -> None:
    with reopen() as one, reopen() as other:
        together(*(partial(load, store, mediation(name)) for store, name in ((one, "a"), (other, "b"))))
        assert len(noted(one)) == 1
        assert one.documents() == ("a", "b")
    reopen().close()


def test_an_older_graph_is_refused_with_the_command_to_run(reopen: Opener) -> None:
    change(reopen, MAKE_OLD)
    with pytest.raises(StoreSchemaError, match=OLDER) as caught:
        reopen()
    found = re.search(OLDER, str(caught.value))
    assert found
    (target,) = shlex.split(found[1])
    assert resolve_target(target, {}) in (Path(target), ServerTarget(target, "neo4j", "", None))


def test_an_older_graph_is_migrated_and_keeps_all(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST, SECOND, ENVOYS)
        before = snapshot(store)
        make_former(store)
        for statement in OLD_FORM:
            store.cypher(statement, {}, write=True)
    with reopen(migrate=True) as store:
        assert store.migrated == tuple(step.what for step in STEPS)
        assert snapshot(store) == before
        assert [number for number, _ in noted(store)] == [VERSION]
        assert load(store, FIRST, SECOND, ENVOYS).unchanged == ("a", "b", "c")
    with reopen(migrate=True) as store:
        assert store.migrated == ()


def test_a_graph_that_grew_old_while_it_was_open_takes_no_load(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST)
        store.cypher(MAKE_OLD, {}, write=True)
        with pytest.raises(StoreSchemaError, match="migrate"):
            load(store, SECOND)
        assert store.documents() == ("a",)


@pytest.mark.parametrize("migrate", [False, True])
def test_a_newer_graph_is_refused_in_one_sentence(reopen: Opener, migrate: bool) -> None:
    change(reopen, MAKE_NEW)
    with pytest.raises(StoreSchemaError) as caught:
        reopen(migrate=migrate)
    assert re.fullmatch(
        r"the graph in \S+ was made by goodoffices 9\.9\.9 in a form \(version 99\) that this one, \S+, does not know "
        r"\(up to 3\): upgrade goodoffices",
        str(caught.value),
    )


def test_a_newer_graph_takes_no_load(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST)
        before = snapshot(store)
        store.cypher(MAKE_NEW, {}, write=True)
        with pytest.raises(StoreSchemaError, match="upgrade"):
            load(store, SECOND)
        assert snapshot(store) == before
        assert noted(store) == [(99, "9.9.9")]


@pytest.mark.parametrize("version", ["'abc'", "1.5", "-1", "[1]", "true", "null"])
def test_a_version_that_is_none_is_told_in_one_sentence(reopen: Opener, version: str) -> None:
    change(reopen, f"MATCH (s:Schema) SET s.version = {version}")
    for migrates in (False, True):
        with pytest.raises(StoreSchemaError, match=r"says of itself that it has the version .* which is none"):
            reopen(migrate=migrates)


def test_an_empty_graph_needs_no_version(reopen: Opener) -> None:
    for migrates in (False, True):
        with reopen(migrate=migrates) as store:
            assert (store.migrated, store.documents()) == ((), ())


def test_other_peoples_nodes_stay_as_they_are_and_in_no_answer(reopen: Opener) -> None:
    change(reopen, "CREATE (:Film {id: 'a', title: 'x'})-[:WITH]->(:Star {id: 'ac700000000000000003'})", first=False)
    with reopen() as store:
        foreign = snapshot(store)
        load(store, FIRST, SECOND)
        status = store.status()
        assert not {"Film", "Star"} & set(status.labels)
        assert [one.id for one in status.documents] == ["a", "b"]
        store.forget(["a", "b"])
        assert snapshot(store) == foreign


@pytest.mark.parametrize("label", ["Document", "Actor", "Evidence"])
def test_other_peoples_nodes_under_our_labels_are_not_touched(reopen: Opener, label: str) -> None:
    with reopen() as store:
        store.cypher(f"CREATE (:{label} {{id: 'a', title: 'x'}})", {}, write=True)
        before = snapshot(store)
        with pytest.raises(StoreSchemaError, match=f"nodes labelled {label} that are not goodoffices' own"):
            load(store, FIRST)
        assert snapshot(store) == before
    for migrates in (False, True):
        with pytest.raises(StoreSchemaError, match="name another") as caught:
            reopen(migrate=migrates)
        assert ("NEO4J_DATABASE" in str(caught.value)) == ("://" in str(caught.value))


BEFORE_DIGESTS = "MATCH (s:Schema) SET s.version = 1"


def test_digests_take_the_place_of_hashes_where_nothing_is_damaged(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST, SECOND, ENVOYS)
        before = snapshot(store)
        former = make_former(store)
        for statement in (BEFORE_DIGESTS, "MATCH (e:Event {document: 'b'}) SET e.status = 'offered'"):
            store.cypher(statement, {}, write=True)
    with reopen(migrate=True) as store:
        rows = store.read("MATCH (d:Document) RETURN d.id AS id, d.content AS content, d.content_form AS form")
        assert {row["id"]: row["form"] for row in rows} == {"a": 2, "b": 1, "c": 2}
        assert {row["id"]: row["content"] for row in rows if row["form"] == 1} == {"b": former["b"]}
        assert [one.id for one in store.checked() if one.faults] == ["b"]
        report = load(store, FIRST, SECOND, ENVOYS)
        assert (report.unchanged, report.replaced) == (("a", "c"), ("b",))
        assert snapshot(store) == before


def test_a_step_to_digests_that_was_broken_off_is_taken_again(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST, SECOND, ENVOYS)
        before = snapshot(store)
        make_former(store)
        store.cypher(BEFORE_DIGESTS, {}, write=True)
        link = linked(store)
        link.write(partial(_renew, tuple(formerly_checked(link.read, ["b"]))))
        for _ in range(2):
            STEPS[1].run(link)
            assert snapshot(store) == before
        link.close()


def test_an_unfinished_load_of_before_the_digests_misses_what_it_missed(reopen: Opener) -> None:
    planned = {one.document.id: former_digest(one) for one in (FIRST, SECOND, ENVOYS)}
    with reopen() as store:
        load(store, FIRST)
        link = linked(store)
        link.write(lambda tx: begin(tx, Plan("load", LATER, planned)))
        make_former(store)
        assert [one.missing for one in store.status().unfinished if isinstance(one, UnfinishedLoad)] == [("b", "c")]
        STEPS[1].run(link)
        assert [one.missing for one in store.status().unfinished if isinstance(one, UnfinishedLoad)] == [("b", "c")]
        load(store, FIRST, SECOND, ENVOYS, at=LATER)
        assert store.status().unfinished == ()
        link.close()


def test_files_that_did_not_change_are_not_read_again_after_the_digests_came(reopen: Opener, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway mediated.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tState 0 6\tNorway\n", encoding="utf-8")
    with reopen() as store:
        Graph(store).load(tmp_path)
        make_former(store)
        store.cypher(BEFORE_DIGESTS, {}, write=True)
    with reopen(migrate=True) as store:
        with gathered([tmp_path], store=store) as batch:
            assert batch.unchanged == ("a",)
        store.cypher("MATCH (d:Document) SET d.version = '0.0.1'", {}, write=True)
        assert Graph(store).load(tmp_path).report.unchanged == ("a",)


def _set(link: Link, statement: str) -> None:
    with link.autocommit() as session:
        session.run(statement).consume()


def _break(_: Link) -> None:
    raise StoreUnavailableError("the server went away")


COLOURED = Step("has a colour", lambda link: _set(link, "MATCH (d:Document) SET d.colour = 'red'"))
SIZED = Step("has a size", lambda link: _set(link, "MATCH (d:Document) SET d.size = 1"))
BROKEN = Step("has nothing", _break)


def linked(store: Store) -> Link:
    return Link(store.writer, store.reader)


def test_steps_are_taken_in_order_from_where_the_graph_stands(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST)
        link = linked(store)
        assert migrate_graph(link, VERSION, [*STEPS, COLOURED, SIZED]) == ("has a colour", "has a size")
        assert store.read("MATCH (d:Document) RETURN d.colour AS c, d.size AS s") == [{"c": "red", "s": 1}]
        assert [number for number, _ in noted(store)] == [VERSION + 2]
        assert migrate_graph(link, VERSION + 2, [*STEPS, COLOURED, SIZED]) == ()
        link.close()


def test_a_migration_that_broke_off_goes_on_from_the_last_whole_step(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST)
        store.cypher(MAKE_OLD, {}, write=True)
        link = linked(store)
        with pytest.raises(StoreUnavailableError):
            migrate_graph(link, 0, [*STEPS, COLOURED, BROKEN])
        assert [number for number, _ in noted(store)] == [VERSION + 1]
        assert migrate_graph(link, VERSION + 1, [*STEPS, COLOURED, SIZED]) == ("has a size",)
        assert [number for number, _ in noted(store)] == [VERSION + 2]
        link.close()


def test_two_who_migrate_at_once_come_to_the_same(reopen: Opener) -> None:
    change(reopen, MAKE_OLD)
    opened: list[Store] = []
    together(*[lambda: opened.append(reopen(migrate=True))] * 3)
    assert [noted(store)[0][0] for store in opened] == [VERSION] * 3
    assert len(noted(opened[0])) == 1
    for store in opened:
        store.close()


def test_a_later_version_is_never_lowered(reopen: Opener) -> None:
    with reopen() as store:
        load(store, FIRST)
        store.cypher(MAKE_NEW, {}, write=True)
        link = linked(store)
        migrate_graph(link, 0)
        assert noted(store) == [(99, "9.9.9")]
        link.close()
