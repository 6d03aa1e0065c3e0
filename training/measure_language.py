"""Measure the shipped language layer on held-out treebanks: accuracy, names, sentences, speed.

python training/measure_language.py DATA_FOLDER
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from treebank import (
    Gold,
    find_places,
    read_names,
    read_treebank,
    read_universal_names,
)

from communique.language import read_sentences
from communique.language.datelines import match_dateline
from communique.language.parse import load_parser
from communique.types import Article, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HELD_NEWS: Final = (
    "GUM_news_homeopathic",
    "GUM_news_iodine",
    "GUM_news_nasa",
    "GUM_news_sensitive",
)
Row = tuple[object, ...]


def measure_gold_tokens(corpus: list[Gold]) -> dict[str, float]:
    """Parse the corpus's own words and sentences, 20 sentences at a time."""
    parser = load_parser()
    right = dict.fromkeys(("UPOS", "XPOS", "lemma", "content lemma", "UAS", "LAS"), 0)
    words = content = 0
    for start in range(0, len(corpus), 20):
        part = corpus[start : start + 20]
        for gold, parse in zip(part, parser.parse([g.words for g in part]), strict=True):
            for i, word in enumerate(gold.words):
                words += 1
                right["UPOS"] += gold.upos[i] == parse.upos[i]
                right["XPOS"] += gold.xpos[i] == parse.xpos[i]
                same = parser.lemmas(word, parse.xpos[i]) == gold.lemmas[i]
                right["lemma"] += same
                if gold.upos[i] in ("NOUN", "VERB"):
                    content += 1
                    right["content lemma"] += same
                hit = gold.heads[i] == parse.heads[i]
                right["UAS"] += hit
                right["LAS"] += hit and gold.deprels[i] == parse.deprels[i]
    return {
        kind: 100 * count / (content if kind == "content lemma" else words)
        for kind, count in right.items()
    }


def restore_text(golds: Iterable[Gold]) -> tuple[str, list[tuple[int, int]], set[Row], set[Row]]:
    """Put a document together again; give its text, sentences, words and labelled arcs."""
    text = ""
    sentences: list[tuple[int, int]] = []
    words: set[Row] = set()
    arcs: set[Row] = set()
    for gold in golds:
        if text:
            text += "\n\n" if gold.new_paragraph else " "
        start = at = len(text)
        text += gold.text
        sentences.append((start, len(text)))
        spans: list[tuple[int, int]] = []
        for word in gold.words:
            found = text.find(word, at)
            found = at if found < 0 else found
            spans.append((found, found + len(word)))
            at = found + len(word)
        words.update(spans)
        arcs.update(
            (span, spans[head] if head >= 0 else None, deprel)
            for span, head, deprel in zip(spans, gold.heads, gold.deprels, strict=True)
        )
    return text, sentences, words, arcs


def measure_raw_text(corpus: list[Gold]) -> dict[str, float]:
    """Read each document from its text alone; F1 by characters."""
    documents: dict[str, list[Gold]] = {}
    for gold in corpus:
        documents.setdefault(gold.document, []).append(gold)
    tallies = {kind: [0, 0, 0] for kind in ("sentences", "words", "LAS")}
    for name, golds in documents.items():
        text, sentences, words, arcs = restore_text(golds)
        found = read_sentences(Article(id=name, text=text))
        own_arcs = {arc for sentence in found for arc in _list_arcs(sentence)}
        sentences = list(_leave_datelines(text, sentences))
        for kind, gold_set, own_set in (
            ("sentences", set(sentences), {(s.span.start, s.span.end) for s in found}),
            ("words", words, {arc[0] for arc in own_arcs}),
            ("LAS", arcs, own_arcs),
        ):
            for k, size in enumerate((len(gold_set & own_set), len(gold_set), len(own_set))):  # type: ignore[arg-type]
                tallies[kind][k] += size
    return {kind: 200 * hit / (gold + own) for kind, (hit, gold, own) in tallies.items()}


