"""Results as Markdown tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median, quantiles

from benchmarks.results import Result

Key = tuple[object, ...]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def spread(values: Sequence[float], digits: int = 0) -> str:
    """The median, and where there are several values the smallest and the greatest."""
    told = [f"{value:,.{digits}f}" for value in (median(values), min(values), max(values))]
    return told[0] if len(values) == 1 else f"{told[0]} ({told[1]} to {told[2]})"


def grouped(results: Iterable[Result], key: Callable[[Result], Key]) -> Mapping[Key, list[Result]]:
    """Results by their key, in the order in which the keys first come."""
    found: defaultdict[Key, list[Result]] = defaultdict(list)
    for result in results:
        found[key(result)].append(result)
    return found


def rates(loads: Sequence[Result]) -> str:
    """Documents and events a second of our own loads, where the time goes, and memory."""
    columns = (
        *("store", "documents", "events", "documents/s", "events/s", "of it reading, checking, building"),
        *("ms an event", "second load", "peak MiB reading", "peak MiB storing"),
    )
    own = grouped((one for one in loads if one["writer"] == "ours"), lambda one: (one["server"], one["corpus"]))
    return table(columns, map(_rate_row, own.values()))


def _rate_row(results: Sequence[Result]) -> Sequence[str]:
    whole = [one["read_seconds"] + one["store_seconds"] for one in results]
    twice = [(one["read_seconds"] + one["store_seconds"]) / _second(one, "seconds") for one in loaded_twice(results)]
    documents, events = results[0]["documents"], results[0]["events"]
    return (
        results[0]["server"],
        f"{documents:,}",
        f"{events:,}",
        spread([documents / seconds for seconds in whole]),
        spread([events / seconds for seconds in whole]),
        spread([100 * one["read_seconds"] / seconds for one, seconds in zip(results, whole, strict=True)]) + " %",
        spread([1000 * seconds / events for seconds in whole], 2),
        f"{spread(twice, 1)} x as fast" if twice else "-",
        spread([one["read_peak"] for one in results]),
        spread([one["store_peak"] for one in results]),
    )


def lines(results: Sequence[Result]) -> str:
    """Rows a second, CPU of the asking process and growth of its memory, by way and number of rows."""
    columns = ("store", "documents", "rows", "way", "rows/s", "CPU microseconds a row", "MiB grown")
    by_way = grouped(results, lambda one: (one["server"], f"{one['corpus']:,}", f"{one['rows']:,}", one["way"]))
    return table(columns, ((*key, *_line_figures(found)) for key, found in by_way.items()))


def _line_figures(found: Sequence[Result]) -> Sequence[str]:
    return (
        spread([one["rows"] / one["seconds"] for one in found]),
        spread([1e6 * one["cpu"] / one["rows"] for one in found]),
        spread([one["grown"] for one in found]),
    )


def loaded_twice(loads: Iterable[Result]) -> list[Result]:
    """The loads whose second one was measured too."""
    return [one for one in loads if "again_read_seconds" in one]


def rivals(loads: Sequence[Result]) -> str:
    """The store's part of a load, ours against both scripts, as events a second and as ratios of their medians."""
    columns = ("store", "documents", "ours, events/s", "tuned script", "ours/script", "one MERGE a row", "ours/MERGE")
    by_corpus = grouped(loads, lambda one: (one["server"], one["corpus"]))
    rows = (_rival_row(key, grouped(results, lambda one: (one["writer"],))) for key, results in by_corpus.items())
    return table(columns, (row for row in rows if row))


def _rival_row(key: Key, writers: Mapping[Key, list[Result]]) -> Sequence[str]:
    speeds = {str(name): [one["events"] / one["store_seconds"] for one in found] for (name,), found in writers.items()}
    if "ours" not in speeds or len(speeds) < 2:
        return ()
    told = {name: spread(values) for name, values in speeds.items()}
    ratio = {name: f"{median(speeds['ours']) / median(values):.2f}" for name, values in speeds.items()}
    others = (cell for name in ("script", "merge") for cell in (told.get(name, "-"), ratio.get(name, "-")))
    return (str(key[0]), f"{key[1]:,}", told["ours"], *others)


def again(loads: Sequence[Result]) -> str:
    """The second load of the same files, in its two parts, and against reading and hashing the files alone."""
    columns = (
        *("store", "documents", "reading, first time, s", "second time, s", "storing, first time, s"),
        *("second time, s", "documents/s", "x reading and hashing alone", "of it our process"),
    )
    own = grouped(
        (one for one in loaded_twice(loads) if one["writer"] == "ours"), lambda one: (one["server"], one["corpus"])
    )
    parts = ("read", "again_read", "store", "again_store")
    rows = (
        (
            *(server, f"{size:,}"),
            *(spread([one[f"{part}_seconds"] for one in found], 2) for part in parts),
            spread([one["documents"] / _second(one, "seconds") for one in found]),
            *(spread([_second(one, what) / one[f"hash_{what}"] for one in found], 1) for what in ("seconds", "work")),
        )
        for (server, size), found in own.items()
    )
    return table(columns, rows)


def _second(one: Result, what: str) -> float:
    return float(one[f"again_read_{what}"] + one[f"again_store_{what}"])


def latencies(asks: Sequence[Result]) -> str:
    """Milliseconds of the median and of the ninety-fifth percentile, by question, store and number of clients."""
    keys = {(one["server"], one["corpus"], one["clients"]): one for one in asks}
    columns = (
        "question",
        "rows",
        *(f"{server}, {size:,} documents, {clients} asking: p50, p95" for server, size, clients in keys),
    )
    names = list(next(iter(keys.values()))["took"]) if keys else []
    rows = (
        (f"`{name}`", f"{asks[0]['rows'][name]:,}", *(_percentiles(one["took"][name]) for one in keys.values()))
        for name in names
    )
    return table(columns, rows)


def _percentiles(values: Sequence[float]) -> str:
    ninety_fifth = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return f"{median(values):,.1f}, {ninety_fifth:,.1f}"


def starts(colds: Sequence[Result]) -> str:
    """Milliseconds from the start of a command to its end."""
    rows = ((one["store"], f"`{one['command']}`", len(one["took"]), spread(one["took"])) for one in colds)
    return table(("store", "command", "runs", "ms"), rows)


def growth(results: Sequence[Result]) -> str:
    """What storing a document costs in a small and in a large graph, and their ratio."""
    columns = ("store", "documents in it", "rounds", "ms a document", "ratio")
    return table(columns, map(_growth_row, grouped(results, lambda one: (one["server"],)).values()))


def _growth_row(results: Sequence[Result]) -> Sequence[str]:
    each = [[1000 * one["took"][side] / one["documents"] for one in results] for side in (0, 1)]
    ratios = [large / small for small, large in zip(*each, strict=True)]
    sizes = " and ".join(f"{size:,}" for size in results[0]["sizes"])
    return results[0]["server"], sizes, str(len(results)), " and ".join(map(spread, each)), spread(ratios, 2)
