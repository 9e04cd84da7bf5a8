"""Texts on who has a channel to whom, small enough for a reader to check each fact, and what they contribute."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from tests.support.briefs import BAGHDAD
from tests.support.inline import annotated

CHANNELS = replace(
    annotated(
        "Oman talked with Iran in 2011 and mediated between Iran and the United States in 2012. Sheikh Tamim of Qatar "
        "met Mike Pompeo of the United States in 2020, and Qatar talked with Iran in 2019. Switzerland offered to "
        "mediate between Iran and the United States in 2003. Shinzo Abe of Japan tried to mediate between Iran and the "
        "United States in June 2019, but Ali Khamenei of Iran refused. The European Union, which imposed sanctions on "
        "Iran in 2010, talked with Iran in 2013 and with the United States in 2014. Germany talked with Iran in 2006. "
        "In 2020 an Iraqi official denied that Iraq was mediating between Iran and the United States.",
        'o State "Oman"',
        'i1 State "Iran"@1',
        'd11 Date "2011" EDTF:2011',
        'i2 State "Iran"@2',
        'u1 State "United States"@1',
        'd12 Date "2012" EDTF:2012',
        't Official "Sheikh Tamim"',
        'q State "Qatar"@1',
        'p Official "Mike Pompeo"',
        'u2 State "United States"@2',
        'd20 Date "2020" EDTF:2020',
        'q2 State "Qatar"@2',
        'i3 State "Iran"@3',
        'd19 Date "2019" EDTF:2019',
        's State "Switzerland"',
        'i4 State "Iran"@4',
        'u3 State "United States"@3',
        'd03 Date "2003" EDTF:2003',
        'a Official "Shinzo Abe"',
        'j State "Japan"',
        'i5 State "Iran"@5',
        'u4 State "United States"@4',
        'd196 Date "June 2019" EDTF:2019-06',
        'k Official "Ali Khamenei"',
        'i6 State "Iran"@6',
        'e Organization "European Union" Kind=igo',
        'i7 State "Iran"@7',
        'd10 Date "2010" EDTF:2010',
        'i8 State "Iran"@8',
        'd13 Date "2013" EDTF:2013',
        'u5 State "United States"@5',
        'd14 Date "2014" EDTF:2014',
        'g State "Germany"',
        'i9 State "Iran"@9',
        'd06 Date "2006" EDTF:2006',
        'd20b Date "2020"@2 EDTF:2020',
        'r Official "an Iraqi official"',
        'ir State "Iraq"@2',
        'i10 State "Iran"@10',
        'u6 State "United States"@6',
        "Equiv i1 i2 i3 i4 i5 i6 i7 i8 i9 i10",
        "Equiv u1 u2 u3 u4 u5 u6",
        "Equiv q q2",
        "Of t q",
        "Of p u2",
        "Of a j",
        "Of k i6",
        "Of r ir",
        'n1 Negotiation "talked" Party:o Party:i1 Date:d11 Status=held',
        'm1 Mediation "mediated" Mediator:o Party:i2 Party:u1 Date:d12 Status=held',
        'n2 Negotiation "met" Party:t Party:p Date:d20 Status=held',
        'n3 Negotiation "talked"@2 Party:q2 Party:i3 Date:d19 Status=held',
        'm2 Mediation "offered" Mediator:s Party:i4 Party:u3 Date:d03 Status=offered',
        'm3 Mediation "tried" Mediator:a Party:i5 Party:u4 Date:d196 RejectedBy:k Status=rejected',
        'x1 Sanction "imposed sanctions" Sender:e Target:i7 Date:d10 Status=in_force',
        'n4 Negotiation "talked"@3 Party:e Party:i8 Date:d13 Status=held',
        'n5 Negotiation "with the United States in 2014" Party:e Party:u5 Date:d14 Status=held',
        'n6 Negotiation "talked"@4 Party:g Party:i9 Date:d06 Status=held',
        'm4 Mediation "mediating" Mediator:ir Party:i10 Party:u6 Date:d20b Source:r Status=held Factuality=CT-',
        id="channels",
        published="2020-06",
    ),
    title="Channels to Tehran",
)
"""Oman did it, Qatar talked with both, Switzerland offered, Japan was refused, the EU imposed sanctions, Germany talked
with one side, Iraq denies."""

PYONGYANG = replace(
    annotated(
        "Sweden talked with North Korea in March 2018, the Swedish foreign ministry said, and with the United States "
        "in May 2018. China talked with North Korea in June 2018 and with the United States in December 2018. North "
        "Korea talked with Cuba in November 2018. Jimmy Carter met Kim Il-sung of North Korea in June 1994. Russia "
        "proposed talks to North Korea in 2003. In 2017 Canada and Fiji talked. Messages were passed between Kenya "
        "and Fiji in 2016.",
        's State "Sweden"',
        'k1 State "North Korea"@1',
        'd1 Date "March 2018" EDTF:2018-03',
        'f Organization "Swedish foreign ministry"',
        'u1 State "United States"@1',
        'd2 Date "May 2018" EDTF:2018-05',
        'c State "China"',
        'k2 State "North Korea"@2',
        'd3 Date "June 2018" EDTF:2018-06',
        'u2 State "United States"@2',
        'd4 Date "December 2018" EDTF:2018-12',
        'k3 State "North Korea"@3',
        'cu State "Cuba"',
        'd5 Date "November 2018" EDTF:2018-11',
        'j Person "Jimmy Carter"',
        'kim Official "Kim Il-sung"',
        'k4 State "North Korea"@4',
        'd6 Date "June 1994" EDTF:1994-06',
        'r State "Russia"',
        'k5 State "North Korea"@5',
        'd7 Date "2003" EDTF:2003',
        'ca State "Canada"',
        'fi State "Fiji"',
        'd8 Date "2017" EDTF:2017',
        'ke State "Kenya"',
        'fi2 State "Fiji"@2',
        'd9 Date "2016" EDTF:2016',
        "Equiv k1 k2 k3 k4 k5",
        "Equiv u1 u2",
        "Equiv fi fi2",
        "Of kim k4",
        'n1 Negotiation "talked"@1 Party:s Party:k1 Date:d1 Source:f Status=held',
        'n2 Negotiation "with the United States in May 2018" Party:s Party:u1 Date:d2 Status=held',
        'n3 Negotiation "talked"@2 Party:c Party:k2 Date:d3 Status=held',
        'n4 Negotiation "with the United States in December 2018" Party:c Party:u2 Date:d4 Status=held',
        'n5 Negotiation "talked"@3 Party:k3 Party:cu Date:d5 Status=held',
        'n6 Negotiation "met" Party:j Party:kim Date:d6 Status=held',
        'n7 Negotiation "proposed talks" Requester:r Party:r Party:k5 Date:d7 Status=requested',
        'n8 Negotiation "talked"@4 Party:ca Party:fi Date:d8 Status=held',
        'm1 Mediation "passed" Party:ke Party:fi2 Date:d9 Status=held',
        id="pyongyang",
        published="2019",
    ),
    title="Ways to Pyongyang",
)
"""Two ways from Washington to Pyongyang, one from there to Havana; a visitor; a proposal; a pair by itself; a
mediator whom nobody names."""

TEXTS: tuple[AnnotatedDocument, ...] = (CHANNELS, PYONGYANG, BAGHDAD)
"""Of the last, only that Saudi and Iranian officials met, which is disputed, makes a channel."""


def contributions() -> tuple[Contribution, ...]:
    """What all the texts contribute."""
    return tuple(build(text) for text in TEXTS)
