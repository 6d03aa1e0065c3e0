"""Occurrences: what reports of one deed make of it, in whatever order they come."""

from __future__ import annotations

import importlib.util
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from making import NO_DAY, make_article, make_entity, make_event, make_evidence, make_when

from communique.coding.coder import code_articles
from communique.record.copies import sketch
from communique.record.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from communique.record.store import Store
    from communique.types import Article, Event

Coded = tuple["Article", list["Event"]]
NORWAY = make_entity(id="NOR")
KENYA = make_entity("Kenya", id="KEN", name="Kenya", country="KEN")
CHILE = make_entity("Chile", id="CHL", name="Chile", country="CHL")
LONG = "The ministers of both countries shook hands before the cameras in the harbour of Oslo."


def tell(number: int, *, told: date | None = date(2019, 6, 12), **fields: Any) -> Coded:
    """Make an article with one event."""
    article = make_article(id=f"a{number:03}", text=f"Report {number}.", published=told)
    evidence = make_evidence(article=article.id)
    if "words" in fields:
        evidence = replace(evidence, text=fields.pop("words"))
    given = {"evidence": (evidence,), "actors": (NORWAY, KENYA)}
    event = make_event(id=f"{number:016}", **(given | fields))
    return article, [event]


def on(day: str) -> Any:
    return make_when(start=date.fromisoformat(day), end=date.fromisoformat(day), edtf=day)


def group(store: Store) -> set[frozenset[int]]:
    """Give which events make one deed, by their numbers."""
    rows = store.sql("SELECT list(event) AS events FROM occurrence_events GROUP BY occurrence")
    return {frozenset(map(int, row["events"])) for row in rows}


def add(folder: Path, *coded: Coded) -> Store:
    store = open_store(folder / "world.duckdb")
    store.add(coded)
    return store


UNKNOWN = make_when(**NO_DAY)
PUTIN = make_entity("Putin", id="vladimir-putin", name="Vladimir Putin", country="RUS")
LAVROV = make_entity("Lavrov", id="sergei-lavrov", name="Sergei Lavrov", country="RUS")
RUSSIA = make_entity("Russia", id="RUS", name="Russia", country="RUS")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"date": on("2019-06-11")}, {"date": on("2019-06-12")}, True),
        ({"date": on("2019-06-11")}, {"date": on("2019-06-13")}, False),
        ({"event": "ACCUSE"}, {}, False),
        ({"count": 3}, {}, False),
        ({"actors": (NORWAY, CHILE)}, {}, False),
        ({"actors": (PUTIN, NORWAY)}, {"actors": (RUSSIA, NORWAY)}, True),
        ({"actors": (PUTIN, NORWAY)}, {"actors": (LAVROV, NORWAY)}, False),
        ({"actors": (NORWAY,), "recipients": (KENYA,), "mode": "visit"}, {}, True),
        ({"date": UNKNOWN}, {"date": UNKNOWN}, True),
        (
            {"date": UNKNOWN, "words": "They met."},
            {"date": UNKNOWN, "told": date(2019, 7, 1), "words": "They met."},
            False,
        ),
        ({"date": UNKNOWN}, {"date": UNKNOWN, "told": date(2019, 7, 1), "words": LONG}, False),
        (
            {"date": UNKNOWN, "words": LONG},
            {"date": UNKNOWN, "told": date(2019, 7, 1), "words": LONG},
            True,
        ),
        (
            {"date": make_when(end=None, edtf="2019-06-11/..")},
            {"date": make_when(end=None, edtf="2019-06-11/.."), "told": date(2019, 8, 1)},
            True,
        ),
    ],
)
def test_reports_are_of_one_deed_where_parties_and_days_agree(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], *, same: bool
) -> None:
    with add(tmp_path, tell(1, **one), tell(2, **other)) as store:
        assert (len(group(store)) == 1) is same


BLAMED = {"event": "ACCUSE", "actors": (NORWAY,), "date": UNKNOWN}
QUARREL = "Envoys quarrel over herring in Bergen; trawlers seized, crews questioned, Bergen angry"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oslo blamed the flood on loggers.", "Oslo blames loggers for it.", True),
        ("Oslo blamed the flood on loggers.", "Norway deplored a verdict.", False),
        # What every other sentence of the news holds says nothing.
        ("The minister said the government was wrong.", "The minister said they lied.", False),
    ],
)
def test_where_nobody_is_named_that_it_was_done_to_a_word_has_to_be_shared(
    tmp_path: Path, one: str, other: str, *, same: bool
) -> None:
    with add(tmp_path, tell(1, **BLAMED, words=one), tell(2, **BLAMED, words=other)) as store:
        assert (len(group(store)) == 1) is same


