"""Questions in plain English: what each sentence becomes, what is refused, and that docs/ask.md says the same."""

from __future__ import annotations

import json
import re

import pytest

from goodoffices.api import Graph
from goodoffices.graph.errors import GoodofficesError, UnknownNameError, UsageError
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine.catalogue import all_questions
from goodoffices.queries.english.grammar import Form, forms, questions_asked
from goodoffices.queries.english.parse_ask import LONGEST
from tests.conftest import STORES
from tests.support.servers import wipe
from tests.support.tree import ROOT

DOC = (ROOT / "docs" / "ask.md").read_text(encoding="utf-8")
SHIPPED = {question.name: question for question in all_questions()}


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The sample corpus in a store, on each server in turn; these tests only read."""
    store: Store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    found = Graph(store)
    found.load(ROOT / "loaders" / "sample")
    return found


def became(graph: Graph, sentence: str) -> str:
    """The command that a sentence becomes, also where its question is still to come."""
    try:
        return graph.understand(sentence).command
    except UsageError as error:
        if waiting := re.fullmatch(
            r'This would be "(.+)", a question that this goodoffices does not have\.', str(error)
        ):
            return waiting[1]
        raise


def table(heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading of the documentation."""
    section = DOC.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.+) \|$", section, re.MULTILINE)
    return [tuple(row.split(" | ")) for row in rows[1:]]


BECOME = table("Sentences and what they become")
REFUSED = table("What is refused")


def test_the_documentation_shows_enough() -> None:
    assert len(BECOME) >= 30
    assert len(REFUSED) >= 10
    assert len({row[0] for row in (*BECOME, *REFUSED)}) == len(BECOME) + len(REFUSED)


@pytest.mark.parametrize(("sentence", "command"), BECOME, ids=[row[0] for row in BECOME])
def test_a_documented_sentence_becomes_its_command(graph: Graph, sentence: str, command: str) -> None:
    assert f"`{became(graph, sentence).removeprefix('goodoffices ')}`" == command


@pytest.mark.parametrize(("sentence", "code", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_documented_sentence_is_refused(graph: Graph, sentence: str, code: str, said: str) -> None:
    with pytest.raises(GoodofficesError) as raised:
        graph.ask(sentence)
    assert type(raised.value) is {"1": UnknownNameError, "2": UsageError}[code]
    told = str(raised.value).partition("\nNearest forms:\n")
    assert told[0].replace("\n", " ").startswith(said)
    assert bool(told[2]) == said.startswith("Not understood")


def test_what_the_grammar_asks_is_there() -> None:
    assert questions_asked() <= SHIPPED.keys()


def test_every_question_that_people_ask_can_be_asked() -> None:
    asked = {question.name for question in SHIPPED.values() if question.group not in ("helper", "see")}
    assert sorted(asked - questions_asked()) == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.text)
def test_a_form_gives_what_its_question_takes(form: Form) -> None:
    question = SHIPPED.get(form.rule.replace("_", "-"))
    if form.filters or question is None:
        return
    given = {word.lower() for word in placeholders(form.text)}
    assert {one.name for one in question.parameters if not one.optional} <= given
    assert given <= {one.name for one in question.parameters}


def placeholders(text: str) -> list[str]:
    return re.findall(r"[A-Z_]{2,}|\b[AB]\b", text)


TIMES = {
    "since May 2018": "--from 2018-05",
    "from 2018 onwards": "--from 2018",
    "in 2019": "--from 2019 --to 2019",
    "in mid-2019": "--from 2019-38 --to 2019-38",
    "in mid 2019": "--from 2019-38 --to 2019-38",
    "in Early-May 2018": "--from 2018-05-01/2018-05-10 --to 2018-05-01/2018-05-10",
    "in late February 2020": "--from 2020-02-21/2020-02-29 --to 2020-02-21/2020-02-29",
    "in the early 1990s": "--from 1990/1993 --to 1990/1993",
    "in the 1990s": "--from 199X --to 199X",
    "in 199x": "--from 199X --to 199X",
    "between May 2018 and June 2019": "--from 2018-05 --to 2019-06",
    "from 3 May 2018 to Sept. 2019": "--from 2018-05-03 --to 2019-09",
    "before 2015": "--to 2014-12-31",
    "before 1 March 2020": "--to 2020-02-29",
    "after 2015": "--from 2016-01-01",
    "after autumn 2015": "--from 2015-12-01",
    "until the first half of 2019": "--to 2019-40",
    "by 3 May 2018": "--to 2018-05-03",
    "on 12 June 2019": "--from 2019-06-12 --to 2019-06-12",
    "on June 12, 2019": "--from 2019-06-12 --to 2019-06-12",
    "on the 12th of June 2019": "--from 2019-06-12 --to 2019-06-12",
    "during the third quarter of 2019": "--from 2019-35 --to 2019-35",
    "in Q3 2019": "--from 2019-35 --to 2019-35",
    "in winter 2019": "--from 2019-24 --to 2019-24",
    "in 2012-07~": "--from 2012-07~ --to 2012-07~",
    "since 2018 until 2019": "--from 2018 --to 2019",
}


@pytest.mark.parametrize("words", TIMES)
def test_times_of_everyday_become_filters(graph: Graph, words: str) -> None:
    assert became(graph, f"Talks of Iran {words}?") == f"goodoffices talks Iran {TIMES[words]}"
    assert became(graph, f"{words}, talks of Iran") == f"goodoffices talks Iran {TIMES[words]}"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("in mid-2019", '"mid-2019" is taken as 2019-38 in EDTF: 2019-05-01 to 2019-08-31.'),
        ("in late May 2018", '"late May 2018" is taken as 2018-05-21/2018-05-31 in EDTF: 2018-05-21 to 2018-05-31.'),
        ("in winter 2019", '"winter 2019" is taken as 2019-24 in EDTF: 2019-12-01 to 2020-02-29.'),
    ],
)
def test_it_is_said_how_a_vague_time_was_taken(graph: Graph, words: str, days: str) -> None:
    assert days in graph.understand(f"Talks of Iran {words}").remarks
    assert not any("EDTF" in remark for remark in graph.understand("Talks of Iran in May 2018").remarks)


