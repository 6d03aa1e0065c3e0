"""Read the names of places off words: the longest that a gazetteer knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.directory.places import find_place
from communique.mentions import wording
from communique.mentions.phrases import head_of, preposition_of
from communique.mentions.roles import join_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from communique.directory import Directory
    from communique.types import Place, Sentence

_LONGEST = 5
_LINKS = frozenset(
    {"of", "the", "-", "and", "de", "do", "da", "dos", "del", "al", "el", "la", "'s", "’s"}
)
_PLACING = wording.LOCATIVE | {"to", "from", "for", "on", "outside", "of", "towards", "toward"}
_MEETINGS = frozenset({"summit", "conference", "forum", "talk", "talks", "meeting"})
# How agencies shorten the states of the United States after a city's name.
_AMERICAN = frozenset(
    """ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. kans. ky. la. md. mass.
    mich. minn. miss. mo. mont. neb. nev. n.h. n.j. n.m. n.y. n.c. n.d. okla. ore. pa. r.i. s.c.
    s.d. tenn. tex. va. vt. wash. w.va. wis. wyo. d.c.""".split()
)
# What may follow a place's name within the name of the same place: "Jolo island".
_KINDS = frozenset(
    """island islands city town village province region district county state valley mountain
    mountains peninsula border airport camp refugee coast area dc d.c. sea desert square
    base""".split()
)


def read_names(
    sentence: Sentence,
    taken: Collection[int],
    directory: Directory,
    beside: Collection[str],
    countries: Mapping[str, int],
) -> Iterator[tuple[int, int, Place]]:
    """Yield the names of places in a sentence: first word, the one after the last, the place."""
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
        if _goes_on(sentence, i, last):
            i = last
            continue
        if labels.get(i) == "PER" or labels.get(last - 1) == "PER":
            i = last
            continue
        if labels.get(last - 1) == "LOC" or _is_placed(sentence, i, head):
            yield i, last, place
        i = last


def _goes_on(sentence: Sentence, first: int, last: int) -> bool:
    """Tell a name that is but the beginning of another place's: "Anlong" of "Anlong Veng"."""
    whole = next((n for n in sentence.names if n.first == first and n.last > last), None)
    if whole is None or whole.label != "LOC":
        return False
    rest = sentence.tokens[last : whole.last]
    return all(t.text[:1].isupper() and t.text.lower() not in _KINDS for t in rest)


def _is_placed(sentence: Sentence, first: int, head: int) -> bool:
    """Tell whether a preposition or a comma after another place puts something there."""
    if preposition_of(sentence, head) in _PLACING or is_venue(sentence, head):
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


def is_venue(sentence: Sentence, index: int) -> bool:
    """Tell whether a name before a meeting says where it is."""
    token = sentence.tokens[index]
    return token.deprel == "compound" and sentence.tokens[token.head].lemma in _MEETINGS


def _is_state(text: str, directory: Directory) -> bool:
    entries = directory.names.get(tuple(text.lower().split()), ())
    return any(e.kind in {"state", "demonym"} for e in entries)


def _qualifier(sentence: Sentence, last: int, directory: Directory) -> frozenset[str]:
    """Read the country after a comma: "Liverpool, England", "Mobile, Ala."."""
    tokens = sentence.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return frozenset()
    for size in (3, 2, 1):
        words = tuple(t.text.lower() for t in tokens[last + 1 : last + 1 + size])
        states = {e.country for e in directory.names.get(words, ()) if e.kind == "state"}
        if states:
            return frozenset(states)
        # "Birmingham, Alabama": of the places that are no cities.
        region = find_place(" ".join(words))
        if region is not None and region.geonames_id is None and region.country:
            return frozenset({region.country})
    if tokens[last + 1].text.lower() in _AMERICAN:
        return frozenset({"USA"})
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
