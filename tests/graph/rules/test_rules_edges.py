"""ONTOLOGY.md, "Verdicts" and "Derived edges": the table, who is joined, and what is rolled up."""

from __future__ import annotations

import pytest

from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution, DerivedEdge
from goodoffices.graph.rules.edges import relation_of
from goodoffices.graph.vocabulary.ontology import ontology
from tests.support.inline import annotated

TABLE = {
    "negotiation": {"PROPOSES_TALKS": {"proposed", "refused"}, "NEGOTIATES_WITH": {"took_place", "ended"}},
    "mediation": {"PROPOSES_MEDIATION": {"proposed"}, "MEDIATES": {"took_place", "ended", "refused"}},
    "sanction": {"THREATENS_SANCTIONS": {"threatened"}, "SANCTIONS": {"took_place", "ended"}},
}
"""The edges that a type gives, by stages of its statuses; a status may stand for a stage."""


def expected(event_type: str, status: str) -> str | None:
    spec = next(event for event in ontology().events.values() if event.type == event_type)
    told = {status, ontology().stage_of[status]} if status in spec.statuses else set()
    return next((edge for edge, of in TABLE.get(event_type, {}).items() if told & of), None)


CASES = [
    (event_type, status, expected(event_type, status))
    for event_type in ontology().event_type_names()
    for status in ontology().statuses()
]

TEXT = (
    "Shinzo Abe of Japan and Hassan Rouhani of Iran and Donald Trump of the US met; "
    "Oman hosted. They spoke. Norway asked. Peru refused."
)
CAST = (
    'abe Official "Shinzo Abe"',
    'jpn State "Japan"',
    'rou Official "Hassan Rouhani"',
    'irn State "Iran"',
    'tru Official "Donald Trump"',
    'usa State "the US"',
    'omn State "Oman"',
    'nor State "Norway"',
    'per State "Peru"',
    "Of abe jpn",
    "Of rou irn",
    "Of tru usa",
)


def made(*lines: str) -> Contribution:
    return build(annotated(TEXT, *CAST, *lines))


def drawn(contribution: Contribution, level: str | None = None) -> set[tuple[str, str, str]]:
    """Edges as (type, source's name, target's name); undirected ones with their ends in the order of the names."""
    by_id = {actor.id: actor.name for actor in contribution.actors}

    def ends(edge: DerivedEdge) -> tuple[str, str]:
        pair = (by_id[edge.source], by_id[edge.target])
        return (min(pair), max(pair)) if edge.type == "NEGOTIATES_WITH" else pair

    return {(edge.type, *ends(edge)) for edge in contribution.edges if level in {None, edge.level}}


@pytest.mark.parametrize(("event_type", "status", "edge"), CASES)
def test_the_table_of_types_and_statuses(event_type: str, status: str, edge: str | None) -> None:
    for verdict in ("asserted", "disputed"):
        assert relation_of(event_type, status, verdict) == edge
    assert relation_of(event_type, status, "denied") is None
    proposing = edge if edge in {"PROPOSES_TALKS", "PROPOSES_MEDIATION"} else None
    assert relation_of(event_type, status, "unconfirmed") == proposing


def test_an_event_without_a_status_gives_no_edge() -> None:
    contribution = made('e Negotiation "met" Party:irn Party:usa')
    assert contribution.edges == ()
    assert contribution.events[0].relation is None


@pytest.mark.parametrize(
    ("factualities", "verdict"),
    [
        (("CT+",), "asserted"),
        (("PR+",), "asserted"),
        (("CT-",), "denied"),
        (("PR-",), "denied"),
        (("CT+", "CT-"), "disputed"),
        (("PR+", "PR-"), "disputed"),
        (("PS+",), "unconfirmed"),
        (("PS-",), "unconfirmed"),
        (("CTu",), "unconfirmed"),
        (("Uu",), "unconfirmed"),
        (("PS+", "CT-"), "denied"),
        (("Uu", "CT+"), "asserted"),
    ],
)
def test_verdicts(factualities: tuple[str, ...], verdict: str) -> None:
    words = ["met", "spoke"]
    lines = [
        f'e{n} Negotiation "{words[n]}" Party:irn Party:usa Status=held Factuality={factuality} Source:{source}'
        for n, (factuality, source) in enumerate(zip(factualities, ["nor", "per"], strict=False))
    ]
    joined = ["SameEvent e0 e1"] if len(factualities) > 1 else []
    assert made(*lines, *joined).events[0].verdict == verdict


