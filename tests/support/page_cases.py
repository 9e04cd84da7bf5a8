"""Pages made by hand for the tests of ``goodoffices.pages``: a small network of documented events, and hostile data."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from goodoffices.graph.vocabulary.ontology import field_of, ontology
from goodoffices.pages import Edge, Node, PageData

TEXTS = {
    "gulf": (
        "In July 2012 Oman brought American and Iranian diplomats together in Muscat. "
        "American and Iranian diplomats met there again in 2013. "
        "In June 2019 Shinzo Abe carried a message from Donald Trump to Tehran, and Ali Khamenei refused to answer it. "
        "Iraq offered in May 2019 to stand between Washington and Tehran. "
        "In June 2019 Mike Pompeo offered Iran talks without preconditions."
    ),
    "pressure": (
        "The United States and the European Union lifted their nuclear sanctions on Iran on 16 January 2016. "
        "The United States put its sanctions back into force on 5 November 2018. "
        "On 5 January 2020 Donald Trump threatened Iraq with sanctions."
    ),
    "baghdad": (
        "The Financial Times reported that Saudi and Iranian officials had met in Baghdad on 9 April 2021. "
        "A senior Saudi official denied that any talks had taken place. "
        "Iraq had brought the two sides together. "
        "Iran denied that it was talking to the United States directly in Vienna. "
        "Saudi Arabia and Iran agreed on 10 March 2023 to restore relations."
    ),
    "doha": (
        "Qatar arranged the exchange of 31 May 2014 between the United States and the Taliban. "
        "The United States and the Taliban negotiated in Doha from October 2018 to February 2020."
    ),
}
TITLES = {"gulf": "A note on the Gulf", "pressure": "A note on sanctions", "baghdad": "A note on Baghdad", "doha": None}

NODES = (
    Node("usa", "United States", "state", "USA"),
    Node("irn", "Iran", "state", "IRN"),
    Node("omn", "Oman", "state", "OMN", mediator=True),
    Node("irq", "Iraq", "state", "IRQ", mediator=True),
    Node("sau", "Saudi Arabia", "state", "SAU"),
    Node("qat", "Qatar", "state", "QAT", mediator=True),
    Node("jpn", "Japan", "state", "JPN", mediator=True),
    Node("abe", "Shinzo Abe", "official", of="Japan", mediator=True),
    Node("eu", "European Union", "igo"),
    Node("taliban", "Taliban", "armed_group"),
    Node("diplomats", "American and Iranian diplomats", "group"),
    Node("ft", "Financial Times", "organization"),
)
BY_ID = {node.id: node for node in NODES}


def claim(
    document: str, sentence: int, trigger: str, *cited: str, factuality: str = "CT+", **more: Any
) -> dict[str, Any]:
    """A Claim as the command line gives it, on the ``sentence``-th sentence of a text."""
    text = TEXTS[document]
    exact = [part if part.endswith(".") else part + "." for part in text.split(". ")][sentence]
    start = text.index(exact)
    chain = [TITLES[document] or document, *cited]
    place = {"document": document, "start": start, "end": start + len(exact), "exact": exact, "trigger": trigger}
    return {
        "aspect": "occurrence",
        "value": None,
        "factuality": factuality,
        "said_by": chain,
        "said_on": None,
        **place,
        **more,
    }


def actor(name: str) -> dict[str, Any]:
    """An Actor as the command line gives it."""
    node = BY_ID[name]
    return {"id": node.id, "name": node.name, "kind": node.kind, "iso3": node.iso3, "of": node.of}


def event(
    kind: str, status: str, dates: Sequence[str | None], roles: dict[str, str], *claims: Any, **more: Any
) -> dict[str, Any]:
    """An Event as the command line gives it; ``dates`` is the date and its bounds, ``roles`` maps role to actor ids."""
    date, start, end = dates
    taking_part = [{"role": role, "actor": actor(one)} for role, ids in roles.items() for one in ids.split()]
    named = {"requested_by": "requester", "accepted_by": "accepter", "rejected_by": "rejecter", "hosts": "host"}
    lists = {key: [BY_ID[one].name for one in roles.get(role, "").split()] for key, role in named.items()}
    features = dict.fromkeys(map(field_of, ontology().features))
    dated = {"date": date, "date_start": start, "date_end": end, "date_basis": "explicit" if date else None}
    fixed: dict[str, Any] = {
        "type": kind,
        "status": status,
        "verdict": "asserted",
        "places": [],
        "through": [],
        "relation": None,
        "level": None,
    }
    return {**fixed, **features, **dated, **lists, "participants": taking_part, "claims": list(claims), **more}


JULY_2012 = ("2012-07", "2012-07-01", "2012-07-31")
YEAR_2013 = ("2013", "2013-01-01", "2013-12-31")
MAY_2019 = ("2019-05", "2019-05-01", "2019-05-31")
JUNE_2019 = ("2019-06", "2019-06-01", "2019-06-30")
DOHA = ("2018-10/2020-02", "2018-10-01", "2020-02-29")


def day(date: str) -> tuple[str, str, str]:
    """One day as date and bounds."""
    return date, date, date


ABE = {"mediator": "abe", "party": "usa irn", "rejecter": "irn"}
OMAN = {"mediator": "omn", "party": "usa irn", "host": "omn"}
BAGHDAD = (
    claim("baghdad", 0, "met", "Financial Times"),
    claim("baghdad", 1, "talks", "senior Saudi official", factuality="CT-", said_on="2021-04"),
    claim("baghdad", 0, "met", aspect="date", value="2021-04-09"),
)
EVENTS: dict[str, dict[str, Any]] = {
    "e01": event(
        "mediation",
        "held",
        JULY_2012,
        OMAN,
        claim("gulf", 0, "brought"),
        channel="back",
        publicity="secret",
        places=["Muscat"],
    ),
    "e02": event("negotiation", "held", YEAR_2013, {"party": "usa irn"}, claim("gulf", 1, "met"), places=["Muscat"]),
    "e03": event(
        "mediation", "rejected", JUNE_2019, ABE, claim("gulf", 2, "carried a message"), method="communication"
    ),
    "e04": event(
        "mediation",
        "offered",
        MAY_2019,
        {"mediator": "irq", "party": "usa irn"},
        claim("gulf", 3, "offered", factuality="Uu"),
        verdict="unconfirmed",
    ),
    "e05": event(
        "negotiation",
        "offered",
        JUNE_2019,
        {"requester": "usa", "party": "usa irn"},
        claim("gulf", 4, "talks", "Mike Pompeo"),
    ),
    "e06": event(
        "sanction", "lifted", day("2016-01-16"), {"sender": "usa eu", "target": "irn"}, claim("pressure", 0, "lifted")
    ),
    "e07": event(
        "sanction",
        "in_force",
        day("2018-11-05"),
        {"sender": "usa", "target": "irn"},
        claim("pressure", 1, "sanctions"),
        sanction_type="trade",
    ),
    "e08": event(
        "sanction",
        "threatened",
        day("2020-01-05"),
        {"sender": "usa", "target": "irq"},
        claim("pressure", 2, "threatened", "Donald Trump"),
    ),
    "e09": event(
        "negotiation", "held", day("2021-04-09"), {"party": "sau irn"}, *BAGHDAD, verdict="disputed", places=["Baghdad"]
    ),
    "e10": event(
        "mediation", "held", day("2021-04-09"), {"mediator": "irq", "party": "sau irn"}, claim("baghdad", 2, "brought")
    ),
    "e11": event(
        "negotiation",
        "held",
        (None, None, None),
        {"party": "usa irn"},
        claim("baghdad", 3, "talking", "Iran", factuality="CT-"),
        verdict="denied",
    ),
    "e12": event(
        "agreement",
        "held",
        day("2023-03-10"),
        {"signatory": "sau irn"},
        claim("baghdad", 4, "agreed", url="https://example.org/baghdad"),
    ),
    "e13": event(
        "mediation",
        "held",
        day("2014-05-31"),
        {"mediator": "qat", "party": "usa taliban"},
        claim("doha", 0, "arranged"),
    ),
    "e14": event("negotiation", "held", DOHA, {"party": "usa taliban"}, claim("doha", 1, "negotiated")),
}


def edge(kind: str, source: str, target: str, event_id: str, through: str | None = None) -> Edge:
    """An edge of ``event_id`` with that event's status, verdict and dates; ``through`` makes it a rolled-up one."""
    row = EVENTS[event_id]
    shared = {name: row[name] for name in ("status", "verdict", "date", "date_start", "date_end")}
    level = "rolled_up" if through else "stated"
    return Edge(kind, source, target, event_id, level, through=(through,) if through else (), **shared)


