"""Which time expression dates which deed: a construction each, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from communique.coding.coder import code
from communique.coding.distances import move
from communique.mentions.dates import find_dates
from communique.types import Article

PUBLISHED = date(2019, 4, 23)  # a Tuesday

# The construction, a text, the type of the deed asked about and its date.
LINKS = [
    (
        "a distance after a day",
        (
            "Kenya's president fell ill on Sunday, three days after meeting Ethiopia's prime "
            "minister."
        ),
        "CONSULT",
        "2019-04-18",
    ),
    (
        "a distance in years",
        (
            "Egypt signed a treaty with Sudan on Monday, two years after expelling Sudan's "
            "ambassador."
        ),
        "SANCTION",
        "2017",
    ),
    (
        "a distance from a year is as near as the year",
        "Kenya joined the force in 2003, two years after Sudan expelled Norway's ambassador.",
        "SANCTION",
        "2001",
    ),
    (
        "a day behind a verb of saying is of the saying",
        "Kenya's president said Monday there could be no “bargaining” with Sudan.",
        "REJECT",
        "2019-04-22",
    ),
    (
        "a day after what was said is of the saying",
        "Kenya's president will visit Sudan, state television said Tuesday.",
        "CONSULT",
        None,
    ),
    (
        "a meeting after which somebody speaks is of his day",
        (
            "“We have solved the dispute over Darfur,” Angela Merkel said on Monday after meeting "
            "Emmanuel Macron in Berlin."
        ),
        "CONSULT",
        "2019-04-22",
    ),
    (
        "a stretch of time that ends today dates what fell in it",
        "Sudan has attacked Kenya's army many times in the past three months.",
        "ASSAULT",
        "2019-01-23/2019-04-23",
    ),
    (
        "a summit takes the day that stands at the end of its name",
        "Kenya's president will attend the Cairo summit on trade and transport slated for May 4.",
        "CONSULT",
        "2019-05-04",
    ),
    (
        "the date that when tells more of",
        "It is the largest expulsion since 1985, when Norway expelled ten Russian diplomats.",
        "SANCTION",
        "1985",
    ),
    (
        "when goes on from its matrix",
        "He was released in March 2010, when Norway expelled ten Russian diplomats.",
        "SANCTION",
        "2010-03",
    ),
    (
        "a date before the next phrase",
        (
            "Egypt and Jordan had recalled their ambassadors from Doha in March 2014 over its "
            "support for rebels."
        ),
        "SANCTION",
        "2014-03",
    ),
    (
        "a sequel has its own date",
        "The talks were cancelled by Kenya after clashes along the border in late March.",
        "REJECT",
        "2019-04-17/2019-04-23",
    ),
    (
        "a distance from the day of the story",
        "The move comes two days after Kenya expelled Ethiopia's ambassador.",
        "SANCTION",
        "2019-04-21",
    ),
    (
        "a distance in years from the day of the story",
        "Russian troops remain in Georgia, 11 years after Russia invaded Georgia.",
        "ASSAULT",
        "2008",
    ),
    (
        "what is condemned has a later date of its own",
        "France on Monday condemned the attack by rebels on Mali's army in March.",
        "ASSAULT",
        "2019-03",
    ),
    (
        "what is denounced lies behind",
        (
            "Protesters marched in Nairobi on Monday to denounce the killing of ten Kenyans "
            "by Sudan's army on Saturday."
        ),
        "ASSAULT",
        "2019-04-20",
    ),
    (
        "the content of a charge is not of its day",
        (
            "Charges that British troops raped hundreds of Kenyan women were investigated "
            "by Britain on Monday."
        ),
        "ASSAULT",
        None,
    ),
    (
        "talks take the day that they are set for",
        "Kenya's foreign minister is slated to address a summit, now set for mid-May.",
        "CONSULT",
        "2019-05",
    ),
    (
        "a request is not of the day requested",
        (
            "On Monday Kenya's foreign minister accused Sudan of arming rebels, and asked "
            "for a special meeting of the United Nations on May 4."
        ),
        "REQUEST",
        "2019-04-22",
    ),
    (
        "what came before the meeting is not of its day",
        (
            "Before the summit Kenya had eased visa rules for Sudanese. The summit opened "
            "on Monday."
        ),
        "CONCEDE",
        None,
    ),
    (
        "since before a bare subject",
        "Since January rebels have attacked Kenya's army four times.",
        "ASSAULT",
        "2019-01/..",
    ),
    (
        "a scene of long ago",
        (
            "In March 2015 fighting broke out in the north. Sudan accused Kenya of arming "
            "the rebels. The two signed a truce on Monday."
        ),
        "ACCUSE",
        None,
    ),
    (
        "the day of a deed that closes a relative clause",
        ("Kenya, which invaded Somalia last year, accused Sudan on Monday of arming rebels."),
        "ACCUSE",
        "2019-04-22",
    ),
    (
        "another deed's day is not the story's",
        "Sudan condemned Sunday's attack by rebels on Kenya's army.",
        "ACCUSE",
        "2019-04-17/2019-04-23",
    ),
    (
        "a plan is not of the day of planning",
        "Kenya and Sudan agreed on Monday to hold talks next week.",
        "CONSULT",
        "2019-04-29/2019-05-05",
    ),
    (
        "a where-clause goes on",
        "Kenya's president spoke in Rome on Monday, where he accused Sudan of arming rebels.",
        "ACCUSE",
        "2019-04-22",
    ),
    (
        "what was imposed has the day on which it was imposed",
        (
            "Somalia complained on Monday about the sanctions imposed on it by the European "
            "Union in 2012."
        ),
        "SANCTION",
        "2012",
    ),
    (
        "an act that opens the sentence lends its day",
        "Opening a fair in Nairobi on Monday, Kenya's president accused Sudan of arming rebels.",
        "ACCUSE",
        "2019-04-22",
    ),
    (
        "earlier in the day",
        ("On Monday Kenya met Sudan. Earlier in the day, Kenya expelled Sudan's ambassador."),
        "SANCTION",
        "2019-04-22",
    ),
    (
        "an ellipsis",
        ("Sudan expelled Kenya's ambassador on Monday, and Kenya the Sudanese envoy on Tuesday."),
        "SANCTION",
        "2019-04-22",
    ),
    (
        "what was done when something else was",
        "Sudan accused Kenya of treason when a new government took power in March.",
        "ACCUSE",
        "2019-03",
    ),
    (
        "a clause with when before what it dates",
        "When Chad held its vote in 2015, Sudan accused Chad of fraud.",
        "ACCUSE",
        "2015",
    ),
    (
        "what is told of a dated deed",
        "Chad still mourns the 1998 vote in which Sudan's army killed ten soldiers of Chad.",
        "ASSAULT",
        "1998",
    ),
    (
        "an aside on the subject",
        "The foreign ministers of Kenya and Chad, meeting in Cairo on Monday, accused Sudan.",
        "ACCUSE",
        "2019-04-22",
    ),
    (
        "a strike is called for a day to come",
        "Kenya's unions called a strike for Monday against the government of Kenya.",
        "PROTEST",
        "2019-04-29",
    ),
    (
        "what the talks resume upon is to come",
        "Kenya will accuse Chad when the talks resume in Cairo on Thursday.",
        "ACCUSE",
        "2019-04-25",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "edtf"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS]
)
@pytest.mark.usefixtures("dated_by_rules")
def test_a_deed_is_dated_by_its_construction(text: str, kind: str, edtf: str) -> None:
    events = code(Article(id="t", text=text, published=PUBLISHED))
    assert [e.date.edtf for e in events if e.event == kind] == [edtf]


def test_a_limit_given_lies_ahead() -> None:
    text = "Kenya gave Chad until the end of Thursday to leave, and accused its army on Monday."
    events = code(Article(id="t", text=text, published=PUBLISHED))
    assert "2019-04-18" not in {e.date.edtf for e in events}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Emmanuel Macron is expected to attend the talks.", "2019-04-26"),
        ("Emmanuel Macron is expected to attend talks with Turkey.", None),
        ("Emmanuel Macron is expected to attend the talks on May 4.", "2019-05-04"),
    ],
)
def test_the_talks_are_those_that_the_report_has_dated(text: str, edtf: str | None) -> None:
    set_for = "Vladimir Putin and Angela Merkel will meet on Friday in Sochi. "
    events = code(Article(id="t", text=set_for + text, published=PUBLISHED))
    assert {e.date.edtf for e in events} == {"2019-04-26", edtf}


@pytest.mark.parametrize(
    ("count", "unit", "back", "edtf"),
    [
        (3, "D", True, "2019-04-20"),
        (3, "D", False, "2019-04-26"),
        (2, "W", True, "2019-04-08/2019-04-14"),
        (2, "M", True, "2019-02"),
        (2, "Y", True, "2017"),
        (3.5, "Y", True, "2015-10"),
        (1.5, "W", True, None),
        (9000, "Y", True, None),
    ],
)
def test_a_distance_is_counted_from_a_day(
    *, count: float, unit: str, back: bool, edtf: str | None
) -> None:
    (today,) = find_dates("today", published=PUBLISHED)
    moved = move(today, count, unit, back=back)
    assert (moved and moved.edtf) == edtf
