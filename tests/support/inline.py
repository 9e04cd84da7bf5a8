"""Small annotated documents written inline, so that a test shows text and annotation on one screen.

A line is one of
    n State "Norway" ISO3166:NOR            mention n (the first "Norway"; "Norway"@2 is the second)
    e Mediation "mediated" Mediator:n Party:i Party:p Status=held
    Of a b · Member g a · SameEvent e f · Equiv a b c
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from dataclasses import dataclass, field

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Argument,
    Attribute,
    Equivalence,
    EventMention,
    Mention,
    Normalisation,
    Relation,
)
from goodoffices.graph.vocabulary.ontology import ontology

LINE = re.compile(r'(?P<id>\w+) (?P<type>\w+) "(?P<words>[^"]+)"(?:@(?P<nth>\d+))?(?P<rest>.*)', re.DOTALL)


@dataclass
class _Draft:
    text: str
    mentions: list[Mention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    equivalences: list[Equivalence] = field(default_factory=list)
    normalisations: list[Normalisation] = field(default_factory=list)

    def read(self, line: str) -> None:
        if match := LINE.fullmatch(line):
            self.marked(match)
            return
        word, *ids = line.split()
        if word == "Equiv":
            self.equivalences.append(Equivalence(tuple(ids)))
        else:
            source, target = ids
            self.relations.append(Relation(f"R{len(self.relations)}", word, source, target))

    def marked(self, match: re.Match[str]) -> None:
        key, type_ = match["id"], match["type"]
        event = type_ in ontology().events
        start = self.place(match["words"], int(match["nth"] or 1))
        end = start + len(match["words"])
        self.mentions.append(Mention(f"{key}_trigger" if event else key, type_, start, end, ((start, end),)))
        arguments = self.properties(key, match["rest"])
        if event:
            self.events.append(EventMention(key, type_, f"{key}_trigger", arguments))

    def place(self, words: str, nth: int) -> int:
        starts = [found.start() for found in re.finditer(re.escape(words), self.text)]
        return starts[nth - 1]

    def properties(self, key: str, rest: str) -> tuple[Argument, ...]:
        arguments, numbers = [], Counter[str]()
        for word in shlex.split(rest):
            name, sign, value = re.split("([:=])", word, maxsplit=1)
            if sign == "=":
                self.attributes.append(Attribute(f"A{len(self.attributes)}", name, key, value))
            elif name in ontology().schemes:
                code, _, label = value.partition("|")
                self.normalisations.append(Normalisation(f"N{len(self.normalisations)}", key, name, code, label))
            else:
                numbers[name] += 1
                arguments.append(Argument(name, numbers[name], value))
        return tuple(arguments)


def annotated(text: str, *lines: str, id: str = "doc", published: str | None = None) -> AnnotatedDocument:  # noqa: A002 as the field
    """The document that ``text`` and ``lines`` describe."""
    draft = _Draft(text)
    for line in lines:
        draft.read(line)
    return AnnotatedDocument(
        id=id,
        text=text,
        path=f"{id}.ann",
        published=published,
        mentions=tuple(draft.mentions),
        events=tuple(draft.events),
        attributes=tuple(draft.attributes),
        relations=tuple(draft.relations),
        equivalences=tuple(draft.equivalences),
        normalisations=tuple(draft.normalisations),
    )
