"""Sentences of our own whose words are labelled with the deeds that they tell."""

from __future__ import annotations

import gzip
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pairs import Row

from communique.coding.check import read_example
from communique.coding.judge import Marked, mark_sentence
from communique.coding.parties import make_cast
from communique.coding.readings import find_readings
from communique.coding.sides import find_predicates
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.mentions.places import find_desk
from communique.types import Article, Span

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from scoring import listed, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from communique.coding.parties import Cast
    from communique.coding.readings import Reading
    from communique.types import ActorMention, Sentence

PUBLISHED = date(2015, 6, 17)
# Words of other classes never tell a deed.
TELLING: Final = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADV", "AUX"})
# What the first of several defensible types counts beside all others together.
OTHERS: Final = 0.4
# How likely an optional deed is one at all.
OPTIONAL: Final = 0.6
NOBODY, ACTOR, RECIPIENT = range(3)


@dataclass(slots=True)
class Labelled:
    """Hold a sentence as the judge reads it, and what is known of its words.

    `types` has the chance of each type by word, words of which nothing is known are absent;
    `parts` has, by word, what each mention does in the deed, numbered as the mentions are.
    `of_lexicon` are sentences that the lexicon was written to read.
    """

    marked: Marked
    of_lexicon: bool = False
    types: dict[int, dict[str, float]] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    parts: dict[int, dict[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold a sentence with its text, its mentions and the deeds that the lexicon reads in it."""

    sentence: Sentence
    text: str
    cast: Cast
    mentions: tuple[ActorMention, ...]
    readings: Sequence[Reading]
    labelled: Labelled


def parse(article: Article) -> list[Parsed]:
    """Parse an article into sentences without labels."""
    sentences = read_sentences(article)
    actors = find_actors(sentences, load_directory(), article.published, desk=find_desk(article))
    found = []
    for sentence, mentions in zip(sentences, actors, strict=True):
        cast = make_cast(mentions)
        readings = find_readings(sentence, cast, load_lexicon())
        marked = mark_sentence(sentence, cast, readings)
        whole = article.text if sentence.field == "text" else article.title or ""
        text = whole[sentence.span.start : sentence.span.end]
        labelled = Labelled(marked)
        found.append(Parsed(sentence, text, cast, marked.mentions, readings, labelled))
    return found


def label_report(article: Article, events: Iterable[Mapping[str, Any]]) -> Iterator[Labelled]:
    """Label the sentences of a report by the events of its key."""
    sentences = parse(article)
    for one in sentences:
        for token in one.sentence.tokens:
            if token.upos in TELLING:
                one.labelled.types[token.index] = {"NONE": 1.0}
    for event in events:
        for name, told, word in locate(event, article):
            mine = [one for one in sentences if one.sentence.field == name]
            _label_quote(mine, event, told, word)
    for one in sentences:
        yield one.labelled


def locate(event: Mapping[str, Any], article: Article) -> Iterator[tuple[str, Span, int | None]]:
    """Give where a key event is told: field, quote, and where its word begins if that is known."""
    if "places" in event:
        for name, start, end, word in event["places"]:
            yield name, Span(start, end), word
        return
    for quote, word in list_quotes(event):
        for name, text in (("text", article.text), ("title", article.title or "")):
            if (start := text.find(quote)) >= 0:
                yield name, Span(start, start + len(quote)), _find_in(quote, word, start)
                break


def list_quotes(event: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """List the quotes of a key event, each with the word that tells it where that is known."""
    more = [pair if isinstance(pair, list) else (pair, None) for pair in event.get("quotes", [])]
    return [(event["quote"], event.get("trigger")), *((quote, word) for quote, word in more)]


def plain(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out of a key event the words that tell it."""
    return {**event, "quotes": [quote for quote, _ in list_quotes(event)[1:]]}


def _find_in(quote: str, word: str | None, start: int) -> int | None:
    """Give the character at which a word of a quote begins."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", quote) if word else None
    return start + found.start() if found else None


def _label_quote(
    sentences: Iterable[Parsed], event: Mapping[str, Any], quote: Span, trigger: int | None
) -> None:
    begin = quote.start if trigger is None else trigger
    for one in sentences:
        if begin < one.sentence.span.end and one.sentence.span.start < quote.end:
            break
    else:
        return
    tokens = one.sentence.tokens
    inside = [token.index for token in tokens if quote.start <= token.start < quote.end]
    types = one.labelled.types
    if trigger is not None:
        place = next((i for i in inside if tokens[i].end > trigger), None)
    else:
        # Nobody has said which word tells it: any of the quote may.
        place = _choose_word(one, event, inside)
        for i in inside:
            if types.get(i) == {"NONE": 1.0}:
                del types[i]
    if place is not None and types.get(place, {"NONE": 1.0}) == {"NONE": 1.0}:
        _label_word(one, event, place)


def _choose_word(one: Parsed, event: Mapping[str, Any], inside: Sequence[int]) -> int | None:
    kinds = listed(event["event"])
    read = [r.trigger for r in one.readings if r.entry.type in kinds and r.trigger in inside]
    if read:
        return read[0]
    acting = frozenset().union(*allow(event, "actors"))
    verbs = [
        predicate.trigger
        for predicate in find_predicates(one.sentence, one.cast)
        if predicate.trigger in inside
        and any(party.entity.country in acting for party in predicate.actors)
    ]
    return min(verbs, key=lambda i: _depth(one.sentence, i), default=None)


def _label_word(one: Parsed, event: Mapping[str, Any], place: int) -> None:
    first, *others = listed(event["event"])
    chances = {first: 1.0} | {kind: OTHERS / len(others) for kind in others if kind != first}
    sure = OPTIONAL if event.get("optional") else 1.0
    total = sum(chances.values())
    types = one.labelled.types
    types[place] = {kind: sure * chance / total for kind, chance in chances.items()}
    if sure < 1:
        types[place]["NONE"] = 1 - sure
    one.labelled.statuses[place] = listed(event.get("status") or "occurred")[0]
    one.labelled.parts[place] = _share_parts(one.mentions, event)
    for reading in one.readings:
        # "held talks": whether the verb or the noun tells it is a matter of taste.
        pair = {reading.trigger, reading.carrier}
        if place in pair:
            for other in pair - {place, None}:
                if types.get(other) == {"NONE": 1.0}:
                    del types[other]


def _share_parts(mentions: Sequence[ActorMention], event: Mapping[str, Any]) -> dict[int, int]:
    parts = {}
    sides = [event.get(part) or [] for part in ("actors", "recipients")]
    for number, mention in enumerate(mentions):
        acts, receives = (_fit(mention, side) for side in sides)
        if acts == receives == 0:
            parts[number] = NOBODY
        elif acts != receives:
            parts[number] = ACTOR if acts > receives else RECIPIENT
    return parts


def _fit(mention: ActorMention, parties: Iterable[str]) -> int:
    """Say how well a mention fits a key's parties: 0 not, 1 by country, 2 fully, 3 by name."""
    best = 0
    for party in parties:
        countries, _, name = party.lower().partition(":")
        for entity in mention.entities:
            if entity.country.lower() not in countries.split("|"):
                continue
            own = entity.name.lower()
            if name and (own == name or own.split()[-1:] == name.split()[-1:]):
                best = max(best, 3)
            else:
                best = max(best, 2 if not name or entity.id == entity.country else 1)
    return best


def _depth(sentence: Sentence, index: int) -> int:
    depth = 0
    while sentence.tokens[index].head >= 0:
        index = sentence.tokens[index].head
        depth += 1
    return depth


def read_keyed(folder: Path) -> Iterator[tuple[Article, Sequence[Mapping[str, Any]]]]:
    """Read our own reports, each with the events of its key."""
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.endswith(".keys.jsonl"):
            continue
        keys_path = path.with_name(path.name.removesuffix(".jsonl") + ".keys.jsonl")
        keys = {key["article"]: key["events"] for key in map(json.loads, keys_path.open())}
        for report in map(json.loads, path.open(encoding="utf-8")):
            yield make_article(report), keys[report["id"]]


def read_news(path: Path, shared: Path) -> Iterator[tuple[Article, Sequence[Mapping[str, Any]]]]:
    """Read the news reports that have keys, each with the events of its key.

    The reports stand in the folder that is shared; the keys hold characters and no text.
    """
    keys = {key["article"]: key["events"] for key in map(json.loads, path.open())}
    with gzip.open(shared / "corpora" / "bulk.jsonl.gz", "rt", encoding="utf-8") as stream:
        reports = {row["id"]: row for row in map(json.loads, stream) if row["id"] in keys}
    for name, events in keys.items():
        article = make_article(reports[name])
        yield article, [_quote(event, article) for event in events]


def _quote(event: Mapping[str, Any], article: Article) -> Mapping[str, Any]:
    """Add to a key event the sentences that tell it, each with its word."""
    quotes = []
    for name, start, end, at in event["places"]:
        text = article.text if name == "text" else article.title or ""
        word = re.match(r"[\w'’-]+", text[at:end])
        quotes.append([text[start:end], word.group() if word else None])
    (quote, trigger), *more = quotes
    return {**event, "quote": quote, "trigger": trigger, "quotes": more}


def make_article(report: Mapping[str, Any]) -> Article:
    """Make an article of a line of JSON."""
    published = report.get("published")
    return Article(
        id=report["id"],
        text=report["text"],
        title=report.get("title") or None,
        published=date.fromisoformat(published[:10]) if published else None,
    )


def read_marked(rows: Iterable[Row], *, of_lexicon: bool = False) -> Iterator[Labelled]:
    """Give sentences with one pair of parties marked, the word that tells their deed labelled.

    What else such a sentence tells, between others, is not known where the lexicon reads a deed.
    """
    for row in rows:
        parsed = parse(Article(id="s", text=row.text, published=PUBLISHED))
        if len(parsed) == 1:
            one = parsed[0]
            place = None if row.type == "NONE" else _find_word(one, row)
            if row.type == "NONE" or place is not None:
                _label_marked(one, row, place)
                one.labelled.of_lexicon = of_lexicon
                yield one.labelled


def _label_marked(one: Parsed, row: Row, place: int | None) -> None:
    read = {i for reading in one.readings for i in (reading.trigger, reading.carrier)}
    for token in one.sentence.tokens:
        if token.upos in TELLING and (token.index not in read or place is None):
            one.labelled.types[token.index] = {"NONE": 1.0}
    if place is not None:
        one.labelled.types[place] = {str(row.type): 1.0}
        if row.status:
            one.labelled.statuses[place] = row.status
        sides = ((row.actor, ACTOR), (row.recipient, RECIPIENT))
        one.labelled.parts[place] = {
            number: part
            for span, part in sides
            if span is not None
            for number, mention in enumerate(one.mentions)
            if _covers(one.sentence, mention, span)
        }


def _find_word(one: Parsed, row: Row) -> int | None:
    """Find the word that tells the deed between a row's parties, None when none seems to."""

    def meets(parties: Iterable[Any], span: Span | None) -> bool:
        return span is not None and any(
            _covers(one.sentence, party.mention, span) for party in parties
        )

    best: tuple[bool, bool, bool, int] | None = None
    chosen = None
    read = [reading for reading in one.readings if reading.entry.type == row.type]
    for told in (*read, *find_predicates(one.sentence, one.cast)):
        acts, receives = meets(told.actors, row.actor), meets(told.recipients, row.recipient)
        rank = (told in read, acts, receives, -_depth(one.sentence, told.trigger))
        if (told in read or acts) and (best is None or rank > best):
            best, chosen = rank, told.trigger
    return chosen


def _covers(sentence: Sentence, mention: ActorMention, span: Span) -> bool:
    tokens = sentence.tokens
    return tokens[mention.first].start < span.end and span.start < tokens[mention.last - 1].end


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


def find_quotes(event: Mapping[str, Any], inside: str) -> list[str]:
    """Find a key event's quotes that overlap a sentence, all squashed."""
    quotes = [squash(quote) for quote, _ in list_quotes(event)]
    return [quote for quote in quotes if quote in inside or inside in quote]


def allow(event: Mapping[str, Any], part: str) -> list[frozenset[str]]:
    """Give the countries that a key allows for each of its parties."""
    return [frozenset(party.split(":")[0].split("|")) for party in event.get(part) or []]
