"""Score status on factuality sets: python benchmarks/measure_factuality.py SHARED [--misses].

Each marked word has a grade from -3 (certainly not) to +3 (certainly). "Did not happen" is a
grade of -1 or less, "has not happened yet" lies between that and 2. Our status rules are asked at
the marked word: negated is the first, planned and possible the second. The baseline is two
regular expressions over the eight words to the left. UW is only ever scored, on its test part.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from communique.coding import carriers
from communique.coding.predicates import verb_status
from communique.coding.status import noun_status
from communique.language import read_sentences
from communique.types import Article, Sentence

PARTS = (("UW", "test"), ("MEANTIME", "test"), ("MEANTIME", "dev"), ("MEANTIME", "train"))
NAMES = {"negated": "did not happen", "open": "has not happened yet"}
NOT = re.compile(
    r"\b(not|n't|never|no|without|deny|denied|denies|fail\w*|refus\w*)\b", re.IGNORECASE
)
MAYBE = re.compile(
    r"\b(will|would|may|might|could|can|should|shall|must|to|if|plan\w*|expect\w*|want\w*|hope\w*"
    r"|intend\w*|propos\w*|possib\w*|likely|seek\w*|consider\w*)\b",
    re.IGNORECASE,
)


def graded(label: float) -> str:
    """Give the class of a grade."""
    return "negated" if label <= -1 else "open" if label < 2 else "fact"


def guess(words: list[str], at: int) -> str:
    """Give the class of a word by the baseline."""
    left = " ".join(words[max(0, at - 8) : at])
    return "negated" if NOT.search(left) else "open" if MAYBE.search(left) else "fact"


def find_token(sentences: list[Sentence], at: int) -> tuple[Sentence, int] | None:
    """Find the token that covers a character."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.start <= at < token.end:
                return sentence, token.index
    return None


def judge(sentence: Sentence, index: int) -> tuple[str, str]:
    """Give the class of a word by our rules, and what decided it."""
    token = sentence.tokens[index]
    if token.upos in {"NOUN", "PROPN"}:
        carrier = carriers.light_verb_of(sentence, index)
        status, why = noun_status(sentence, index, carrier)
    else:
        status, why = verb_status(sentence, index)
    if status in {"planned", "possible"}:
        return "open", why
    return ("negated" if status == "negated" else "fact"), why


def score_part(path: Path, *, misses: bool) -> tuple[Counter[str], int]:
    """Count per class and system what is right, found and gold."""
    counts: Counter[str] = Counter()
    marked = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        words = row["text"].split(" ")
        starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
        sentences = read_sentences(Article(id="row", text=row["text"]))
        for target in row["targets"]:
            at = target["span1"][1] - 1
            place = find_token(sentences, starts[at])
            if place is None:
                continue
            marked += 1
            gold = graded(target["label"])
            ours, why = judge(*place)
            for system, given in (("ours", ours), ("baseline", guess(words, at))):
                counts[f"{system} gold {gold}"] += 1
                counts[f"{system} found {given}"] += 1
                counts[f"{system} right {gold}"] += given == gold
            if misses and ours != gold:
                around = " ".join([*words[max(0, at - 12) : at], f"[{words[at]}]"])
                print(f"{gold:8}{ours:8}{why:32}{around} {' '.join(words[at + 1 : at + 8])}")
    return counts, marked


def f1(counts: Counter[str], system: str, name: str) -> str:
    """Give F1, precision and recall of one class."""
    right = counts[f"{system} right {name}"]
    found, gold = counts[f"{system} found {name}"], counts[f"{system} gold {name}"]
    value = 2 * right / (found + gold) if found + gold else 0.0
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return f"{value:.3f} (P {precision:.2f} R {recall:.2f}, gold {gold})"


def main() -> None:
    """Print F1 of both classes for our rules and the baseline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", choices=("dev", "train"), help="of MEANTIME")
    arguments = parser.parse_args()
    for name, part in PARTS:
        path = arguments.shared / "gold" / "factuality" / name / f"{part}.jsonl"
        misses = name == "MEANTIME" and part == arguments.misses
        counts, marked = score_part(path, misses=misses)
        for key, words in NAMES.items():
            ours, baseline = f1(counts, "ours", key), f1(counts, "baseline", key)
            print(f"{name} {part} ({marked}) {words}: ours {ours}, baseline {baseline}")


if __name__ == "__main__":
    main()
