"""Score the dates module on TIMEX3 gold: python benchmarks/measure_dates.py SHARED [--misses N].

TempEval-3 metrics: relaxed = spans overlap, strict = spans equal, value = overlap and equal
TIMEX3 value. `cal` is the share of gold calendar expressions whose days are exactly right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.mentions.dates import find_dates, values

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.types import When

SETS = ("aquaint", "wikiwars")


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read the documents of one gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# How each shape of a TIMEX3 value is read into days.
SHAPES: tuple[tuple[str, Callable[..., values.Value]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: values.day_value(date(int(y), int(m), int(d)))),
    (
        r"(\d{4})-W(\d\d?)-WE",
        lambda y, w: values.weekend_value(date.fromisocalendar(int(y), int(w), 1)),
    ),
    (
        r"(\d{4})-W(\d\d?)",
        lambda y, w: values.week_value(date.fromisocalendar(int(y), int(w), 1)),
    ),
    (r"(\d{4})-(\d\d)", lambda y, m: values.month_value(int(y), int(m))),
    (r"(\d{4})-Q(\d)", lambda y, q: values.quarter_value(int(y), int(q))),
    (r"(\d{4})-H(\d)", lambda y, h: values.half_value(int(y), int(h))),
    (r"(\d{4})-(SP|SU|FA|WI)", lambda y, s: values.season_value(int(y), s)),
    (r"(\d{4})", lambda y: values.year_value(int(y))),
    (r"(\d{3})X?", lambda d: values.decade_value(int(d) * 10)),
    (r"(\d{2})", lambda c: values.century_value(int(c) * 100)),
)


def interval(timex: str) -> tuple[date, date] | None:
    """Give the days that a TIMEX3 value covers, None where it is not of the calendar."""
    value = re.sub(r"T.*|(-XX)+$", "", timex)
    for shape, make in SHAPES:
        if found := re.fullmatch(shape, value):
            try:
                made = make(*found.groups())
            except ValueError:
                return None
            return made.start, made.end
    return None


def match(gold: list[dict[str, Any]], got: list[When]) -> list[tuple[dict[str, Any], When]]:
    """Pair each gold expression with the first found one that overlaps it, each used once."""
    pairs, free = [], list(got)
    for item in gold:
        for when in free:
            if when.span and when.span.start < item["e"] and item["s"] < when.span.end:
                pairs.append((item, when))
                free.remove(when)
                break
    return pairs


def same(timex: str, gold: str) -> bool:
    """Tell whether two TIMEX values are one; WikiWars writes the decade 198X as 198 (TIMEX2)."""
    return re.sub(r"^(\d{3})X$", r"\1", timex) == re.sub(r"^(\d{3})X$", r"\1", gold)


def percent(right: int, found: int, gold: int) -> float:
    """Give F1 times 100."""
    return 200 * right / (found + gold) if found + gold else 0.0


def score(documents: list[dict[str, Any]], *, misses: int, publish: bool) -> dict[str, float]:
    """Score one gold set."""
    gold = found = relaxed = strict = value = calendar = exact = words = 0
    spent = 0.0
    for document in documents:
        published = date.fromisoformat(document["dct"]) if publish else None
        begun = time.process_time()
        got = find_dates(document["text"], published=published)
        spent += time.process_time() - begun
        words += len(document["text"].split())
        gold += len(document["tx"])
        found += len(got)
        pairs = match(document["tx"], got)
        relaxed += len(pairs)
        paired = {id(item) for item, _ in pairs}
        kept = {id(when) for _, when in pairs}
        for item, when in pairs:
            span = when.span
            strict += span is not None and (span.start, span.end) == (item["s"], item["e"])
            right = same(when.timex, item["value"])
            value += right
            if misses and not right:
                show("value", document, item["s"], item["e"], item["value"], when.timex)
        for item in document["tx"]:
            wanted = interval(item["value"]) if item["type"] in {"DATE", "TIME"} else None
            calendar += wanted is not None
            if wanted is not None:
                exact += any(i is item and interval(w.timex) == wanted for i, w in pairs)
            if misses and id(item) not in paired:
                show("missed", document, item["s"], item["e"], item["value"], "")
        for when in got:
            if misses and id(when) not in kept and when.span:
                show("extra", document, when.span.start, when.span.end, "", when.timex)
    return {
        "relaxed": percent(relaxed, found, gold),
        "strict": percent(strict, found, gold),
        "value": percent(value, found, gold),
        "cal": 100 * exact / calendar,
        "words/s": words / spent,
    }


def show(kind: str, document: dict[str, Any], start: int, end: int, gold: str, got: str) -> None:
    """Print one miss with the words around it."""
    text = document["text"].replace("\n", " ")
    around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 25]}"
    print(f"{kind:7}{document['doc'][:16]:17}{document['dct']} {gold:16}{got:16}{around}")


def main() -> None:
    """Print a table of scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", choices=SETS)
    arguments = parser.parse_args()
    rows = [(name, name == "aquaint") for name in SETS] + [("wikiwars", True)]
    for name, publish in rows:
        documents = read_gold(arguments.shared / "gold" / "dates" / f"{name}.jsonl.gz")
        show_misses = arguments.misses == name and publish == (name == "aquaint")
        result = score(documents, misses=int(show_misses), publish=publish)
        columns = "  ".join(f"{k} {v:,.1f}" for k, v in result.items())
        print(f"{name}{' (published)' if publish else ''}: {columns}")


if __name__ == "__main__":
    main()
