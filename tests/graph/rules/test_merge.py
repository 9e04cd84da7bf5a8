"""Merging what documents say: whatever the order and grouping, the outcome is one and the same."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.model import Actor, Place
from goodoffices.graph.rules.merge_actors import folded_names, kind_label, merged_actor, merged_place
from goodoffices.graph.vocabulary.ontology import ontology

names = st.sampled_from(["Oman", "Muscat", "oman", "Sultanate", "عُمان", "Ōman", "Zeta", "zeta", "Étoile", "A\u2028B"])
codes = st.none() | st.sampled_from(["OMN", "IRN", "USA"])
actors = st.builds(
    Actor,
    id=st.just("x"),
    name=names,
    aliases=st.lists(names, max_size=4).map(tuple),
    kind=st.sampled_from(ontology().kinds),
    iso3=codes,
    wikidata=codes,
    cardinality=st.none() | st.sampled_from(["5", "several"]),
)
places = st.builds(Place, id=st.just("p"), name=names, iso3=codes)


@given(st.lists(actors, min_size=1, max_size=6), st.randoms())
def test_the_order_of_documents_never_matters(sayings: list[Actor], random: Random) -> None:
    shuffled = random.sample(sayings, len(sayings))
    assert merged_actor(sayings) == merged_actor(shuffled)


@given(st.lists(actors, min_size=1, max_size=4), st.lists(actors, min_size=1, max_size=4))
def test_what_is_merged_already_merges_with_the_rest_to_the_same(some: list[Actor], rest: list[Actor]) -> None:
    assert merged_actor([merged_actor(some), *rest]) == merged_actor([*some, *rest])


@given(st.lists(actors, min_size=1, max_size=4))
def test_saying_it_twice_adds_nothing(sayings: list[Actor]) -> None:
    assert merged_actor([*sayings, *sayings]) == merged_actor(sayings)


@given(st.lists(actors, min_size=1, max_size=4))
def test_no_name_is_lost_and_none_stands_twice(sayings: list[Actor]) -> None:
    merged = merged_actor(sayings)
    assert {merged.name, *merged.aliases} == {name for one in sayings for name in (one.name, *one.aliases)}
    assert list(merged.aliases) == sorted(set(merged.aliases) - {merged.name})


@given(st.lists(places, min_size=1, max_size=4), st.lists(places, min_size=1, max_size=4))
def test_places_merge_in_any_order(some: list[Place], rest: list[Place]) -> None:
    assert merged_place([merged_place(some), *rest]) == merged_place([*rest, *some])


def test_the_longest_best_name_wins_and_an_alias_never_does() -> None:
    one = Actor("x", "Iran", ("Islamic Republic of Iran",), "state")
    other = Actor("x", "Persia", (), "state")
    merged = merged_actor([one, other])
    assert merged.name == "Persia"
    assert merged.aliases == ("Iran", "Islamic Republic of Iran")


def test_of_names_of_one_length_the_first_by_code_point_wins() -> None:
    assert merged_actor([Actor("x", "abc", (), "state"), Actor("x", "Zbc", (), "state")]).name == "Zbc"


def test_an_official_is_never_demoted_to_a_person() -> None:
    person = Actor("x", "Ann Example", (), "person")
    assert merged_actor([person, replace(person, kind="official")]).kind == "official"


def test_identifiers_and_sizes_are_the_smallest_that_anybody_gives() -> None:
    one = Actor("x", "G", (), "group", None, "Q9", "several")
    other = Actor("x", "G", (), "group", "IRN", "Q10", None)
    merged = merged_actor([one, other])
    assert (merged.iso3, merged.wikidata, merged.cardinality) == ("IRN", "Q10", "several")


def test_every_kind_has_a_label_of_its_own() -> None:
    labels = [kind_label(kind) for kind in ontology().kinds]
    assert labels == ["State", "Official", "Person", "Organization", "Igo", "ArmedGroup", "Group"]


def test_folded_names_are_for_look_up() -> None:
    assert folded_names(Actor("x", "OMAN", ("Oman", "Sultanate of Oman"), "state")) == ["oman", "sultanate of oman"]
