"""The vocabulary says all that others need to know of a word, and what repeats its words agrees with it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.queries.engine.catalogue import all_questions
from tests.support.tree import ROOT

WRITTEN = yaml.safe_load((ROOT / "graph" / "vocabulary" / "ontology.yaml").read_text(encoding="utf-8"))


def test_what_is_made_of_others_is_up_to_date() -> None:
    command = [sys.executable, "-m", "tools.docs", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("status", WRITTEN["statuses"])
def test_each_status_has_a_stage_and_english(status: str) -> None:
    entry = WRITTEN["statuses"][status]
    assert entry["stage"] in WRITTEN["stages"]
    assert entry["english"]
    assert any(status in event["statuses"] for event in WRITTEN["events"].values())


@pytest.mark.parametrize("family", ["entities", "kinds", "stages", "roles", "edges", "events", "verdicts"])
def test_each_word_says_how_it_is_read(family: str) -> None:
    labelled = {
        "entities": ("short", "colour"),
        "kinds": ("english", "letter", "shape"),
        "stages": ("english", "line", "dash"),
        "roles": ("short",),
        "edges": ("ends", "english", "letter", "tone"),
        "events": ("english", "brat"),
        "verdicts": ("english",),
    }
    lacking = {
        word: missing
        for word, entry in WRITTEN[family].items()
        if (missing := [key for key in labelled[family] if key not in entry])
    }
    assert lacking == {}


def test_roles_that_the_graph_records_have_english() -> None:
    assert [name for name, entry in WRITTEN["roles"].items() if "role" in entry and "english" not in entry] == []


def test_edges_stand_between_roles_of_the_events_that_give_them() -> None:
    for event in ontology().events.values():
        roles = {role.role for role in event.roles.values()}
        assert set(event.edges) <= set(event.statuses)
        for edge in map(ontology().edges.__getitem__, event.edges.values()):
            assert {*edge.ends, *(edge.unasked or ()), *filter(None, [edge.between])} <= roles


def test_every_edge_is_given_by_some_status() -> None:
    assert {edge for event in ontology().events.values() for edge in event.edges.values()} == set(ontology().edges)


def test_each_status_of_a_mediation_has_its_result_in_words() -> None:
    mediation = WRITTEN["events"]["Mediation"]
    assert set(mediation["results"]) == set(mediation["statuses"])


def test_the_page_has_a_colour_for_each_edge_and_kind() -> None:
    style = (ROOT / "pages" / "templates" / "page.css").read_text(encoding="utf-8")
    tones = {entry["tone"] for entry in WRITTEN["edges"].values()} | {f"kind-{kind}" for kind in WRITTEN["kinds"]}
    assert [tone for tone in sorted(tones) if style.count(f"--{tone}: #") != 2] == []  # by day and by night
    assert [tone for tone in sorted(tones) if not re.search(rf"\.(?:tone|fill)-{tone}\b", style)] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What is made, and what it is made of, to change."""
    for folder in ("graph/vocabulary", "queries", "loaders/sample", "pages/scripts", "docs", "tools/docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.py[co]"))
    return tmp_path


def made_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.docs", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_status_is_written_in_the_vocabulary_alone(copy: Path) -> None:
    written = copy / "graph" / "vocabulary" / "ontology.yaml"
    change(written, "lifted: {stage", "frozen: {stage: ended, english: frozen}\n  lifted: {stage")
    change(written, "lapsed, lifted]", "lapsed, lifted, frozen]")
    told = made_in(copy).stdout
    for path in (
        *("graph/vocabulary/ontology.json", "loaders/sample/annotation.conf", "queries/english/base.lark"),
        *("pages/scripts/core/vocabulary.js", "queries/questions/helper/sanction-ends.cypher"),
        *("queries/questions/success/after-offers.cypher", "queries/questions/success/after-talks.cypher"),
    ):
        assert path in told
        assert "frozen" in (copy / path).read_text(encoding="utf-8")


def test_a_new_edge_is_written_in_the_vocabulary_alone(copy: Path) -> None:
    written = copy / "graph" / "vocabulary" / "ontology.yaml"
    edge = "{ends: [actor, target], english: releases, letter: R, tone: plain}"
    change(written, "  SANCTIONS: {ends", f"  RELEASES: {edge}\n  SANCTIONS: {{ends")
    assert made_in(copy).returncode == 0
    among = (copy / "queries/questions/helper/page-edges-among.cypher").read_text(encoding="utf-8")
    assert among.count("MATCH (x)-[r:RELEASES]->(y) WHERE") == 1
    named = [path.name for path in copy.glob("queries/questions/*/*.cypher") if "|RELEASES]" in path.read_text("utf-8")]
    assert sorted(named) == [
        *("edge-events.cypher", "edge-evidence.cypher", "page-edges-of.cypher", "page-edges.cypher"),
        "rolled-up-only.cypher",
    ]


def test_a_statement_that_leaves_a_status_of_a_stage_out_is_refused(copy: Path) -> None:
    statement = copy / "queries" / "questions" / "helper" / "sanction-ends.cypher"
    change(statement, "'eased', 'lapsed', ", "'lapsed', ")
    done = made_in(copy, "--check")
    assert done.returncode == 1
    assert "sanction-ends.cypher: the statuses in_force, waived, lapsed" in done.stderr


def test_every_status_of_a_statement_is_seen() -> None:
    """No statement names a status in a way that those who bring it up to date do not see."""
    words, listed = "|".join(ontology().statuses()), r"status (?:IN \[[^\]]*\]|(?:=|<>) '\w+')"
    left = {one.name: re.sub(listed, "", one.text) for one in all_questions()}
    assert [name for name, text in left.items() if re.search(rf"'(?:{words})'", text)] == []
    assert sum(one.text != left[one.name] for one in all_questions()) > 10
