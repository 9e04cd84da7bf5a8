"""A damaged store is told by verify and dump, whatever was damaged: each test runs on every server."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodoffices.api import Graph
from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.dump.digest import signed
from goodoffices.graph.dump.stream import read_dump
from goodoffices.graph.errors import StoreDamagedError, UnknownNameError
from goodoffices.graph.model import Affiliation, Contribution
from goodoffices.graph.store import forget as store_forget
from goodoffices.graph.store.remove import Removal
from goodoffices.graph.store.report import Damaged
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.verification import documents as store_sound
from goodoffices.graph.store.verification import verify as store_verify
from goodoffices.graph.store.verification.repair import Repaired
from goodoffices.graph.store.verification.verify import Found, Verification
from tests.conftest import ON_ONE_NEO4J
from tests.graph.construction.test_build_properties import documents
from tests.support.contributions import ENVOY, OMAN, SECOND, USA, mediation
from tests.support.inline import annotated
from tests.support.servers import load, snapshot, wipe

SPOKEN = mediation("a", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, USA.id)], speaker=ENVOY)
NEWER = mediation("a", quote="Oman was there.")
WHOLE = (SPOKEN, SECOND)
SOUND = Verification(2)

CLAIM = "MATCH (e:Event {document: 'a'})<-[:ABOUT]-(c:Claim)"
QUOTE = "MATCH (:Document {id: 'a'})<-[i:IN]-(v:Evidence)"
EVENT = "MATCH (e:Event {document: 'a'})"
EDGES = f"{EVENT} WITH e MATCH ()-[r:MEDIATES {{event_id: e.id}}]->()"
AN_ACTOR = "MATCH (a:Actor {id: 'ac700000000000000003'})"
TWO_ACTORS = f"{AN_ACTOR} MATCH (b:Actor {{id: 'ac700000000000000004'}})"
NOT_CALLED_SO = "actors are not called what documents call them"
NAMES = "MATCH (:Document {id: 'a'})-[n:NAMES]->(:Actor {id: 'ac700000000000000003'})"

DOCUMENT_A = {
    "a claim is gone": f"{CLAIM} DETACH DELETE c",
    "a claim has lost its quote": f"{CLAIM}-[q:QUOTED_FROM]->() DELETE q",
    "a claim has lost its event": "MATCH (e:Event {document: 'a'})<-[r:ABOUT]-() DELETE r",
    "a claim has lost its narrator": f"{CLAIM}-[s:SAID_BY]->(:Document) DELETE s",
    "a claim has lost its speaker": f"{CLAIM}-[s:SAID_BY]->(:Actor) DELETE s",
    "a claim is said by another depth": f"{CLAIM}-[s:SAID_BY]->(:Actor) SET s.depth = 3",
    "a claim is said twice": f"{CLAIM}-[:SAID_BY]->(a:Actor) CREATE (c)-[:SAID_BY {{depth: 1}}]->(a)",
    "a claim is of another factuality": f"{CLAIM} SET c.factuality = 'CT-'",
    "a claim has no id": f"{CLAIM} SET c.id = null",
    "a quote is gone": f"{QUOTE} DETACH DELETE v",
    "a quote has lost its document": f"{QUOTE} DELETE i",
    "a quote has one letter more": f"{QUOTE} SET v.exact = v.exact + '!'",
    "a quote begins with a text": f"{QUOTE} SET v.start = '0'",
    "a quote begins with a fraction": f"{QUOTE} SET v.start = 0.0",
    "an event is gone": f"{EVENT} DETACH DELETE e",
    "an event is offered": f"{EVENT} SET e.status = 'offered'",
    "an event is dated by a date": f"{EVENT} SET e.date = date('2019-06-01')",
    "an event has a list for a status": f"{EVENT} SET e.status = ['held']",
    "an event has no type": f"{EVENT} SET e.type = null",
    "an event gives no edges": f"{EVENT} SET e.relation = null",
    "an event is another document's": f"{EVENT} SET e.document = 'b'",
    "an event is of no document that is there": f"{EVENT} SET e.document = 'z'",
    "a role is gone": f"{EVENT}<-[r:ROLE_IN {{role: 'mediator'}}]-() DELETE r",
    "a role is another": f"{EVENT}<-[r:ROLE_IN {{role: 'mediator'}}]-() SET r.role = 'host'",
    "a role has no word": f"{EVENT}<-[r:ROLE_IN {{role: 'mediator'}}]-() SET r.role = null",
    "a role is there twice": f"{EVENT}<-[r:ROLE_IN]-(a) CREATE (a)-[:ROLE_IN {{role: r.role}}]->(e)",
    "a place is gone": f"{EVENT}-[r:AT]->() DELETE r",
    "a place is called otherwise": f"{EVENT}-[r:AT]->() SET r.name = 'Masqat'",
    "both edges are gone": f"{EDGES} DELETE r",
    "an edge is denied": f"{EDGES} SET r.verdict = 'denied'",
    "an edge is asserted by nobody": f"{EDGES} SET r.asserted_by = null",
    "an edge is of no event": f"{EDGES} SET r.event_id = 'x'",
    "a name is gone": f"{NAMES} DELETE n",
    "a name is another": f"{NAMES} SET n.name = 'Omaan'",
    "a name has no aliases": f"{NAMES} SET n.names = null",
    "a name is a number": f"{NAMES} SET n.kind = 1",
    "an affiliation is gone": "MATCH (:Document {id: 'a'})-[n:NAMES]->(:Actor {id: 'ac700000000000000001'}) "
    "SET n.of = []",
    "a title is another": "MATCH (d:Document {id: 'a'}) SET d.title = 'Another'",
    "a digest is gone": "MATCH (d:Document {id: 'a'}) SET d.content = null",
    "a form is gone": "MATCH (d:Document {id: 'a'}) SET d.content_form = null",
    "a form is a text": "MATCH (d:Document {id: 'a'}) SET d.content_form = '2'",
    "an actor is gone": "MATCH (a:Actor {id: 'ac700000000000000003'}) DETACH DELETE a",
}
"""What makes document a another one than was loaded."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody changes anything meanwhile."""
    monkeypatch.setattr(store_sound, "_PAUSE", 0.0)
    monkeypatch.setattr(store_verify, "_PAUSE", 0.0)


