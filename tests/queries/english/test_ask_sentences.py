"""Sentences made of the grammar mean what they were made for; no text whatever is more than refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lark import Lark

from goodoffices.api import Graph
from goodoffices.graph.errors import DateError, UnknownNameError, UsageError
from goodoffices.queries.engine.catalogue import question_named
from goodoffices.queries.english.commands import command
from goodoffices.queries.english.grammar import Form, asked, forms, grammar, questions_asked
from goodoffices.queries.english.parse_ask import read_sentence
from goodoffices.queries.english.rules import Name
from tests.queries.english.test_ask import became, placeholders
from tests.support.fuzzing import examples

NAMES = (
    *("Iran", "the United States", "Bosnia and Herzegovina", "Trinidad and Tobago", "Saudis", "Q794", "Tehran", "IRQ"),
    *(
        "Social Democratic and Labour Party",
        "Liberation Tigers of Tamil Eelam",
        "Miguel Obando y Bravo",
    ),
    *("a task force of the House of Representatives", "the junta in Buenos Aires", "Organization of African Unity"),
    *("Tigray People's Liberation Front", "Pope John Paul II", "President Nicolás Maduro's side", "Terje Rød-Larsen"),
)
DATES = {
    "2018": "2018",
    "May 2018": "2018-05",
    "3 May 2018": "2018-05-03",
    "mid-2018": "2018-38",
    "2018-05-03": "2018-05-03",
    "the summer of 2018": "2018-22",
}
DAYS = {"START": "2017-01-01", "END": "2019-12-31"}
EXTRA = {
    "according to {name}": "--said-by {name}",
    "without {name}": "--without {name}",
    "as known by June 2018": "--known-by 2018-06",
    "including denied ones": "--include-denied",
    "surely": "--surely",
    "that were held": "--status held",
    "only disputed ones": "--verdict disputed",
    "at most 3 rows": "--limit 3",
}
ORDER = (
    "--from",
    "--to",
    "--surely",
    "--status",
    "--verdict",
    "--said-by",
    "--include-denied",
    "--without",
    "--known-by",
)


def values(draw: st.DrawFn, text: str) -> Mapping[str, tuple[str, object]]:
    """For each parameter in a form what a sentence says, and what it means."""
    names = st.sampled_from(NAMES).map(lambda name: (name, re.sub(r"'s$", "", name)))
    dates = st.sampled_from(sorted(DATES.items()))
    numbers = st.integers(1, 999).map(lambda number: (str(number), number))
    several = st.lists(st.sampled_from(("Iran", "Iraq", "Norway", "Chile")), min_size=1, max_size=3, unique=True)
    kinds: Mapping[str, st.SearchStrategy[tuple[str, object]]] = {
        **dict.fromkeys(("A", "B", "MEDIATOR", "REJECTER", "SPEAKER", "SOURCE"), names),
        **dict.fromkeys(("DAY", "AS_OF"), dates),
        **dict.fromkeys(("DAYS", "MONTHS"), numbers),
        **dict.fromkeys(
            ("LEFT", "RIGHT"),
            several.map(lambda some: (", ".join(some[:-1]) + " and " * (len(some) > 1) + some[-1], some)),
        ),
        "START": st.just(("2017", "2017-01-01")),
        "END": st.just(("2019", "2019-12-31")),
        "EVENT": st.just(("1e7ada3a", "1e7ada3a")),
        "RELATION": st.just(("SANCTIONS", "SANCTIONS")),
    }
    return {word: draw(kinds[word]) for word in placeholders(text)}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str, Mapping[str, object], list[str]]:
    """A sentence of a form with filters, the question and parameters that it is made for, and the filters' options."""
    form = draw(st.sampled_from([one for one in forms() if not one.filters]))
    told = values(draw, form.text)
    sentence = re.sub(r"[A-Z_]{2,}|\b[AB]\b", lambda word: told[word[0]][0], form.text)
    extra = [] if form.rule == "evidence" else draw(st.lists(st.sampled_from(sorted(EXTRA)), max_size=3, unique=True))
    name = draw(st.sampled_from(("Iran", "Saudi Arabia", "Raúl Castro")))
    options = [EXTRA[one].format(name=f'"{name}"' if " " in name else name) for one in extra]
    parameters = {word.lower(): meant for word, (_, meant) in told.items()}
    whole = " ".join([sentence, *(one.format(name=name) for one in extra)])
    return whole, form.rule.replace("_", "-"), parameters, options