EDGES = (
    edge("MEDIATES", "omn", "irn", "e01"),
    edge("MEDIATES", "omn", "usa", "e01"),
    edge("NEGOTIATES_WITH", "irn", "usa", "e02"),
    edge("MEDIATES", "abe", "irn", "e03"),
    edge("MEDIATES", "abe", "usa", "e03"),
    edge("MEDIATES", "jpn", "irn", "e03", "Shinzo Abe"),
    edge("MEDIATES", "jpn", "usa", "e03", "Shinzo Abe"),
    edge("PROPOSES_MEDIATION", "irq", "usa", "e04"),
    edge("PROPOSES_MEDIATION", "irq", "irn", "e04"),
    edge("PROPOSES_TALKS", "usa", "irn", "e05"),
    edge("SANCTIONS", "usa", "irn", "e06"),
    edge("SANCTIONS", "eu", "irn", "e06"),
    edge("SANCTIONS", "usa", "irn", "e07"),
    edge("THREATENS_SANCTIONS", "usa", "irq", "e08"),
    edge("NEGOTIATES_WITH", "irn", "sau", "e09"),
    edge("MEDIATES", "irq", "sau", "e10"),
    edge("MEDIATES", "irq", "irn", "e10"),
    edge("MEDIATES", "qat", "usa", "e13"),
    edge("MEDIATES", "qat", "taliban", "e13"),
    edge("NEGOTIATES_WITH", "taliban", "usa", "e14"),
)

