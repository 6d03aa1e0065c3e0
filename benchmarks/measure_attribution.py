"""Score attributions on PolNeAR: python benchmarks/measure_attribution.py SHARED [--misses].

The development split only. `found` pairs each gold attribution with one of ours whose source
head and cue head lie in the gold source and the gold cue (a gold attribution without a source
needs the cue only); the other columns are F1 over tokens inside the spans of each kind. PolNeAR
marks no attribution inside another's content, so only our outermost ones are scored.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.coding.voices import find_attributions
from communique.language import read_sentences
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.coding.voices import Voice
    from communique.types import Sentence

KINDS = ("source", "cue", "content")
Parts = dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Tally:
    """Count what was right, what was found and what is gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __str__(self) -> str:
        """Give precision, recall and F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def read_gold(path: Path) -> list[Parts]:
    """Read one file of attributions: the spans of each, by kind."""
    spans: dict[str, list[tuple[int, int]]] = {}
    found: list[Parts] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, rest, *_ = line.split("\t")
        if name.startswith("T"):
            places = rest.split(" ", 1)[1].split(";")
            spans[name] = [(int(a), int(b)) for a, b in (p.split() for p in places)]
        elif name.startswith("E"):
            parts: Parts = {kind: [] for kind in KINDS}
            for part in rest.split()[1:]:
                role, key = part.split(":")
                parts[re.sub(r"\d+$", "", role).lower()] += spans.get(key, [])
            if parts["cue"]:
                found.append(parts)
    return found


def parts_of(voice: Voice) -> Parts:
    """Give a voice's spans by kind."""
    return {
        "source": [(voice.source.start, voice.source.end)] if voice.source else [],
        "cue": [(voice.cue.start, voice.cue.end)],
        "content": [(s.start, s.end) for s in voice.content],
    }


def covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether a character lies in one of the spans."""
    return any(start <= at < end for start, end in spans)


def score_document(
    sentences: Sequence[Sentence], gold: list[Parts], tallies: dict[str, Tally]
) -> tuple[list[Parts], list[Voice]]:
    """Add one document to the tallies; return what was missed and what was too much."""
    voices = [v for v in find_attributions(sentences) if v.depth == 0]
    free = list(gold)
    extra = []
    by_index = {s.index: s for s in sentences}
    for voice in voices:
        tokens = by_index[voice.sentence].tokens
        cue = tokens[voice.cue_head].start
        source = tokens[voice.source_head].start if voice.source_head >= 0 else None
        pair = next(
            (
                g
                for g in free
                if covers(g["cue"], cue)
                and (covers(g["source"], source) if source is not None else not g["source"])
            ),
            None,
        )
        if pair is None:
            extra.append(voice)
        else:
            free.remove(pair)
    tallies["found"].right += len(gold) - len(free)
    tallies["found"].found += len(voices)
    tallies["found"].gold += len(gold)
    got = [parts_of(v) for v in voices]
    for kind in KINDS:
        for sentence in sentences:
            for token in sentence.tokens:
                ours = any(covers(p[kind], token.start) for p in got)
                theirs = any(covers(p[kind], token.start) for p in gold)
                tallies[kind].right += ours and theirs
                tallies[kind].found += ours
                tallies[kind].gold += theirs
    return free, extra


def main() -> None:
    """Print the scores of both halves of the split: the one that was read, and the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the misses of the half read")
    arguments = parser.parse_args()
    folder = arguments.shared / "gold" / "attribution" / "dev"
    texts = sorted((folder / "text").glob("*.txt"))
    halves = {"read": texts[::2], "unread": texts[1::2]}
    everything = {name: Tally() for name in ("found", *KINDS)}
    for half, paths in halves.items():
        tallies = {name: Tally() for name in ("found", *KINDS)}
        for path in paths:
            text = path.read_text(encoding="utf-8")
            gold = read_gold(next((folder / "attributions").glob(f"{path.stem}*")))
            sentences = read_sentences(Article(id=path.stem, text=text))
            missed, extra = score_document(sentences, gold, tallies)
            if arguments.misses and half == "read":
                show(text, missed, extra)
        report(half, tallies)
        for name, tally in tallies.items():
            everything[name].right += tally.right
            everything[name].found += tally.found
            everything[name].gold += tally.gold
    report("all", everything)


def show(text: str, missed: list[Parts], extra: list[Voice]) -> None:
    """Print what one document's gold has and we have not, and the other way round."""
    for parts in missed:
        cue, source = (" … ".join(text[a:b] for a, b in parts[k]) for k in ("cue", "source"))
        at = parts["cue"][0][0]
        print(f"MISSED  [{cue}] by [{source}]: {text[max(0, at - 90) : at + 90]!r}")
    for voice in extra:
        at = voice.cue.start
        who = text[voice.source.start : voice.source.end] if voice.source else ""
        cue = text[voice.cue.start : voice.cue.end]
        print(f"EXTRA   [{cue}] by [{who}]: {text[max(0, at - 90) : at + 90]!r}")


def report(name: str, tallies: dict[str, Tally]) -> None:
    """Print one row."""
    columns = "  ".join(f"{kind}: {tally}" for kind, tally in tallies.items())
    print(f"{name:7}{columns}")


if __name__ == "__main__":
    main()