def damage(store: Store, statement: str) -> None:
    before = snapshot(store)
    store.cypher(statement, {}, write=True)
    assert snapshot(store) != before


def test_what_was_loaded_verifies(store: Store) -> None:
    assert store.verify() == Verification(0)
    load(store, *WHOLE)
    heard: list[str] = []
    assert store.verify(on_document=heard.append) == SOUND
    assert heard == ["a", "b"]
    assert store.verify(["b"]) == Verification(1)
    with pytest.raises(UnknownNameError, match='no document "c"'):
        store.verify(["b", "c"])


@ON_ONE_NEO4J
@pytest.mark.parametrize("statement", DOCUMENT_A.values(), ids=DOCUMENT_A)
def test_a_damaged_document_is_told_and_had_again(store: Store, tmp_path: Path, statement: str) -> None:
    load(store, *WHOLE)
    before = snapshot(store)
    Graph(store).dump(tmp_path / "whole")
    damage(store, statement)
    found = store.verify()
    assert "a" in [one.id for one in found.damaged]
    assert all(one.faults for one in found.damaged)
    with pytest.raises(StoreDamagedError, match="a: "):
        Graph(store).dump(tmp_path / "dump")
    assert not (tmp_path / "dump").exists()
    dumped = Graph(store).dump(tmp_path / "sound", sound=True)
    assert dumped.damaged == found.damaged
    with (tmp_path / "sound").open("rb") as file:
        left = [one for one in read_dump(file, "sound") if isinstance(one, Contribution)]
    assert [one.document.id for one in left] == [key for key in ("a", "b") if key not in {d.id for d in found.damaged}]
    done = store.repair()
    assert {one.id for one in done.damaged} | set(done.freed) >= {one.id for one in found.damaged}
    marked = store.verify().damaged
    again = Graph(store).restore(tmp_path / "whole").report
    assert set(again.replaced) == {one.id for one in done.damaged}
    assert again.damaged == marked
    assert snapshot(store) == before
    assert store.verify() == SOUND
    damage(store, statement)
    lacking = [one for one in found.damaged if one.id == "a"]
    assert [one for one in load(store, NEWER).damaged if one.id == "a"] == lacking
    assert load(store, SPOKEN).damaged == ()
    damage(store, statement)
    assert [*store.forget(["a"]).damaged] == lacking
    assert store.documents() == ("b",)
    assert load(store, SPOKEN).added == ("a",)
    assert store.verify(["a"]) == Verification(1)


