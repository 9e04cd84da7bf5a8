"""The sample corpus is sound by itself: offsets fit, and words are the scheme's."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from tests.support.sample_corpus import CONFIGURATION, LINE, SAMPLE, STEMS, configuration, read


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