@settings(parent=examples(100, 3000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=sentences())
def test_a_sentence_becomes_what_it_was_made_for(
    sample: Graph, made: tuple[str, str, Mapping[str, object], list[str]]
) -> None:
    sentence, question, parameters, options = made
    if question == "edge-evidence" and "sanctioned" in sentence:
        parameters = {**parameters, "relation": "SANCTIONS"}
    wanted = command(question, {name: parameters[name] for name in in_order(parameters)}, {})
    assert became(sample, sentence) == " ".join([wanted, *sorted(options, key=place)])


def in_order(parameters: Mapping[str, object]) -> list[str]:
    order = [
        "a",
        "b",
        "mediator",
        "rejecter",
        "speaker",
        "source",
        "left",
        "right",
        "event",
        "relation",
        "start",
        "end",
        "day",
        "as_of",
        "days",
    ]
    return sorted(parameters, key=[*order, "months"].index)


def place(option: str) -> int:
    return [*ORDER, "--limit"].index(option.split(maxsplit=1)[0])


@cache
def words() -> list[str]:
    """All words of the grammar, and some that are none."""
    found = re.findall(r'"([^"\\]+)"', grammar())
    return sorted(
        {word for text in found for word in text.split()} | {"Iran", "2018", "May", "mid-2019", '"', ",", "'s", "12"}
    )


@settings(parent=examples(100, 3000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.lists(st.sampled_from(words()), max_size=14).map(" ".join))
def test_any_text_is_answered_or_refused(sample: Graph, text: str) -> None:
    try:
        understood = sample.understand(text)
    except (UsageError, UnknownNameError):
        return
    assert understood.command.startswith("goodoffices ")


@settings(parent=examples(40, 1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentence=sentences(), data=st.data())
def test_a_sentence_with_a_word_less_or_more_is_answered_or_refused(
    sample: Graph, sentence: tuple[str, str, Mapping[str, object], list[str]], data: st.DataObject
) -> None:
    parts = sentence[0].split()
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at : at + 1] = data.draw(st.lists(st.sampled_from(words()), max_size=2))
    with suppress(UsageError, UnknownNameError):
        sample.understand(" ".join(parts))


def test_every_word_of_the_grammar_can_be_said() -> None:
    """Each rule of a question is reached, and no terminal is defined that no rule uses."""
    parser = Lark(grammar(), parser="earley", start="sentence")
    defined = set(re.findall(r"^(_?[A-Z]\w*):", grammar(), re.MULTILINE))
    used = {symbol.name for rule in parser.rules for symbol in rule.expansion if symbol.is_term}
    assert defined - used == set()
    rules = set(re.findall(r"^\??([a-z]\w*):", grammar(), re.MULTILINE))
    assert {form.rule for form in forms()} <= rules
    assert {asked(form.rule) for form in forms() if not form.filters} == questions_asked()


def test_each_group_of_questions_has_its_grammar() -> None:
    for name in questions_asked():
        rules = files(question_named(name).package).joinpath("ask.lark").read_text(encoding="utf-8")
        assert f"\n{name.replace('-', '_')}: " in rules


def test_a_filter_that_cannot_be_read_is_no_reading(sample: Graph) -> None:
    with pytest.raises(UsageError, match="not alike: --limit"):
        sample.ask("talks of Iran at most 3 rows at most 4 rows")
    with pytest.raises(UsageError, match="2019-02-31") as raised:
        read_sentence("talks of Iran on 31 February 2019")
    assert not isinstance(raised.value, DateError)
    assert [name for name, _ in read_sentence("talks of Iran").found[0].names()] == [Name("Iran", 9)]


def test_forms_are_told_apart() -> None:
    texts = [form.text for form in forms()]
    assert len(texts) == len(set(texts))
    assert Form("who_mediated", "who mediated between A and B", False) in forms()