def test_both_signs_from_one_speaker_are_disputed_and_counted_by_speaker() -> None:
    contribution = made(
        'e Negotiation "met" Party:irn Party:usa Status=held Source:nor',
        'f Negotiation "spoke" Party:irn Party:usa Factuality=CT- Source:nor',
        "SameEvent e f",
    )
    (edge,) = contribution.edges
    assert contribution.events[0].verdict == "disputed"
    assert (edge.n_assert, edge.asserted_by, edge.n_deny, edge.denied_by) == (1, ("Norway",), 1, ("Norway",))


def test_the_narrator_counts_once_however_often_it_says_so() -> None:
    contribution = made('e Negotiation "met" Party:irn Party:usa Status=held', 'f Negotiation "spoke"', "SameEvent e f")
    assert contribution.edges[0].asserted_by == ("doc",)


def test_talks_join_each_unordered_pair_once_from_the_smaller_id() -> None:
    contribution = made('e Negotiation "met" Party:irn Party:usa Party:omn Status=held')
    assert len(contribution.edges) == 3
    assert all(edge.source < edge.target for edge in contribution.edges)


TWO_DELEGATES = ('pom Official "Donald Trump"', 'min Group "They"', "Of pom usa", "Of min usa")


def test_two_delegates_of_one_side_do_not_negotiate_with_each_other() -> None:
    contribution = made(*TWO_DELEGATES, 'e Negotiation "met" Party:pom Party:min Party:irn Status=held')
    assert drawn(contribution, "stated") == {
        ("NEGOTIATES_WITH", "Donald Trump", "Iran"),
        ("NEGOTIATES_WITH", "Iran", "They"),
    }
    assert drawn(contribution, "rolled_up") == {("NEGOTIATES_WITH", "Iran", "United States")}


def test_two_officials_of_one_state_who_talk_among_themselves_do() -> None:
    contribution = made(*TWO_DELEGATES, 'e Negotiation "met" Party:pom Party:min Status=held')
    assert drawn(contribution) == {("NEGOTIATES_WITH", "Donald Trump", "They")}


def test_hosting_is_not_mediating_nor_taking_part() -> None:
    contribution = made('e Negotiation "met" Party:irn Party:usa Host:omn Status=held')
    assert drawn(contribution) == {("NEGOTIATES_WITH", "Iran", "United States")}


def test_a_mediator_is_joined_to_each_party_and_knows_between_whom() -> None:
    contribution = made('e Mediation "spoke" Mediator:omn Party:irn Party:usa Status=held')
    assert drawn(contribution) == {("MEDIATES", "Oman", "Iran"), ("MEDIATES", "Oman", "United States")}
    assert {edge.between for edge in contribution.edges} == {("Iran", "United States")}


def test_a_mediation_without_a_mediator_stays_open() -> None:
    contribution = made('e Mediation "spoke" Party:irn Party:usa Status=held')
    assert contribution.edges == ()
    assert contribution.events[0].relation is None
    assert len(contribution.claims) == 1


def test_an_offer_to_mediate_is_not_mediation() -> None:
    contribution = made('e Mediation "spoke" Mediator:omn Party:irn Status=offered RejectedBy:irn')
    assert drawn(contribution) == {("PROPOSES_MEDIATION", "Oman", "Iran")}


