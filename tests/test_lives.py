"""The lives of deeds in the answers: plans, what ended them, who said so when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from making import (
    make_article,
    make_attribution,
    make_entity,
    make_event,
    make_evidence,
    make_when,
)

import communique

if TYPE_CHECKING:
    from pathlib import Path

    from communique.answers import Record
    from communique.types import Article, Event

NORWAY = make_entity(id="NOR")
KENYA = make_entity("Kenya", id="KEN", name="Kenya", country="KEN")


def on(day: str, until: str | None = None) -> Any:
    end = date.fromisoformat(until or day)
    return make_when(start=date.fromisoformat(day), end=end, edtf=day)


def tell(number: int, told: str, **fields: Any) -> tuple[Article, list[Event]]:
    article = make_article(
        id=f"a{number}", text=f"Report {number}.", published=date.fromisoformat(told)
    )
    words = fields.pop("words", "Norway met Kenya.")
    given = {
        "evidence": (make_evidence(words, trigger=words.split()[1], article=article.id),),
        "actors": (NORWAY, KENYA),
        "attribution": (),
    }
    return article, [make_event(id=f"{number:016}", **(given | fields))]


def plan(number: int, told: str, day: str = "2019-06-20", **fields: Any) -> Any:
    return tell(number, told, status="planned", date=on(day), **fields)


def refuse(number: int, day: str, words: str = "Norway cancelled the talks.") -> Any:
    fields = {"event": "REJECT", "mode": "meet", "actors": (NORWAY,), "recipients": (KENYA,)}
    return tell(number, day, date=on(day), words=words, **fields)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return communique.open_record(tmp_path / "world.duckdb")


@pytest.mark.parametrize(
    ("coded", "life"),
    [
        ([plan(1, "2019-06-01")], "planned"),
        ([plan(1, "2019-06-01"), refuse(2, "2019-06-10")], "cancelled"),
        ([plan(1, "2019-06-01"), refuse(2, "2019-06-10", "Norway postponed them.")], "postponed"),
        ([plan(1, "2019-06-01"), refuse(2, "2019-06-25")], "planned"),
        ([plan(1, "2019-06-01"), refuse(2, "2019-05-10")], "planned"),
        ([plan(1, "2019-06-01"), refuse(2, "2019-06-10"), plan(3, "2019-06-12")], "planned"),
        (
            [
                plan(1, "2019-06-01"),
                refuse(2, "2019-06-10"),
                tell(3, "2019-06-21", date=on("2019-06-20")),
            ],
            "held",
        ),
    ],
)
def test_a_refusal_to_meet_ends_the_meeting_that_it_is_of(
    record: Record, coded: list[Any], life: str
) -> None:
    with record:
        record.store.add(coded)
        assert [row[5] for row in record.meetings("Norway", "Kenya").rows] == [life]


def test_a_plan_stands_beside_all_that_was_said_of_it(record: Record) -> None:
    with record:
        record.store.add(
            [
                plan(1, "2019-06-01", attribution=(make_attribution(),)),
                refuse(2, "2019-06-10"),
                plan(3, "2019-06-12"),
                tell(4, "2019-06-21", date=on("2019-06-20")),
            ]
        )
        (line,) = [row for row in record.claims().rows if row[2] == "CONSULT"]
        assert line[5] == "planned 2019-06-01 (foreign ministry of Norway), then held 2019-06-21"


def test_meetings_counted_in_passing_are_reconciled(record: Record) -> None:
    with record:
        record.store.add(
            [
                tell(1, "2018-04-02", date=on("2018-04-01")),
                tell(2, "2018-09-02", date=on("2018-09-01")),
                tell(3, "2019-06-12", count=4, date=make_when(start=date(2018, 3, 1), end=None)),
            ]
        )
        note = record.meetings("Norway", "Kenya").note
        assert "of which 2 on record (2018-04-01, 2018-09-01)" in note
        assert note.endswith("2 missing")
        assert "4 reported" in note


def test_nothing_called_off_is_next(record: Record) -> None:
    with record:
        record.store.add(
            [
                plan(1, "2019-06-01"),
                refuse(2, "2019-06-10"),
                plan(3, "2019-06-11", day="2019-08-01"),
            ]
        )
        note = record.meetings("Norway", "Kenya").note
        assert "next planned: 2019-08-01" in note
        assert "1 called off or put off" in note
