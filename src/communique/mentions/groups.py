"""Resolve groups told by their number or their tie: "both", "the four", "its neighbour"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from communique.mentions.discourse import OWN_SIDE, Discourse, Referent
from communique.mentions.phrases import clause_of, outer_head, relation, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.types import Entity, Sentence

SIZES: Mapping[str, int] = {
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
}  # fmt: skip
# Whoever is called so stands over against somebody: "its neighbour", "the rivals".
TIES = frozenset("neighbour neighbor ally rival foe enemy adversary archrival belligerent".split())
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
_REACH = 8


def is_group_word(sentence: Sentence, index: int) -> bool:
    """Tell whether a number stands alone for those it counts: "both", "the four"."""
    token = sentence.tokens[index]
    word = token.text.lower()
    if word not in SIZES or relation(token) not in _ARGUMENTS:
        return False
    if any(
        sentence.tokens[c].deprel in {"nmod", "flat", "compound"} for c in _after(sentence, index)
    ):
        # "two of the ministers", "four percent"
        return False
    if word == "both":
        return True
    return index > 0 and sentence.tokens[index - 1].text.lower() in {"the", "these", "those"}


def _after(sentence: Sentence, index: int) -> Iterator[int]:
    return (c for c in sentence.children[index] if c > index)


def find_group(
    discourse: Discourse, sentence: Sentence, index: int, size: int, *, persons: bool | None
) -> tuple[Entity, ...]:
    """Find the `size` persons or countries that a word means; `persons` None means either.

    The nearest sentence that lists so many side by side, or names just so many, gives them.
    """
    kinds = (True, False) if persons is None else (persons,)
    if size == 2:
        return _nearest_pair(discourse, sentence, index, kinds)
    here = _before(discourse, sentence, index)
    for row in (here, *discourse.earlier(sentence.index, _REACH)):
        for kind in kinds:
            for found in (*_lists(discourse, row, persons=kind), _sides(row, persons=kind)):
                if len(found) == size:
                    return tuple(found.values())
    return ()


def find_many(
    discourse: Discourse, sentence: Sentence, index: int, size: int
) -> tuple[Entity, ...]:
    """Find so many who were called together by what they are: "both presidents"."""
    for row in (_before(discourse, sentence, index)[::-1], *discourse.earlier(sentence.index)):
        for referent in row:
            if referent.shape == "people" and len(referent.entities) == size:
                return referent.entities
    return ()


def _nearest_pair(
    discourse: Discourse, sentence: Sentence, index: int, kinds: Sequence[bool]
) -> tuple[Entity, ...]:
    acting = _acting_on(discourse, sentence, index)
    joined = _joined_pair(discourse, sentence, index, kinds)
    if joined:
        return joined
    if len(kinds) == 1:
        return find_pair(discourse, sentence, index, persons=kinds[0], but=acting)
    here = _before(discourse, sentence, index)
    gathered: list[Referent] = []
    for row in (here, *discourse.earlier(sentence.index, _REACH)):
        gathered.extend(row)
        for kind in kinds:
            # A minister who acts here and one named before are "the two" before their countries.
            told = gathered if kind and any(r.function == "subject" for r in here) else row
            if not kind:
                # "X will visit Y, and the two could meet": where somebody goes is none of two.
                told = [r for r in told if r.function != "other"]
            if len(_sides(told, persons=kind)) >= 2:
                return find_pair(discourse, sentence, index, persons=kind, but=acting)
    return ()


def find_pair(
    discourse: Discourse,
    sentence: Sentence,
    index: int,
    *,
    persons: bool,
    but: frozenset[str] = frozenset(),
) -> tuple[Entity, ...]:
    """Find the two whom "the two men" or "both sides" means, none of them in `but`.

    The nearest sentence that names two of the right shape gives them; where it names more, the
    two that the article names most; before any is named, the first sentence that names two.
    """
    found: dict[str, Entity] = {}
    here = [r for r in discourse.here(sentence.index, index) if not r.speaks]
    rows = [here, *discourse.earlier(sentence.index, 6)]
    asides = _find_asides(discourse) if persons else frozenset()
    titled = _find_titled(discourse, rows, sentence.tokens[index].lemma) if persons else {}
    if len(titled) == 2 and but.isdisjoint(titled):
        return tuple(titled.values())
    for row in rows:
        fresh: dict[str, Entity] = {}
        for referent in row:
            if persons and (referent.function == "modifier" or _ids(referent) & asides):
                continue
            for entity in referent.entities:
                if entity.id not in but and _fits_pair(entity, referent, persons=persons):
                    fresh.setdefault(_pair_key(entity, persons=persons), entity)
        for key, entity in fresh.items():
            found.setdefault(key, entity)
        if len(found) >= 2 and not _is_aside(discourse, found, persons=persons):
            break
    if len(found) < 2:
        return ()
    ranked = sorted(found.values(), key=lambda e: -discourse.counts[_pair_key(e, persons=persons)])
    chosen = {e.id for e in ranked[:2]}
    return tuple(e for e in found.values() if e.id in chosen)


def _find_titled(
    discourse: Discourse, rows: Sequence[Sequence[Referent]], title: str
) -> dict[str, Entity]:
    """Find who bears a title in the nearest sentences that name two: "the two presidents"."""
    found: dict[str, Entity] = {}
    for row in rows:
        for referent in row:
            if referent.shape == "person" and len(referent.entities) == 1:
                entity = referent.entities[0]
                if any(noun.endswith(title) for noun in discourse.nouns.get(entity.id, ())):
                    found.setdefault(entity.id, entity)
        if len(found) >= 2:
            break
    return found


def _ids(referent: Referent) -> frozenset[str]:
    return frozenset(e.id for e in referent.entities)


def _find_asides(discourse: Discourse) -> frozenset[str]:
    """Find who has but been named in passing while two others are told of again and again."""
    told = Counter(
        referent.entities[0].id
        for row in discourse.by_sentence
        for referent in row
        if referent.shape == "person" and len(referent.entities) == 1
    )
    if len(told) < 3:
        return frozenset()
    second = told.most_common(2)[1][1]
    return frozenset(who for who, times in told.items() if 3 * times <= second)


def _is_aside(discourse: Discourse, found: Mapping[str, Entity], *, persons: bool) -> bool:
    """Tell whether the nearest two are named in passing in a report about two others."""
    if persons:
        return False
    sides = sorted((n for key, n in discourse.counts.items() if len(key) == 3), reverse=True)
    counts = sorted((discourse.counts[key] for key in found), reverse=True)
    return len(sides) > 1 and 3 * counts[1] <= sides[1]


def _pair_key(entity: Entity, *, persons: bool) -> str:
    """Tell what counts as one side: a person, an armed movement or a body, else a country."""
    return entity.id if persons or entity.sector in OWN_SIDE else entity.country


def _fits_pair(entity: Entity, referent: Referent, *, persons: bool) -> bool:
    if entity.id.startswith(("unnamed", "---")) or len(entity.country) != 3:
        return False
    if persons:
        return referent.shape == "person" and not referent.speaks
    return entity.country.isalpha()


def _joined_pair(
    discourse: Discourse, sentence: Sentence, index: int, kinds: Sequence[bool]
) -> tuple[Entity, ...]:
    """Find the two joined in the nearest sentence that names so many: "talks between A and B"."""
    for row in (_before(discourse, sentence, index), *discourse.earlier(sentence.index, 2)):
        for kind in kinds:
            if len(_sides(row, persons=kind)) < 2:
                continue
            pairs = [p for p in _lists(discourse, row, persons=kind) if len(p) == 2]
            return tuple(pairs[0].values()) if len(pairs) == 1 else ()
    return ()


def _before(discourse: Discourse, sentence: Sentence, index: int) -> list[Referent]:
    """List who is named in the sentence before a word, but who speaks and who acts on it."""
    acting = _acting_on(discourse, sentence, index)
    return [
        r
        for r in discourse.here(sentence.index, index)
        if not r.speaks and not any(e.id in acting for e in r.entities)
    ]


def _acting_on(discourse: Discourse, sentence: Sentence, index: int) -> frozenset[str]:
    """Tell who acts on a group: "Moon congratulated both leaders" leaves Moon out of the two."""
    if relation(sentence.tokens[index]).startswith("nsubj"):
        return frozenset()
    subject = subject_of(sentence, clause_of(sentence, index))
    return frozenset(
        e.id
        for r in discourse.here(sentence.index, index)
        if r.head == subject and len(r.entities) == 1
        for e in r.entities
    )


def _lists(
    discourse: Discourse, row: Sequence[Referent], *, persons: bool
) -> Iterator[dict[str, Entity]]:
    """Yield those who are listed side by side in a sentence: "A, B and C"."""
    if not row:
        return
    sentence = discourse.sentences[row[0].sentence]
    tops: dict[int, list[Referent]] = {}
    for referent in row:
        top = outer_head(sentence, referent.head)
        while relation(sentence.tokens[top]) == "conj":
            top = sentence.tokens[top].head
        tops.setdefault(top, []).append(referent)
    for members in tops.values():
        yield _sides(members, persons=persons)


def _sides(row: Sequence[Referent], *, persons: bool) -> dict[str, Entity]:
    """Collect the persons, or the countries, that some mentions name."""
    found: dict[str, Entity] = {}
    for referent in row:
        if persons and (referent.shape != "person" or referent.function == "modifier"):
            continue
        for entity in referent.entities:
            if len(entity.country) == 3 and entity.country.isalpha():
                found.setdefault(entity.id if persons else entity.country, entity)
    return found


def find_other(
    discourse: Discourse, sentence: Sentence, index: int, country: str
) -> Entity | None:
    """Find whom a country's neighbour, ally or rival means: the state named last but itself."""
    rows = [discourse.here(sentence.index, index)[::-1], *discourse.earlier(sentence.index, 4)]
    for row in rows:
        for referent in row:
            if referent.shape not in {"state", "person"} or len(referent.entities) != 1:
                continue
            entity = referent.entities[0]
            if entity.country != country and len(entity.country) == 3 and entity.country.isalpha():
                return entity
    return None