SMALL = PageData("Talks, mediation and sanctions around Iran", "Twelve actors, 2012 to 2023", NODES, EDGES, EVENTS)


def tiny() -> PageData:
    """Two actors, one relation, one event."""
    nodes = (BY_ID["irn"], BY_ID["usa"])
    return PageData("Iran and the United States", "", nodes, (EDGES[2],), {"e02": EVENTS["e02"]})


def crowd(count: int) -> PageData:
    """A ring of ``count`` actors in which the first mediates for all."""
    nodes = tuple(Node(f"n{i:04}", f"Actor {i}", "state") for i in range(count))
    ends = [(i, (i + 1) % count) for i in range(count)] + [(0, i) for i in range(2, count, 7)]
    edges = tuple(
        Edge("MEDIATES", f"n{a:04}", f"n{b:04}", f"e{i:05}", "stated", "held", "asserted")
        for i, (a, b) in enumerate(ends)
    )
    return PageData("Crowd", "", nodes, edges, {edge.event_id: {"type": "mediation"} for edge in edges})


def hostile(payload: str) -> PageData:
    """``payload`` in every field of a page that holds text."""
    tagged = [f"{payload}{i}" for i in range(2)]
    nodes = tuple(Node(one, payload, payload, payload, payload, mediator=True) for one in tagged)
    words = {key: payload for key in EVENTS["e09"] if key not in ("claims", "participants", "places")}
    said = dict.fromkeys(claim("gulf", 0, "brought"), payload) | {
        "url": payload,
        "title": payload,
        "published": payload,
    }
    sides = [said | {"said_by": [payload, payload, payload], "factuality": sign} for sign in ("CT+", "CT-", payload)]
    people = [{"role": payload, "actor": {"id": tagged[0], "name": payload}}, {"role": payload, "actor": payload}]
    row = {**words, "claims": sides, "participants": people, "places": [payload], "requested_by": [payload]}
    line = Edge(
        payload, tagged[0], tagged[1], payload, payload, payload, payload, payload, payload, payload, (payload,)
    )
    lines = (line, replace(line, type="MEDIATES", verdict="disputed", level="rolled_up"))
    events = {payload: row, payload + "alone": row | {"verdict": "denied"}}
    return PageData(payload, payload, nodes, lines, events, (tagged[0],))


