"""Run every example and counterexample of the lexicon's entries.

python -m communique.coding.check [TYPE ...]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from communique.coding.coder import find_article_dates
from communique.coding.drafting import make_drafts
from communique.coding.relevance import drop_private
from communique.directory import load_directory
from communique.language import read_articles
from communique.lexicon import load_lexicon, read_entries
from communique.mentions.actors import find_actors
from communique.mentions.places import find_places
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from communique.coding.drafts import Draft
    from communique.lexicon import Entry
    from communique.types import ActorMention, Entity, Sentence

PUBLISHED = date(2019, 6, 12)


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold one example that does not come out as written, and what came out."""

    entry: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one example with its marks read: the plain sentence and who is marked in it."""

    entry: Entry
    text: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    positive: bool


def read_example(entry: Entry, marked: str, *, positive: bool) -> Example:
    """Read the braces and brackets of an example off its text."""
    plain: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"{": [], "[": []}
    opened: list[tuple[str, int]] = []
    for char in marked:
        if char in "{[":
            opened.append((char, len(plain)))
        elif char in "}]":
            if opened:
                kind, start = opened.pop()
                spans[kind].append((start, len(plain)))
        else:
            plain.append(char)
    return Example(entry, "".join(plain), tuple(spans["{"]), tuple(spans["["]), positive)


def check_lexicon(folder: Path | None = None, types: Iterable[str] = ()) -> list[Failure]:
    """Run the examples of the shipped entries, or of a user's folder; return what fails."""
    lexicon = load_lexicon(folder)
    # The user's own entries are checked against the whole lexicon, the shipped ones left alone.
    entries = (
        lexicon.entries
        if folder is None
        else [e for path in sorted(folder.glob("*.toml")) for e in read_entries(path)]
    )
    wanted = {name.upper() for name in types}
    examples = [
        read_example(entry, text, positive=positive)
        for entry in entries
        if not wanted or entry.type in wanted
        for positive, texts in ((True, entry.examples), (False, entry.counterexamples))
        for text in texts
    ]
    articles = [
        Article(id=str(number), text=example.text, published=PUBLISHED)
        for number, example in enumerate(examples)
    ]
    world = load_directory()
    failures = []
    for example, article, sentences in zip(
        examples, articles, read_articles(articles), strict=True
    ):
        actors = find_actors(sentences, world, article.published)
        places = find_places(sentences, world, actors)
        dates = find_article_dates(article, sentences)
        drafts = [
            draft
            for s in sentences
            for draft in make_drafts(
                s, actors[s.index], dates[s.index], places[s.index], lexicon, None
            )[0]
        ]
        if not example.positive:
            drafts = drop_private(drafts)
        reason = judge(example, drafts, [m for found in actors for m in found])
        if reason is not None:
            failures.append(Failure(example.entry.id, example.text, reason))
    return failures


def judge(
    example: Example, drafts: Sequence[Draft], mentions: Sequence[ActorMention]
) -> str | None:
    """Say what is wrong with the drafts of an example, None when they are as written."""
    if not example.positive:
        if any(d.reading.entry.id == example.entry.id and d.complete for d in drafts):
            return "the entry fires on its counterexample"
        return None
    of_type = [d for d in drafts if d.type == example.entry.type]
    if not of_type:
        seen = ", ".join(f"{d.type} by {d.reading.entry.id}" for d in drafts) or "nothing"
        return f"no {example.entry.type}; found {seen}"
    for draft in of_type:
        if _same(draft.actors, named_at(draft.sentence, mentions, example.actors)) and _same(
            draft.recipients, named_at(draft.sentence, mentions, example.recipients)
        ):
            return None
    draft = of_type[0]
    return (
        f"parties {[e.name for e in draft.actors]} -> {[e.name for e in draft.recipients]}, "
        f"expected {[example.text[a:b] for a, b in example.actors]} -> "
        f"{[example.text[a:b] for a, b in example.recipients]}"
    )


def named_at(
    sentence: Sentence, mentions: Sequence[ActorMention], spans: Sequence[tuple[int, int]]
) -> list[set[str]]:
    """List for each marked span the countries of those it names."""
    tokens = sentence.tokens
    return [
        {
            entity.country
            for mention in mentions
            if tokens[mention.first].start < end and start < tokens[mention.last - 1].end
            for entity in mention.entities
        }
        for start, end in spans
    ]


def _same(found: Sequence[Entity], expected: Sequence[set[str]]) -> bool:
    """Tell whether those found are those marked, by country."""
    countries = {entity.country for entity in found}
    allowed = set().union(*expected) if expected else set()
    return countries <= allowed and all(named & countries for named in expected)


def main(arguments: Sequence[str]) -> int:
    """Print each failure and return 1 when there is any."""
    failures = check_lexicon(types=arguments)
    for failure in failures:
        sys.stdout.write(f"{failure.entry}: {failure.sentence}\n    {failure.reason}\n")
    total = sum(
        len(e.examples) + len(e.counterexamples)
        for e in load_lexicon().entries
        if not arguments or e.type in {a.upper() for a in arguments}
    )
    sys.stdout.write(f"{total - len(failures)} of {total} examples come out as written\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
