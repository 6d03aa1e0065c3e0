"""Measure `look_up` on mentions of actors with a known country and sector.

    python benchmarks/measure_actors.py SHARED [--misses]

SHARED holds gold/actors/actor_cases.csv. A row without a date means the day its author wrote.
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

from communique.directory import load_directory, look_up

WRITTEN = date(2022, 5, 1)


def main() -> None:
    """Print the share of rows right in country, sector and both, of all and of covered rows."""
    path = Path(sys.argv[1]) / "gold" / "actors" / "actor_cases.csv"
    codes = {state.name: state.id for state in load_directory().states.values()}
    rights = {"country": 0, "sector": 0, "both": 0}
    counts = {"country": 0, "sector": 0, "both": 0}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["method"] == "agent_to_code"]
    for row in rows:
        on = date.fromisoformat(row["query_date"]) if row["query_date"] else WRITTEN
        known = codes.get(row["known_country"], "")
        entity = look_up(row["text"], on, country=known)
        country, sector = (entity.country, entity.sector) if entity else ("", "")
        # The table leaves a field empty where it claims nothing.
        claims = {"country": (row["country"], country), "sector": (row["code_1"], sector)}
        right = {}
        for field, (want, got) in claims.items():
            if want and want != "????":
                counts[field] += 1
                right[field] = want == got
                rights[field] += right[field]
        if right:
            counts["both"] += 1
            rights["both"] += all(right.values())
        if right and not all(right.values()) and "--misses" in sys.argv:
            print(f"{row['text']!r} {on}: wanted {row['country']} {row['code_1']}, got {entity}")
    for field, count in counts.items():
        print(f"{field}: {rights[field]}/{count} = {rights[field] / count:.1%}")


if __name__ == "__main__":
    main()
