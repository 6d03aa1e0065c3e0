"""Find where things happen: the names of places in each sentence, with their coordinates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.directory.places import find_place
from communique.language import find_dateline
from communique.mentions import wording
from communique.mentions.phrases import head_of, is_here, preposition_of
from communique.mentions.roles import join_words
from communique.types import Place, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from communique.directory import Directory
    from communique.types import ActorMention, Article, Sentence

_LONGEST = 5
_LINKS = frozenset({"of", "the", "-", "and", "de", "al", "el", "la", "'s", "’s"})
_PLACING = wording.LOCATIVE | {"to", "from", "for", "on", "outside", "of", "towards", "toward"}
_MEETINGS = frozenset({"summit", "conference", "forum", "talk", "talks", "meeting"})
_SOLID = frozenset({"person", "surname", "apposition", "agent", "office", "adjective"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Hold tokens `first` up to but not including `last` that name a place, headed by `head`."""

    sentence: int
    first: int
    last: int
    head: int
    place: Place


def find_places(
    sentences: Sequence[Sentence],
    directory: Directory,
    actors: Sequence[Sequence[ActorMention]],
    *,
    desk: Place | None = None,
) -> list[list[PlaceMention]]:
    """Find the place names of each sentence, in token order.

    Names that act in the sentence are no places there: "Moscow said". A name that several
    places bear is the one in a country beside it or elsewhere in the article. The reporter's
    "here" is the `desk`.
    """
    countries = Counter(
        e.country
        for row in actors
        for m in row
        for e in m.entities
        if m.how != "pronoun" and e.country in directory.states
    )
    return [
        sorted(
            (*_find_in_sentence(s, directory, row, countries), *_read_here(s, desk)),
            key=lambda m: (m.first, -m.last),
        )
        for s, row in zip(sentences, actors, strict=True)
    ]


def find_desk(article: Article) -> Place | None:
    """Find the place from which a report was filed, as its dateline names it."""
    dateline = find_dateline(article.text)
    if dateline is None or not dateline.place:
        return None
    for part in dateline.place.replace("/", ",").split(","):
        place = find_place(part.strip())
        if place is not None:
            return place
    return None


def _read_here(sentence: Sentence, desk: Place | None) -> Iterator[PlaceMention]:
    if desk is not None:
        for token in sentence.tokens:
            if is_here(sentence, token.index):
                yield _mention(sentence, token.index, token.index + 1, desk)


def _find_in_sentence(
    sentence: Sentence,
    directory: Directory,
    mentions: Sequence[ActorMention],
    countries: Mapping[str, int],
) -> Iterator[PlaceMention]:
    taken: set[int] = set()
    states: list[ActorMention] = []
    for mention in mentions:
        entity = mention.entities[0]
        if mention.how == "place":
            if is_here(sentence, mention.head):
                continue
            if mention.last - mention.first == 1 or entity.country in directory.states:
                states.append(mention)
        elif mention.how in {"person", "surname"} or (
            mention.how in {"name", "metonym"} and not _may_be_place(sentence, mention)
        ):
            taken.update(range(mention.first, mention.last))
    beside = frozenset(
        e.country for m in mentions for e in m.entities if e.country in directory.states
    )
    for first, last, place in _read_names(sentence, taken, directory, beside, countries):
        yield _mention(sentence, first, last, place)
        taken.update(range(first, last))
    yield from _read_unlisted(sentence, taken, mentions, {m.entities[0].country for m in states})
    for mention in states:
        if mention.first in taken:
            continue
        entity = mention.entities[0]
        text = join_words(sentence, mention.first, mention.last)
        state = directory.states.get(entity.country)
        after = sentence.tokens[mention.last : mention.last + 1]
        named = bool(after) and after[0].upos == "PROPN"  # "the Tanzanian capital Dar es Salaam"
        if text.endswith(" capital") and state is not None and state.capitals and not named:
            text = state.capitals[0]
        known = None if text == entity.name else find_place(text, {entity.country})
        yield _mention(
            sentence,
            mention.first,
            mention.last,
            known or Place(name=entity.name, country=entity.country),
        )


def _read_unlisted(
    sentence: Sentence,
    taken: Collection[int],
    mentions: Sequence[ActorMention],
    states: Collection[str],
) -> Iterator[PlaceMention]:
    """Find places that no gazetteer lists, by the network's label.

    Their country is that of the one state in which the sentence lays its deeds, else unknown.
    """
    covered = {i for m in mentions for i in range(m.first, m.last)}
    for name in sentence.names:
        inside = range(name.first, name.last)
        if name.label != "LOC" or not covered.union(taken).isdisjoint(inside):
            continue
        if not sentence.tokens[name.first].text[:1].isupper():
            continue
        text = join_words(sentence, name.first, name.last)
        country = next(iter(states)) if len(states) == 1 else ""
        yield _mention(sentence, name.first, name.last, Place(name=text, country=country))


