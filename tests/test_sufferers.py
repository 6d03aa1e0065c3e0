"""Deeds told by whom they befell: which are coded, and who is said to have done them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.types import Article, Event


def shown(event: Event) -> str:
    actors = "+".join(sorted({e.country for e in event.actors}))
    recipients = "+".join(sorted({e.country for e in event.recipients}))
    return f"{event.event} {actors}>{recipients}"


CASES = [
    (
        "who has power at home arrests",
        "Ugandan opposition leader Bobi Wine was arrested on Monday.",
        ["COERCE UGA>UGA"],
    ),
    (
        "who has arrested others before does so again",
        "Israel jailed two Palestinian lawmakers on Sunday. Hamas men were detained Monday.",
        ["COERCE ISR>PSE", "COERCE ISR>PSE"],
    ),
    (
        "an ambush has no author of its own",
        "Three Chadian soldiers were killed in an ambush.",
        ["ASSAULT >TCD"],
    ),
    (
        "a bombing befalls whose building it is",
        "The bombing of a Chilean consulate on Monday woke the town.",
        ["ASSAULT >CHL"],
    ),
    (
        "a toll is taken by the bombings, not by what was bombed",
        "Monday's bombings of Chilean embassies in Kenya and Togo that killed forty people.",
        ["ASSAULT >CHL"],
    ),
    ("an accident is no deed", "Three Chadian soldiers were killed in a crash.", []),
    (
        "an attack in words befalls nobody",
        "Doha called it an attack on its sovereignty.",
        ["ACCUSE QAT>"],
    ),
    (
        "the dead of a battle are told with it",
        "Chad and Mali fought near the border and ten Malian soldiers were killed in battle.",
        ["ASSAULT MLI+TCD>"],
    ),
    (
        "signing is agreeing",
        "Mali and France signed a pact on fishing.",
        ["AGREE FRA+MLI>"],
    ),
    (
        "an official's demand finds its addressee",
        "Kenya's foreign minister criticised Somalia. The minister said that the raids must stop.",
        ["ACCUSE KEN>SOM", "REQUEST KEN>SOM"],
    ),
    (
        "unnamed states get no guessed name",
        "China met Ghana's envoys. Beijing promised loans to 20 African countries.",
        ["CONSULT CHN+GHA>", "AGREE CHN>"],
    ),
    (
        "a month is nobody",
        "In May, Chad left the talks. In March it had come back.",
        ["REJECT TCD>"],
    ),
    (
        "a place does not bomb itself",
        "Jordan bomb attacks shook the region on Monday.",
        ["ASSAULT >JOR"],
    ),
    (
        "what stands outside a quotation is the speaker's",
        '"We have done our part," Angela Merkel said after meeting Helen Clark in Berlin.',
        ["CONSULT DEU+NZL>"],
    ),
    (
        "who is tried has not tried himself",
        "Ugandan opposition leader Kizza Besigye went on trial on Monday.",
        ["COERCE UGA>UGA"],
    ),
    (
        "an aim is no deed",
        "Rwanda sent troops to Congo to attack Burundi.",
        ["MOBILIZE RWA>COD"],
    ),
    (
        "a body meets by itself",
        "It followed discussions among G7 ministers in Liverpool.",
        ["CONSULT IGO>"],
    ),
    (
        "what a government says it will do it has promised",
        "Viktor Orban said his government would build a port with Serbia.",
        ["AGREE HUN>SRB"],
    ),
    (
        "the one bearer of an office is meant",
        "Britain will send aid to Mali, Liz Truss said. The Foreign Secretary condemned Russia.",
        ["AID GBR>MLI", "ACCUSE GBR>RUS"],
    ),
]


@pytest.mark.usefixtures("by_rules")
@pytest.mark.parametrize(("claim", "text", "events"), CASES)
def test_whom_a_deed_befell(claim: str, text: str, events: list[str]) -> None:
    coded = code(Article(id="t", text=text, published=date(2022, 6, 14)))
    assert [shown(event) for event in coded] == events, claim
