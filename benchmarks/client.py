"""One who asks: ``python -m benchmarks.client ROUNDS SUBJECTS`` asks every question and prints what each took.

Prints "ready" once every question was asked a first time, and begins to measure when a line comes on standard input,
so that several of them begin together. The store is the one that the environment names.
"""

from __future__ import annotations

import json
import sys
import time

from benchmarks.questions import QUESTIONS, Question, Subjects
from goodoffices.api import Graph, open_graph

PATIENCE = 5.0
"""Seconds after which a question is not asked again, however many rounds are left."""


def asked(graph: Graph, subjects: Subjects, question: Question, rounds: int) -> list[float]:
    """Milliseconds of each of at most ``rounds`` answers."""
    took: list[float] = []
    while len(took) < rounds and sum(took) < PATIENCE * 1000:
        start = time.perf_counter()
        question(graph, subjects)
        took.append((time.perf_counter() - start) * 1000)
    return took


def main() -> None:
    """Asks as the command line and standard input say."""
    rounds, subjects = int(sys.argv[1]), Subjects(**json.loads(sys.argv[2]))
    with open_graph(create=False) as graph:
        first = {name: asked(graph, subjects, question, 1)[0] for name, question in QUESTIONS.items()}
        print("ready", flush=True)
        sys.stdin.readline()
        took = {name: asked(graph, subjects, question, rounds) for name, question in QUESTIONS.items()}
    print(json.dumps({"first": first, "took": took}))


if __name__ == "__main__":
    main()
