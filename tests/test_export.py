"""Exports, read back by readers that are not ours."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

import communique
from communique.cli import main
from communique.coding.coder import code_articles
from communique.exchange.export import DROPPED, FORMATS

SAMPLES = Path(communique.__file__).parent / "samples" / "reports.jsonl"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a record of the samples."""
    path = tmp_path_factory.mktemp("record") / "samples.duckdb"
    coded = list(code_articles(communique.read(SAMPLES)))
    with communique.open_record(path) as opened:
        opened.store.add(coded)
    return path


@pytest.fixture(scope="module")
def events(record: Path) -> int:
    """Count the events of the record."""
    with communique.open_record(record, read_only=True) as opened:
        return int(opened.sql("SELECT count(*) AS n FROM events")[0]["n"])


def write(record: Path, form: str, folder: Path) -> Path:
    out = folder / f"out.{form}"
    done = CliRunner().invoke(main, ["export", str(record), form, "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


def read_tabs(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_says_what_it_drops(record: Path, tmp_path: Path, form: str) -> None:
    out = write(record, form, tmp_path)
    note = json.loads(out.with_name(f"{out.name}.schema.json").read_text(encoding="utf-8"))
    assert out.stat().st_size > 0
    assert note["format"] == form
    assert note["dropped"] == list(DROPPED[form])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes(record: Path, tmp_path: Path, form: str) -> None:
    first = write(record, form, tmp_path).read_bytes()
    assert write(record, form, tmp_path).read_bytes() == first


@pytest.mark.parametrize(
    ("form", "columns", "first"),
    [("icews", 20, "Event ID"), ("gdelt", 61, None), ("polecat", 40, "Event ID")],
)
def test_tables_have_the_columns_they_should(
    record: Path, tmp_path: Path, form: str, columns: int, first: str | None
) -> None:
    rows = read_tabs(write(record, form, tmp_path))
    assert len(rows) > 20
    assert {len(row) for row in rows} == {columns}
    assert first in {rows[0][0], None}


def test_gdelt_comes_with_its_mentions(record: Path, tmp_path: Path) -> None:
    events = read_tabs(write(record, "gdelt", tmp_path))
    mentions = read_tabs(tmp_path / "out.mentions.gdelt")
    assert {len(row) for row in mentions} == {16}
    assert {row[0] for row in mentions} == {row[0] for row in events}
    assert len({row[0] for row in events}) == len(events)


def test_icews_has_mutual_deeds_both_ways(record: Path, tmp_path: Path) -> None:
    rows = read_tabs(write(record, "icews", tmp_path))[1:]
    met = {(row[1], row[2], row[8]) for row in rows if row[5] == "Consult"}
    both = [key for key in met if (key[0], key[2], key[1]) in met]
    assert both


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_flat_tables_hold_every_event(
    record: Path, events: int, tmp_path: Path, form: str
) -> None:
    out = write(record, form, tmp_path)
    rows = (duckdb.read_parquet if form == "parquet" else duckdb.read_csv)(str(out))
    found = rows.aggregate("count(*), count(DISTINCT event)").fetchall()
    assert found == [(events, events)]


def test_plover_has_a_line_for_each_event(record: Path, events: int, tmp_path: Path) -> None:
    lines = write(record, "plover", tmp_path).read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line)["id"] for line in lines]) == events


def test_ftm_refers_only_to_what_it_holds(record: Path, events: int, tmp_path: Path) -> None:
    lines = write(record, "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    known = {entity["id"] for entity in found}
    assert len(known) == len(found)
    told = [entity for entity in found if entity["schema"] == "Event"]
    assert len(told) == events
    for entity in told:
        assert set(entity["properties"].get("involved", [])) <= known
        assert set(entity["properties"]["proof"]) <= known


# Of the model, version 4.11: the properties that we write, where they are of one kind.
COUNTRIES = {"country"}
DAYS = {"date", "startDate", "endDate"}
MODEL = {
    "Article": {"title", "date", "publisher", "sourceUrl"},
    "Event": {
        "name", "date", "startDate", "endDate", "summary", "location", "country", "organizer",
        "involved", "proof", "keywords", "recordId", "sourceUrl",
    },
    "LegalEntity": {"name", "country"},
    "Person": {"name", "country", "position"},
    "PublicBody": {"name", "country"},
}  # fmt: skip


def test_ftm_writes_what_its_model_knows(record: Path, tmp_path: Path) -> None:
    lines = write(record, "ftm", tmp_path).read_text(encoding="utf-8").splitlines()
    for entity in map(json.loads, lines):
        properties = entity["properties"]
        assert set(properties) <= MODEL[entity["schema"]]
        assert entity["schema"] == "Article" or properties["name"]
        for name, values in properties.items():
            form = (
                r"[a-z]{2}" if name in COUNTRIES else r"\d{4}-\d\d-\d\d" if name in DAYS else ".+"
            )
            assert all(re.fullmatch(form, value) for value in values), values


def test_gexf_edges_join_nodes_and_are_closed(record: Path, tmp_path: Path) -> None:
    tree = ET.parse(write(record, "gexf", tmp_path))  # noqa: S314 - our own file
    space = {"g": "http://gexf.net/1.3"}
    nodes = {node.attrib["id"] for node in tree.iterfind(".//g:node", space)}
    edges = list(tree.iterfind(".//g:edge", space))
    assert edges
    assert all({e.attrib["source"], e.attrib["target"]} <= nodes for e in edges)
    assert all(e.attrib["start"] < e.attrib["end"] for e in edges)


def test_calendar_lines_are_short_and_ids_differ(record: Path, tmp_path: Path) -> None:
    raw = write(record, "ics", tmp_path).read_bytes()
    lines = raw.split(b"\r\n")
    ids = [line for line in lines if line.startswith(b"UID:")]
    assert ids
    assert len(set(ids)) == len(ids)
    assert max(map(len, lines)) <= 75
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(ids)


def test_timelinejs_is_in_order(record: Path, tmp_path: Path) -> None:
    slides = json.loads(write(record, "timelinejs", tmp_path).read_text(encoding="utf-8"))[
        "events"
    ]
    days = [tuple(slide["start_date"].values()) for slide in slides]
    assert 10 < len(days) <= 100
    assert days == sorted(days)


def test_where_nothing_can_be_written_a_line_says_so(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "missing" / "out.json"
    done = CliRunner().invoke(main, ["export", str(record), "plover", "--out", str(out)])
    assert done.exit_code == 2
    assert "No such file" in done.stderr
