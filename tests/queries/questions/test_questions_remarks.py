"""What answers say beside their rows: what was left out and how to see it, and names that fit several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine.catalogue import all_questions
from tests.queries.questions.test_questions import asked, filled
from tests.queries.questions.test_questions_time import filled as filled_with_channels
from tests.support.inline import annotated
from tests.support.servers import wipe

BERGS = replace(
    annotated(
        "Anna Berg (Berg) and Karl Berg (Berg) of Norway said that Sweden met Finland in May 2001. Mette Dahl "
        "of Denmark denied it. In 2002 there were sanctions on Finland. Sweden offered Finland talks.",
        'a Official "Anna Berg"',
        'a2 Official "Berg"@2',
        'k Official "Karl Berg"',
        'k2 Official "Berg"@4',
        'n State "Norway"',
        's State "Sweden"',
        'f State "Finland"',
        'd1 Date "May 2001" EDTF:2001-05',
        'm Official "Mette Dahl"',
        'd State "Denmark"',
        'd2 Date "2002" EDTF:2002',
        'f2 State "Finland"@2',
        's2 State "Sweden"@2',
        'f3 State "Finland"@3',
        "Equiv f f2 f3",
        "Equiv s s2",
        "Equiv a a2",
        "Equiv k k2",
        "Of a n",
        "Of k n",
        "Of m d",
        'met Negotiation "met" Party:s Party:f Date:d1 Source:a Source:k Status=held',
        'no Negotiation "denied" Party:s Party:f Date:d1 Source:m Status=held Factuality=CT-',
        'ban Sanction "sanctions" Target:f2 Date:d2 Status=in_force',
        'wish Negotiation "offered" Party:s2 Party:f3 Requester:s2 Status=offered',
        "SameEvent met no",
        id="bergs",
    ),
    title="Two of a name",
)


_OF_AN_EVENT = ("around", "evidence")
_ASKED_APART = ("refused-offers", "judgements")
"""Questions of actors that not all of the texts name, or of none. Those without a statement show nothing denied."""


@pytest.mark.parametrize(
    "name",
    [one.name for one in all_questions() if one.group != "helper" and one.text and one.name not in _ASKED_APART],
)
@pytest.mark.parametrize("texts", [filled, filled_with_channels])
def test_what_the_remark_promises_is_shown(embedded_session: Store, name: str, texts: Callable[[Store], Graph]) -> None:
    graph = texts(embedded_session)
    (question,) = (one for one in all_questions() if one.name == name)
    optional = {one.name for one in question.parameters if one.optional}
    every = asked(question) | ({"event": str(graph.timeline("Iran")[0]["event_id"])} if name in _OF_AN_EVENT else {})
    for given in (every, {key: value for key, value in every.items() if key not in optional}):
        rows = graph.question(name, **given)
        if any("--include-denied shows" in remark for remark in rows.remarks):
            assert list(graph.question(name, {"include_denied": True}, **given)) != list(rows)


@pytest.fixture
def bergs(embedded: Store) -> Graph:
    """Two speakers of one name in the embedded store."""
    wipe(embedded)
    embedded.load([build(BERGS)], loaded_at="2026-01-02T03:04:05Z")
    return Graph(embedded)


def test_a_source_whose_name_fits_two_is_both_and_that_is_said(bergs: Graph, tmp_path: Path) -> None:
    blocs = tmp_path / "blocs.csv"
    blocs.write_text("actor,bloc\nBerg,north\nSweden,north\nFinland,east\n", encoding="utf-8")
    answers: dict[str, Rows] = {
        "without": bergs.talks("Sweden", without="Berg"),
        "source": bergs.question("without-source", source=["Berg"]),
        "camp": bergs.question("camps", left=["Berg"], right=["Mette Dahl"]),
        "between": bergs.between("Sweden", "Finland", without="Berg"),
        "bloc": bergs.brokers(blocs),
    }
    for what, rows in answers.items():
        assert [remark for remark in rows.remarks if '"Berg" fits 2 actors' in remark], (what, rows.remarks)
    assert [row["event_id"] for row in answers["source"]] == [row["event_id"] for row in answers["camp"]]
    assert not any("fits" in remark for remark in bergs.talks("Sweden", without="Anna Berg").remarks)


def test_sanctions_of_no_named_sender_are_counted(bergs: Graph) -> None:
    rows = bergs.question("sanctions-today", b="Finland")
    assert rows == []
    assert "Left out: 1 sanction by or on nobody named; goodoffices sanctions shows such." in rows.remarks
    assert len(bergs.sanctions(on="Finland")) == 1


def test_offers_whose_days_nobody_tells_are_counted_where_they_make_no_pair(bergs: Graph) -> None:
    rows = bergs.question("after-offers", a="Sweden", b="Finland")
    assert rows == []
    assert rows.remarks == (
        "Nothing found.",
        "Left out: 1 event whose days are too little known to say what followed what.",
    )