@pytest.mark.parametrize(
    ("leads", "days", "same"),
    [
        ((QUARREL, QUARREL), 9, True),
        ((QUARREL, QUARREL), 20, False),
        (
            (QUARREL, "Ballots counted in Valparaiso as thousands queue before polling stations"),
            9,
            False,
        ),
    ],
)
def test_reports_of_one_story_are_close_for_longer(
    tmp_path: Path, leads: tuple[str, str], days: int, *, same: bool
) -> None:
    told = date(2019, 6, 3)
    reports = []
    for number, lead in enumerate(leads):
        day = told + timedelta(days=number * days)
        (article, events) = tell(
            number, told=day, date=UNKNOWN, event="ACCUSE", actors=(NORWAY,),
            recipients=(KENYA,), words=f"Oslo accused Kenya of seizing trawlers, {number}.",
        )  # fmt: skip
        reports.append((replace(article, text=f"{lead}, towns of Bergen and Mombasa."), events))
    with add(tmp_path, *reports) as store:
        assert (len(group(store)) == 1) is same
        store.rebuild()
        assert (len(group(store)) == 1) is same


WHOLE_JUNE = make_when(start=date(2019, 6, 1), end=date(2019, 6, 30), edtf="2019-06")
JUNE = {"date": WHOLE_JUNE, "words": "They met in June."}
ACCUSED = {"event": "ACCUSE", "actors": (NORWAY,), "words": "Oslo blamed somebody."}


@pytest.mark.parametrize(
    ("clear", "vague", "groups"),
    [
        ([{"date": on("2019-06-04")}], JUNE, [{0, 1}]),
        (
            [{"date": on("2019-06-04")}, {"date": on("2019-06-20")}],
            JUNE,
            [{0}, {1}, {2}],
        ),
        ([ACCUSED | {"recipients": (KENYA,)}], ACCUSED, [{0, 1}]),
        (
            [ACCUSED | {"recipients": (KENYA,)}, ACCUSED | {"recipients": (CHILE,)}],
            ACCUSED,
            [{0}, {1}, {2}],
        ),
    ],
)
def test_a_report_that_fits_several_deeds_is_of_none_of_them(
    tmp_path: Path, clear: list[dict[str, Any]], vague: dict[str, Any], groups: list[set[int]]
) -> None:
    coded = [tell(i, **dict(fields)) for i, fields in enumerate([*clear, vague])]
    with add(tmp_path, *coded) as store:
        assert group(store) == {frozenset(found) for found in groups}


def make_many(chance: random.Random) -> list[Coded]:
    """Make reports that crowd a few parties into a few weeks, so that much is merged."""
    parties = [NORWAY, KENYA, CHILE, PUTIN, LAVROV, RUSSIA]
    found = []
    for number in range(120):
        day = date(2019, chance.choice((5, 6)), chance.randrange(1, 29))
        when = make_when(start=day, end=day, edtf=day.isoformat())
        if chance.random() < 0.3:
            when = UNKNOWN
        found.append(
            tell(
                number,
                told=chance.choice((day, None)),
                date=when,
                event=chance.choice(("CONSULT", "ACCUSE")),
                actors=tuple(chance.sample(parties, chance.choice((1, 2, 3)))),
                recipients=tuple(chance.sample(parties, chance.choice((0, 1)))),
                status=chance.choice(("occurred", "planned", "negated", "possible")),
                words=chance.choice((LONG, "They met.", f"{number} {LONG}")),
            )
        )
    return found


def dump(store: Store) -> list[Any]:
    return [
        sorted(tuple(map(str, row.values())) for row in store.sql(f"FROM {table}"))
        for table in ("occurrences", "occurrence_events", "copies", "blocks")
    ]


@pytest.mark.parametrize("seed", range(4))
def test_adding_bit_by_bit_gives_what_rebuilding_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up events
    coded = make_many(chance)
    with add(tmp_path) as store:
        while coded:
            store.add([coded.pop(chance.randrange(len(coded))) for _ in range(min(7, len(coded)))])
        grown = dump(store)
        assert len(grown[0]) < 110
        store.rebuild()
        assert dump(store) == grown


