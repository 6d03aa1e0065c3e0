"""Candidates as the coder finds them, with what sentences and keys of our own say of each."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairs import Row

from communique.coding.check import read_example
from communique.coding.parties import make_cast
from communique.coding.proposals import find_candidates, make_candidate_pair
from communique.coding.readings import find_readings
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.mentions.places import find_desk
from communique.types import Article, Span

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from scoring import agree, listed, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.proposals import Candidate
    from communique.types import Sentence

PUBLISHED = date(2015, 6, 17)


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a candidate with its sentence, the text of that, where it begins, and what is known.

    `read` is the type that the lexicon reads off the predicate, None where it reads none.
    """

    sentence: Sentence
    text: str
    start: int
    candidate: Candidate
    read: str | None


def find_in(article: Article) -> Iterator[Found]:
    """Give the candidates of an article."""
    sentences = read_sentences(article)
    actors = find_actors(sentences, load_directory(), article.published, desk=find_desk(article))
    for sentence, mentions in zip(sentences, actors, strict=True):
        whole = article.text if sentence.field == "text" else article.title or ""
        start = sentence.span.start
        text = whole[start : sentence.span.end]
        cast = make_cast(mentions)
        known = {
            index: reading.entry.type
            for reading in find_readings(sentence, cast, load_lexicon())
            for index in (reading.carrier, reading.trigger)
            if index is not None
        }
        for candidate in find_candidates(sentence, cast):
            yield Found(sentence, text, start, candidate, known.get(candidate.trigger))


def make_row(found: Found, kind: str, status: str | None) -> Row:
    """Make a training row of a candidate."""
    pair = make_candidate_pair(found.sentence, found.candidate)

    def shift(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start - found.start, span.end - found.start)

    return Row(
        found.text, shift(pair.actor), shift(pair.recipient), None, kind, status,
        trigger=shift(pair.trigger),
    )  # fmt: skip


def find_marked(rows: Iterable[Row]) -> Iterator[Row]:
    """Give marked sentences once more, with the predicate that the coder finds between the marks.

    Where the coder finds the deed's other side nowhere, the row has the actor alone. All other
    predicates of the sentence tell nothing, but for those off which the lexicon reads a deed.
    """
    for row in rows:
        article = Article(id="s", text=row.text, published=PUBLISHED)
        found = list(find_in(article))
        fit = [(_fits(one, row), i) for i, one in enumerate(found)]
        best, place = max(fit, key=lambda pair: (pair[0], -pair[1]), default=((0, False), 0))
        if best[0] == 0:
            continue
        yield make_row(found[place], str(row.type), row.status)
        for i, one in enumerate(found):
            if i != place and one.read is None:
                yield make_row(one, "NONE", None)


def _fits(found: Found, row: Row) -> tuple[int, bool]:
    """Say how well a candidate fits a row's marks (0: not), and whether the lexicon agrees."""
    made = make_row(found, str(row.type), None)
    if not _meet(made.actor, row.actor, found.start):
        return 0, False
    if _meet(made.recipient, row.recipient, found.start):
        return 2, found.read == row.type
    return int(made.recipient is None), found.read == row.type


def _meet(found: Span | None, marked: Span | None, start: int) -> bool:
    return (
        found is not None
        and marked is not None
        and found.start + start < marked.end
        and marked.start < found.end + start
    )


def read_examples() -> Iterator[Row]:
    """Give the lexicon's examples as marked sentences, the first of several parties marked."""
    for entry in load_lexicon().entries:
        for text in entry.examples:
            example = read_example(entry, text, positive=True)
            parties = [Span(*span) for span in (*example.actors[:1], *example.recipients[:1])]
            if not example.actors:
                continue
            if not example.recipients and len(example.actors) > 1:
                parties.append(Span(*example.actors[1]))
            other = parties[1] if len(parties) > 1 else None
            yield Row(example.text, parties[0], other, None, entry.type)


def read_reports(folder: Path) -> Iterator[Row]:
    """Give every candidate of our own reports, with the type of the key event that it tells.

    A candidate tells an event when its sentence overlaps the event's words and the parties
    agree; of several events that with the parties that agree best, and the candidate's
    predicate in its quote. All others tell nothing.
    """
    for article, events in read_keyed(folder):
        yield from _label(list(find_in(article)), events)


def read_keyed(folder: Path) -> Iterator[tuple[Article, Sequence[Mapping[str, Any]]]]:
    """Read our own reports, each with the events of its key."""
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.endswith(".keys.jsonl"):
            continue
        keys_path = path.with_name(path.name.removesuffix(".jsonl") + ".keys.jsonl")
        keys = {key["article"]: key["events"] for key in map(json.loads, keys_path.open())}
        for report in map(json.loads, path.open(encoding="utf-8")):
            yield make_article(report), keys[report["id"]]


def make_article(report: Mapping[str, Any]) -> Article:
    """Make an article of a line of JSON."""
    published = report.get("published")
    return Article(
        id=report["id"],
        text=report["text"],
        title=report.get("title"),
        published=date.fromisoformat(published) if published else None,
    )


def _label(found: Sequence[Found], events: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    """Label candidates by key events; of several that tell one event the uppermost is kept."""
    told: dict[tuple[int, int], tuple[int, Row]] = {}
    for one in found:
        word = one.sentence.tokens[one.candidate.trigger].text
        event = tell(events, one.text, word, one.candidate)
        if event is None:
            yield make_row(one, "NONE", None)
            continue
        status = listed(event.get("status") or "occurred")[0]
        row = make_row(one, listed(event["event"])[0], status)
        key = id(event), one.sentence.index
        depth = _depth(one.sentence, one.candidate.trigger)
        if key not in told or depth < told[key][0]:
            told[key] = depth, row
    for _, row in told.values():
        yield row


def _depth(sentence: Sentence, index: int) -> int:
    depth = 0
    while sentence.tokens[index].head >= 0:
        index = sentence.tokens[index].head
        depth += 1
    return depth


def tell(
    events: Sequence[Mapping[str, Any]], text: str, word: str, candidate: Candidate
) -> Mapping[str, Any] | None:
    """Choose the key event that a candidate tells, None when it tells none."""
    inside = squash(text)
    best, chosen = (0.0, False), None
    given = list(
        dict.fromkeys(party.entity.country for party in (*candidate.actors, *candidate.recipients))
    )
    for event in events:
        near = find_quotes(event, inside)
        if not near:
            continue
        fit = agree([*allow(event, "actors"), *allow(event, "recipients")], given)
        told = any(squash(word) in quote.split() for quote in near)
        if fit >= 0.5 and told and (fit, told) > best:
            best, chosen = (fit, told), event
    return chosen


def find_quotes(event: Mapping[str, Any], inside: str) -> list[str]:
    """Find a key event's quotes that overlap a sentence, all squashed."""
    quotes = [squash(quote) for quote in (event["quote"], *event.get("quotes", []))]
    return [quote for quote in quotes if quote in inside or inside in quote]


def allow(event: Mapping[str, Any], part: str) -> list[frozenset[str]]:
    """Give the countries that a key allows for each of its parties."""
    return [frozenset(party.split(":")[0].split("|")) for party in event.get(part) or []]
