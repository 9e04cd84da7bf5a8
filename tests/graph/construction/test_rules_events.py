"""ONTOLOGY.md, "From annotation to record", rules 6 to 9: events, claims, dates, evidence."""

from __future__ import annotations

import pytest

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Claim, Contribution, Event
from tests.support.inline import annotated

PARTIES = ('i State "Iran"', 'u State "the US"', 'o State "Oman"')
TALKS = "Iran and the US met in Oman. The meeting, in 2012 or later, was secret."


def event(contribution: Contribution) -> Event:
    (found,) = contribution.events
    return found


def claims(contribution: Contribution, aspect: str = "occurrence") -> list[Claim]:
    return [claim for claim in contribution.claims if claim.aspect == aspect]


def names(contribution: Contribution, ids: tuple[str, ...]) -> list[str]:
    by_id = {actor.id: actor.name for actor in contribution.actors}
    return [by_id[key] for key in ids]


def test_an_events_id_is_document_type_and_first_trigger() -> None:
    plain = annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Party:u Status=held')
    hosted = annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Party:u Host:o Status=halted')
    elsewhere = annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Party:u Status=held', id="other")
    assert event(build(plain)).id == event(build(hosted)).id
    assert event(build(plain)).id != event(build(elsewhere)).id


def test_two_events_on_one_trigger_are_told_apart_by_their_fillers() -> None:
    contribution = build(
        annotated(
            TALKS,
            *PARTIES,
            'e Negotiation "met" Party:i Party:u Status=held',
            'f Negotiation "met" Party:i Party:o Status=held',
        )
    )
    assert len({one.id for one in contribution.events}) == 2


def test_the_same_event_annotated_twice_on_one_trigger_is_one() -> None:
    line = 'Negotiation "met" Party:i Party:u Status=held'
    contribution = build(annotated(TALKS, *PARTIES, f"e {line}", f"f {line}"))
    assert len(contribution.events) == 1
    assert len(contribution.claims) == 1


def test_same_event_unites_roles_and_places_and_each_mention_keeps_its_claim() -> None:
    contribution = build(
        annotated(
            TALKS,
            *PARTIES,
            'p Place "Oman"',
            'e Negotiation "met" Party:i Party:u Status=held',
            'f Negotiation "meeting" Host:o Place:p Publicity=secret',
            "SameEvent e f",
        )
    )
    assert {role.role for role in contribution.roles} == {"party", "host"}
    assert event(contribution).publicity == "secret"
    assert event(contribution).places == (contribution.places[0].id,)
    assert len(claims(contribution)) == 2


def test_same_event_is_symmetric_and_transitive() -> None:
    lines = [f'{key} Negotiation "{word}" Party:i' for key, word in (("e", "met"), ("f", "meeting"), ("g", "secret"))]
    forward = annotated(TALKS, *PARTIES, *lines, "SameEvent e f", "SameEvent f g")
    backward = annotated(TALKS, *PARTIES, *lines, "SameEvent g f", "SameEvent f e")
    assert build(forward).events == build(backward).events
    assert len(build(forward).events) == 1


def test_where_mentions_differ_the_most_committed_wins_and_each_makes_a_claim() -> None:
    contribution = build(
        annotated(
            TALKS,
            *PARTIES,
            'e Negotiation "met" Party:i Party:u Status=halted Factuality=PS+',
            'f Negotiation "meeting" Status=held',
            "SameEvent e f",
        )
    )
    assert event(contribution).status == "held"
    assert sorted((c.value, c.factuality) for c in claims(contribution, "status")) == [
        ("halted", "PS+"),
        ("held", "CT+"),
    ]


def test_among_equally_committed_mentions_the_first_in_the_text_wins() -> None:
    contribution = build(
        annotated(
            TALKS,
            *PARTIES,
            'f Negotiation "meeting" Status=held',
            'e Negotiation "met" Party:i Party:u Status=failed',
            "SameEvent f e",
        )
    )
    assert event(contribution).status == "failed"


def test_a_missing_attribute_never_differs() -> None:
    contribution = build(
        annotated(
            TALKS,
            *PARTIES,
            'e Negotiation "met" Party:i Party:u',
            'f Negotiation "meeting" Status=held',
            "SameEvent e f",
        )
    )
    assert event(contribution).status == "held"
    assert claims(contribution, "status") == []