def test_proposed_talks_run_from_each_requester_to_the_parties_that_are_not() -> None:
    contribution = made('e Negotiation "spoke" Party:irn Party:usa Requester:usa Requester:nor Status=requested')
    assert drawn(contribution) == {("PROPOSES_TALKS", "United States", "Iran"), ("PROPOSES_TALKS", "Norway", "Iran")}


def test_a_requester_does_not_propose_talks_to_what_it_acts_for() -> None:
    contribution = made('e Negotiation "spoke" Party:irn Party:usa Requester:rou Status=requested')
    assert drawn(contribution, "stated") == {("PROPOSES_TALKS", "Hassan Rouhani", "United States")}
    assert drawn(contribution, "rolled_up") == {("PROPOSES_TALKS", "Iran", "United States")}


def test_proposed_talks_without_a_requester_join_the_parties() -> None:
    (edge,) = made('e Negotiation "spoke" Party:irn Party:usa Status=offered').edges
    assert edge.type == "PROPOSES_TALKS"


def test_sanctions_run_from_sender_to_target() -> None:
    contribution = made('e Sanction "asked" Sender:usa Target:irn Target:per Status=waived')
    assert drawn(contribution) == {("SANCTIONS", "United States", "Iran"), ("SANCTIONS", "United States", "Peru")}


def test_a_sanction_without_a_named_sender_has_claims_and_no_edge() -> None:
    contribution = made('e Sanction "asked" Target:irn Status=in_force')
    assert contribution.edges == ()
    assert len(contribution.claims) == 1


def test_officials_roll_up_one_step_with_their_names() -> None:
    contribution = made('e Mediation "spoke" Mediator:abe Party:irn Party:tru Status=rejected')
    assert drawn(contribution, "stated") == {
        ("MEDIATES", "Shinzo Abe", "Iran"),
        ("MEDIATES", "Shinzo Abe", "Donald Trump"),
    }
    through = {(edge.target, edge.source): edge.through for edge in contribution.edges if edge.level == "rolled_up"}
    assert sorted(through.values()) == [
        ("Donald Trump",),
        ("Donald Trump", "Shinzo Abe"),
        ("Shinzo Abe",),
        ("Shinzo Abe",),
    ]


def test_the_rolled_up_end_may_be_either_or_both() -> None:
    contribution = made('e Negotiation "met" Party:abe Party:rou Status=held')
    assert drawn(contribution, "rolled_up") == {
        ("NEGOTIATES_WITH", "Hassan Rouhani", "Japan"),
        ("NEGOTIATES_WITH", "Iran", "Shinzo Abe"),
        ("NEGOTIATES_WITH", "Iran", "Japan"),
    }


def test_unofficial_contacts_do_not_roll_up() -> None:
    contribution = made('e Negotiation "met" Party:abe Party:rou Status=held Formality=unofficial')
    assert drawn(contribution) == {("NEGOTIATES_WITH", "Hassan Rouhani", "Shinzo Abe")}


def test_no_edge_joins_an_actor_to_itself_or_to_what_it_acts_for() -> None:
    contribution = made('e Negotiation "met" Party:abe Party:jpn Status=held')
    assert contribution.edges == ()


def test_a_rolled_up_edge_equal_to_a_stated_one_is_dropped() -> None:
    contribution = made('e Negotiation "met" Party:abe Party:jpn Party:irn Status=held')
    assert drawn(contribution, "rolled_up") == set()


def test_an_edge_carries_the_events_date_status_and_voices() -> None:
    contribution = build(
        annotated(
            "In 2012 Peru met Chile, said Oman.",
            'd Date "2012" EDTF:2012',
            'p State "Peru"',
            'c State "Chile"',
            'o State "Oman"',
            'e Negotiation "met" Party:p Party:c Date:d Source:o Status=held',
        )
    )
    (edge,) = contribution.edges
    assert edge.event_id == contribution.events[0].id
    assert (edge.date, edge.date_start, edge.date_end) == ("2012", "2012-01-01", "2012-12-31")
    assert (edge.status, edge.verdict, edge.asserted_by) == ("held", "asserted", ("Oman",))
