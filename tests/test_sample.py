"""The sample corpus is sound by itself: offsets fit, words are the scheme's, and each hard case is there.

Read here line by line, without the project's own reader, so that the two can be held against each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "loaders" / "sample"
STEMS = tuple(sorted(path.stem for path in SAMPLE.glob("*.txt")))
CONFIGURATION = ("annotation.conf", "visual.conf", "documents.json")
LINE = {
    "T": re.compile(r"T\d+\t\w+ \d+ \d+\t\S(.*\S)?"),
    "E": re.compile(r"E\d+\t\w+:T\d+( [A-Z]\w+:[TE]\d+)*"),
    "A": re.compile(r"A\d+\t\w+ [TE]\d+ \S+"),
    "N": re.compile(r"N\d+\tReference T\d+ (ISO3166:[A-Z]{3}|Wikidata:Q\d+|EDTF:\S+)\t\S(.*\S)?"),
    "*": re.compile(r"\*\tEquiv T\d+( T\d+)+"),
    "R": re.compile(r"R\d+\t\w+ Arg1:[TE]\d+ Arg2:[TE]\d+"),
}


@dataclass(frozen=True, slots=True)
class Event:
    stem: str
    id: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]

    def fillers(self, role: str) -> tuple[str, ...]:
        return tuple(filler for name, filler in self.roles if name == role)

    def attribute(self, name: str) -> str | None:
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Brief:
    stem: str
    text: str
    lines: tuple[str, ...]

    def of(self, letter: str) -> tuple[list[str], ...]:
        return tuple(re.split(r"[\t ]", line) for line in self.lines if line[0] == letter)

    def spans(self) -> dict[str, tuple[str, str]]:
        """The type and the text of each mention, by id."""
        return {one[0]: (one[1], self.text[int(one[2]) : int(one[3])]) for one in self.of("T")}

    def events(self) -> tuple[Event, ...]:
        return tuple(self._event(one) for one in self.of("E"))

    def _event(self, parts: list[str]) -> Event:
        kind, trigger = parts[1].split(":")
        roles = tuple(tuple(argument.split(":")) for argument in parts[2:])
        return Event(
            stem=self.stem,
            id=parts[0],
            type=kind,
            trigger=self.spans()[trigger][1],
            roles=tuple((name.rstrip("0123456789"), filler) for name, filler in roles),
            attributes=tuple((one[1], one[3]) for one in self.of("A") if one[2] == parts[0]),
        )

    def norm(self, mention: str) -> tuple[str, ...]:
        return tuple(one[3].partition(":")[2] for one in self.of("N") if one[2] == mention)

    def same(self, mention: str) -> frozenset[str]:
        """All mentions of the actor that this one mentions."""
        classes = (frozenset(one[2:]) for one in self.of("*"))
        return next((one for one in classes if mention in one), frozenset({mention}))

    def related(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((one[2][5:], one[3][5:]) for one in self.of("R") if one[1] == name)


@cache
def read(stem: str) -> Brief:
    text = (SAMPLE / f"{stem}.txt").read_bytes().decode("utf-8")
    lines = (SAMPLE / f"{stem}.ann").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return Brief(stem, text, tuple(lines))


@cache
def corpus() -> tuple[Event, ...]:
    return tuple(event for stem in STEMS for event in read(stem).events())


def where(**wanted: str) -> tuple[Event, ...]:
    """Events whose type and attributes are as given."""
    kind = wanted.pop("type", None)
    fitting = (event for event in corpus() if kind in {None, event.type})
    return tuple(event for event in fitting if wanted.items() <= dict(event.attributes).items())


def about(claim: Event) -> Event:
    (target,) = claim.fillers("About")
    return next(event for event in read(claim.stem).events() if event.id == target)


def claims_on(event: Event) -> tuple[Event, ...]:
    claims = (one for one in where(type="Claim") if one.stem == event.stem)
    return tuple(one for one in claims if event.id in one.fillers("About"))


def dates(event: Event) -> tuple[str, ...]:
    brief = read(event.stem)
    return tuple(norm for filler in event.fillers("Date") for norm in brief.norm(filler))


def words(event: Event, role: str) -> tuple[str, ...]:
    spans = read(event.stem).spans()
    return tuple(spans[filler][1] for filler in event.fillers(role))


def groups() -> Iterator[tuple[Brief, str, str]]:
    for brief in map(read, STEMS):
        for mention, (kind, text) in brief.spans().items():
            if kind == "Group":
                yield brief, mention, text


def test_there_are_enough_briefs() -> None:
    assert len(STEMS) >= 16
    assert {path.name for path in SAMPLE.iterdir()} == {
        *CONFIGURATION,
        *(f"{stem}{suffix}" for stem in STEMS for suffix in (".txt", ".ann")),
    }


@pytest.mark.parametrize("stem", STEMS)
def test_a_brief_is_brief_and_clean(stem: str) -> None:
    text = read(stem).text
    assert 60 <= len(text.split()) <= 250
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[\r\t]|[ ]{2}| \n|\n |https?:|www\.|@", text)


@pytest.mark.parametrize("stem", STEMS)
def test_lines_are_whole_and_in_order(stem: str) -> None:
    lines = read(stem).lines
    assert all(LINE[line[0]].fullmatch(line) for line in lines)
    letters = "".join(dict.fromkeys(line[0] for line in lines))
    assert letters in {"TEAN*R", "TEANR", "TEAN*", "TEAN"}
    ids = [line.split("\t")[0] for line in lines if line[0] != "*"]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("stem", STEMS)
def test_quotes_stand_where_the_offsets_say(stem: str) -> None:
    brief = read(stem)
    for line in (line for line in brief.lines if line[0] == "T"):
        mention, _, quote = line.split("\t")
        assert brief.spans()[mention][1] == quote


@pytest.mark.parametrize("stem", STEMS)
def test_references_lead_somewhere(stem: str) -> None:
    brief = read(stem)
    known = {line.split("\t")[0] for line in brief.lines}
    named = (re.findall(r"\b[TE]\d+\b", line.split("\t")[1]) for line in brief.lines)
    assert {word for found in named for word in found} <= known


SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
MACRO = re.compile(r"^(<\w+>)=(\S+)$", re.MULTILINE)


@cache
def configuration() -> dict[str, dict[str, str]]:
    """Each section of annotation.conf: what it declares, with the macros written out."""
    pieces = SECTION.split((SAMPLE / "annotation.conf").read_text(encoding="utf-8"))[1:]
    return {name: dict(declared(body)) for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


def declared(body: str) -> Iterator[tuple[str, str]]:
    for macro, meaning in MACRO.findall(body):
        body = body.replace(f":{macro}", f":{meaning}")
    for line in body.splitlines():
        if line and line[0] not in "#<":
            name, _, rest = line.partition("\t")
            yield name, rest


def allowed(kind: str, role: str) -> set[str]:
    takers = dict(one.strip().split(":") for one in configuration()["events"][kind].split(","))
    return set(next(takers[form] for form in (role, f"{role}*") if form in takers).split("|"))


@pytest.mark.parametrize("stem", STEMS)
def test_the_configuration_allows_every_role(stem: str) -> None:
    brief = read(stem)
    kinds = {mention: kind for mention, (kind, _) in brief.spans().items()}
    kinds |= {event.id: event.type for event in brief.events()}
    for event in brief.events():
        for role, filler in event.roles:
            assert kinds[filler] in allowed(event.type, role), (event, role)


STATUSES = re.compile(r"^#   (\w+(?:, \w+)*): (\w+(?: \w+)*)$", re.MULTILINE)


@cache
def statuses() -> dict[str, set[str]]:
    found = STATUSES.findall((SAMPLE / "annotation.conf").read_text(encoding="utf-8"))
    return {kind: set(values.split()) for kinds, values in found for kind in kinds.split(", ")}


@pytest.mark.parametrize("stem", STEMS)
def test_the_configuration_allows_every_attribute(stem: str) -> None:
    for event in read(stem).events():
        for name, value in event.attributes:
            assert value in configuration()["attributes"][name].partition("Value:")[2].split("|")
        if event.type == "Claim":
            assert event.fillers("Source")
            assert event.attribute("Factuality")
        else:
            assert event.attribute("Status") in statuses()[event.type], event


@pytest.mark.parametrize("stem", STEMS)
def test_states_have_codes_and_dates_are_normalised(stem: str) -> None:
    brief = read(stem)
    unknown = {text for mention, (kind, text) in brief.spans().items() if kind == "State" and not brief.norm(mention)}
    assert unknown <= {"Federal Republic of Yugoslavia"}
    assert all(brief.norm(mention) for mention, (kind, _) in brief.spans().items() if kind == "Date")


def test_documents_are_described() -> None:
    documents = json.loads((SAMPLE / "documents.json").read_text(encoding="utf-8"))
    assert set(documents) == set(STEMS)
    assert all(one["id"] == stem for stem, one in documents.items())
    assert len({one["title"] for one in documents.values()}) == len(STEMS)
    assert {(one["language"], one["licence"]) for one in documents.values()} == {("en", "Apache-2.0")}
    assert None in {one["published"] for one in documents.values()}


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
