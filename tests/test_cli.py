"""The command line: what is printed where, what is written, and the exit status."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from making import make_event, make_evidence

from communique.cli import main
from communique.cli.batches import BATCH, Ways, code_all
from communique.errors import BadLexicon, CommuniqueError, UncodedArticle
from communique.types import Article, Event

REPORT = "OSLO, June 12, 2019 — Norway's foreign minister met Kenya's president on Tuesday.\n"


def call(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments], input=given)


def stub_code(articles: Iterable[Article], **_: Any) -> Iterator[tuple[Article, list[Event]]]:
    """Code each article as one event, "quiet" ones as none; fail on "broken" ones."""
    for article in articles:
        if "broken" in article.text:
            raise KeyError(article.id)
        event = make_event(
            id=f"event-of-{article.id}", evidence=(make_evidence(article=article.id),)
        )
        yield article, [] if "quiet" in article.text else [event]


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.coding.coder.code_articles", stub_code)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a file of five reports of which the third cannot be read."""
    texts = [REPORT, REPORT, "", REPORT, REPORT]
    path = tmp_path / "reports.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts))
    )
    return path


# --- read: output -----------------------------------------------------------------------------


@pytest.mark.usefixtures("stubbed")
def test_in_a_pipe_events_are_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "oslo.txt"
    path.write_text(REPORT)
    result = call("read", path)
    assert result.exit_code == 0
    (row,) = map(json.loads, result.stdout.splitlines())
    assert row["id"] == "event-of-oslo"
    assert row["evidence"][0]["article"] == "oslo"
    assert result.stderr == ""


@pytest.mark.usefixtures("stubbed")
def test_plover_is_written_when_asked_for() -> None:
    result = call("read", "-", "--format", "plover", given=REPORT)
    assert json.loads(result.stdout)["has_event"] is True


@pytest.mark.usefixtures("stubbed")
def test_table_stands_under_each_report_in_the_order_given(reports: Path) -> None:
    result = call("read", reports, "--format", "table")
    headings = [line for line in result.stdout.splitlines() if "published" in line]
    assert headings == [f"r{n}, published 2019-06-12: 1 event" for n in (0, 1, 3, 4)]
    assert "\x1b[" not in result.stdout


def test_table_can_be_a_chronology(monkeypatch: pytest.MonkeyPatch) -> None:
    undated = make_event().date
    days = [None, "2019-06-11", "2011-08-24"]

    def code(articles: Iterable[Article], **_: Any) -> Iterator[tuple[Article, list[Event]]]:
        from datetime import date

        for article in articles:
            events = []
            for number, day in enumerate(days):
                start = date.fromisoformat(day) if day else None
                when = replace(undated, start=start, end=start, edtf=day)
                events.append(make_event(event=f"TYPE{number}", date=when))
            yield article, events

    monkeypatch.setattr("communique.coding.coder.code_articles", code)
    shown = call("read", "-", "--format", "table", "--sort", "date", given=REPORT).stdout
    assert shown.index("TYPE2") < shown.index("TYPE1") < shown.index("TYPE0")


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize("options", [[], ["--sort", "date"]])
def test_no_events_are_said_to_be_none(options: list[str]) -> None:
    result = call("read", "-", "--format", "table", *options, given="A quiet day. " + REPORT)
    assert result.exit_code == 0
    assert "0 events" in result.stdout or "No events found." in result.stdout


@pytest.mark.usefixtures("stubbed")
def test_out_is_written_whole_with_its_folder(tmp_path: Path, reports: Path) -> None:
    out = tmp_path / "new" / "events.jsonl"
    result = call("read", reports, "--out", out)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(out.read_text().splitlines()) == 4
    assert [path.name for path in out.parent.iterdir()] == ["events.jsonl"]


def test_out_keeps_what_was_there_when_coding_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def code(*_: Any, **__: Any) -> Iterator[Any]:
        yield from ()
        raise BadLexicon("x.toml", "is broken", "mend it")

    monkeypatch.setattr("communique.coding.coder.code_articles", code)
    out = tmp_path / "events.jsonl"
    out.write_text("before")
    result = call("read", "-", "--out", out, given=REPORT)
    assert result.exit_code == 2
    assert result.stderr == "communique: x.toml: is broken (mend it)\n"
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.usefixtures("stubbed")
def test_out_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "events.jsonl"
    result = call("read", "-", "--out", out, given=REPORT)
    assert result.exit_code == 2
    assert f"{out}: cannot be written" in result.stderr


