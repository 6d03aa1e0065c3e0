"""What users put right: taken once, kept through rebuilding and coding anew, shown by `why`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from making import make_article, make_entity, make_event, make_evidence

import communique
from communique.cli import main
from communique.errors import UnreadableInput
from communique.record.correction import read_corrections, write_corrections

if TYPE_CHECKING:
    from pathlib import Path

    from communique.answers import Record

NORWAY = make_entity(id="NOR")
KENYA = make_entity("Kenya", id="KEN", name="Kenya", country="KEN")
IDS = ("a" * 16, "b" * 16, "c" * 16, "d" * 16)


def fill(path: Path, prefix: str = "") -> Record:
    """Make a record of one meeting told by three articles, and of a demand."""
    record = communique.open_record(path)
    for number, name in enumerate(IDS):
        article = make_article(id=f"r{number}", text=f"Report {number} of a meeting.")
        event = make_event(
            id=(prefix + name)[:16],
            actors=(NORWAY, KENYA),
            evidence=(
                make_evidence(article=article.id, text=f"Norway met Kenya, says {number}."),
            ),
        )
        if number == 3:
            event = replace(event, event="REQUEST", actors=(NORWAY,), recipients=(KENYA,))
        record.store.add([(article, [event])])
    return record


def write(path: Path, *tables: str) -> Path:
    path.write_text(
        "".join(f'{table}\nby = "A. Reader"\nwhy = "I was there"\n' for table in tables)
    )
    return path


def group(record: Record) -> list[list[str]]:
    rows = record.sql("SELECT list(event) AS events FROM occurrence_events GROUP BY occurrence")
    return sorted(sorted(event[0] for event in row["events"]) for row in rows)


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        ('[[drop]]\nevent = "a"', [["b", "c"], ["d"]]),
        ('[[split]]\nevents = ["aaa"]', [["a"], ["b", "c"], ["d"]]),
        ('[[split]]\nevents = ["a", "b"]', [["a", "b"], ["c"], ["d"]]),
        ('[[merge]]\nevents = ["c", "d"]', [["a", "b", "c", "d"]]),
    ],
)
def test_deeds_are_dropped_split_and_merged(
    tmp_path: Path, table: str, groups: list[list[str]]
) -> None:
    with fill(tmp_path / "r.duckdb") as record:
        assert group(record) == [["a", "b", "c"], ["d"]]
        done = record.correct(write(tmp_path / "c.toml", table))
        assert (done.new, done.failed) == (1, ())
        assert group(record) == groups
        record.store.rebuild()
        assert group(record) == groups
        assert record.correct(tmp_path / "c.toml").known == 1


@pytest.mark.parametrize(
    ("field", "value", "column", "found"),
    [
        ("type", "ACCUSE", "type", "ACCUSE"),
        ("date", "2019-05", "edtf", "2019-05"),
        ("date", "", "edtf", None),
        ("status", "planned", "life", "planned"),
        ("place", "Bergen, NOR", "place", "Bergen"),
        ("count", "3", "count", 3),
        ("mode", "visit", "mode", "visit"),
        ("actors", "DNK; Kenya", "actor_countries", ["DNK", "KEN"]),
        ("recipients", "FIN", "recipient_countries", ["FIN"]),
        ("historical", "true", "historical", True),
    ],
)
def test_a_field_is_changed_and_the_claim_stays(
    tmp_path: Path, field: str, value: str, column: str, found: Any
) -> None:
    with fill(tmp_path / "r.duckdb") as record:
        before = record.sql("FROM events WHERE event = $1", [IDS[3]])
        table = f'[[change]]\nevent = "d"\nfield = "{field}"\nvalue = "{value}"'
        assert record.correct(write(tmp_path / "c.toml", table)).new == 1
        (row,) = record.sql("SELECT instead FROM retired WHERE event = $1", [IDS[3]])
        deed = "SELECT o.* FROM occurrences o JOIN occurrence_events x USING (occurrence) "
        (row,) = record.sql(deed + "WHERE x.event = $1", [row["instead"]])
        assert row[column] == found
        assert record.sql("FROM events WHERE event = $1", [IDS[3]]) == before


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('[[change]]\nevent = "d"\nfield = "type"\nvalue = "PARLEY"', "no PLOVER type"),
        ('[[change]]\nevent = "d"\nfield = "status"\nvalue = "maybe"', "must be one of"),
        ('[[change]]\nevent = "d"\nfield = "date"\nvalue = "May"', "not EDTF"),
        ('[[change]]\nevent = "d"\nfield = "actors"\nvalue = "Ruritania"', "nobody is known"),
        ('[[drop]]\nevent = "e"', "no such event"),
    ],
)
def test_what_cannot_be_is_told_and_left_out(tmp_path: Path, table: str, reason: str) -> None:
    good = '[[drop]]\nevent = "a"'
    with fill(tmp_path / "r.duckdb") as record:
        done = record.correct(write(tmp_path / "c.toml", table, good))
        assert [reason in str(error) for error in done.failed] == [True]
        assert done.new == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[forget]]\nevent = "a"\nby = "R"\nwhy = "w"', "nothing is called 'forget'"),
        ('[[drop]]\nevent = "a"\nby = "R"', "why is missing"),
        ('[[drop]]\nby = "R"\nwhy = "w"', "drop needs an event"),
        ('[[merge]]\nevents = ["a"]\nby = "R"\nwhy = "w"', "at least two"),
        ('[[change]]\nevent = "a"\nfield = "hue"\nvalue = "1"\nby = "R"\nwhy = "w"', "of these"),
        ("[[drop", "cannot be read"),
    ],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(UnreadableInput, match=reason):
        read_corrections(path)


def test_csv_says_the_same_as_toml(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "action,event,events,field,value,by,why\n"
        "drop,aa,,,,A. Reader,I was there\n"
        "merge,,cc dd,,,A. Reader,I was there\n"
        "change,bb,,count,2,A. Reader,I was there\n"
    )
    write(
        tmp_path / "c.toml",
        '[[drop]]\nevent = "aa"',
        '[[merge]]\nevents = ["cc", "dd"]',
        '[[change]]\nevent = "bb"\nfield = "count"\nvalue = 2',
    )
    assert read_corrections(tmp_path / "c.csv") == read_corrections(tmp_path / "c.toml")


def test_corrections_outlive_coding_anew(tmp_path: Path) -> None:
    """Coded anew an event may get another id: its article, type and words then find it."""
    with fill(tmp_path / "old.duckdb") as record:
        record.correct(
            write(
                tmp_path / "c.toml",
                '[[drop]]\nevent = "a"',
                '[[change]]\nevent = "d"\nfield = "count"\nvalue = "2"',
            )
        )
        kept = tmp_path / "kept.toml"
        kept.write_text("\n".join(write_corrections(record.store.connection)))
    with fill(tmp_path / "new.duckdb", prefix="f") as record:
        assert record.correct(kept).new == 2
        assert record.sql("SELECT count FROM occurrences ORDER BY 1") == [
            {"count": 1},
            {"count": 2},
        ]


def test_why_tells_who_corrected_what(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    fill(path).close()
    table = '[[change]]\nevent = "d"\nfield = "count"\nvalue = "2"'
    file = write(tmp_path / "c.toml", table)
    done = CliRunner().invoke(main, ["correct", str(path), str(file)])
    assert (done.exit_code, done.stdout) == (0, f"1 corrections taken into {path}\n")
    told = CliRunner().invoke(main, ["why", str(path), "dddd"]).stdout
    line = "corrected: change count to 2, says A. Reader: I was there"
    assert line in told
    instead = told.split("(event ")[1].split(" ")[0]
    told = CliRunner().invoke(main, ["why", str(path), instead]).stdout
    assert "corrected: count is 2, says A. Reader: I was there" in told
    assert f"stands for event {IDS[3]}" in told
    listed = CliRunner().invoke(main, ["correct", str(path)]).stdout
    assert 'words = "Norway met Kenya, says 3."' in listed


def test_exports_hold_what_stands(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with fill(path) as record:
        record.correct(
            write(
                tmp_path / "c.toml",
                '[[drop]]\nevent = "a"',
                '[[change]]\nevent = "d"\nfield = "count"\nvalue = "2"',
            )
        )
    for form in ("plover", "csv"):
        out = tmp_path / f"out.{form}"
        assert (
            CliRunner().invoke(main, ["export", str(path), form, "--out", str(out)]).exit_code == 0
        )
        text = out.read_text()
        assert IDS[1] in text
        assert IDS[0] not in text
        assert IDS[3] not in text.replace(f"stands for event {IDS[3]}", "")
