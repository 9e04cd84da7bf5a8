"""ONTOLOGY.md, "From annotation to record", rules 1 to 5: documents, actors, kinds, names, members."""

from __future__ import annotations

import hashlib
import weakref
from dataclasses import replace

import pytest

from goodoffices.graph.construction.actors import once_a_document, resolved_actors
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Actor, Contribution
from tests.support.inline import annotated

MET = "Norway met Chile in Oslo."
MET_LINES = ('n State "Norway"', 'c State "Chile"', 'e Negotiation "met" Party:n Party:c Status=held')


def named(contribution: Contribution, name: str) -> Actor:
    found = [actor for actor in contribution.actors if actor.name == name]
    assert len(found) == 1, [actor.name for actor in contribution.actors]
    return found[0]


def only(contribution: Contribution) -> Actor:
    (actor,) = contribution.actors
    return actor


def speaker(text: str, *lines: str, id: str = "doc") -> Actor:  # noqa: A002 as the field
    """The actor that mention ``a`` makes, brought into the graph as the only party of some talks."""
    document = annotated(f"{text} met.", *lines, 'e Negotiation "met" Party:a Status=held', id=id)
    contribution = build(document)
    (role,) = contribution.roles
    return next(actor for actor in contribution.actors if actor.id == role.actor)


def test_a_document_keeps_its_id_and_the_hash_of_its_text() -> None:
    record = build(annotated(MET, *MET_LINES, id="brief")).document
    assert record.id == "brief"
    assert record.sha256 == hashlib.sha256(MET.encode()).hexdigest()


def test_building_twice_gives_the_same_record() -> None:
    assert build(annotated(MET, *MET_LINES)) == build(annotated(MET, *MET_LINES))


def test_the_content_hash_follows_the_annotations() -> None:
    halted = [line.replace("held", "halted") for line in MET_LINES]
    one, other = build(annotated(MET, *MET_LINES)), build(annotated(MET, *halted))
    assert one.document.sha256 == other.document.sha256
    assert one.document.content != other.document.content


def test_the_key_is_the_iso_code_first() -> None:
    by_code = speaker("Muscat", 'a State "Muscat" ISO3166:OMN')
    by_short_code = speaker("The Sultanate", 'a State "The Sultanate" ISO3166:OM', id="other")
    assert by_code.id == by_short_code.id
    assert by_code.name == "Oman"


def test_the_key_is_the_wikidata_id_where_there_is_no_code() -> None:
    one = speaker("Annan", 'a Official "Annan" Wikidata:Q1254')
    other = speaker("Kofi Annan", 'a Person "Kofi Annan" Wikidata:Q1254', id="other")
    assert one.id == other.id


def test_a_states_wikidata_id_is_the_same_key_as_its_code() -> None:
    by_item = speaker("Tehran", 'a State "Tehran" Wikidata:Q794')
    assert by_item.id == speaker("Iran", 'a State "Iran" ISO3166:IRN', id="other").id


def test_the_key_is_kind_and_full_name_where_there_is_no_identifier() -> None:
    one = speaker("President Óscar Arias", 'a Official "President Óscar Arias"')
    other = speaker("Óscar Arias", 'a Official "O\u0301scar Arias"'.replace("O\u0301", "Ó"), id="other")
    person = speaker("Óscar Arias", 'a Person "Óscar Arias"', id="third")
    assert one.id == other.id
    assert one.id != person.id


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Official", "Arias"),
        ("Official", "a senior official"),
        ("Group", "Iranian diplomats"),
        ("Group", "Five Foreign Ministers"),
        ("Official", "the foreign minister"),
    ],
)
def test_short_names_and_descriptions_never_join_across_documents(kind: str, words: str) -> None:
    line = f'a {kind} "{words}"'
    assert speaker(words, line).id != speaker(words, line, id="other").id


def test_what_else_is_loaded_never_changes_an_identity() -> None:
    assert speaker("Yugoslavia", 'a State "Yugoslavia"').id == speaker("Yugoslavia", 'a State "Yugoslavia"').id


