"""Answers from a record of the sample reports: right numbers, each with the events behind it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import communique
from communique.answers.chronicle import find_side
from communique.cli import main
from communique.coding.coder import code_articles
from communique.errors import UnknownParty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from communique.answers import Record
    from communique.types import Answer

SAMPLES = Path(communique.__file__).parent / "samples" / "reports.jsonl"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a record of the samples."""
    found = tmp_path_factory.mktemp("record") / "samples.duckdb"
    coded = list(code_articles(communique.read(SAMPLES)))
    with communique.open_record(found) as record:
        record.add(
            [event for _, events in coded for event in events], [article for article, _ in coded]
        )
    return found


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    """Open the record to read from."""
    with communique.open_record(path, read_only=True) as opened:
        yield opened


def all_answers(record: Record) -> dict[str, Answer]:
    return {
        "timeline": record.timeline(),
        "meetings": record.meetings("Donald Trump", "Kim Jong-un"),
        "firsts": record.firsts("USA", "PRK"),
        "ties": record.ties("United States", "North Korea"),
        "claims": record.claims(),
        "panel": record.panel(by="year"),
        "search": record.search("summit"),
    }


def test_every_line_has_its_events(record: Record) -> None:
    for name, answer in all_answers(record).items():
        assert answer.rows, name
        assert len(answer.rows) == len(answer.events), name
        assert all(len(row) == len(answer.columns) for row in answer.rows), name
        ids = {event for events in answer.events for event in events}
        assert len(record.store.events(sorted(ids))) == len(ids), name


def test_the_timeline_is_in_order(record: Record) -> None:
    days = [str(row[0])[:4] for row in record.timeline().rows if str(row[0])[:4].isdigit()]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("filters", "column", "value"),
    [
        ({"types": ["SANCTION"]}, 2, "SANCTION"),
        ({"outcome": "planned"}, 5, "planned"),
        ({"place": "Singapore"}, 4, "Singapore"),
        ({"source": "Communiqué sample"}, 8, "Communiqué sample"),
        ({"words": "first meeting"}, 7, "first meeting"),
    ],
)
def test_filters_leave_only_what_they_say(
    record: Record, filters: dict[str, object], column: int, value: str
) -> None:
    rows = record.timeline(**filters).rows
    assert rows
    assert all(value in str(row[column]) for row in rows)


def test_days_bound_the_timeline(record: Record) -> None:
    rows = record.timeline(since=date(2018, 6, 1), until=date(2018, 6, 30)).rows
    assert rows
    assert all("2018" in str(row[0]) for row in rows)


def test_meetings_are_counted(record: Record) -> None:
    answer = record.meetings("Trump", "Kim Jong Un")
    assert answer.note.startswith("2 held on record; the first on record 2018-06-12")
    assert [row[0] for row in answer.rows] == ["2018-06-12", "2019-02-28"]


def test_the_order_of_two_does_not_matter(record: Record) -> None:
    assert record.meetings("PRK", "USA").rows == record.meetings("USA", "PRK").rows


def test_a_panel_writes_zeros_out(record: Record) -> None:
    rows = record.panel(by="year", unit="country").rows
    countries = {row[0] for row in rows}
    years = {row[1] for row in rows}
    assert len(rows) == len(countries) * len(years)
    assert any(row[2] == 0 for row in rows)


@pytest.mark.parametrize(
    ("words", "value"),
    [("PRK", "PRK"), ("North Korea", "PRK"), ("Vladimir Putin", "vladimir-putin")],
)
def test_parties_are_found_by_code_and_name(record: Record, words: str, value: str) -> None:
    assert find_side(record.store, words).value == value


def test_an_unknown_party_is_named(record: Record) -> None:
    with pytest.raises(UnknownParty, match="Ruritania"):
        record.meetings("Ruritania", "USA")


def test_two_who_never_met_give_an_empty_answer(record: Record) -> None:
    answer = record.meetings("Finland", "Chile")
    assert answer.rows == ()
    assert "No meeting" in answer.note


