"""Labelled pairs to train the ranker on: our own sentences, and rows that others have coded."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding.judge import TYPES
from communique.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# PLOVER's types with CONCEDE and RETREAT taken together, as the benchmark of relations has them.
LABELS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "NONE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
CONFLICT = frozenset(
    {
        "ACCUSE",
        "ASSAULT",
        "COERCE",
        "MOBILIZE",
        "PROTEST",
        "REJECT",
        "REQUEST",
        "SANCTION",
        "THREATEN",
    }
)
QUADS = (
    dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1)
    | dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2)
    | dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3)
    | dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4)
    | {"NONE": 0}
)
MARK = re.compile(r"</?([st])>")


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a sentence with its two parties as characters, and what is known of the deed.

    `label`, `type` and `status` are None where nobody has said; `conflict` is then all that is
    known.
    """

    text: str
    actor: Span | None
    recipient: Span | None
    label: str | None
    type: str | None = None
    status: str | None = None
    conflict: bool | None = None


def read_marked(marked: str) -> tuple[str, Span | None, Span | None]:
    """Take the marks out of a sentence; of several with one letter the first counts."""
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        letter = mark.group(1)
        if "/" not in mark.group():
            opened[letter] = len(text)
        elif letter in opened:
            spans.setdefault(letter, _trim(text, opened[letter]))
    return text + marked[at:], spans.get("s"), spans.get("t")


def _trim(text: str, start: int) -> Span:
    inside = text[start:]
    return Span(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))


def read_own(folder: Path) -> Iterator[Row]:
    """Read our own sentences: type, label, status and marked sentence in each line."""
    for path in sorted(folder.glob("*.tsv")):
        yield from read_own_file(path)


def read_own_file(path: Path) -> Iterator[Row]:
    """Read one file of our own sentences."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[0] not in TYPES or fields[1] not in LABELS:
            msg = f"{path}:{number}: not type, label, status, sentence: {line[:80]}"
            raise SystemExit(msg)
        text, actor, recipient = read_marked(fields[3])
        yield Row(text, actor, recipient, fields[1], fields[0], fields[2])


def read_coded(path: Path) -> Iterator[Row]:
    """Read the coded rows of the benchmark's training part."""
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            text, actor, recipient = read_marked(row["marked_sentence"])
            yield Row(text, actor, recipient, row["gold_root"])


def read_sorted(path: Path) -> Iterator[Row]:
    """Read the rows of the other benchmark's training part, sorted into conflict and not."""
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            text, actor, recipient = read_marked(row["marked_sentence"])
            yield Row(text, actor, recipient, None, conflict=row["gold_binary"] == "1")
