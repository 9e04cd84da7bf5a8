"""What must hold for every shipped question, whatever it asks, on the sample corpus and on generated documents."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.api import Graph, Rows
from goodoffices.asking import asking
from goodoffices.filters import FilterWords
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from goodoffices.graph.spool import spooling
from goodoffices.graph.store.store import Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.graph.vocabulary.dates import bounds
from goodoffices.loaders import read
from goodoffices.queries.engine import sequences, whole_events
from goodoffices.queries.engine.catalogue import Question, all_questions
from goodoffices.queries.output.formats import IN_LINES, Format, written
from tests.support.servers import NOW, wipe
from tests.support.tree import ROOT

ASKED = [one for one in all_questions() if one.rows != "plain" and one.text and one.name != "evidence"]
NAMES = [one.name for one in ASKED]

AFFIRMED = frozenset({"asserted", "disputed"})

ADDS_ROWS: dict[str, str] = {}
"""Questions to which a filter may add an event, and why: what is left out may be what stood in the way."""

REWEIGHED = {
    "single-source": "of two sources one is left when the other is dropped",
    "unnamed-sources": "only the unnamed are left when the named are dropped",
    "without-source": "what a second source told too is gone once that is dropped",
}
"""Questions to which dropping a source may add an event, and why; none of them adds an assertion."""

SEEDS = 4
"""With how many choices of parameters each question is asked."""

OTHER_WORDS: Mapping[str, Sequence[object]] = {
    "relation": ("MEDIATES", "NEGOTIATES_WITH", "SANCTIONS"),
    "day": ("1995", "2015-07-14", "2020"),
    "days": (400, 4000, 20000),
    "start": ("1990", "2003-06"),
    "end": ("2004", "2015-12", "2020"),
}
"""Values for parameters that take only certain words, by name; those of later questions belong here too."""

BY_KIND: Mapping[str, Sequence[object]] = {
    "date": ("1995", "2015-07", "2020"),
    "number": (1, 30, 400),
    "events": (["held"],),
    "texts": (["USA"], ["Iran"], ["Cuba"]),
    "text": ("USA", "Iran", "Cuba"),
    "word": ("USA", "Iran", "Cuba"),
    "flag": (True, False),
    "blocs": (None,),
}


@dataclass(frozen=True, slots=True)
class World:
    """A graph with the actors to ask about, those who speak, and documents and events in it."""

    graph: Graph
    actors: tuple[str, ...]
    speakers: tuple[str, ...]
    documents: tuple[str, ...]
    events: tuple[str, ...]


def contributions(folder: Path) -> tuple[Contribution, ...]:
    return tuple(build(one.document) for one in map(validated, read([folder])) if one.document)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contribution, ...]:
    """The sample and a few generated documents, all in one graph."""
    folder = tmp_path_factory.mktemp("generated") / "corpus"
    write_corpus(folder, Corpus(12, actors=40))
    return (*contributions(ROOT / "loaders" / "sample"), *contributions(folder))


@pytest.fixture(scope="module")
def world(corpora: tuple[Contribution, ...], embedded_session: Store) -> World:
    """They only read, so it is filled once."""
    wipe(embedded_session)
    embedded_session.load(corpora, loaded_at=NOW)
    return world_of(embedded_session, corpora)


def world_of(store: Store, corpora: Sequence[Contribution]) -> World:
    """Whom to ask about in a store that holds these documents."""
    graph = Graph(store)
    actors = "MATCH (a:Actor)-[r:ROLE_IN]->(:Event) WITH a, count(r) AS n RETURN a.id AS id ORDER BY n DESC, id"
    speakers = "MATCH (a:Actor)<-[r:SAID_BY]-() WITH a, count(r) AS n RETURN a.id AS id ORDER BY n DESC, id"
    events = "MATCH (e:Event) WHERE e.merged_into IS NULL RETURN e.id AS id ORDER BY id"
    some = [(actors, 12), (speakers, 16), (events, 5)]
    busiest, speaking, told = (tuple(row["id"] for row in graph.cypher(text)[:most]) for text, most in some)
    return World(graph, busiest, speaking, tuple(one.document.id for one in corpora[::5]), told)


def values_of(question: Question, world: World, chance: random.Random) -> dict[str, object]:
    """Some value for each parameter that is needed, and for others now and then; two ends are two actors."""
    needed = (one for one in question.parameters if not one.optional or chance.random() < 0.5)
    found = {one.name: value_of(one.name, one.kind, world, chance) for one in needed}
    while "b" in found and found["b"] == found.get("a"):
        found["b"] = value_of("b", "actor", world, chance)
    return found


def value_of(name: str, kind: str, world: World, chance: random.Random) -> object:
    if name in ("left", "right"):
        return chance.sample(world.speakers[name == "right" :: 2], 4)
    if name == "source":
        return [chance.choice((*world.speakers, *world.documents))]
    if kind == "actor":
        some = world.actors[:4] if chance.random() < 0.7 else (*world.actors, *world.speakers)
        return chance.choice(some)
    if name == "event":
        return chance.choice(world.events)
    if kind == "events":
        return [chance.choice(world.events)]
    return chance.choice(OTHER_WORDS.get(name) or BY_KIND[kind])


def ask(world: World, name: str, given: Mapping[str, object], **filters: Any) -> Rows:
    return answer(world.graph, name, json.dumps([given, filters], sort_keys=True))


@lru_cache(maxsize=4096)
def answer(graph: Graph, name: str, words: str) -> Rows:
    """Asked once, however often hypothesis comes back to it."""
    given, filters = json.loads(words)
    return graph.question(name, cast("FilterWords", filters), **given)


def parts(value: object) -> Iterator[Mapping[str, Any]]:
    """Every event anywhere in rows: where one has an id and a verdict."""
    if isinstance(value, Mapping):
        if value.get("event_id") and "verdict" in value:
            yield value
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part)


def ids(rows: Rows) -> set[str]:
    return {one["event_id"] for one in parts(list(rows))}


def affirmed(rows: Rows) -> set[str]:
    """The events that somebody affirms, by the claims in the rows."""
    return {one["event_id"] for one in parts(list(rows)) if one["verdict"] in AFFIRMED}


@cache
def verdicts(graph: Graph) -> Mapping[str, tuple[str, str | None]]:
    rows = graph.cypher("MATCH (e:Event) RETURN e.id AS id, e.verdict AS verdict, e.relation AS relation")
    return {row["id"]: (row["verdict"], row["relation"]) for row in rows}


asked_at_random = given(seed=st.integers(0, 2**32), question=st.sampled_from(ASKED))
often = settings(max_examples=60)


@often
@asked_at_random
def test_dropping_a_source_never_adds_an_assertion(world: World, seed: int, question: Question) -> None:
    chance = random.Random(seed)
    given, source = values_of(question, world, chance), chance.choice((*world.speakers, *world.documents))
    before = ask(world, question.name, given, include_denied=True)
    after = ask(world, question.name, given, include_denied=True, without=[source])
    known = verdicts(world.graph)
    for one in parts(list(after)):
        verdict, relation = known[one["event_id"]]
        assert one["verdict"] not in AFFIRMED or verdict in AFFIRMED
        assert one.get("relation") in (None, relation) or verdict == "denied"
    if question.name not in REWEIGHED and not affirmed(after) <= affirmed(before):
        raise AssertionError(f"{question.name} tells of more without {source}")


FILTERS: Sequence[Mapping[str, Any]] = (
    {"from_": "1990"},
    {"to": "2015"},
    {"from_": "1990", "to": "2015-06", "surely": True},
    {"surely": True},
    {"status": ["held"]},
    {"status": ["offered", "in_force"]},
    {"verdict": ["disputed"]},
    {"verdict": ["asserted", "unconfirmed"]},
    {"stated_only": True},
    {"said_by": "USA"},
    {"limit": 1},
    {"limit": 5},
)


@often
@asked_at_random
def test_filters_only_remove_rows(world: World, seed: int, question: Question) -> None:
    chance = random.Random(seed)
    given, filters = values_of(question, world, chance), chance.choice(FILTERS)
    everything = ask(world, question.name, given)
    narrowed = ask(world, question.name, given, **filters)
    if question.name not in ADDS_ROWS:
        assert ids(narrowed) <= ids(everything)
    if question.rows in ("events", "pairs", "plain"):
        assert [row for row in everything if row in narrowed] == list(narrowed)


NARROWER: Sequence[Mapping[str, Any]] = (
    *FILTERS,
    {},
    {"include_denied": True},
    {"include_denied": True, "known_by": "2005"},
    {"without": ["USA"]},
)


@pytest.mark.parametrize("form", IN_LINES)
@pytest.mark.parametrize("name", NAMES)
def test_lines_made_as_events_come_are_those_of_all_rows(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, form: Format
) -> None:
    (question,) = (one for one in ASKED if one.name == name)
    for seed in range(SEEDS):
        chance = random.Random(f"{form} {seed}")
        given, filters = values_of(question, world, chance), chance.choice(NARROWER)
        asked = asking(name, cast("FilterWords", filters), given)
        rows = ask(world, name, given, **filters)
        with monkeypatch.context() as few, spooling() as spool:
            few.setattr(whole_events, "BATCH", 3)
            few.setattr(sequences, "_HELD", 5)
            kept = world.graph.store.answer(partial(asked.kept, spool=spool, form=form))
            lines = "".join(spool)
        assert (lines, kept.remarks, list(kept)) == (written(rows, form, io.StringIO()), rows.remarks, [])


@often
@asked_at_random
def test_what_surely_was_in_a_time_also_could_have_been(world: World, seed: int, question: Question) -> None:
    chance = random.Random(seed)
    given, first = values_of(question, world, chance), chance.randint(1950, 2025)
    time = {"from_": str(first), "to": str(first + chance.randint(0, 40))}
    could = ask(world, question.name, given, **time)
    surely = ask(world, question.name, given, **time, surely=True)
    assert question.name in ADDS_ROWS or ids(surely) <= ids(could)


@pytest.fixture(scope="module")
def published(corpora: tuple[Contribution, ...]) -> Mapping[str, str | None]:
    """The last day on which each document may have been published, by id."""
    texts = {one.document.id: one.document.published for one in corpora}
    return {key: bounds(text).end if text else None for key, text in texts.items()}


def last_day(corpora: Sequence[Contribution]) -> str:
    """The day by which the last claim of a known date was said, or its document published."""
    texts = {claim.said_on for one in corpora for claim in one.claims} | {one.document.published for one in corpora}
    return max(filter(None, (bounds(text).start for text in texts if text)))


@pytest.mark.parametrize("name", NAMES)
def test_what_was_known_by_the_last_day_is_all(world: World, corpora: tuple[Contribution, ...], name: str) -> None:
    (question,) = (one for one in ASKED if one.name == name)
    for seed in range(SEEDS):
        given = values_of(question, world, random.Random(seed))
        everything = ask(world, name, given, include_denied=True)
        assert list(ask(world, name, given, include_denied=True, known_by=last_day(corpora))) == list(everything)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_said_later_is_in_what_was_surely_known_by_a_day(
    world: World, published: Mapping[str, str | None], name: str
) -> None:
    (question,) = (one for one in ASKED if one.name == name)
    for seed in range(SEEDS):
        given = values_of(question, world, random.Random(seed))
        known = ask(world, name, given, include_denied=True, known_by="2005", surely=True)
        for claim in (claim for one in parts(list(known)) for claim in one.get("claims", ())):
            day = bounds(claim["said_on"]).end if claim["said_on"] else published[claim["document"]]
            assert day is not None
            assert day <= "2005-12-31"


ORDERS = (1, 2)


@pytest.fixture(scope="module")
def answers(world: World) -> Mapping[str, str]:
    """What every question answers in the graph that was loaded in the order of the files."""
    return all_answers(world)


def all_answers(world: World) -> dict[str, str]:
    found = {}
    for question in ASKED:
        for seed in range(2 * SEEDS):
            given = values_of(question, world, random.Random(seed))
            rows = world.graph.question(question.name, {"include_denied": True}, **given)
            found[f"{question.name} {given}"] = json.dumps([rows, rows.remarks])
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_an_answer_does_not_depend_on_the_order_of_loading(
    corpora: tuple[Contribution, ...],
    world: World,
    answers: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    order: int,
) -> None:
    from goodoffices.graph.store.store import open_store

    shuffled = list(corpora)
    random.Random(order).shuffle(shuffled)
    with open_store(tmp_path_factory.mktemp("shuffled") / "graph", create=True) as store:
        for start in range(0, len(shuffled), 9):
            store.load(shuffled[start : start + 9], loaded_at=NOW)
        again = replace(world, graph=Graph(store))
        assert all_answers(again) == answers


def test_the_questions_find_something_to_hold_this_against(answers: Mapping[str, str]) -> None:
    found = {name.split()[0] for name, text in answers.items() if '"event_id"' in text}
    assert found >= set(NAMES) - MAY_FIND_NOTHING


MAY_FIND_NOTHING = {"reversed-denials", "sanctions-before-talks", "unnamed-sources"}
"""What neither the sample nor what is generated has."""
