from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.mentions.dates import values
from communique.mentions.edtf import edtf_of, interval_of

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
GRAINS = st.sampled_from(["day", "month", "season", "year", "decade", "century", "interval"])


@pytest.mark.parametrize(
    ("start", "end", "grain", "written"),
    [
        ("2019-04-25", "2019-04-25", "day", "2019-04-25"),
        ("2019-02-01", "2019-02-28", "month", "2019-02"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("1980-01-01", "1989-12-31", "decade", "198X"),
        ("1800-01-01", "1899-12-31", "century", "18XX"),
        ("2019-06-01", "2019-08-31", "season", "2019-22"),
        ("2019-12-01", "2020-02-29", "season", "2019-24"),
        ("2019-04-15", "2019-04-21", "interval", "2019-04-15/2019-04-21"),
        ("2006-01-01", "2006-03-31", "month", "2006-01/2006-03"),
        ("1994-01-01", "1997-12-31", "year", "1994/1997"),
        ("2018-03-01", None, "month", "2018-03/.."),
        (None, "2019-04-30", "day", "../2019-04-30"),
        ("2019-04-02", "2019-04-30", "month", "2019-04-02/2019-04"),
    ],
)
def test_a_stretch_of_days_is_written_as_short_as_its_grain_allows(
    start: str | None, end: str | None, grain: str, written: str
) -> None:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    assert edtf_of(first, last, grain) == written  # type: ignore[arg-type]
    assert interval_of(written) == (first, last)


def test_nothing_known_is_not_written() -> None:
    assert edtf_of(None, None, "day") is None


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2011~", "2011-01-01", "2011-12-31"),
        ("2004-06-XX", "2004-06-01", "2004-06-30"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2006-34", "2006-04-01", "2006-06-30"),
        ("2006-41", "2006-07-01", "2006-12-31"),
        ("/2004", None, "2004-12-31"),
        ("2004/", "2004-01-01", None),
    ],
)
def test_what_others_write_is_read(written: str, start: str | None, end: str | None) -> None:
    expected = tuple(date.fromisoformat(day) if day else None for day in (start, end))
    assert interval_of(written) == expected


@pytest.mark.parametrize(
    "wrong", ["", "2019-W16", "2019-13", "2019-02-30", "April", "2019-04-25/2018", "19-04-25"]
)
def test_what_is_not_edtf_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        interval_of(wrong)


def test_an_interval_that_runs_backward_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        edtf_of(date(2019, 2, 1), date(2019, 1, 1))


@given(DAYS, DAYS, GRAINS)
def test_reading_gives_back_what_was_written(one: date, two: date, grain: str) -> None:
    start, end = min(one, two), max(one, two)
    for pair in ((start, end), (start, None), (None, end), (start, start)):
        written = edtf_of(*pair, grain)  # type: ignore[arg-type]
        assert written is not None
        assert interval_of(written) == pair


@given(DAYS, st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "E", "C"]))
def test_the_stretch_around_a_day_holds_it_and_survives_edtf(day: date, unit: str) -> None:
    value = values.value_around(day, unit)
    if unit != "WE":
        assert value.start <= day <= value.end
    assert value.edtf is not None
    assert interval_of(value.edtf) == (value.start, value.end)


@given(DAYS, st.integers(-40, 40), st.sampled_from(["D", "W", "M", "Y"]))
def test_moving_forward_moves_no_day_back(day: date, count: int, unit: str) -> None:
    moved = values.shifted(day, count, unit)
    assert moved is not None
    assert (moved > day) == (count > 0)
    assert abs(moved - day) <= timedelta(367) * max(abs(count), 1)
