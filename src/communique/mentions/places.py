"""Find where things happen: the names of places in each sentence, with their coordinates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.directory.places import find_place
from communique.language import find_dateline
from communique.mentions.phrases import head_of, is_here, preposition_of
from communique.mentions.roles import join_words
from communique.mentions.toponyms import is_venue, read_names
from communique.types import Place, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from communique.directory import Directory
    from communique.types import ActorMention, Article, Sentence


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
            mention.how in {"name", "metonym"}
            and (_is_body(sentence, mention) or not _may_be_place(sentence, mention))
        ):
            taken.update(range(mention.first, mention.last))
    beside = frozenset(
        e.country for m in mentions for e in m.entities if e.country in directory.states
    )
    for first, last, place in read_names(sentence, taken, directory, beside, countries):
        yield _mention(sentence, first, last, place)
        taken.update(range(first, last))
    yield from _read_unlisted(sentence, taken, mentions, {m.entities[0].country for m in states})
    for mention in states:
        if mention.first not in taken:
            yield from _read_state(sentence, mention, directory)


def _read_state(
    sentence: Sentence, mention: ActorMention, directory: Directory
) -> Iterator[PlaceMention]:
    """Read a state that is a place, or its capital: "the Kenyan capital" is Nairobi."""
    entity = mention.entities[0]
    text = join_words(sentence, mention.first, mention.last)
    state = directory.states.get(entity.country)
    if text.endswith(" capital") and state is not None and state.capitals:
        after = sentence.tokens[mention.last : mention.last + 1]
        if after and after[0].upos == "PROPN":
            # "the Tanzanian capital Dar es Salaam": the name is read by itself.
            return
        text = state.capitals[0]
    place = None if text == entity.name else find_place(text, {entity.country})
    if place is None:
        name = _name_of_state(text, directory) or entity.name
        place = Place(name=name, country=entity.country)
    yield _mention(sentence, mention.first, mention.last, place)


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


def _is_body(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell a body that names no place, though parts of its name may: "the Asia-Pacific forum"."""
    entity = mention.entities[0]
    if entity.country not in _BODIES:
        return False
    return find_place(join_words(sentence, mention.first, mention.last)) is None or (
        mention.last - mention.first == 1 and sentence.tokens[mention.head].text.isupper()
    )


_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC"})


def _may_be_place(sentence: Sentence, mention: ActorMention) -> bool:
    """Tell whether a body's name may be a venue: "at the White House", "the Brussels summit"."""
    at = mention.head
    return is_venue(sentence, at) or preposition_of(sentence, at) in {
        "in",
        "at",
        "outside",
        "near",
    }


def _name_of_state(text: str, directory: Directory) -> str:
    """Return the name of the land that words name, whatever state it was part of: "Kosovo"."""
    entries = directory.names.get(tuple(text.lower().split()), ())
    lands = {e.country for e in entries if e.kind == "state" and e.country in directory.states}
    return directory.states[lands.pop()].name if len(lands) == 1 else ""


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
