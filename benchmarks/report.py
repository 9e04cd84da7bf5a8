"""Makes docs/benchmarks.md of results: ``python -m benchmarks.report RESULTS... --date 2026-11-22``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.pages_table import others, targets
from benchmarks.questions_table import every, slow
from benchmarks.results import Result, results_of
from benchmarks.tables import again, growth, latencies, lines, rates, rivals, starts, table
from benchmarks.targets import ROOT

TEXT = """# Benchmarks

Loading and asking, measured on generated documents. `make bench` makes this page anew with 10,000 documents, which
takes long; `make bench-sample` shows the same of 200. What counts are the ratios: they were measured in one run on
one machine, in turns. A number is the median of the repeats, with the smallest and the greatest in brackets.

{about}
## The documents

`python -m benchmarks.corpus FOLDER --documents N --seed 1` writes N brat documents of 20 events each, the same bytes
for the same options: all types and statuses, sources that cite others, denials, officials with their states, unnamed
groups, dates in every precision. Who appears is drawn by Zipf's law from 2,000 names: states of the shipped table,
and officials and bodies with made-up labels. They all pass `goodoffices check`.

## Loading

From files to the store, by what `goodoffices load` runs: read and check everything, then store. Memory is that of the
loading process; the embedded store's engine is a process that it starts.

{rates}
The same files loaded a second time, when nothing is to be done but to find that out:

{again}
## Against scripts

The store's part of the same load against two scripts that write with the plain driver. The tuned one
(`benchmarks/rivals.py`) creates the very same graph in an empty store, in large batches with no look at what is there;
it can't be run twice. The other one (`benchmarks/merging.py`) is one MERGE a row, for the first few documents only.

{rivals}
## As the graph grows

The same further documents stored in turns in a small graph and in a large one (`python -m benchmarks.growth`).

{growth}
## Asking

Whole answers of the Python interface in milliseconds, after a first one. A hub is one of the two states that take
part in most events; the rare actor takes part in fewest. Each client is a process of its own.

{latencies}
## Every question

`python -m benchmarks.every` asks every shipped question, warm, in one process: of the two states that take part in
most events, of one of them, and of everybody, where it may be asked so. Milliseconds in the median, of the first 100
rows (`--limit 100`) and of the whole answer with all its quotes. Neo4j also tells how many rows the operators of the
statement's plan went through.

{every}{slow}
What takes longer does so for one of these reasons. The greatest hub takes part in nearly half of all events, and each
answer says how many rows it has and what it left out, so that all that fits is chosen before the first 100 are shown.
Questions on what claims say (`according-to`, `camps`, `contradicted`, `disputed`, `known-by`, `single-source`,
`unnamed-sources`) compare the claims of every event that may fit. Those in the order of time, or of pairs
(`after-offers`, `after-talks`, `could-fall`, `efforts`, `failed-efforts`, `joint-mediations`, `mediators`, `sanctions`,
`sanctions-before-talks`, `sanctions-today`, `talks`, `timeline`), sort or pair all that fits; `new-since` all that is
there. `met` reads all roles of every event of the actor, `could-mediate` those of everybody who met both, `around`
looks at both sides of a date for all actors, and `empty-threats` holds each threat against all that was done. A dash is
a whole answer that was not asked for.

## Whole answers in lines

The timeline of the greatest hub as lines of JSON, cut at growing numbers of rows (`python -m benchmarks.lines`), each
in a process of its own: as the command line writes it, whole events coming a few at a time; all rows first and then the
text, as the Python interface gives them; and a bare loop that sends the statements and dumps what comes. Which events
these are is found first, which is in all three. CPU and memory are those of the process that asks.

{lines}
## Starting

The command line from nothing to the end of the process. Where it asks, the embedded store is started for it.

{starts}"""

PAGES = """## Pages

`make bench-pages` opens network pages of generated graphs (`benchmarks/webs.py`: communities and, in each and in all,
Zipf's law; the claims and quotes of the generated documents) in a Chromium of its own for each visit, window 1280x800.
*Interactive* is the first animation frame in which the graph is drawn, known by the calls of canvas or WebGL, which a
script counts that runs before the page's own. *Blocked* is the sum of what tasks took beyond 50 ms until then. For 2.5
seconds each, a synthetic pointer pans 8 pixels a frame and a wheel zooms: counted are the frames in which the graph was
drawn, and the milliseconds of script in each. The heap is what V8 calls used afterwards, garbage included. A canvas is
measured with the GPU disabled, WebGL with a software GL, whose frames say little: there the script's time counts. Sizes
are in actors/relations and in kB of 1,000 bytes; each page can ask no network, and what it asked for is counted.

{about}
{targets}
The same of all pages. They are not of one content: above 500 actors ours opens on the forty best connected with the
rest one click away, while others' draw everything; and others' show names and a quote for each relation, but nothing
else of the evidence. gravis draws from the beginning while its actors still move, pyvis when they have come to rest.
Both kinds of pyvis's are made directed, since otherwise it drops parallel relations, and with its library inside. No
page is waited for longer than 90 seconds, and others get fewer visits where theirs take long. gravis (Apache-2.0) gets
an environment of its own by `make build/rivals`.

{others}"""


def report(results: Sequence[Result], date: str | None = None, note: str | None = None) -> str:
    """The page."""
    loads = [one for one in results if one["kind"] == "load"]
    asks = [one for one in results if one["kind"] == "ask"]
    questions = [one for one in results if one["kind"] == "every"]
    colds = [one for one in results if one["kind"] == "cold"]
    servers = sorted({one["server"] for one in (*loads, *asks, *questions)})
    told = {**({"Date": date} if date else {}), **machine(), "Servers": ", ".join(servers)}
    about = table(("", ""), told.items()) + (f"\n{note}\n" if note else "")
    return TEXT.format(
        about=about,
        rates=rates(loads),
        again=again(loads),
        rivals=rivals(loads),
        growth=growth([one for one in results if one["kind"] == "growth"]),
        latencies=latencies(asks),
        every=every(questions),
        slow=slow(questions),
        lines=lines([one for one in results if one["kind"] == "lines"]),
        starts=starts(colds),
    )


def pages(results: Sequence[Result], date: str | None = None, note: str | None = None) -> str:
    """The section on pages, which has a machine and a day of its own."""
    visits = [one for one in results if one["kind"] == "page"]
    browsers = ", ".join(sorted({one["browser"] for one in visits}))
    told = {**({"Date": date} if date else {}), **machine(), "Chromium": browsers}
    about = table(("", ""), told.items()) + (f"\n{note}\n" if note else "")
    return PAGES.format(about=about, targets=targets(visits), others=others(visits))


def parted(page: str) -> tuple[str, str]:
    """The page without its last section, that on pages, and that section, empty where there is none."""
    before, heading, after = page.partition("\n## Pages\n")
    return before, heading + after


def main() -> None:
    """Writes the page that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description="Write the page of results.")
    parser.add_argument("results", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--date", help="the day of the measurement, left out unless given")
    parser.add_argument("--pages", action="store_true", help="write the section on pages alone, and leave the others")
    parser.add_argument("--note", help="a sentence on this run")
    asked = parser.parse_args()
    results = [result for path in asked.results for result in results_of(path)]
    rest, section = parted(asked.out.read_text(encoding="utf-8") if asked.out.exists() else "")
    if any(one["kind"] == "page" for one in results):
        section = "\n" + pages(results, asked.date, asked.note)
    if not asked.pages:
        rest = report(results, asked.date, asked.note)
    asked.out.write_text(rest + section, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