def test_a_document_that_was_marked_is_damaged_until_it_is_loaded_again(store: Store) -> None:
    load(store, *WHOLE)
    before = snapshot(store)
    store.mark_damaged(["a"])
    assert store.verify() == Verification(2, (Damaged("a", ("it was found damaged before",)),))
    report = load(store, *WHOLE)
    assert (report.replaced, report.unchanged) == (("a",), ("b",))
    assert snapshot(store) == before


DERIVED = {
    f"{AN_ACTOR} SET a.name = 'Omaan'": NOT_CALLED_SO,
    f"{AN_ACTOR} SET a.folded = []": NOT_CALLED_SO,
    f"{AN_ACTOR} SET a.aliases = null": NOT_CALLED_SO,
    "MATCH (a:Actor {id: 'ac700000000000000003'}) REMOVE a:State": "actors bear labels that are not theirs",
    "MATCH (a:Actor {id: 'ac700000000000000003'}) REMOVE a:Mediator": "actors bear labels that are not theirs",
    "MATCH (a:Actor {id: 'ac700000000000000004'}) SET a:Mediator": "actors bear labels that are not theirs",
    "MATCH ()-[o:OF]->() DELETE o": "actors do not act for whom documents say",
    "MATCH ()-[o:OF]->() SET o.id = 'x'": "actors do not act for whom documents say",
    "MATCH (p:Place) SET p.iso3 = 'IRN'": "places are not called what documents call them",
    "MATCH (p:Place) SET p.name = null": "places are not called what documents call them",
    "MATCH (e:Event {document: 'a'}) SET e.documents = ['b']": "events do not bear their document",
}


@ON_ONE_NEO4J
@pytest.mark.parametrize(("statement", "what"), DERIVED.items())
def test_what_documents_make_together_is_verified(store: Store, statement: str, what: str) -> None:
    load(store, *WHOLE)
    before = snapshot(store)
    damage(store, statement)
    assert store.verify() == Verification(2, derived=(Found(1, what),))
    assert store.repair() == Repaired(2, renewed=(Found(1, what),))
    assert snapshot(store) == before
    assert store.repair() == Repaired(2)


LEFT = {
    "CREATE (:Evidence {id: 'x', exact: 'X', start: 0})": ["quotes of no document"],
    "CREATE (:Claim {id: 'x', aspect: 'occurrence', factuality: 'CT+'})": [
        "claims about no event",
        "claims without a quote",
        "claims that nobody makes",
    ],
    "CREATE (:Event {id: 'x', document: 'x', documents: ['x'], type: 'mediation', verdict: 'asserted'})": [
        "events of no document"
    ],
    "CREATE (:Place {id: 'x', name: 'X'})": ["places of no event"],
    "CREATE (:Actor:State {id: 'x', name: 'X', aliases: [], kind: 'state', folded: []})": [
        "actors that no document names"
    ],
    TWO_ACTORS + " CREATE (a)-[:OF {id: 'x'}]->(b)": ["relations OF that no document tells of"],
    TWO_ACTORS + " CREATE (a)-[:MEDIATES {event_id: 'x'}]->(b)": ["edges MEDIATES of no event"],
    TWO_ACTORS + " MATCH (e:Event {document: 'a'}) CREATE (a)-[:SANCTIONS {event_id: e.id}]->(b)": [
        "edges SANCTIONS of no event"
    ],
}


