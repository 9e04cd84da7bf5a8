"""Small annotated texts on documented diplomacy that hold the hard cases of questions, and what is known of them."""

from __future__ import annotations

from dataclasses import replace

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from tests.support.inline import annotated

OMAN = replace(
    annotated(
        "Oman hosted talks in Muscat in July 2012, where Jake Sullivan of the United States met Iranian diplomats. "
        "Sultan Qaboos of Oman had mediated between the two countries since 2009. "
        "In July 2018 Bahram Qasemi of Iran denied that Oman was mediating between Tehran and Washington. "
        "Messages were passed between Iran and the United States in 2019.",
        'o State "Oman" ISO3166:OMN',
        'm Place "Muscat" ISO3166:OMN',
        'd Date "July 2012" EDTF:2012-07',
        'j Official "Jake Sullivan"',
        'u State "United States" ISO3166:USA',
        'g Group "Iranian diplomats"',
        'i State "Iran"',
        'q Official "Sultan Qaboos"',
        'o2 State "Oman"@2',
        'two Group "the two countries"',
        'd2 Date "2009" EDTF:2009/..',
        'd3 Date "July 2018" EDTF:2018-07',
        'k Official "Bahram Qasemi"',
        'i2 State "Iran"@2',
        'o3 State "Oman"@3',
        't State "Tehran"',
        'w State "Washington"',
        'i3 State "Iran"@3',
        'u2 State "United States"@2',
        'd4 Date "2019" EDTF:2019',
        "Equiv i i2 i3 t",
        "Equiv u u2 w",
        "Equiv o o2 o3",
        "Of j u",
        "Of g i",
        "Of q o2",
        "Of k i2",
        "Member two u",
        "Member two i",
        'met Negotiation "met" Party:j Party:g Host:o Place:m Date:d Status=held Channel=back',
        'mediated Mediation "mediated" Mediator:q Party:two Date:d2 Status=held',
        'denied Mediation "mediating" Mediator:o3 Party:t Party:w Date:d3 Source:k Status=held Factuality=CT-',
        'passed Mediation "passed" Party:i3 Party:u2 Date:d4 Status=held',
        id="oman",
        published="2019-08",
    ),
    title="The Omani channel",
    url="https://example.org/oman",
)
"""A host that is no mediator, an official who is, a denied mediation, one without mediator, an open date."""

JAPAN = replace(
    annotated(
        "Shinzo Abe of Japan carried a message to Ali Khamenei of Iran in June 2019 at the request of Donald Trump of "
        "the United States; Khamenei refused to answer it. After an explosion in the Gulf of Oman on 13 June 2019 Mike "
        "Pompeo of the United States blamed Iran, and Iran denied it.",
        'a Official "Shinzo Abe" Wikidata:Q132345',
        'j State "Japan"',
        'k Official "Ali Khamenei"',
        'i State "Iran"',
        'd Date "June 2019" EDTF:2019-06',
        't Official "Donald Trump" Wikidata:Q22686',
        'u State "United States"',
        'k2 Official "Khamenei"@2',
        'd2 Date "13 June 2019" EDTF:2019-06-13',
        'p Official "Mike Pompeo"',
        'u2 State "United States"@2',
        'i2 State "Iran"@2',
        'i3 State "Iran"@3',
        "Equiv i i2 i3",
        "Equiv u u2",
        "Equiv k k2",
        "Of a j",
        "Of k i",
        "Of t u",
        "Of p u2",
        'v Mediation "carried a message" Mediator:a Party:k Party:t Requester:t RejectedBy:k2 Date:d Status=rejected',
        'blast Incident "explosion" Date:d2 Status=held',
        'c Claim "blamed" Source:p About:blast Responsible:i2 Aspect=responsibility Factuality=CT+',
        'n Claim "denied" Source:i3 About:blast Responsible:i2 Aspect=responsibility Factuality=CT-',
        id="japan",
        published=None,
    ),
    title=None,
)
"""A rejected mediation between officials, at a request; a dispute about responsibility alone; no title."""