# --- read: exit status and what is said on standard error ---------------------------------------


@pytest.mark.usefixtures("stubbed")
def test_status_is_1_when_some_input_failed(reports: Path) -> None:
    result = call("read", reports)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 4
    assert result.stderr == (
        f"failed: {reports}, line 3 (r2): holds no text (check that it is the file you meant)\n"
    )


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "no-such-file.txt"],
        ["read", "-", "--published", "03/04/2019"],
        ["read", "-", "--workers", "0"],
        ["read", "-", "--format", "xml"],
        ["read", "-", "--directory", "no-such-folder"],
        ["tread", "-"],
        ["why", "no-such-file.txt", "x"],
    ],
)
def test_status_is_2_for_wrong_usage_or_when_nothing_could_be_read(arguments: list[str]) -> None:
    result = call(*arguments, given=REPORT)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("stubbed")
def test_missing_day_is_told_once_for_each_of_a_few_reports(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    text = "Norway met Kenya."
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": text}) for n in range(9)))
    result = call("read", path)
    lines = result.stderr.splitlines()
    assert result.exit_code == 0
    assert len(lines) == 6
    assert all("no publication date found" in line for line in lines)
    assert lines[-1].startswith("warning: 4 more like this")
    assert call("read", path, "--published", "12 June 2019").stderr == ""


@pytest.mark.usefixtures("stubbed")
def test_one_article_that_breaks_the_coder_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    texts = [REPORT, REPORT + "A broken mast.", REPORT]
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": t}) for n, t in enumerate(texts)))
    result = call("read", path)
    assert result.exit_code == 1
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids == ["event-of-r0", "event-of-r2"]
    assert result.stderr.startswith("failed: r1: could not be coded: KeyError: 'r1' (")
    shown = call("read", path, "--debug")
    assert isinstance(shown.exception, KeyError)


def test_faults_of_the_program_are_one_line_and_status_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("communique.directory.look_up", fail)
    result = call("who", "Norway")
    assert result.exit_code == 2
    assert "fault of the program: ZeroDivisionError: by nought" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert isinstance(call("who", "Norway", "--debug").exception, ZeroDivisionError)


# --- batches and workers ----------------------------------------------------------------------


def articles(count: int, *, broken: int | None = None) -> list[Article]:
    return [Article(id=str(n), text="broken" if n == broken else REPORT) for n in range(count)]


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 3 * BATCH])
def test_batches_keep_the_order(count: int) -> None:
    coded = list(code_all(articles(count), Ways()))
    assert [article.id for article, _ in coded] == [str(n) for n in range(count)]


@pytest.mark.usefixtures("stubbed")
def test_a_failure_is_a_value_among_the_others() -> None:
    coded = list(code_all(articles(BATCH + 2, broken=3), Ways()))
    failed = [events for _, events in coded if isinstance(events, CommuniqueError)]
    assert len(coded) == BATCH + 2
    assert [type(error) for error in failed] == [UncodedArticle]
    assert failed[0].subject == "3"


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize("command", ["read", "add"])
def test_an_article_that_takes_for_ever_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def code(articles: Iterable[Article], **ways: Any) -> Iterator[tuple[Article, list[Event]]]:
        for article in articles:
            while article.id == "r1":
                pass
            yield from stub_code([article], **ways)

    monkeypatch.setattr("communique.coding.coder.code_articles", code)
    monkeypatch.setattr("communique.bulk.deadline.LONGEST_SECONDS", 0.1)
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": REPORT}) for n in range(3)))
    record = [tmp_path / "world.duckdb"] if command == "add" else []
    result = call(command, *record, path)
    assert result.exit_code == 1
    assert result.stderr == (
        "failed: r1: could not be coded within 0.1 seconds and was left out "
        "(a fault of the program; please report it)\n"
    )
    if command == "read":
        ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
        assert ids == ["event-of-r0", "event-of-r2"]
    else:
        assert "2 articles" in result.stdout


def test_workers_give_the_same_events_as_one_process() -> None:
    given = [Article(id=str(n), text=REPORT.replace("Kenya", name)) for n, name in enumerate(
        ["Kenya", "Chad", "Peru", "Oman", "Laos", "Cuba", "Iran", "Mali", "Niger", "Nepal"]
    )]  # fmt: skip
    alone = list(code_all(given, Ways()))
    assert list(code_all(given, Ways(), workers=2)) == alone
    assert sum(len(events) for _, events in alone if isinstance(events, list)) >= 8


