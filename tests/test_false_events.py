"""What reads like a deed and is none, and what is one deed told in two words."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.types import Article


def shown(text: str) -> list[str]:
    """Code a text and show type, parties and status of each deed."""
    events = code(Article(id="t", text=text, published=date(2019, 4, 23)))
    return [
        f"{e.event} {'+'.join(x.country for x in e.actors)}"
        f">{'+'.join(x.country for x in e.recipients)} {e.status}"
        for e in events
    ]


NONE = [
    ("an opinion shared", "The Kenyan minister agreed that the road was bad."),
    ("a question", "Will Kenya arrest the Somali minister?"),
    ("told how it is", "The minister told Radio Uganda that Chad had sent her letters."),
    ("asked how it came", "The Chadian minister asked Mali how the papers got lost."),
    ("an aim of one's own", "Iran wants to have a larger navy."),
    ("papers released", "The letter to Chad was released by the Kenyan foreign ministry."),
    ("a coach's praise", "Kenya coach Aldo Ferrini praised the keeper Nico Bardelli."),
    ("an interview", "Kenyan President William Ruto spoke to the BBC."),
    ("a visit at home", "Kenyan minister Aldo Ferrini visited the Nairobi Trade Hall."),
    ("asked without inversion", "So the Kenyan minister has called Chad?"),
    ("no concession", "Kenya is not backing down over the border with Chad."),
    ("a crime", "Teenagers in Kenya stabbed Nico Bardelli to death."),
    ("a plea", "Nico Bardelli admitted that he had taken bribes."),
    ("bodies of one state", "The Kenyan government is working with Kenyan mayors."),
    ("an opinion of two", "Kenyan and Ugandan ministers agree that there is a problem."),
    ("an offer spoken of", "Kenya knows of the proposals from Uganda."),
    ("no answer to the press", "The Kenyan minister declined to respond to the question."),
    ("no more said", "Kenya's spokesman Aldo Ferrini refused to elaborate on Chad's letter."),
    ("no word to the press", "The Kenyan army declined a request for comment."),
    ("a truce that fails", "The truce in Chad broke down within days."),
    ("lift-off", "The Chilean rocket blasted off on Friday."),
    ("what is called for", "Chad should ease the sanctions."),
]


@pytest.mark.parametrize(("claim", "text"), NONE, ids=[c for c, _ in NONE])
def test_what_is_no_deed_gives_none(claim: str, text: str) -> None:
    assert shown(text) == [], claim


def test_teams_and_stars_of_a_report_of_sport_do_no_deeds() -> None:
    text = (
        "Kenya beat Uganda in the football championship after their striker scored twice. "
        "Kenya rejected a penalty claim by the Uganda players, and the referee warned the coach."
    )
    assert shown(text) == []


ONE = [
    (
        "what a meeting is for",
        "Ministers of Chad and Mali met on Monday to discuss the border.",
        ["CONSULT TCD+MLI> occurred"],
    ),
    (
        "what held talks are for",
        "Chad and Mali held talks in Niamey to discuss the border.",
        ["CONSULT TCD+MLI> occurred"],
    ),
    (
        "a meeting attended",
        "Kenyan minister Aldo Ferrini will attend a meeting of the African Union.",
        ["CONSULT KEN>IGO planned"],
    ),
    (
        "a meeting that is attended",
        "Chad praised the African Union meeting which was attended by Kenya's William Ruto.",
        ["SUPPORT TCD>IGO occurred", "CONSULT KEN>IGO occurred"],
    ),
    (
        "a march and a clash",
        "Protesters in Kenya marched to parliament and clashed with police.",
        ["PROTEST KEN>KEN occurred"],
    ),
    (
        "the toll of an attack",
        "Israeli jets bombed a camp in Lebanon, killing five people and wounding ten.",
        ["ASSAULT ISR>LBN occurred"],
    ),
    (
        "an aim of what is done",
        "Rebels in Chad attacked Sudanese troops to end the blockade.",
        ["ASSAULT TCD>SDN occurred"],
    ),
    (
        "what is opened into an attack",
        "Tunisia is opening an inquiry into the attack.",
        ["ACCUSE TUN> ongoing"],
    ),
]


@pytest.mark.parametrize(("claim", "text", "expected"), ONE, ids=[c for c, *_ in ONE])
def test_one_deed_in_two_words_is_given_once(claim: str, text: str, expected: list[str]) -> None:
    assert shown(text) == expected, claim


HELD = [
    (
        "in custody",
        "Chadian minister Aldo Ferrini is in custody in Rome.",
        "COERCE ITA>TCD ongoing",
    ),
    (
        "an arrest by nobody named",
        "Abdullah Ocalan has promised peace. He has been silent since his capture in February.",
        "COERCE >TUR occurred",
    ),
    (
        "an arrest of somebody in a country",
        "Moscow condemned the arrest of two Russian officers in Georgia.",
        "COERCE GEO>RUS occurred",
    ),
]


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(("claim", "text", "expected"), HELD, ids=[c for c, *_ in HELD])
def test_who_is_held_is_to_whom_it_is_done(claim: str, text: str, expected: str) -> None:
    assert expected in shown(text), claim


def test_a_headlines_surname_is_of_the_country_that_the_text_gives() -> None:
    article = Article(
        id="t",
        title="Ferrini praises Chad",
        text="Kenyan minister Aldo Ferrini praised Chad on Monday.",
        published=date(2019, 4, 23),
    )
    assert [{e.country for e in event.actors} for event in code(article)] == [{"KEN"}]


def test_what_a_headline_gives_as_to_come_is_what_the_text_gives_as_agreed() -> None:
    article = Article(
        id="t",
        title="Chad, Mali to cooperate on water",
        text="Chad and Mali have agreed to enhance their cooperation on water, officials said.",
        published=date(2019, 4, 23),
    )
    assert [event.event for event in code(article)] == ["AGREE"]


def test_a_ministry_is_of_the_country_that_a_report_is_from() -> None:
    article = Article(
        id="t",
        text="KATHMANDU, April 22 - Nepal's premier will visit Kenya on Sunday, according to the "
        "Ministry of Foreign Affairs.",
        published=date(2019, 4, 23),
    )
    (event,) = code(article)
    assert [item.source.country for item in event.attribution] == ["NPL"]


def test_what_has_begun_is_under_way() -> None:
    assert shown("Iraqi helicopters started on Friday to bomb Syria.") == [
        "ASSAULT IRQ>SYR occurred"
    ]


def test_a_headline_without_a_recipient_takes_that_of_the_text() -> None:
    article = Article(
        id="t",
        title="Nigeria: rebels free the girls",
        text="Boko Haram has freed 21 Cameroonian girls, officials said on Monday.",
        published=date(2019, 4, 23),
    )
    (event,) = code(article)
    assert {e.country for e in event.recipients} == {"CMR"}
