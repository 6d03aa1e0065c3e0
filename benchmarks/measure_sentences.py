"""Measure how many of our own marked sentences give the deed that they tell.

    python benchmarks/measure_sentences.py [FILE...] [--misses FILE] [--half read|kept]

The files are those of training/relations: type, benchmark's label, status and a sentence with its
two parties marked. A sentence is found when an event of its type comes out, told of when both
parties are in it on the right side as well. Sentences of the type NONE should tell no deed between
the two. `--half` takes every second sentence: read the misses of one half, keep the other to see
what a rule is worth on sentences that it was not written for.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from pairs import read_own_file

from communique import code
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pairs import Row

    from communique.types import Entity, Event, Span

OWN = Path(__file__).parent.parent / "training" / "relations"
PUBLISHED = date(2015, 6, 17)


def holds(entities: Iterable[Entity], span: Span | None) -> bool:
    """Tell whether one of the entities stands within a marked party."""
    return span is None or any(
        e.span is not None and e.span.start < span.end and span.start < e.span.end
        for e in entities
    )


def tells(event: Event, row: Row) -> bool:
    """Tell whether an event has the marked parties on their sides; mutual deeds have none."""
    if not event.recipients:
        return holds(event.actors, row.actor) and holds(event.actors, row.recipient)
    return holds(event.actors, row.actor) and holds(event.recipients, row.recipient)


def main() -> None:
    """Print the shares of each type, and write what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--half", choices=("read", "kept"))
    given = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    misses = []
    for path in given.files or sorted(OWN.glob("*.tsv")):
        rows = list(read_own_file(path))
        if given.half:
            rows = rows[given.half == "kept" :: 2]
        for row in rows:
            events = code(Article(id="s", text=row.text, published=PUBLISHED))
            kind = str(row.type)
            if kind == "NONE":
                found = whole = not any(tells(event, row) for event in events)
                right = whole
            else:
                mine = [event for event in events if event.event == kind]
                found, whole = bool(mine), any(tells(event, row) for event in mine)
                right = any(tells(event, row) and event.status == row.status for event in mine)
            counts.update({(kind, "all"): 1, (kind, "found"): found, (kind, "whole"): whole})
            counts[kind, "right"] += right
            if not right:
                got = "; ".join(
                    f"{e.event} {e.status} {[a.name for a in e.actors]} -> "
                    f"{[r.name for r in e.recipients]}"
                    for e in events
                )
                flaw = "STATUS" if whole else "PARTIES" if found else "MISSED"
                misses.append(f"{flaw}\t{kind} {row.status}\t{mark(row)}\t{got}")
    print("type         sentences  found  with parties  with status")
    for kind in [*sorted({kind for kind, _ in counts}), "all"]:
        total, *shares = (
            sum(n for (k, w), n in counts.items() if w == what and kind in {k, "all"})
            for what in ("all", "found", "whole", "right")
        )
        print(f"{kind:12} {total:9}" + "".join(f"  {share / total:5.3f}     " for share in shares))
    if given.misses:
        given.misses.parent.mkdir(parents=True, exist_ok=True)
        given.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")


def mark(row: Row) -> str:
    """Write a sentence with its parties in braces and brackets."""
    marks = [(row.actor, "{", "}"), (row.recipient, "[", "]")]
    cuts = sorted(
        ((at, sign) for span, left, right in marks if span is not None
         for at, sign in ((span.start, left), (span.end, right))),
        reverse=True,
    )  # fmt: skip
    text = row.text
    for at, sign in cuts:
        text = text[:at] + sign + text[at:]
    return text


if __name__ == "__main__":
    main()
