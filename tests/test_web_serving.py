"""The command `serve`, and how a pasted report is coded."""

from __future__ import annotations

import socket
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

pytest.importorskip("starlette")

from communique.cli import main
from communique.cli.serving import bind, code_pasted
from communique.errors import CommuniqueError, UnreadableInput

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "Norway's prime minister met Kenya's president in Oslo on Tuesday, the ministry said."


def test_a_pasted_report_is_coded_by_the_model() -> None:
    pasted = code_pasted(REPORT, "Talks in Oslo", date(2019, 6, 13))
    met = [event for event in pasted.events if event.event == "CONSULT"]
    assert met
    assert met[-1].date.start == date(2019, 6, 11)
    assert pasted.article.title == "Talks in Oslo"
    assert pasted.doubts == ()


def test_a_report_without_a_day_is_coded_with_a_doubt() -> None:
    pasted = code_pasted(REPORT, "", None)
    assert pasted.events
    assert "no publication date" in pasted.doubts[0].lower()


FRENCH = "Le président a rencontré le roi dans la capitale, selon le ministère des affaires. "


@pytest.mark.parametrize("text", ["123 456", 12 * FRENCH])
def test_what_is_no_report_in_english_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput):
        code_pasted(text, "", None)


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "none.duckdb")])
    assert done.exit_code == 2
    assert "communique add" in done.output


def test_a_file_that_is_no_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes " * 1000, encoding="utf-8")
    done = CliRunner().invoke(main, ["serve", str(tmp_path / "notes.txt")])
    assert done.exit_code == 2
    assert "no record" in done.output


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommuniqueError, match="--port"):
            bind("127.0.0.1", taken.getsockname()[1])
