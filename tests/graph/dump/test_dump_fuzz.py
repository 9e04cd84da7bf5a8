"""Odd values in a dump with a right checksum: each is refused in a sentence, or does no harm once it is stored."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.api import Graph
from goodoffices.cli.app import app
from goodoffices.graph.errors import GoodofficesError
from goodoffices.graph.store.store import Store
from tests.support.dump_fuzz import Change, Row, changed, fuzzed, refusal, rows_of
from tests.support.servers import wipe
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
COMMANDS = (
    ("timeline", "Iran", "--picture"),
    ("timeline", "Venezuela", "-f", "json"),
    ("who-mediated", "Iran", "USA"),
    ("who-mediated", "Venezuela", "Norway", "-f", "csv"),
    ("disputed", "Iran"),
    ("actors",),
    ("status",),
    ("same",),
    ("page", "page.html"),
    ("dump", "again.jsonl"),
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The records of a dump of some texts of the sample and a judgement."""
    folder = tmp_path_factory.mktemp("dumped")
    names = sorted(path for path in SAMPLE.glob("*.ann"))[:3]
    with Graph(_opened(folder / "store")) as graph:
        graph.load(*names)
        events = [row["id"] for row in graph.store.read("MATCH (e:Event) RETURN e.id AS id ORDER BY id LIMIT 2")]
        graph.reject(*events, by="the desk")
        graph.dump(folder / "dump.jsonl")
    return rows_of((folder / "dump.jsonl").read_bytes())


def _opened(folder: Path) -> Store:
    from goodoffices.graph.store.store import open_store

    return open_store(folder, create=True)


def harm(store: Store, folder: Path, dump: bytes) -> list[str]:
    """What goes wrong in a store that took such a dump: a command that fails in another way than by a sentence."""
    wipe(store)
    (folder / "odd.jsonl").write_bytes(dump)
    found = []
    with contextlib.chdir(folder):
        for words in (("restore", "odd.jsonl"), *COMMANDS):
            done = CliRunner().invoke(app, ["--store", store.target, *words])
            error = done.exception
            if error and not isinstance(error, SystemExit | GoodofficesError):
                found.append(f"{' '.join(words)}: {error!r}")
    return found


def said_badly(said: Iterable[str]) -> list[str]:
    return [text for text in said if "\n" in text or len(text) > 2200 or not text.startswith("FILE")]


def test_odd_values_are_refused_in_a_sentence_or_do_no_harm(rows: list[Row], embedded: Store, tmp_path: Path) -> None:
    found = fuzzed(rows, count=400, seed=20)
    assert len(found.said) > 200
    assert said_badly(found.said) == []
    together = found.together(rows)
    assert len(together) > 20
    assert harm(embedded, tmp_path, changed(rows, together)) == []


@pytest.mark.soak
def test_two_thousand_odd_values_do_no_harm(rows: list[Row], store: Store, tmp_path: Path) -> None:
    found = fuzzed(rows, count=2000, seed=1)
    assert said_badly(found.said) == []
    wrong = {one: harm(store, tmp_path, changed(rows, [one])) for one in found.taken}
    assert {one: said for one, said in wrong.items() if said} == {}


def change_of(rows: list[Row], record: str, field: str, value: object) -> Change:
    return Change(next(n for n, row in enumerate(rows) if row["record"] == record), field, value)


@pytest.mark.parametrize(
    ("record", "field", "value", "said"),
    [
        ("document", "title", "x" * 1001, '"title" has 1,001 characters'),
        ("document", "title", "a\nb", '"title" must be a text on one line'),
        ("document", "id", "a\0b", '"id" must be a text on one line'),
        ("document", "url", "javascript:alert(1)", '"url" must begin with http'),
        ("document", "published", "no date", '"published": '),
        ("document", "sha256", "x", "document.sha256 is no SHA-256"),
        ("actor", "id", "act", "actor.id is no id of 20 hexadecimal digits"),
        ("actor", "name", "a\nb", "actor.name has a line end"),
        ("actor", "aliases", ["b", "a"], "actor.aliases is not sorted"),
        ("actor", "aliases", [""], "actor.aliases holds an empty name"),
        ("actor", "iso3", "ZZZ", "actor.iso3 is no country's code"),
        ("actor", "wikidata", "794", "actor.wikidata is no item"),
        ("actor", "cardinality", "a lot", "actor.cardinality is no number or quantifier"),
        ("place", "iso3", "om", "place.iso3 is no country's code"),
        ("event", "date", "soon", "event.date is no date in EDTF"),
        ("event", "date_start", "zzzz", "not the bounds of its date"),
        ("event", "date_end", "0001-01-01", "not the bounds of its date"),
        ("event", "status", "in_force", "does not fit a"),
        ("event", "channel", "side", "event.channel is none of front, back"),
        ("event", "relation", "SANCTIONS", "is not what a"),
        ("claim", "said_on", "soon", "claim.said_on is no date"),
        ("claim", "aspect", "status", "claim.value is set for the occurrence, or is missing"),
        ("claim", "value", "x", "claim.value is set for the occurrence, or is missing"),
        ("claim", "value_id", "0" * 20, "claim.value_id is set for an aspect other"),
        ("evidence", "start", 1 << 40, "no trigger within its start and end"),
        ("evidence", "exact", "x", "evidence.exact has 1 character, not"),
        ("evidence", "prefix", "x" * 33, "longer than what is kept around a quote"),
        ("edge", "level", "x", 'unknown edge.level "x"'),
        ("edge", "n_assert", 9, "is not the number of names"),
        ("edge", "status", "threatened", "has another status"),
        ("edge", "between", ["b", "a"], "edge.between is not sorted"),
        ("judgement", "by", "a\nb", '"by" must be a text on one line'),
        ("judgement", "at", "soon", "not a time"),
    ],
)
def test_a_value_that_no_document_has_is_refused(
    rows: list[Row], record: str, field: str, value: object, said: str
) -> None:
    found = refusal(changed(rows, [change_of(rows, record, field, value)]))
    assert found is not None
    assert re.search(said, found)
    assert "nothing of it was stored" in found
