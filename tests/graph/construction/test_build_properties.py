"""What must hold for every document: quotes equal the text, ids and records do not depend on the order of lines."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.annotation import AnnotatedDocument, Argument, Attribute, EventMention, Mention, Relation
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.construction.quotes import sentences
from goodoffices.graph.vocabulary.ontology import ontology

T = TypeVar("T")
WORDS = st.sampled_from(
    [
        "Oman",
        "Peru",
        "Kofi Annan",
        "José",
        "met.",
        "spoke",
        "U.S.",
        "🕊️",
        "طهران",
        "e\u0301",
        "\n\n",
        "\r\n",
        "\u2028",
        "…",
    ]
)
TEXTS = st.lists(WORDS, min_size=4, max_size=30).map(" ".join)
ENTITIES = ["State", "Official", "Person", "Group", "Organization"]
ROLE_TAKERS = {
    "Negotiation": ["Party", "Host", "Requester"],
    "Mediation": ["Mediator", "Party"],
    "Sanction": ["Sender"],
}


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(TEXTS)
    actors = [draw(mentions(text, f"T{n}", draw(st.sampled_from(ENTITIES)))) for n in range(draw(st.integers(2, 5)))]
    kinds = [draw(st.sampled_from(sorted(ROLE_TAKERS))) for _ in range(draw(st.integers(1, 4)))]
    triggers = [draw(mentions(text, f"K{n}", kind)) for n, kind in enumerate(kinds)]
    events = tuple(EventMention(f"E{n}", kind, f"K{n}", draw(arguments(kind, actors))) for n, kind in enumerate(kinds))
    return AnnotatedDocument(
        id="doc",
        text=text,
        path="doc.ann",
        mentions=(*actors, *triggers),
        events=events,
        attributes=draw(attributes(events)),
        relations=same_events(events),
    )


@st.composite
def mentions(draw: st.DrawFn, text: str, key: str, kind: str) -> Mention:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Mention(key, kind, start, end, ((start, end),))


@st.composite
def arguments(draw: st.DrawFn, kind: str, actors: list[Mention]) -> tuple[Argument, ...]:
    roles = draw(st.lists(st.sampled_from([*ROLE_TAKERS[kind], "Source"]), max_size=4))
    return tuple(Argument(role, n, draw(st.sampled_from(actors)).id) for n, role in enumerate(roles, start=1))


@st.composite
def attributes(draw: st.DrawFn, events: tuple[EventMention, ...]) -> tuple[Attribute, ...]:
    statuses = [(e.id, "Status", draw(st.sampled_from(ontology().events[e.type].statuses))) for e in events]
    certain = [(e.id, "Factuality", draw(st.sampled_from(ontology().attributes["Factuality"]))) for e in events]
    return tuple(Attribute(f"A{n}", name, key, value) for n, (key, name, value) in enumerate([*statuses, *certain]))


def same_events(events: tuple[EventMention, ...]) -> tuple[Relation, ...]:
    first = next((e for e in events[1:] if e.type == events[0].type), None)
    return (Relation("R0", "SameEvent", events[0].id, first.id),) if first else ()


@given(documents())
def test_every_quote_is_the_text_at_its_offsets_and_holds_its_trigger(document: AnnotatedDocument) -> None:
    for quote in build(document).evidence:
        assert document.text[quote.start : quote.end] == quote.exact
        assert quote.start <= quote.trigger_start < quote.trigger_end <= quote.end
        assert document.text[: quote.start].endswith(quote.prefix)
        assert document.text[quote.end :].startswith(quote.suffix)


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_lines_changes_nothing(document: AnnotatedDocument, dice: random.Random) -> None:
    def shuffled(records: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(dice.sample(records, len(records)))

    other = replace(
        document,
        mentions=shuffled(document.mentions),
        events=shuffled(document.events),
        attributes=shuffled(document.attributes),
        relations=shuffled(document.relations),
    )
    assert build(other) == build(document)


@given(documents())
def test_every_record_leads_to_a_quote_and_every_id_is_defined(document: AnnotatedDocument) -> None:
    built = build(document)
    events, actors = {e.id for e in built.events}, {a.id for a in built.actors}
    assert {claim.event for claim in built.claims} == events
    assert {claim.evidence for claim in built.claims} == {quote.id for quote in built.evidence}
    assert {role.actor for role in built.roles} <= actors
    assert {speaker for claim in built.claims for speaker in claim.speakers} <= actors
    assert {edge.event_id for edge in built.edges} <= events
    assert {end for edge in built.edges for end in (edge.source, edge.target)} <= actors


@given(documents())
def test_edges_stand_only_where_the_event_names_their_relation(document: AnnotatedDocument) -> None:
    built = build(document)
    relations = {event.id: event.relation for event in built.events}
    assert all(edge.type == relations[edge.event_id] for edge in built.edges)
    assert {edge.event_id for edge in built.edges} == {key for key, relation in relations.items() if relation}
    assert len({(e.type, e.source, e.target, e.event_id) for e in built.edges}) == len(built.edges)


@given(TEXTS)
def test_sentences_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    found = sentences(text)
    covered = "".join(text[start:end] for start, end in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