@ON_ONE_NEO4J
@pytest.mark.parametrize(("statement", "kinds"), LEFT.items())
def test_what_belongs_to_no_document_is_counted(store: Store, statement: str, kinds: list[str]) -> None:
    load(store, *WHOLE)
    before = snapshot(store)
    damage(store, statement)
    assert store.verify() == Verification(2, leavings=tuple(Found(1, kind) for kind in kinds))
    assert store.repair().removed == (Found(1, kinds[0]),)
    assert snapshot(store) == before


def test_what_is_of_others_is_not_removed(store: Store) -> None:
    load(store, *WHOLE)
    for label in ("Actor", "Place", "Event", "Claim", "Evidence"):
        store.cypher(f"CREATE (:{label} {{title: 'theirs'}})", {}, write=True)
    before = snapshot(store)
    store.repair()
    assert snapshot(store) == before


def test_a_document_is_freed_of_what_another_version_left_in_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, *WHOLE)
    wanted = snapshot(store)
    wipe(store)
    load(store, mediation("a", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, OMAN.id)], quote="Oman was there."))
    names = Removal("UNWIND $rows AS id MATCH (:Document {id: id})-[x:NAMES]->(:Place)", nodes=False)
    with monkeypatch.context() as patched:  # as if the server passed over all of these
        patched.setattr(store_forget, "NAMES_OF", names)
        patched.setattr(store_forget, "EVIDENCE_OF", Removal("UNWIND $rows AS id MATCH (x:Evidence {id: id})"))
        load(store, *WHOLE)
    assert store.verify(["a"]).damaged
    assert store.repair().freed == ("a",)
    assert store.verify() == SOUND
    assert snapshot(store) == wanted


HERE = ('i State "Iran"', 'u State "United States"', 'o State "Oman"')
TOLD = (
    build(
        annotated(
            "Oman mediated between Iran and the United States in Muscat, said Larsen.",
            *HERE,
            'l Official "Larsen"',
            "Of l u",
            'p Place "Muscat"',
            'm Mediation "mediated" Mediator:o Party:i Party:u Place:p Source:l Status=held',
            id="a",
        )
    ),
    build(
        annotated(
            "Oman carried a message from Iran to the United States. Ann Larsen denied it.",
            *HERE,
            'l Official "Ann Larsen"',
            'm Mediation "carried" Mediator:o Party:i Party:u Status=held Factuality=CT+',
            'c Claim "denied" About:m Source:l Factuality=CT-',
            id="b",
        )
    ),
)
VISITS = tuple(one.events[0].id for one in TOLD)
LARSENS = tuple(actor.id for one in TOLD for actor in one.actors if actor.name.endswith("Larsen"))