def test_a_brief_numbers_its_sources(record: Record) -> None:
    page = record.brief("United States", "North Korea", on=date(2019, 3, 2))
    listed, sources = page.split("## Sources")
    numbers = [line.split(".")[0] for line in sources.strip().splitlines()]
    assert numbers == [str(i) for i in range(1, len(numbers) + 1)]
    assert all(f"[{number}]" in listed for number in numbers)
    assert "As of 2 March 2019." in listed


def test_a_brief_in_html_leads_to_its_sources(path: Path) -> None:
    done = CliRunner().invoke(main, ["brief", str(path), "USA", "North Korea", "--html"])
    tree = ET.fromstring(re.sub(r"<!doctype html>|<meta[^>]*>", "", done.stdout))  # noqa: S314
    named = {item.attrib["id"] for item in tree.iterfind("ol/li")}
    cited = {link.attrib["href"].removeprefix("#") for link in tree.iterfind("ul/li/a")}
    assert cited
    assert cited == named


def test_a_brief_knows_nothing_of_later_reports(record: Record) -> None:
    page = record.brief("United States", "North Korea", on=date(2018, 6, 1))
    assert "12 June 2018" not in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline"],
        ["meetings", "USA", "PRK"],
        ["firsts", "USA", "PRK"],
        ["ties", "USA", "PRK"],
        ["claims"],
        ["panel", "--by", "year"],
        ["search", "summit"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_commands_write_json_lines_with_their_events(path: Path, arguments: list[str]) -> None:
    command, *rest = arguments
    done = CliRunner().invoke(main, [command, str(path), *rest, "--json"])
    assert done.exit_code == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    assert all("events" in line for line in lines)


def test_a_panel_is_csv(path: Path) -> None:
    done = CliRunner().invoke(main, ["panel", str(path), "--by", "year"])
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {"actor", "recipient", "year", "deeds", "score_sum"} <= rows[0].keys()


def test_a_table_shows_title_lines_and_note(path: Path) -> None:
    done = CliRunner().invoke(main, ["meetings", str(path), "Trump", "Kim Jong Un"])
    lines = done.stdout.splitlines()
    assert lines[0] == "Meetings of Donald Trump and Kim Jong-un"
    assert lines[-1].startswith("2 held on record")
    assert all(len(line) <= 140 for line in lines)


def test_a_missing_record_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["timeline", str(tmp_path / "none.duckdb")])
    assert done.exit_code == 2
    assert "there is no such record" in done.stderr


def test_adding_on_the_command_line_twice(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "The president of Chile met her Peruvian counterpart in Lima on May 3, 2019."
    )
    world = str(tmp_path / "world.duckdb")
    first = CliRunner().invoke(main, ["add", world, str(report), "--published", "2019-05-04"])
    again = CliRunner().invoke(main, ["add", world, str(report), "--published", "2019-05-04"])
    assert first.exit_code == again.exit_code == 0
    assert first.stdout.startswith("1 articles with 1 events added")
    assert "0 articles with 0 events added" in again.stdout
    assert "1 known already" in again.stdout


def test_why_reads_a_record(path: Path, record: Record) -> None:
    event = record.timeline(limit=1).events[0][0]
    done = CliRunner().invoke(main, ["why", str(path), event])
    assert done.exit_code == 0
    assert event in done.stdout


def test_rebuilding_changes_nothing(path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(path, tmp_path))
    with communique.open_record(path, read_only=True) as opened:
        before = opened.sql("FROM occurrences ORDER BY occurrence")
    done = CliRunner().invoke(main, ["rebuild", str(path)])
    assert done.stdout.startswith(f"{len(before)} occurrences")
    with communique.open_record(path, read_only=True) as opened:
        assert opened.sql("FROM occurrences ORDER BY occurrence") == before


def test_sql_gives_json_lines(path: Path) -> None:
    done = CliRunner().invoke(main, ["sql", str(path), "SELECT count(*) AS n FROM articles"])
    assert json.loads(done.stdout) == {"n": 16}


def test_a_brief_reads_as_written_down(record: Record, root: Path) -> None:
    golden = root / "tests" / "gold" / "answers" / "brief-usa-prk.md"
    page = record.brief("USA", "North Korea", on=date(2019, 3, 2))
    assert page == golden.read_text(encoding="utf-8")
