"""The command `dates`: what it prints of a text and of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from communique.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def call(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["dates", *arguments], input=given)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("He left on Friday.", ["Friday", "2019-04-19", "2019-04-19", "2019-04-19", "date",
                                "relative", "weekday"]),
        ("He came since May 2018.", ["May 2018", "2018-05", "2018-05-01–…", "2018-05/..", "date",
                                     "explicit", "month"]),
        ("It fell after the Cold War.", ["the Cold War", "1947/1991", "1992-01-01–…", "1992/..",
                                         "date", "explicit", "period"]),
        ("It lasted three days.", ["three days", "P3D", "unknown", "-", "duration", "unknown",
                                   "duration"]),
    ],
)  # fmt: skip
def test_a_line_shows_words_value_days_and_rule(text: str, cells: list[str]) -> None:
    done = call(text, "--on", "2019-04-23")
    assert done.exit_code == 0, done.output
    line = done.stdout.splitlines()[1]
    assert [cell.strip() for cell in line.split("  ") if cell.strip()] == cells


def test_a_file_is_read_with_its_own_day_unless_one_is_given(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"text": "They met on Monday.", "published": "2019-04-25"}')
    assert "2019-04-22" in call(str(path)).stdout
    assert "2020-01-06" in call(str(path), "--on", "2020-01-07").stdout


def test_a_text_without_dates_says_so() -> None:
    done = call("They met.")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no time expressions\n")


def test_a_day_that_is_none_is_refused() -> None:
    done = call("They met.", "--on", "soon")
    assert done.exit_code == 2
    assert "is no date" in done.stderr