@pytest.mark.parametrize(
    "words", ["last year", "in the past three years", "today", "yesterday", "recently", "two years ago", "this month"]
)
def test_words_that_need_the_clock_are_refused(graph: Graph, words: str) -> None:
    with pytest.raises(UsageError, match="depends on the day on which it is asked; write a date"):
        graph.ask(f"Talks between Iran and Iraq {words}")


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("before 0000", "no day before"),
        ("after 9999", "no day after"),
        ("since 2019-13", "is not a date"),
        ("after 2018/..", "has no last day"),
        ("in the third half of 2019", "two halves"),
    ],
)
def test_a_time_that_cannot_be_is_refused(graph: Graph, time: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        graph.ask(f"Talks of Iran {time}")


def test_an_answer_says_what_it_became_and_has_the_rows_of_that(graph: Graph) -> None:
    rows = graph.ask("Which sanctions did the USA impose on Iran, including denied ones?")
    assert list(rows) == list(graph.sanctions("USA", "Iran", include_denied=True))
    assert rows
    command, cypher = rows.remarks[:2]
    assert command == 'This is: goodoffices sanctions --by "the USA" --on Iran --include-denied'
    (iran,) = graph.cypher("MATCH (a:Actor {iso3: 'IRN'}) RETURN a.id AS id")
    assert cypher.startswith(
        "In Cypher (queries/questions/brokerage/sanctions.cypher):\n"
        "  CALL {\n    UNWIND CASE WHEN $a IS NULL AND $b IS NULL"
    )
    assert f'$b = ["{iran["id"]}"]' in cypher


def test_the_cypher_that_is_shown_can_be_run(graph: Graph) -> None:
    shown = graph.understand("Talks of Iran").remarks[-1].splitlines()[1:]
    values = {line.split(" = ")[0].strip(" $"): json.loads(line.split(" = ")[1]) for line in shown if line[2:3] == "$"}
    text = "\n".join(line for line in shown if line[2:3] != "$")
    assert len(graph.cypher(text, values)) >= len(graph.ask("Talks of Iran")) > 0


def test_remarks_of_the_answer_follow(graph: Graph) -> None:
    assert graph.ask("Talks of Fiji").remarks[-1] == "Fiji is in no document of this graph."


def test_a_question_that_is_made_in_python_says_so(graph: Graph) -> None:
    assert graph.understand("Who are the brokers?").remarks[-1].startswith("In Cypher: statements of several")
    assert graph.ask("Who are the brokers?")


def test_evidence_is_asked_by_an_events_id(graph: Graph) -> None:
    event = graph.disputed()[0]["event_id"]
    assert list(graph.ask(f"Quotes behind event {event}")) == list(graph.evidence(event))


def test_a_question_may_not_be_empty_or_endless(graph: Graph) -> None:
    with pytest.raises(UsageError, match="empty"):
        graph.ask(" ? ")
    with pytest.raises(UsageError, match="no text in UTF-8"):
        graph.ask("talks of \udcff")
    with pytest.raises(UsageError, match="more than 15 words wants quotes"):
        graph.ask("talks of " + "Iran of " * 16 + "Iraq")
    with pytest.raises(UsageError, match=f"at most {LONGEST[0]} words"):
        graph.ask("talks of Iran " * LONGEST[0])


def test_what_has_too_many_readings_is_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="too many ways"):
        graph.ask("talks of a" + " without b and c" * 14)


def test_a_misspelt_name_is_answered_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Iraq"):
        graph.ask("talks between Iran and Irak")