def all_hostile(payloads: Sequence[str]) -> PageData:
    """The hostile pages of several payloads as one."""
    pages = [hostile(payload) for payload in payloads]
    title = " ".join(payloads)
    nodes = tuple(node for page in pages for node in page.nodes)
    events = {name: event for page in pages for name, event in page.events.items()}
    return PageData(title, title, nodes, tuple(edge for page in pages for edge in page.edges), events)


def parallel(count: int = 6) -> PageData:
    """The small page with ``count`` more rounds of talks and some sanctions between the same two."""
    dates = [day(f"20{10 + i:02}-03-01") for i in range(count)]
    talks = {
        f"r{i}": event("negotiation", "held", dates[i], {"party": "usa irn"}, claim("gulf", 1, "met"))
        for i in range(count)
    }
    bans = {
        f"s{i}": event("sanction", status, dates[i], {"sender": "eu", "target": "irn"}, claim("pressure", 1, "force"))
        for i, status in enumerate(("in_force", "eased", "in_force", "waived"))
    }
    rows = {**talks, **bans}
    ends = {"negotiation": ("NEGOTIATES_WITH", "irn", "usa"), "sanction": ("SANCTIONS", "eu", "irn")}
    edges = tuple(
        Edge(*ends[row["type"]], name, "stated", row["status"], row["verdict"], row["date"], row["date"], row["date"])
        for name, row in rows.items()
    )
    return replace(SMALL, edges=EDGES + edges, events={**EVENTS, **rows})


def communities(actors: int, relations: int, *, of: int = 25) -> PageData:
    """A large network in groups of about ``of`` actors, nine of ten relations inside one; every event has a quote."""
    rng = random.Random(actors)
    nodes = tuple(Node(f"a{i:05}", f"Actor {i} of group {i // of}", "state" if i % 3 else "igo") for i in range(actors))
    edges, events = [], {}
    for i in range(relations):
        a, status = int(actors * rng.random() ** 1.5), rng.choice(("held", "offered", "rejected", "halted"))
        near = (a // of) * of + rng.randrange(of)
        b = near % actors if rng.random() < 0.9 else rng.randrange(actors)
        date = day(f"{1990 + i % 34}-{1 + i % 12:02}-{1 + i % 28:02}")
        text = f"Number {i}: {nodes[a].name} and {nodes[b].name} met in round {rng.randrange(10**6)} of their talks."
        said = claim("gulf", 1, "met") | {"exact": text, "start": 0, "end": len(text), "document": f"d{i // 9}"}
        people = [{"role": "party", "actor": {"id": nodes[k].id, "name": nodes[k].name}} for k in (a, b)]
        verdict = "disputed" if i % 40 == 0 else "asserted"
        events[f"v{i:06}"] = {"type": "negotiation", "status": status, "verdict": verdict} | {
            **dict(zip(("date", "date_start", "date_end"), date, strict=True)),
            "participants": people,
            "claims": [said],
        }
        kind = ("NEGOTIATES_WITH", "MEDIATES", "SANCTIONS")[i % 3]
        edges.append(Edge(kind, nodes[a].id, nodes[b].id, f"v{i:06}", "stated", status, verdict, *date))
    return PageData("A large network", f"{actors} actors", nodes, tuple(edges), events)
