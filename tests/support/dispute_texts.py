"""Small annotated texts on documented diplomacy in which sources are single, unnamed, or contradict each other."""

from __future__ import annotations

from tests.support.inline import annotated

BAGHDAD = annotated(
    "Saudi and Iranian officials met in Baghdad on 9 April 2021. Saudi Arabia denied it on 18 April 2021. Saudi "
    "Arabia confirmed it on 7 May 2021.",
    's Group "Saudi"',
    'ss State "Saudi"',
    'r Group "Iranian officials"',
    'ii State "Iranian"',
    'b Place "Baghdad" ISO3166:IRQ',
    'd Date "9 April 2021" EDTF:2021-04-09',
    's2 State "Saudi Arabia"',
    'd2 Date "18 April 2021" EDTF:2021-04-18',
    's3 State "Saudi Arabia"@2',
    'd3 Date "7 May 2021" EDTF:2021-05-07',
    "Equiv ss s2 s3",
    "Of s ss",
    "Of r ii",
    'met Negotiation "met" Party:s Party:r Place:b Date:d Status=held Factuality=CT+',
    'no Claim "denied" Source:s2 About:met Date:d2 Factuality=CT-',
    'yes Claim "confirmed" Source:s3 About:met Date:d3 Factuality=CT+',
    id="baghdad",
    published="2021-06",
)
"""Talks of two groups of officials, denied and later confirmed by one state."""

BEIJING = annotated(
    "China mediated between Iran and Saudi Arabia in March. Iran and Saudi Arabia had negotiated since 2021. A senior "
    "diplomat said that Oman mediated between Iran and Saudi Arabia in 2022. Mustafa al-Kadhimi of Iraq and Iranian "
    "diplomats said that Iraq mediated between Iran and Saudi Arabia in 2022.",
    'c State "China"',
    'i State "Iran"',
    's State "Saudi Arabia"',
    'd Date "March" EDTF:2023-03',
    'i2 State "Iran"@2',
    's2 State "Saudi Arabia"@2',
    'd2 Date "2021" EDTF:2021/..',
    'x Official "A senior diplomat"',
    'o State "Oman"',
    'i3 State "Iran"@3',
    's3 State "Saudi Arabia"@3',
    'd3 Date "2022" EDTF:2022',
    'k Official "Mustafa al-Kadhimi"',
    'q State "Iraq"',
    'g Group "Iranian diplomats"',
    'ia State "Iranian"',
    'q2 State "Iraq"@2',
    'i4 State "Iran"@5',
    's4 State "Saudi Arabia"@4',
    'd4 Date "2022"@2 EDTF:2022',
    "Equiv i i2 i3 i4 ia",
    "Equiv s s2 s3 s4",
    "Equiv q q2",
    "Of k q",
    "Of g ia",
    'china Mediation "mediated" Mediator:c Party:i Party:s Date:d Status=held',
    'talks Negotiation "negotiated" Party:i2 Party:s2 Date:d2 Status=held',
    'oman Mediation "mediated"@2 Mediator:o Party:i3 Party:s3 Date:d3 Source:x Status=held',
    'iraq Mediation "mediated"@3 Mediator:q2 Party:i4 Party:s4 Date:d4 Source:k Source:g Status=held',
    id="beijing",
)
"""Mediations told by the text itself, by somebody unnamed, and by two sources; "March" is dated by inference."""

GULF = annotated(
    "An explosion hit a tanker in the Gulf of Oman on 13 June 2019. Mike Pompeo of the United States blamed Iran, and "
    "Britain blamed Iran; according to Reuters, Mohammad Javad Zarif of Iran denied it. The United States had imposed "
    "sanctions on Iran in November 2018. Brian Hook of the United States said that they were in force; Russia said "
    "that they had lapsed.",
    'd Date "13 June 2019" EDTF:2019-06-13',
    'p Official "Mike Pompeo"',
    'u State "United States"',
    'i State "Iran"',
    'b State "Britain"',
    'i2 State "Iran"@2',
    'n Organization "Reuters"',
    'z Official "Mohammad Javad Zarif"',
    'i3 State "Iran"@3',
    'u2 State "United States"@2',
    'i4 State "Iran"@4',
    'd2 Date "November 2018" EDTF:2018-11',
    'h Official "Brian Hook"',
    'u3 State "United States"@3',
    'r State "Russia"',
    "Equiv i i2 i3 i4",
    "Equiv u u2 u3",
    "Of p u",
    "Of z i3",
    "Of h u3",
    'blast Incident "explosion" Date:d Status=held',
    'us Claim "blamed" Source:p About:blast Responsible:i Aspect=responsibility Factuality=CT+',
    'uk Claim "blamed"@2 Source:b About:blast Responsible:i2 Aspect=responsibility Factuality=CT+',
    'ir Claim "denied" Source:z Via:n About:blast Responsible:i3 Aspect=responsibility Factuality=CT-',
    'oil Sanction "imposed" Sender:u2 Target:i4 Date:d2 Status=in_force SanctionType=trade',
    'hk Claim "said" Source:h About:oil Aspect=status Status=in_force Factuality=CT+',
    'ru Claim "said"@2 Source:r About:oil Aspect=status Status=lapsed Factuality=CT+',
    id="gulf",
    published="2019-06-20",
)
"""Two camps on who did it and on whether sanctions are in force; a denial that a news agency hands on."""

MURREE = annotated(
    "The Taliban met Afghanistan in Murree in July 2015. The Taliban confirmed it on 8 July 2015. The Taliban denied "
    "it on 9 July 2015. Pakistan denied it. Pakistan affirmed it.",
    't Organization "Taliban" Kind=armed_group',
    'a State "Afghanistan"',
    'd Date "July 2015" EDTF:2015-07',
    't2 Organization "Taliban"@2 Kind=armed_group',
    'd2 Date "8 July 2015" EDTF:2015-07-08',
    't3 Organization "Taliban"@3 Kind=armed_group',
    'd3 Date "9 July 2015" EDTF:2015-07-09',
    'p State "Pakistan"',
    'p2 State "Pakistan"@2',
    "Equiv t t2 t3",
    "Equiv p p2",
    'met Negotiation "met" Party:t Party:a Date:d Status=held Factuality=CT+',
    'yes Claim "confirmed" Source:t2 About:met Date:d2 Factuality=CT+',
    'no Claim "denied" Source:t3 About:met Date:d3 Factuality=CT-',
    'pno Claim "denied"@2 Source:p About:met Factuality=CT-',
    'pyes Claim "affirmed" Source:p2 About:met Factuality=CT+',
    id="murree",
)
"""Talks that one side first confirmed and then denied; another side contradicts itself on no known day."""

TEXTS = (BAGHDAD, BEIJING, GULF, MURREE)

TWINS = [
    annotated(
        text,
        'c State "Cuba"',
        'n State "Colombia"',
        'f Organization "FARC" Kind=armed_group',
        'd Date "2012" EDTF:2012',
        'e Mediation "mediated" Mediator:c Party:n Party:f Date:d Status=held',
        id=key,
    )
    for key, text in (
        ("first", "Cuba mediated between Colombia and the FARC in 2012."),
        ("same", "Cuba mediated between Colombia and the FARC in 2012."),
        ("other", "In brief: Cuba mediated between Colombia and the FARC in 2012."),
    )
]
"""One account under two ids, and another of the same event."""