@pytest.mark.parametrize(
    ("told", "life"),
    [
        ([("planned", 10)], "planned"),
        ([("planned", 10), ("occurred", 12)], "held"),
        ([("occurred", 10), ("planned", 12)], "held"),
        ([("planned", 10), ("negated", 11)], "cancelled"),
        ([("negated", 10), ("planned", 11)], "planned"),
        ([("possible", 12), ("planned", 10)], "planned"),
        ([("possible", 12)], "possible"),
    ],
)
def test_the_last_word_tells_what_became_of_a_deed(
    tmp_path: Path, told: list[tuple[Any, int]], life: str
) -> None:
    coded = [
        tell(i, told=date(2019, 6, day), status=status) for i, (status, day) in enumerate(told)
    ]
    with add(tmp_path, *coded) as store:
        assert [row["life"] for row in store.sql("FROM occurrences")] == [life]


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"status": "planned"}, "planned"),
        ({"status": "planned", "date": UNKNOWN}, "announced"),
        ({"status": "planned", "words": "Oslo put off its talks with Kenya."}, "postponed"),
        ({"status": "negated", "words": "The talks with Kenya were postponed."}, "postponed"),
        ({"status": "negated"}, "cancelled"),
        ({"status": "negated", "event": "AID"}, "denied"),
    ],
)
def test_each_report_tells_a_stage(tmp_path: Path, fields: dict[str, Any], stage: str) -> None:
    with add(tmp_path, tell(1, **fields)) as store:
        assert [row["stage"] for row in store.sql("FROM occurrence_events")] == [stage]


STORY = " ".join(
    f"On day {i} the delegation of {place} spoke about {thing} and the price of {thing} there."
    for i, (place, thing) in enumerate(
        (p, t) for p in ("Oslo", "Nairobi", "Lima", "Quito") for t in ("fish", "tea", "tin", "oil")
    )
)


@pytest.mark.parametrize(
    ("text", "day", "copy"),
    [
        (STORY, 12, True),
        (STORY.replace("delegation", "envoy", 3), 13, True),
        (STORY[: len(STORY) * 3 // 4], 12, True),
        (STORY, 20, False),
        (" ".join(reversed(STORY.split())), 12, False),
        ("The weather stayed fine.", 12, False),
    ],
)
def test_copies_of_a_report_count_once(tmp_path: Path, text: str, day: int, *, copy: bool) -> None:
    coded = [tell(1), tell(2, told=date(2019, 6, day))]
    texts = (STORY, text)
    coded = [(replace(a, text=t), events) for (a, events), t in zip(coded, texts, strict=True)]
    with add(tmp_path, *reversed(coded)) as store:
        found = store.sql("SELECT article, original FROM copies")
        assert found == ([{"article": "a002", "original": "a001"}] if copy else [])
        (row, *_) = store.sql("SELECT reports, articles FROM occurrences")
        assert row == {"reports": 2, "articles": 1 if copy else 2}


def test_a_sketch_samples_one_run_in_sixteen() -> None:
    words = " ".join(str(number) for number in range(5000))
    assert 200 < len(sketch(words)) < 440


def test_reports_of_one_deed_are_brought_together(root: Path) -> None:
    """Pairwise F1 over our own reports, of which most tell what another tells as well."""
    path = root / "benchmarks" / "measure_occurrences.py"
    spec = importlib.util.spec_from_file_location("measure_occurrences", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    stories, articles = module.read_own()
    coded = list(code_articles(articles))
    told = {article.id: events for article, events in coded}
    assert module.measure("own", told, stories, module.find_occurrences(coded)) >= 0.80


def test_many_at_once_give_what_few_at_a_time_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded = make_many(random.Random(9))  # noqa: S311 - made-up events
    found = []
    for name, waiting in (("few", 150_000), ("many", 10)):
        monkeypatch.setattr("communique.record.store.WAITING", waiting)
        monkeypatch.setattr("communique.record.store.BATCH", 20)
        (tmp_path / name).mkdir()
        with add(tmp_path / name, *coded) as store:
            found.append(dump(store))
    assert found[0] == found[1]