def _leave_datelines(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the sentences without datelines, which belong to none of ours."""
    for start, end in sentences:
        dateline = match_dateline(text, start, len(text))
        first = dateline.span.end if dateline is not None else start
        if first < end:
            yield first, end


def _list_arcs(sentence: Sentence) -> Iterable[Row]:
    for token in sentence.tokens:
        head = sentence.tokens[token.head] if token.head >= 0 else None
        yield (token.start, token.end), (head.start, head.end) if head else None, token.deprel


def measure_names(corpus: list[Gold]) -> dict[str, float]:
    """Score names on the corpus's own words; words of unknown class are left out."""
    parser = load_parser()
    tallies = {kind: [0, 0, 0] for kind in ("PER", "ORG", "LOC", "all")}
    for start in range(0, len(corpus), 20):
        part = corpus[start : start + 20]
        for gold, parse in zip(part, parser.parse([g.words for g in part]), strict=True):
            unknown = {i for i, name in enumerate(gold.names) if name == ""}
            theirs = _list_names(gold.names)
            own = {n for n in _list_names(parse.names) if not unknown & set(range(n[0], n[1]))}
            for kind in ("PER", "ORG", "LOC", "all"):
                a = {n for n in theirs if kind in ("all", n[2])}
                b = {n for n in own if kind in ("all", n[2])}
                for k, size in enumerate((len(a & b), len(a), len(b))):
                    tallies[kind][k] += size
    return {k: 200 * hit / max(1, gold + own) for k, (hit, gold, own) in tallies.items()}


def _list_names(names: list[str]) -> set[tuple[int, int, str]]:
    found = set()
    for i, name in enumerate(names):
        if name.startswith("B-"):
            last = i + 1
            while last < len(names) and names[last] == "I-" + name[2:]:
                last += 1
            found.add((i, last, name[2:]))
    return found


def measure_speed(corpus: list[Gold]) -> float:
    """Count words read per second of processor time, from text to sentences, model loaded."""
    documents: dict[str, list[Gold]] = {}
    for gold in corpus:
        documents.setdefault(gold.document, []).append(gold)
    texts = [restore_text(golds)[0] for golds in documents.values()]
    read_sentences(Article(id="warm", text=texts[0]))
    words = 0
    started = time.process_time()
    for text in texts:
        words += sum(len(s.tokens) for s in read_sentences(Article(id="timed", text=text)))
    return words / (time.process_time() - started)


def measure_load() -> float:
    """Load the model anew and count the seconds of processor time."""
    started = time.process_time()
    load_parser.__wrapped__()
    return time.process_time() - started


def main(folder: Path) -> None:
    """Print the table."""
    trees, names = folder / "treebanks", folder / "names"
    ewt = list(read_treebank(trees / "ewt-test.conllu.gz"))
    places = find_places(list(read_names(names)))
    gum = [
        gold
        for part in ("dev", "test")
        for gold in read_treebank(trees / f"gum-open-{part}.conllu.gz", places)
    ]
    news = [gold for gold in gum if gold.document in HELD_NEWS]
    timed = list(read_treebank(trees / "gum-news-train.conllu.gz"))
    print("| | EWT test | GUM news, held out | GUM open dev + test |\n|---|---|---|---|")
    sets = ewt, news, gum
    on_tokens = [measure_gold_tokens(s) for s in sets]
    for kind in on_tokens[0]:
        print(f"| {kind}, gold words | " + " | ".join(f"{r[kind]:.1f}" for r in on_tokens) + " |")
    on_text = [measure_raw_text(s) for s in sets]
    for kind in on_text[0]:
        print(f"| {kind}, raw text F1 | " + " | ".join(f"{r[kind]:.1f}" for r in on_text) + " |")
    uner = read_universal_names(names / "uner-ewt-test.iob2.gz")
    on_names = [measure_names(s) for s in (uner, news, gum)]
    for kind in on_names[0]:
        print(f"| names {kind}, F1 | " + " | ".join(f"{r[kind]:.1f}" for r in on_names) + " |")
    print(
        f"\nwords per second of one processor: {max(measure_speed(timed) for _ in range(3)):.0f}"
    )
    print(f"seconds to load the model: {min(measure_load() for _ in range(3)):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