def test_equiv_joins_mentions_and_what_holds_for_one_holds_for_all() -> None:
    actor = speaker(
        "Abe, Shinzo Abe of Japan",
        'b Official "Abe"',
        'a Official "Shinzo Abe"',
        'j State "Japan"',
        "Equiv a b",
        "Of b j",
    )
    assert actor.name == "Shinzo Abe"
    assert actor.aliases == ("Abe",)


def test_an_official_without_of_stays_without_a_state() -> None:
    contribution = build(
        annotated(
            "Iran's envoy, Ali Larijani, spoke with Chile: they met.",
            'i State "Iran"',
            'a Official "Ali Larijani"',
            'c State "Chile"',
            'e Negotiation "met" Party:a Party:c Status=held',
        )
    )
    assert contribution.affiliations == ()
    assert {actor.name for actor in contribution.actors} == {"Ali Larijani", "Chile"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('a State "Chile"', "state"),
        ('a Official "Kofi Annan"', "official"),
        ('a Person "Kofi Annan"', "person"),
        ('a Group "some envoys"', "group"),
        ('a Organization "African Union"', "organization"),
        ('a Organization "African Union" Kind=igo', "igo"),
        ('a Organization "Farabundo Front" Kind=armed_group', "armed_group"),
    ],
)
def test_kinds_follow_the_annotation_type(line: str, kind: str) -> None:
    words = line.split('"')[1]
    assert speaker(words, line).kind == kind


def test_an_official_wins_over_a_person() -> None:
    actor = speaker("Carter, Jimmy Carter", 'b Person "Carter"', 'a Official "Jimmy Carter"', "Equiv a b")
    assert actor.kind == "official"


@pytest.mark.parametrize(
    ("words", "name", "iso3"),
    [
        ("Republic of Korea", "South Korea", "KOR"),
        ("the Vatican", "Holy See", "VAT"),
        ("the Omanis", "Oman", "OMN"),
        ("Tehran", "Iran", "IRN"),
        ("Washington", "United States", "USA"),
    ],
)
def test_a_state_takes_the_tables_name_by_name_demonym_or_capital(words: str, name: str, iso3: str) -> None:
    actor = speaker(words, f'a State "{words}"')
    assert (actor.name, actor.iso3) == (name, iso3)


@pytest.mark.parametrize("words", ["Yugoslavia", "the Soviet Union"])
def test_a_state_that_the_table_does_not_know_is_named_from_the_text(words: str) -> None:
    actor = speaker(words, f'a State "{words}"')
    assert actor.name == words.removeprefix("the ")
    assert actor.iso3 is None


def test_a_capital_does_not_name_a_state_whose_proper_name_is_unknown() -> None:
    actor = speaker("Belgrade and Yugoslavia", 'b State "Belgrade"', 'a State "Yugoslavia"', "Equiv a b")
    assert (actor.name, actor.iso3) == ("Yugoslavia", None)


def test_others_bear_their_longest_proper_mention_without_title() -> None:
    actor = speaker(
        "Kissinger, Secretary of State Henry Kissinger, the secretary",
        'b Official "Kissinger"',
        'a Official "Secretary of State Henry Kissinger"',
        'c Official "the secretary"',
        "Equiv a b c",
    )
    assert actor.name == "Henry Kissinger"
    assert actor.aliases == ("Kissinger",)


def test_with_no_proper_mention_the_longest_as_written() -> None:
    actor = speaker("he, a senior adviser", 'b Official "he"', 'a Official "a senior adviser"', "Equiv a b")
    assert actor.name == "a senior adviser"
    assert actor.aliases == ()


def test_a_normalisations_label_is_an_alias() -> None:
    assert "Kofi Atta Annan" in speaker("Annan", 'a Official "Annan" "Wikidata:Q1254|Kofi Atta Annan"').aliases


def test_aliases_are_proper_names_only() -> None:
    actor = speaker(
        "Iran, it, Tehran, the regime",
        'a State "Iran"',
        'b State "it"',
        'c State "Tehran"',
        'd State "the regime"',
        "Equiv a b c d",
    )
    assert "it" not in actor.aliases
    assert "the regime" not in actor.aliases