COLOMBIA = replace(
    annotated(
        "Cuba and Norway mediated between Colombia and the FARC from 2012 to 2016; Chile once offered to mediate "
        "between Colombia and the FARC.",
        'c State "Cuba"',
        'n State "Norway"',
        'g State "Colombia"',
        'f Organization "FARC" Kind=armed_group',
        'd Date "2012 to 2016" EDTF:2012/2016',
        'l State "Chile"',
        'g2 State "Colombia"@2',
        'f2 Organization "FARC"@2 Kind=armed_group',
        "Equiv g g2",
        "Equiv f f2",
        'e Mediation "mediated" Mediator:c Mediator:n Party:g Party:f Date:d Status=held',
        'o Mediation "offered" Mediator:l Party:g2 Party:f2 Status=offered',
        id="colombia",
    ),
    title="=Havana",
)
"""Two mediators of one event, an offer without a date, a title that a spreadsheet would take for a formula."""

SANCTIONS = replace(
    annotated(
        "Iran and the United States reached the agreement of 2015. The Trump administration withdrew from it in May "
        "2018 and restored its oil sanctions on Iran in November 2018. In January 2020 the United States threatened "
        "sanctions on Iraq. Brian Hook of the United States said that the oil sanctions were in force; Hassan Rouhani "
        "of Iran said that they had been eased.",
        'i State "Iran"',
        'u State "United States"',
        'd Date "2015" EDTF:2015',
        't State "The Trump administration" ISO3166:USA',
        'd2 Date "May 2018" EDTF:2018-05',
        'i2 State "Iran"@2',
        'd3 Date "November 2018" EDTF:2018-11',
        'd4 Date "January 2020" EDTF:2020-01',
        'u2 State "United States"@2',
        'q State "Iraq"',
        'h Official "Brian Hook"',
        'u3 State "United States"@3',
        'r Official "Hassan Rouhani"',
        'i3 State "Iran"@3',
        "Equiv i i2 i3",
        "Equiv u u2 u3 t",
        "Of h u3",
        "Of r i3",
        'deal Agreement "agreement" Signatory:i Signatory:u Date:d Status=held',
        'out Withdrawal "withdrew" Actor:t From:deal Date:d2 Status=held',
        'oil Sanction "restored" Sender:t Target:i2 Date:d3 Status=in_force SanctionType=trade',
        'iraq Sanction "threatened" Sender:u2 Target:q Date:d4 Status=threatened',
        'c Claim "said" Source:h About:oil Aspect=status Status=in_force Factuality=CT+',
        'e Claim "said"@2 Source:r About:oil Aspect=status Status=eased Factuality=CT+',
        id="sanctions",
        published="2020-02",
    ),
    title="Leaving the agreement",
)
"""An agreement and the withdrawal from it, a sanction whose status two sides see differently, a threat."""

BAGHDAD = replace(
    annotated(
        "The Financial Times said that Saudi and Iranian officials met in Baghdad on 9 April 2021; a Saudi official "
        "said that they did not. The European Union put the FARC on its list of terrorist organisations in June 2002.",
        'f Organization "Financial Times"',
        's Group "Saudi"',
        'ss State "Saudi"',
        'r Group "Iranian officials"',
        'ii State "Iranian"',
        'b Place "Baghdad" ISO3166:IRQ',
        'd Date "9 April 2021" EDTF:2021-04-09',
        'o Official "a Saudi official"',
        's2 State "Saudi"@2',
        'u Organization "European Union" Kind=igo',
        'c2 Organization "FARC"',
        'd2 Date "June 2002" EDTF:2002-06',
        "Equiv ss s2",
        "Of s ss",
        "Of r ii",
        "Of o s2",
        'e Negotiation "met" Party:s Party:r Place:b Date:d Source:f Status=held',
        'c Claim "said"@2 Source:o About:e Factuality=CT-',
        'x Sanction "put" Sender:u Target:c2 Date:d2 Status=in_force SanctionType=other',
        id="baghdad",
    ),
    title="Baghdad",
)
"""A disputed meeting; an organisation of the same name as an armed group elsewhere."""

BRIEFS: tuple[AnnotatedDocument, ...] = (OMAN, JAPAN, COLOMBIA, SANCTIONS, BAGHDAD)


def contributions() -> tuple[Contribution, ...]:
    """What all the texts contribute."""
    return tuple(build(brief) for brief in BRIEFS)
