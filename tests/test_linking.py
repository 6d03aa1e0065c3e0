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
]


@pytest.mark.parametrize(
    ("text", "kind", "edtf"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS]
)
def test_a_deed_is_dated_by_its_construction(text: str, kind: str, edtf: str) -> None:
    events = code(Article(id="t", text=text, published=PUBLISHED))
    assert [e.date.edtf for e in events if e.event == kind] == [edtf]


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
