"""The benchmarks measure what they say: sound documents, rivals that write the same graph, a page of the results."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import pytest

from benchmarks import ask, every, growth, lines, load, report
from benchmarks.cases import BY_METHOD
from benchmarks.cast import cast_of
from benchmarks.corpus import Corpus, documents_of, write_corpus
from benchmarks.load_once import writing
from benchmarks.merging import merge
from benchmarks.questions import QUESTIONS
from benchmarks.results import add, results_of
from benchmarks.rivals import BATCH_DOCUMENTS, script
from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.load import gathered, read_and_check, stored
from goodoffices.queries.engine.catalogue import all_questions
from tests.support.servers import snapshot, wipe

STAMP = {"loaded_at": "2020-01-01T00:00:00Z", "version": version("goodoffices")}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    write_corpus(folder, Corpus(30))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generated_documents_are_sound(corpus: Path) -> None:
    readings = list(read_and_check([corpus]))
    assert [fault for reading in readings for fault in reading.faults] == []
    assert [len(build(one.document).events) for one in readings if one.document] == [20] * 30


def test_the_same_seed_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path, Corpus(30))
    assert files(tmp_path) == files(corpus)


def test_another_seed_gives_other_documents() -> None:
    texts = [next(documents_of(Corpus(1, seed=seed))).text for seed in (1, 2)]
    assert texts[0] != texts[1]


def test_a_document_does_not_depend_on_how_many_there_are() -> None:
    assert list(documents_of(Corpus(3))) == list(documents_of(Corpus(5)))[:3]


def test_a_folder_that_is_in_use_is_left_alone(corpus: Path) -> None:
    before = files(corpus)
    with pytest.raises(FileExistsError):
        write_corpus(corpus, Corpus(1))
    assert files(corpus) == before


def test_documents_hold_all_that_the_scheme_has() -> None:
    lines = "".join(one.annotations for one in documents_of(Corpus(150)))
    types = set(re.findall(r"^E\d+\t(\w+):", lines, re.MULTILINE))
    values = set(re.findall(r"^A\d+\t(\w+) \w+ (\S+)$", lines, re.MULTILINE))
    relations = set(re.findall(r"^(?:R\d+|\*)\t(\w+) ", lines, re.MULTILINE))
    roles = set(re.findall(r" ([A-Z][A-Za-z]+)\d*:[TE]\d", lines)) - {"Arg"}
    assert types == set(ontology().events)
    assert values == {(name, value) for name, valid in ontology().attributes.items() for value in valid}
    assert relations == {"Of", "Member", "SameEvent", "Equiv"}
    assert roles == {role for event in ontology().events.values() for role in event.roles}


def test_dates_come_in_every_precision() -> None:
    lines = "".join(one.annotations for one in documents_of(Corpus(30)))
    dates = re.findall(r"EDTF:(\S+)", lines)
    shapes = {re.sub(r"\d", "0", re.sub(r"-2[1-3]$", "-season", date)) for date in dates}
    assert shapes >= {"0000", "0000-00", "0000-00-00", "000X", "0000-00~", "0000?", "0000-season", "0000-00-XX"}
    assert shapes >= {"0000-00/0000-00", "0000-00/..", "[0000-00-00..0000-00-00]"}


def test_every_verdict_comes_about(corpus: Path) -> None:
    documents = [reading.document for reading in read_and_check([corpus])]
    verdicts = Counter(event.verdict for one in documents if one for event in build(one).events)
    assert set(verdicts) == set(ontology().verdicts)
    assert verdicts.most_common(1)[0][0] == "asserted"


def test_no_name_is_anybodys_twice() -> None:
    members = cast_of(6000, 1).members
    assert len({member.name for member in members}) == len(members) == 6000


def test_actors_appear_by_zipfs_law(corpus: Path) -> None:
    events = Counter(
        role.actor for reading in read_and_check([corpus]) if reading.document for role in build(reading.document).roles
    )
    (_, first), *_, (_, last) = events.most_common()
    assert first > 0.05 * events.total()
    assert last == 1


def test_the_tuned_script_leaves_the_same_graph(store: Store, tmp_path: Path) -> None:
    write_corpus(tmp_path, Corpus(BATCH_DOCUMENTS + 1, events=4))
    with gathered([tmp_path]) as batch:
        stored(store, batch)
        ours = snapshot(store)
        wipe(store)
        with writing(store) as session:
            script(session, batch.contributions, STAMP)
    assert snapshot(store) == ours


def test_one_merge_a_row_leaves_as_many_nodes_and_relationships(embedded: Store, tmp_path: Path) -> None:
    write_corpus(tmp_path, Corpus(2))
    with gathered([tmp_path]) as batch:
        stored(embedded, batch)
        ours = [len(part) for part in snapshot(embedded)]
        wipe(embedded)
        with writing(embedded) as session:
            merge(session, batch.contributions(), STAMP)
    assert [len(part) for part in snapshot(embedded)] == ours


def test_loading_is_measured_and_reported(tmp_path: Path) -> None:
    asked = load.options().parse_args(
        ["--sizes", "3", "--stores", "embedded", "--repeats", "1", "--merge-documents", "1", "--out", "unused"]
    )
    results = list(load.measure(asked))
    ours, script_, merged = results
    assert ours["documents"] == script_["documents"] == 3
    assert ours["events"] == script_["events"] == 60
    assert (ours["nodes"], ours["relationships"]) == (script_["nodes"], script_["relationships"])
    assert merged["documents"] == 1
    for result in results:
        add(tmp_path / "deep" / "results", result)
    page = report.report(list(results_of(tmp_path / "deep" / "results")), "2026-11", "A trial.")
    assert re.search(r"^\| ArcadeDB \S+ \| 3 \| 60 \| [\d,]+ \| [\d,]+ \|", page, re.MULTILINE)
    assert "| Date | 2026-11 |" in page
    assert "A trial." in page


def test_asking_is_measured_and_reported() -> None:
    words = "--documents 6 --stores embedded --clients 1 2 --rounds 2 --starts 1 --out unused"
    results = list(ask.measure(ask.options().parse_args(words.split())))
    alone, together, *starts = results
    assert {name: len(took) for name, took in alone["took"].items()} == dict.fromkeys(QUESTIONS, 2)
    assert {name: len(took) for name, took in together["took"].items()} == dict.fromkeys(QUESTIONS, 4)
    assert alone["rows"]["evidence(event)"] > 0
    assert [one["command"] for one in starts] == list(ask.COLD)
    page = report.report(results)
    assert all(f"| `{name}` | " in page for name in QUESTIONS)
    assert "| Date |" not in page


def test_growth_is_measured_and_reported() -> None:
    words = "--sizes 2 5 --documents 2 --rounds 2 --out unused"
    results = list(growth.measure(growth.options().parse_args(words.split())))
    assert [one["sizes"] for one in results] == [[2, 5], [2, 5]]
    assert all(seconds > 0 for one in results for seconds in one["took"])
    assert re.search(r"^\| ArcadeDB \S+ \| 2 and 5 \| 2 \| ", report.report(results), re.MULTILINE)


def test_whole_answers_in_lines_are_measured_and_reported() -> None:
    words = "--documents 10 --stores embedded --rows 20 40 --rounds 1"
    results = list(lines.measure(lines.options().parse_args(words.split())))
    assert [(one["way"], one["rows"]) for one in results] == [(way, rows) for rows in (20, 40) for way in lines.WAYS]
    assert all(one["seconds"] > 0 < one["cpu"] for one in results)
    assert re.search(r"^\| ArcadeDB \S+ \| 10 \| 40 \| a bare loop \| [\d,]+ \|", report.report(results), re.MULTILINE)


def test_every_question_is_measured_and_reported() -> None:
    words = "--documents 10 --stores embedded --rounds 1"
    results = list(every.measure(every.options().parse_args(words.split())))
    public = {one.name for one in all_questions() if one.group != "helper"}
    assert {one["question"] for one in results} == {*public, *BY_METHOD}
    assert all(one["first"][0] > 0 for one in results)
    assert {one["question"] for one in results if not one["whole"]} == set(every.UNBOUNDED)
    page = report.report(results)
    assert all(f"| `{name}` | " in page for name in public)
    first = list(every.measure(every.options().parse_args([*words.split(), "--first", "--names", "talks"])))
    assert [(one["rows"], one["whole"]) for one in first] == [(None, []), (None, [])]
    assert "| `talks` | two hubs | - |" in report.report(first)
    assert re.search(r"^First rows within a second on ArcadeDB \S+: \d+ of \d+", page, re.MULTILINE)


def test_a_server_tells_how_many_rows_a_plan_went_through(
    neo4j_session: Store, neo4j_target: ServerTarget, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wipe(neo4j_session)
    Graph(neo4j_session).load(corpus)
    login = {"URI": neo4j_target.url, "USERNAME": neo4j_target.user, "PASSWORD": neo4j_target.password}
    monkeypatch.delenv("GOODOFFICES_STORE", raising=False)
    for name, value in login.items():
        monkeypatch.setenv(f"NEO4J_{name}", value)
    words = "--filled --first --rounds 1 --names talks brokers"
    results = list(every.measure(every.options().parse_args(words.split())))
    told = {(one["question"], one["of"]): one["plan"] for one in results}
    assert min(told["talks", of] for of in ("a hub", "two hubs")) > 0
    assert told["brokers", "everybody"] is None
    assert re.search(r"^\| `talks` \| a hub \| - \| [\d.,]+, - \| \d", report.report(results), re.MULTILINE)
