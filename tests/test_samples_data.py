"""Check the shipped reports and the hand-made keys: those of the samples and those kept blind."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest

from communique.types import Status

GOLD = Path(__file__).parent / "gold"
STATUSES = frozenset(get_args(Status))
MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict ban arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold cyber",
    "ASSAULT": "beat torture execute sexual assassinate firearms explosives heavy-weapons"
    " crowd-control destroy abduct aerial",
}
# ISO 3166 alpha-3, PLOVER's own codes, states of the past, and "---" for an actor without a state.
PARTY = re.compile(r"(?:[A-Z]{3}|---)(?:\|(?:[A-Z]{3}|---))*(?::\S.*)?")
SETS = ("samples", "blind", "opened")
Report = dict[str, Any]


def read_reports(name: str) -> list[Report]:
    if name == "samples":
        text = (files("communique.samples") / "reports.jsonl").read_text(encoding="utf-8")
    else:
        text = (GOLD / name / "reports.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def read_keys(name: str) -> dict[str, Report]:
    paths = sorted((GOLD / name).glob("*.key.json"))
    return {p.name.removesuffix(".key.json"): json.loads(p.read_bytes()) for p in paths}


def make_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def read_day(text: str) -> tuple[date, date]:
    """Give the first and the last day of an EDTF date, decade, season or ISO week."""
    if m := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        year, week = int(m[1]), int(m[2])
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    if m := re.fullmatch(r"(\d{3})X", text):
        return date(int(m[1]) * 10, 1, 1), date(int(m[1]) * 10 + 9, 12, 31)
    if m := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        return date(int(m[1]), 3 * int(m[2]) - 60, 1), date(int(m[1]) + 1, 2, 28)
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", text):
        first = date.fromisoformat(f"{text}-01")
        return first, first.replace(day=28)
    day = date.fromisoformat(text)
    return day, day


def check_edtf(text: str) -> None:
    """Raise where the text is no EDTF date or interval that runs forward."""
    start, _, end = text.partition("/")
    if "/" in text and ".." in (start, end):
        read_day(end if start == ".." else start)
        return
    first, last = read_day(start)[0], read_day(end or start)[1]
    if last < first:
        raise ValueError(text)


def list_events(name: str) -> list[tuple[str, Report]]:
    return [
        (article, event) for article, key in read_keys(name).items() for event in key["events"]
    ]


def count_first(field: str) -> Counter[str]:
    return Counter(make_list(event[field])[0] for _, event in list_events("samples"))


@pytest.mark.parametrize("name", SETS)
def test_every_report_has_a_key_and_every_key_a_report(name: str) -> None:
    reports, keys = read_reports(name), read_keys(name)
    assert {r["id"]: r["published"] for r in reports} == {
        k["article"]: k["published"] for k in keys.values()
    }
    assert sorted(keys) == sorted(k["article"] for k in keys.values())
    assert len({r["id"] for r in reports}) == len(reports)


@pytest.mark.parametrize(("name", "number"), [("samples", 16), ("blind", 4), ("opened", 2)])
def test_reports_are_well_formed(name: str, number: int) -> None:
    reports = read_reports(name)
    assert len(reports) == number
    for report in reports:
        assert set(report) == {"id", "title", "published", "source", "text"}
        assert re.fullmatch(r"[a-z0-9-]+-\d{4}-\d\d-\d\d", report["id"])
        assert report["id"].endswith(report["published"])
        assert date.fromisoformat(report["published"])
        assert report["title"] is None or report["title"].strip()
        assert 150 <= len(report["text"].split()) <= 450


@pytest.mark.parametrize("name", SETS)
def test_quotes_stand_in_their_report_word_for_word(name: str) -> None:
    texts = {r["id"]: (r["title"] or "", r["text"]) for r in read_reports(name)}
    missing = [
        (article, quote)
        for article, event in list_events(name)
        for quote in [event["quote"], *event.get("quotes", [])]
        if not any(quote in text for text in texts[article])
    ]
    assert missing == []


@pytest.mark.parametrize("name", SETS)
def test_quotes_keep_to_one_paragraph(name: str) -> None:
    assert [q for _, e in list_events(name) if "\n" in (q := e["quote"])] == []


@pytest.mark.parametrize("name", SETS)
def test_dates_parse(name: str) -> None:
    dates = [
        d for _, event in list_events(name) for d in make_list(event["date"]) if d is not None
    ]
    for text in dates:
        check_edtf(text)
    assert dates


@pytest.mark.parametrize(
    "text", ["2018-13", "2018-02-30", "2019/2018", "last week", "", "../..", "2018-W60", "2018-20"]
)
def test_the_date_check_refuses(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several parsers, each with its own words
        check_edtf(text)


@pytest.mark.parametrize("name", SETS)
def test_types_modes_and_statuses_are_plovers(name: str) -> None:
    for article, event in list_events(name):
        types = make_list(event["event"])
        assert set(types) <= set(MODES), article
        assert set(make_list(event["status"])) <= STATUSES, article
        if mode := event.get("mode"):
            assert any(mode in MODES[t].split() for t in types), (article, mode, types)


@pytest.mark.parametrize("name", SETS)
def test_parties_are_written_as_the_manual_says(name: str) -> None:
    for article, event in list_events(name):
        assert event["actors"], article
        for party in [*event["actors"], *event["recipients"], *event.get("by", [])]:
            assert PARTY.fullmatch(party), (article, party)


@pytest.mark.parametrize("name", SETS)
def test_required_events_say_who_vouches_for_them(name: str) -> None:
    bare = [a for a, e in list_events(name) if not e.get("optional") and "by" not in e]
    assert bare == []


def test_every_type_occurs_four_times() -> None:
    counts = count_first("event")
    assert {t for t in MODES if counts[t] < 4} == set()


def test_every_status_occurs_eight_times() -> None:
    counts = count_first("status")
    assert {s for s in STATUSES if counts[s] < 8} == set()


def test_reports_tell_of_the_same_events_on_different_days() -> None:
    days: dict[str, set[str]] = {}
    for report in read_reports("samples"):
        cluster = report["id"].split("-")[0]
        days.setdefault(cluster, set()).add(report["published"])
    assert len(days["salisbury"]) == 3
    assert len(days["singapore"]) == 2