@pytest.mark.parametrize("deadly", [[0], [9], [11], [3, 20]])
def test_an_article_that_kills_its_worker_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, deadly: list[int]
) -> None:
    def code(given: Iterable[Article], **ways: Any) -> Iterator[tuple[Article, list[Event]]]:
        for article in given:
            if int(article.id) in deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            yield from stub_code([article], **ways)

    monkeypatch.setattr("communique.coding.coder.code_articles", code)
    # A fork inherits the stand-in for the coder.
    fork = multiprocessing.get_context("fork")
    monkeypatch.setattr("communique.cli.batches.get_context", lambda _: fork)
    coded = list(code_all(articles(3 * BATCH), Ways(), workers=1 + 1))
    assert [article.id for article, _ in coded] == [str(n) for n in range(3 * BATCH)]
    failed = [events for _, events in coded if isinstance(events, CommuniqueError)]
    assert [error.subject for error in failed] == [str(n) for n in deadly]
    assert "killed the process" in failed[0].reason


# --- why and who ------------------------------------------------------------------------------


def test_sure_keeps_what_is_as_likely(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    every = [json.loads(line) for line in call("read", path).stdout.splitlines()]
    least = max(event["confidence"] for event in every)
    kept = [
        json.loads(line) for line in call("read", path, "--sure", str(least)).stdout.splitlines()
    ]
    assert [event["confidence"] for event in kept] == [least]
    assert call("read", path, "--sure", "1").stdout == ""


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize("event_id", ["event-of-oslo", "event"])
def test_why_codes_a_report_or_reads_its_events(tmp_path: Path, event_id: str) -> None:
    path, events = tmp_path / "oslo.txt", tmp_path / "oslo.events.jsonl"
    path.write_text(REPORT)
    call("read", path, "--out", events)
    from_report, from_events = call("why", path, event_id), call("why", events, event_id)
    assert from_report.exit_code == 0
    assert "event event-of-oslo" in from_report.stdout
    assert "entry consult.1:meet" in from_report.stdout
    assert from_events.stdout == from_report.stdout


@pytest.mark.usefixtures("stubbed")
@pytest.mark.parametrize(
    ("event_id", "reason"),
    [("nothing", "no event of"), ("event-of-r", "4 events begin so")],
)
def test_why_names_what_it_does_not_know(reports: Path, event_id: str, reason: str) -> None:
    result = call("why", reports, event_id)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_who_says_who_held_an_office_on_a_day() -> None:
    result = call("who", "the Russian president", "--on", "2011-06-01")
    assert result.exit_code == 0
    assert "Dmitry Medvedev" in result.stdout
    assert "RUS" in result.stdout


def test_who_does_not_guess() -> None:
    result = call("who", "Qwerty Uiop")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "communique: nobody known by “Qwerty Uiop”\n"


# --- lexicon check ----------------------------------------------------------------------------


def test_lexicon_check_tells_what_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from communique.coding.check import Failure

    asked: list[Path | None] = []

    def check(folder: Path | None) -> list[Failure]:
        asked.append(folder)
        return [Failure("aid.1:give", "Norway gave Kenya rice.", "no AID; found nothing")]

    monkeypatch.setattr("communique.coding.check.check_lexicon", check)
    result = call("lexicon", "check", tmp_path)
    assert asked == [tmp_path]
    assert result.exit_code == 1
    assert "aid.1:give: Norway gave Kenya rice.\n    no AID; found nothing" in result.stderr


# --- the real thing, in a process of its own --------------------------------------------------


def communique(*arguments: str | Path, given: str = "", **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "communique", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


def test_the_program_codes_a_report_from_standard_input() -> None:
    done = communique("read", "-", given=REPORT, LC_ALL="C", PYTHONIOENCODING="")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {"NOR", "KEN"} <= {
        entity["country"]
        for row in rows
        for entity in (*row["actors"], *row["recipients"])
        if row["event"] == "CONSULT"
    }


def test_help_and_reading_import_nothing_heavy() -> None:
    """A command that codes nothing must not pay for the model, numpy, rich or the tables."""
    script = (
        "import sys; from communique.cli import main; main(['--help'], standalone_mode=False); "
        "print([name for name in sys.modules if name.split('.')[0] in "
        "{'numpy', 'onnxruntime', 'tokenizers', 'rich', 'trafilatura'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