def _may_be_place(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell whether a body's name may be a venue: "at the White House", "the Brussels summit"."""
    at = mention.head
    return _is_venue(sentence, at) or preposition_of(sentence, at) in {
        "in",
        "at",
        "outside",
        "near",
    }


def _is_venue(sentence: Sentence, index: int) -> bool:
    """Tell whether a name before a meeting says where it is."""
    token = sentence.tokens[index]
    return token.deprel == "compound" and sentence.tokens[token.head].lemma in _MEETINGS


def _read_names(
    sentence: Sentence,
    taken: Collection[int],
    directory: Directory,
    beside: Collection[str],
    countries: Mapping[str, int],
) -> Iterator[tuple[int, int, Place]]:
    tokens = sentence.tokens
    labels = {i: n.label for n in sentence.names for i in range(n.first, n.last)}
    i = 0
    while i < len(tokens):
        found = None
        if i not in taken and tokens[i].text[:1].isupper() and tokens[i].upos in {
            "PROPN", "NOUN", "ADJ",
        }:  # fmt: skip
            found = _longest_name(sentence, i, taken, directory, beside, countries)
        if found is None:
            i += 1
            continue
        last, place = found
        head = head_of(sentence, i, last)
        if labels.get(i) == "PER" or labels.get(last - 1) == "PER":
            i = last
            continue
        if labels.get(last - 1) == "LOC" or _is_placed(sentence, i, head):
            yield i, last, place
        i = last


def _is_placed(sentence: Sentence, first: int, head: int) -> bool:
    """Tell whether a preposition or a comma after another place puts something there."""
    if preposition_of(sentence, head) in _PLACING or _is_venue(sentence, head):
        return True
    before = sentence.tokens[first - 1] if first else None
    return before is not None and before.text.lower() in _PLACING


def _longest_name(
    sentence: Sentence,
    first: int,
    taken: Collection[int],
    directory: Directory,
    beside: Collection[str],
    countries: Mapping[str, int],
) -> tuple[int, Place] | None:
    tokens = sentence.tokens
    end = first + 1
    while (
        end < len(tokens)
        and end - first < _LONGEST
        and end not in taken
        and (tokens[end].text[:1].isupper() or tokens[end].text.lower() in _LINKS)
    ):
        end += 1
    for last in range(end, first, -1):
        if not tokens[last - 1].text[:1].isalnum():
            continue
        text = join_words(sentence, first, last)
        if last - first == 1 and (text.lower(),) in directory.sectors:
            continue
        if _is_state(text, directory):
            return None
        near = _qualifier(sentence, last, directory)
        place = _choose(text, near or beside, countries, directory, sure=bool(near))
        if place is not None:
            return last, place
    return None


def _is_state(text: str, directory: Directory) -> bool:
    entries = directory.names.get(tuple(text.lower().split()), ())
    return any(e.kind in {"state", "demonym"} for e in entries)


def _qualifier(sentence: Sentence, last: int, directory: Directory) -> frozenset[str]:
    """Read the country after a comma: "Liverpool, England"."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return frozenset()
    for size in (3, 2, 1):
        words = tuple(t.text.lower() for t in tokens[last + 1 : last + 1 + size])
        states = {e.country for e in directory.names.get(words, ()) if e.kind == "state"}
        if states:
            return frozenset(states)
    return frozenset()


def _choose(
    name: str,
    near: Collection[str],
    countries: Mapping[str, int],
    directory: Directory,
    *,
    sure: bool,
) -> Place | None:
    best = find_place(name)
    if best is None or best.country in near:
        return best
    if sure:
        return find_place(name, near)
    entries = directory.names.get(tuple(name.lower().split()), ())
    if any(e.kind == "capital" and e.country == best.country for e in entries):
        return best
    if countries.get(best.country):
        return best
    return find_place(name, near) or find_place(name, countries)


def _mention(sentence: Sentence, first: int, last: int, place: Place) -> PlaceMention:
    tokens = sentence.tokens
    span = Span(tokens[first].start, tokens[last - 1].end)
    return PlaceMention(
        sentence=sentence.index,
        first=first,
        last=last,
        head=head_of(sentence, first, last),
        place=replace(place, text=join_words(sentence, first, last), span=span),
    )