def test_without_a_source_the_document_claims_it_as_certain() -> None:
    contribution = build(annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Party:u Status=held'))
    (claim,) = claims(contribution)
    assert claim.speakers == ()
    assert claim.factuality == "CT+"


def test_each_speaker_makes_a_claim_of_their_own() -> None:
    contribution = build(annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Party:u Source:i Source:u'))
    assert {names(contribution, claim.speakers)[0] for claim in claims(contribution)} == {"Iran", "United States"}


def test_the_chain_runs_via_in_number_order_then_source() -> None:
    contribution = build(annotated(TALKS, *PARTIES, 'e Negotiation "met" Party:i Via:o Via:u Source:i'))
    (claim,) = claims(contribution)
    assert names(contribution, claim.speakers) == ["Oman", "United States", "Iran"]


def test_a_claim_annotation_without_aspect_speaks_of_the_occurrence() -> None:
    contribution = build(denied_meeting("denied", "Factuality=CT-"))
    assert {(claim.aspect, claim.factuality) for claim in contribution.claims} == {("occurrence", "CT-")}


def denied_meeting(verb: str, attributes: str, event: str = "") -> AnnotatedDocument:
    return annotated(
        f"Iran {verb} that it met the US.",
        'i State "Iran"',
        'u State "the US"',
        f'e Negotiation "met" Party:i Party:u Status=held {event}',
        f'c Claim "{verb}" Source:i About:e {attributes}',
    )


def test_an_event_annotated_only_to_be_denied_makes_no_narrators_claim() -> None:
    contribution = build(denied_meeting("denied", "Factuality=CT-"))
    assert [names(contribution, claim.speakers) for claim in contribution.claims] == [["Iran"]]
    assert event(contribution).verdict == "denied"
    assert contribution.edges == ()


def test_an_event_with_a_factuality_of_its_own_keeps_the_narrators_claim() -> None:
    contribution = build(denied_meeting("denied", "Factuality=CT-", "Factuality=CT+"))
    assert len(claims(contribution)) == 2
    assert event(contribution).verdict == "disputed"


def test_an_event_that_a_claim_of_another_aspect_speaks_of_keeps_the_narrators_claim() -> None:
    contribution = build(denied_meeting("said", "Aspect=status Status=failed"))
    assert len(claims(contribution)) == 1


def test_the_responsible_actor_is_the_value_of_its_claim() -> None:
    contribution = build(
        annotated(
            "Peru blamed Chile for the blast.",
            'p State "Peru"',
            'c State "Chile"',
            'e Incident "blast" Status=held',
            'k Claim "blamed" Source:p About:e Responsible:c Aspect=responsibility',
        )
    )
    (claim,) = claims(contribution, "responsibility")
    assert claim.value == "Chile"
    assert names(contribution, (str(claim.value_id),)) == ["Chile"]


def test_a_claim_on_status_brings_out_the_narrators_own_where_they_differ() -> None:
    contribution = build(denied_meeting("said", "Aspect=status Status=failed"))
    found = {(claim.value, len(claim.speakers)) for claim in claims(contribution, "status")}
    assert found == {("held", 0), ("failed", 1)}


def test_a_claim_on_status_that_agrees_leaves_the_narrator_alone() -> None:
    contribution = build(denied_meeting("said", "Aspect=status Status=held"))
    assert [claim.value for claim in claims(contribution, "status")] == ["held"]
    assert len(claims(contribution, "status")) == 1


DATED = "In July 2012 Iran and the US met; in 2013 they agreed; on Friday it was said."


def dated(*lines: str, published: str | None = None) -> Contribution:
    mentions = ('a Date "July 2012" EDTF:2012-07', 'b Date "2013" EDTF:2013', 'c Date "Friday" EDTF:2013-06-07')
    return build(annotated(DATED, 'i State "Iran"', 'u State "the US"', *mentions, *lines, published=published))


def test_a_date_gives_its_strict_bounds() -> None:
    found = event(dated('e Negotiation "met" Party:i Party:u Date:a Status=held'))
    assert (found.date, found.date_start, found.date_end) == ("2012-07", "2012-07-01", "2012-07-31")
    assert found.date_basis == "explicit"


def test_several_dates_give_their_hull() -> None:
    found = event(dated('e Negotiation "met" Party:i Party:u Date:a Date:b'))
    assert (found.date, found.date_start, found.date_end) == ("2012-07/2013", "2012-07-01", "2013-12-31")


@pytest.mark.parametrize(("published", "basis"), [("2013-06-10", "relative"), (None, "inferred")])
def test_a_date_without_its_year_is_relative_to_a_dated_document_else_inferred(
    published: str | None, basis: str
) -> None:
    assert event(dated('e Negotiation "met" Party:i Party:u Date:c', published=published)).date_basis == basis


def test_the_attribute_overrides_the_date_basis() -> None:
    assert event(dated('e Negotiation "met" Party:i Date:a DateBasis=inferred')).date_basis == "inferred"


def test_no_date_is_null_and_never_the_publication_date() -> None:
    found = event(dated('e Negotiation "met" Party:i Party:u', published="2013-06-10"))
    assert (found.date, found.date_start, found.date_end, found.date_basis) == (None, None, None, None)


def test_a_date_that_is_not_normalised_does_not_count() -> None:
    document = annotated(
        "In spring they met.", 'd Date "spring"', 'g Group "they"', 'e Negotiation "met" Party:g Date:d'
    )
    assert event(build(document)).date is None


def test_a_claims_date_says_when_it_was_said() -> None:
    contribution = dated('e Negotiation "met" Party:i', 'k Claim "said" Source:u About:e Date:c Factuality=CT-')
    (claim,) = claims(contribution)
    assert claim.said_on == "2013-06-07"


def test_a_claim_on_the_date_has_it_as_its_value() -> None:
    contribution = dated('e Negotiation "met" Party:i Date:a', 'k Claim "said" Source:u About:e Date:b Aspect=date')
    found = {claim.value: claim.said_on for claim in claims(contribution, "date")}
    assert found == {"2012-07": None, "2013": None}


def test_a_withdrawal_is_about_the_event_that_it_leaves() -> None:
    contribution = build(
        annotated(
            "Peru signed the accord and later left it.",
            'p State "Peru"',
            'a Agreement "accord" Signatory:p Status=held',
            'w Withdrawal "left" Actor:p From:a Status=held',
        )
    )
    by_type = {one.type: one for one in contribution.events}
    assert by_type["withdrawal"].about == (by_type["agreement"].id,)


QUOTED = (
    "Norway is far away. Its envoys came early. They brought a plan. Talks began soon after. "
    "Peru and Chile spoke.\n\nIt was over by noon."
)


def quoted(*lines: str) -> str:
    contribution = build(annotated(QUOTED, *lines))
    (evidence,) = contribution.evidence
    assert QUOTED[evidence.start : evidence.end] == evidence.exact
    assert QUOTED[: evidence.start].endswith(evidence.prefix)
    assert QUOTED[evidence.end :].startswith(evidence.suffix)
    return evidence.exact


def test_the_quote_is_the_sentence_of_the_trigger() -> None:
    lines = ('p State "Peru"', 'c State "Chile"', 'e Negotiation "spoke" Party:p Party:c')
    assert quoted(*lines) == "Peru and Chile spoke."


def test_the_quote_is_widened_to_an_argument_two_sentences_away() -> None:
    lines = ('g Group "They"', 'e Negotiation "spoke" Party:g')
    assert quoted(*lines) == "They brought a plan. Talks began soon after. Peru and Chile spoke."


def test_the_quote_is_not_widened_to_an_argument_farther_away() -> None:
    lines = ('n State "Norway"', 'p State "Peru"', 'e Negotiation "spoke" Party:n Party:p')
    assert quoted(*lines) == "Peru and Chile spoke."


def test_the_quote_crosses_a_paragraph_for_an_argument_within_reach() -> None:
    assert quoted('p State "Peru"', 'e Negotiation "It was over" Party:p').startswith("Peru and Chile spoke.\n\nIt")


def test_the_end_of_a_paragraph_ends_a_sentence() -> None:
    text = "A heading without a stop\n\nPeru and Chile spoke on"
    document = annotated(text, 'p State "Peru"', 'e Negotiation "spoke" Party:p')
    (evidence,) = build(document).evidence
    assert evidence.exact == "Peru and Chile spoke on"


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("They met. (Peru spoke first.) Chile came later.", "(Peru spoke first.)"),
        ("They met. (Others came. Peru spoke, too.) Chile left.", "(Others came. Peru spoke, too.)"),
        ("They met. [Has Peru spoken? “Peru spoke.”] 12 came later.", "[Has Peru spoken? “Peru spoke.”]"),
        ("They met. (It was late.) (Peru spoke.) Chile came.", "(Peru spoke.)"),
        ("They met. (U.S.) Peru spoke. Chile came.", "(U.S.) Peru spoke."),
        ("They met. (All of the U.S.) envoys and Peru spoke. So it was.", "(All of the U.S.) envoys and Peru spoke."),
        ("They met (it was late.) Peru spoke.", "They met (it was late.) Peru spoke."),
    ],
)
def test_a_bracket_that_holds_whole_sentences_ends_with_them(text: str, exact: str) -> None:
    (evidence,) = build(annotated(text, 'e Negotiation "spoke"')).evidence
    assert evidence.exact == exact


def test_ids_never_depend_on_the_quote() -> None:
    lines = ('p State "Peru"', 'e Negotiation "spoke" Party:p')
    one = build(annotated("Peru spoke. Then it left.", *lines))
    other = build(annotated("Peru spoke, then it left.", *lines))
    assert one.evidence[0].exact != other.evidence[0].exact
    assert one.evidence[0].id == other.evidence[0].id
    assert [claim.id for claim in one.claims] == [claim.id for claim in other.claims]