JUDGED = {
    "MATCH (e:Event) WHERE e.document IS NULL DETACH DELETE e": "merged events are not as judged",
    "MATCH (e:Event) WHERE e.document IS NULL SET e.verdict = 'denied'": "merged events are not as judged",
    "MATCH (e:Event) WHERE e.document IS NULL SET e.members = null": "merged events are not as judged",
    "MATCH (e:Event)<-[r:ROLE_IN {role: 'mediator'}]-() WHERE e.document IS NULL DELETE r": (
        "roles of merged events are not as judged"
    ),
    "MATCH (e:Event)-[r:AT]->() WHERE e.document IS NULL DELETE r": "places of merged events are not as judged",
    "MATCH (e:Event)<-[r:ABOUT]-() WHERE e.document IS NULL DELETE r": "claims about merged events are not as judged",
    "MATCH (e:Event) WHERE e.document IS NULL WITH e MATCH ()-[r:MEDIATES {event_id: e.id}]->() DELETE r": (
        "edges of merged events are not as judged"
    ),
    "MATCH (e:Event {document: 'a'}) SET e.merged_into = 'x'": "events do not bear whom they are merged into",
    "MATCH (:Event)-[s:SAME_AS]->() DELETE s": "relations SAME_AS are not as judged",
    "MATCH (:Event)-[s:SAME_AS]->() SET s.by = 'x'": "relations SAME_AS are not as judged",
    "MATCH ()-[s:SAME_OF]->() DELETE s": "relations SAME_OF are not as judged",
    "MATCH ()-[s:SAME_NAMES]->() DELETE s": "relations SAME_NAMES are not as judged",
    "MATCH ()-[s:SAME_NAMES]->() SET s.of = []": "relations SAME_NAMES are not as judged",
    "MATCH (e:Event)-[c:CONCERNS]->() WHERE e.document IS NULL DELETE c": "events do not concern whom their roles say",
    "MATCH (:Event)-[c:CONCERNS]->(:Actor {kind: 'state'}) SET c.roles = ['host']": (
        "events do not concern whom their roles say"
    ),
    "MATCH (e:Event)-[c:CONCERNS]->(a) WHERE e.document IS NULL CREATE (e)-[d:CONCERNS]->(a) SET d = properties(c)": (
        "events do not concern whom their roles say"
    ),
    "MATCH (e:Event {document: 'a'}) SET e.disputes = 9": (
        "events do not say how they stand by their roles and claims"
    ),
    "MATCH (e:Event {document: 'a'}) REMOVE e.roles": "events do not say how they stand by their roles and claims",
    "MATCH ()-[c:CONCERNS]->() SET c.date_start = '1999-01-01'": "events do not concern whom their roles say",
    "MATCH (e:Event {document: 'a'}) MATCH (a:Actor) CREATE (e)-[:CONCERNS]->(a)": (
        "events do not concern whom their roles say"
    ),
    "MATCH (j:Judgement {kind: 'event'}) DETACH DELETE j": "merged events are not as judged",
    "MATCH (j:Judgement {kind: 'event'}) SET j.id = 'x'": "judgements are not under their ids",
    "MATCH (j:Judgement {kind: 'event'}) SET j.left = null": "judgements, or what they make, cannot be read",
}


@ON_ONE_NEO4J
@pytest.mark.parametrize(("statement", "what"), JUDGED.items())
def test_what_judgements_make_is_verified(store: Store, statement: str, what: str) -> None:
    load(store, *TOLD)
    graph = Graph(store)
    graph.accept(*VISITS)
    graph.accept(*LARSENS)
    assert store.verify() == SOUND
    before = snapshot(store)
    damage(store, statement)
    found = store.verify()
    assert what in [one.what for one in found.derived]
    if "Judgement" not in statement:
        store.repair()
        assert snapshot(store) == before


def test_judgements_that_no_dump_may_hold_are_told(store: Store, tmp_path: Path) -> None:
    load(store, *TOLD)
    Graph(store).accept(*VISITS)
    damage(store, "MATCH (j:Judgement) SET j.judgement = 'perhaps'")
    with pytest.raises(StoreDamagedError, match="judge that pair again"):
        Graph(store).dump(tmp_path / "dump")


@given(st.lists(documents(), min_size=1, max_size=2))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_document_verifies_and_none_without_one_of_its_nodes(store: Store, drawn: list[AnnotatedDocument]) -> None:
    built = [build(replace(one, id=f"doc {number}")) for number, one in enumerate(drawn)]
    wipe(store)
    load(store, *built)
    assert store.verify() == Verification(len(built))
    assert [signed(one) for one in store.contributions()] == built
    ids = [event.id for one in built for event in one.events]
    store.cypher("MATCH (n) WHERE n.id = $id DETACH DELETE n", {"id": ids[0] if ids else "doc 0"}, write=True)
    assert store.verify() != Verification(len(built))


def test_nothing_is_called_damaged_while_others_change_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    versions = [
        [mediation(f"d{n}", quote=f"Version {v}.", extra=[replace(ENVOY, aliases=(str(v),))]) for n in range(8)]
        for v in range(4)
    ]
    load(store, *versions[0])
    done = threading.Event()

    def change() -> None:
        for version in versions[1:] * 2:
            load(store, *version)
        done.set()

    writer = threading.Thread(target=change)
    writer.start()
    while not done.is_set():
        assert store.verify() == Verification(8)
    writer.join()
