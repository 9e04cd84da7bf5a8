"""Each hard case that the sample corpus must hold is there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.sample_corpus import (
    STEMS,
    about,
    claims_on,
    configuration,
    corpus,
    dates,
    groups,
    read,
    where,
    words,
)


def hosts_that_do_not_mediate() -> bool:
    hosts = {(one.stem, word) for one in corpus() for word in words(one, "Host")}
    mediators = {(one.stem, word) for one in where(type="Mediation") for word in words(one, "Mediator")}
    return {
        ("barbados-2023", "Mexico"),
        ("cuba-2014", "Canada"),
        ("pretoria-2022", "South Africa"),
    } <= hosts - mediators


def several_mediators() -> bool:
    return max(len(one.fillers("Mediator")) for one in where(type="Mediation", Status="held")) >= 3


def offer_never_taken_up() -> bool:
    offers = (one for one in where(type="Mediation", Status="offered") if "not taken up" in read(one.stem).text)
    return any(not one.fillers("AcceptedBy") and not one.fillers("RejectedBy") for one in offers)


def request_refused() -> bool:
    return any(one.fillers("Requester") and one.fillers("RejectedBy") for one in where(Status="requested"))


def denial_by_claim() -> bool:
    return any(about(one).type == "Mediation" for one in where(type="Claim", Aspect="occurrence", Factuality="CT-"))


def denial_by_source() -> bool:
    return any(one.fillers("Source") for one in where(type="Mediation", Factuality="CT-"))


def disputed_event() -> bool:
    said = ({one.attribute("Factuality") for one in claims_on(event)} for event in corpus())
    return any({"CT+", "CT-"} <= one for one in said)


def event_annotated_only_to_be_denied() -> bool:
    silent = (one for one in corpus() if not one.fillers("Source") and not one.attribute("Factuality"))
    said = ({one.attribute("Factuality") for one in claims_on(event)} for event in silent)
    return any(one and one <= {"CT-", "PR-"} for one in said)


def dispute_on(aspect: str) -> bool:
    claims = where(type="Claim", Aspect=aspect)
    return any({"CT+", "CT-"} <= {two.attribute("Factuality") for two in claims_on(about(one))} for one in claims)


def one_speaker_says_both() -> bool:
    claims = (one for one in where(type="Claim", Aspect="responsibility") if one.stem == "black-sea-2022")
    speakers = {(read(one.stem).same(one.fillers("Source")[0]), one.attribute("Factuality")) for one in claims}
    return any({(speaker, "CT+"), (speaker, "CT-")} <= speakers for speaker, _ in speakers)


def chain_of_speakers() -> bool:
    return any(one.fillers("Via") and one.fillers("Source") for one in corpus())


def unnamed_group() -> bool:
    return any(text.startswith("several senior officials") for _, _, text in groups())


def undated() -> bool:
    return any(not one.fillers("Date") for one in where(type="Mediation", Status="held"))


def dated(pattern: str) -> bool:
    return any(re.fullmatch(pattern, date) for event in corpus() for date in dates(event))


def reported_twice() -> bool:
    first, second = (
        {word for one in read(stem).events() if one.type == "Mediation" for word in words(one, "Mediator")}
        for stem in ("falklands-haig-1982", "peru-plan-1982")
    )
    return "President Fernando Belaúnde Terry" in first & second


def sanction(status: str) -> bool:
    return any(one.fillers("Sender") and one.fillers("Target") for one in where(type="Sanction", Status=status))


def lapsed_waiver() -> bool:
    return any(one.trigger == "lapse" for one in where(type="Sanction", Status="in_force"))


def accented_names() -> bool:
    names = {text for stem in STEMS for _, text in read(stem).spans().values() if not text.isascii()}
    return {"President Óscar Arias", "Javier Pérez de Cuéllar", "Graça Machel", "President Franjo Tuđman"} <= names


def official_without_a_state() -> bool:
    officials = (
        (brief, one) for brief in map(read, STEMS) for one, (kind, _) in brief.spans().items() if kind == "Official"
    )
    return any(not brief.same(one) & {two for two, _ in brief.related("Of")} for brief, one in officials)


def withdrawal_from_agreement() -> bool:
    withdrawals = where(type="Withdrawal")
    pairs = (
        (one, event) for one in withdrawals for event in read(one.stem).events() if event.id in one.fillers("From")
    )
    return any(event.type == "Agreement" for _, event in pairs)


def every_type() -> bool:
    return {one.type for one in corpus()} == set(configuration()["events"])


def one_event_told_twice() -> bool:
    return any(read(stem).related("SameEvent") for stem in STEMS)


def one_actor_named_twice() -> bool:
    return any(read(stem).of("*") for stem in STEMS)


def collective() -> bool:
    return any(len([pair for pair in brief.related("Member") if pair[0] == one]) >= 2 for brief, one, _ in groups())


def rejected_mediation() -> bool:
    return any(
        one.fillers("Mediator") and one.fillers("RejectedBy") for one in where(type="Mediation", Status="rejected")
    )


def secret_back_channel() -> bool:
    return bool(where(type="Negotiation", Channel="back", Publicity="secret", Directness="direct"))


def state_without_a_code() -> bool:
    brief = read("dayton-1995")
    return any(kind == "State" and not brief.norm(one) for one, (kind, _) in brief.spans().items())


HARD_CASES: tuple[Callable[[], bool], ...] = (
    hosts_that_do_not_mediate,
    several_mediators,
    offer_never_taken_up,
    request_refused,
    denial_by_claim,
    denial_by_source,
    disputed_event,
    event_annotated_only_to_be_denied,
    one_speaker_says_both,
    chain_of_speakers,
    unnamed_group,
    undated,
    reported_twice,
    lapsed_waiver,
    accented_names,
    official_without_a_state,
    withdrawal_from_agreement,
    every_type,
    one_event_told_twice,
    one_actor_named_twice,
    collective,
    rejected_mediation,
    secret_back_channel,
    state_without_a_code,
)


@pytest.mark.parametrize("case", HARD_CASES, ids=lambda case: case.__name__)
def test_the_hard_case_is_there(case: Callable[[], bool]) -> None:
    assert case()


@pytest.mark.parametrize("aspect", ["occurrence", "responsibility", "status"])
def test_an_aspect_is_disputed(aspect: str) -> None:
    assert dispute_on(aspect)


@pytest.mark.parametrize("status", ["requested", "threatened", "in_force", "eased", "waived", "lapsed", "lifted"])
def test_sanctions_pass_through_life(status: str) -> None:
    assert sanction(status)


@pytest.mark.parametrize(
    "form",
    [r"\d{4}", r"\d{4}-\d\d", r"\d{4}-\d\d-\d\d", r"\d[\d-]*/\d[\d-]*", r"\[\S+\.\.\S+\]", r"\d[\d-]*/\.\.", r"\d\S*~"],
)
def test_dates_take_every_form(form: str) -> None:
    assert dated(form)