def test_a_name_is_compared_in_nfc_and_case_folded() -> None:
    composed = speaker("José Ramos-Horta", 'a Official "José Ramos-Horta"')
    decomposed = speaker("Jose\u0301 RAMOS-HORTA", 'a Official "Jose\u0301 RAMOS-HORTA"', id="other")
    assert composed.id == decomposed.id


@pytest.mark.parametrize(
    ("words", "cardinality"),
    [
        ("five other powers", "5"),
        ("several senior officials", "several"),
        ("12 envoys", "12"),
        ("Iranian diplomats", None),
    ],
)
def test_an_unnamed_group_keeps_its_size_as_the_text_gives_it(words: str, cardinality: str | None) -> None:
    assert speaker(words, f'a Group "{words}"').cardinality == cardinality


def test_members_replace_the_collective_in_every_role() -> None:
    contribution = build(
        annotated(
            "Egypt and Israel signed; both countries met.",
            'e State "Egypt"',
            'i State "Israel"',
            'b Group "both countries"',
            "Member b e",
            "Member b i",
            'm Negotiation "met" Party:b Source:b Status=held',
        )
    )
    assert {actor.name for actor in contribution.actors} == {"Egypt", "Israel"}
    assert len(contribution.roles) == 2
    assert len({claim.speakers for claim in contribution.claims}) == 2
    assert {edge.level for edge in contribution.edges} == {"stated"}


def test_members_of_members_are_reached() -> None:
    contribution = build(
        annotated(
            "All, the two, Egypt, Israel and Jordan met.",
            'a Group "All"',
            'b Group "the two"',
            'e State "Egypt"',
            'i State "Israel"',
            'j State "Jordan"',
            "Member a b",
            "Member a j",
            "Member b e",
            "Member b i",
            'm Negotiation "met" Party:a Status=held',
        )
    )
    assert {actor.name for actor in contribution.actors} == {"Egypt", "Israel", "Jordan"}


def test_an_actor_that_no_event_or_claim_binds_stays_out() -> None:
    contribution = build(annotated(MET + " Peru watched.", *MET_LINES, 'p State "Peru"'))
    assert {actor.name for actor in contribution.actors} == {"Norway", "Chile"}


def met_in(place: str, properties: str, id: str = "doc") -> str:  # noqa: A002 as the field
    line = 'e Negotiation "met" Party:n Place:p Status=held'
    document = annotated(f"Norway met in {place}.", 'n State "Norway"', f'p Place "{place}" {properties}', line, id=id)
    (found,) = build(document).places
    return found.id


def test_places_join_by_wikidata_or_by_country_and_name_and_else_never() -> None:
    assert met_in("Oslo", "ISO3166:NOR") == met_in("OSLO", "ISO3166:NO", id="other")
    assert met_in("Oslo", "ISO3166:NOR") != met_in("Bergen", "ISO3166:NOR")
    assert met_in("the Gulf", "Wikidata:Q34675") == met_in("Persian Gulf", "Wikidata:Q34675", id="other")
    assert met_in("the Gulf", "") != met_in("the Gulf", "", id="other")


def test_a_place_that_two_mentions_are_by_its_identifier_has_the_country_of_either() -> None:
    document = annotated(
        "Norway met in Oslo and in Oslo.",
        'n State "Norway"',
        'p Place "Oslo" Wikidata:Q585',
        'q Place "Oslo"@2 Wikidata:Q585 ISO3166:NOR',
        'e Negotiation "met" Party:n Place:p Place:q Status=held',
    )
    assert [(place.name, place.iso3) for place in build(document).places] == [("Oslo", "NOR")]


def test_the_cast_of_a_document_is_found_once() -> None:
    document = annotated(MET, *MET_LINES)
    first = resolved_actors(document)
    assert resolved_actors(document) is first
    again = resolved_actors(replace(document))
    assert again == first
    assert again is not first


def test_what_is_found_once_is_held_no_longer_than_its_document() -> None:
    document = annotated(MET, *MET_LINES)
    find = once_a_document(lambda document: {document.id})
    found = weakref.ref(find(document))
    assert found() is find(document)
    del document
    assert found() is None
