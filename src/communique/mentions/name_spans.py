"""Where the names of persons stand in a sentence."""

# A list of the shapes that names take.
# ruff: noqa: C901

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.directory.words import make_slug
from communique.mentions import wording
from communique.mentions.dates.words import WEEKDAYS
from communique.mentions.names import PEOPLE, NameMatch
from communique.mentions.phrases import head_of, is_bare_title, relation
from communique.mentions.roles import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from communique.directory import Entry
    from communique.types import Name, Sentence

PARTICLES = frozenset(
    """al el bin ibn ben bint abu van von de der den da dos del di la le du zu ter ten
    ould""".split()
)


def name_words(name: str) -> tuple[str, ...]:
    """Split a name into folded words: "Kim Jong-un" and "KIM JONG UN" give the same."""
    return tuple(w for w in make_slug(name).split("-") if w)


def find_spans(
    sentence: Sentence,
    matches: Sequence[NameMatch],
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
    start: int,
) -> list[tuple[int, int, tuple[Entry, ...]]]:
    """Find the spans of names of people from a token on, each with whom the directory knows so.

    `roles_at` has the title or office at each token, `by_token` the directory's names.
    """
    tokens = sentence.tokens
    spans: list[tuple[int, int, tuple[Entry, ...]]] = []
    taken: set[int] = set()
    for match in matches:
        if match.first >= start and match.options and match.is_person:
            people = tuple(o for o in match.options if o.kind in PEOPLE)
            if match.first in taken:
                # "Ali Mohamed Gedi": other family names inside one name are no other people.
                continue
            first, last = _widen(sentence, match.first, match.last, by_token, match)
            around = _name_around(sentence, match.first, match.last)
            if around is not None:
                last = max(last, around.last)
                first = min(first, _trim(sentence, around.first, last, roles_at, by_token))
            if (first, last) != (match.first, match.last):
                words = set(name_words(join_words(sentence, first, last))) - PARTICLES
                added = set(name_words(join_words(sentence, match.last, last)))
                tribal = match.last - match.first > 1 and bool(added & {"al", "el"})
                people = tuple(o for o in people if tribal or words <= set(name_words(o.name)))
            spans.append((first, last, people))
            taken.update(range(first, last))
    for name in _join_halves(sentence):
        if name.first < start or taken & set(range(name.first, name.last)):
            continue
        first = _trim(sentence, name.first, name.last, roles_at, by_token)
        if first >= name.last or tokens[name.last - 1].text.lower() in _LANDS:
            continue
        covered = by_token.get(first)
        if covered is not None and covered.first <= first and covered.last >= name.last:
            continue
        first, last = _widen(sentence, first, name.last, by_token, None)
        spans.append((first, last, ()))
        taken.update(range(first, last))
    for i in range(start, len(tokens) - 1):
        # "President Varela" where no name was seen.
        after = tokens[i + 1]
        if (
            after.upos == "PROPN"
            and i + 1 not in taken
            and i + 1 not in by_token
            and tokens[i].upos in {"NOUN", "PROPN"}
            and i not in taken
            and (tokens[i].lemma.lower().rstrip(".") in wording.HONORIFICS)
            and relation(after) != "punct"
            and after.text[:1].isupper()
            and not roles_at[i + 1]
            and tokens[i].end < after.start
        ):
            first, last = _widen(sentence, i + 1, i + 2, by_token, None)
            spans.append((first, last, ()))
            taken.update(range(first, last))
    spans.extend(_after_roles(sentence, taken, roles_at, by_token, start))
    spans.extend(_beside_roles(sentence, taken, roles_at, by_token, start))
    named = (
        span
        for span in spans
        if not is_bare_title(sentence, *span[:2]) and tokens[span[0]].text.lower() not in _RANKS
    )
    return sorted(named, key=lambda span: span[:2])


_LANDS = frozenset({"krai", "oblast", "okrug", "raion", "rayon", "governorate", "voivodeship"})
# "Ambassador Extraordinary and Plenipotentiary"
_RANKS = frozenset({"extraordinary", "plenipotentiary"})


def _join_halves(sentence: Sentence) -> Iterator[Name]:
    """Give the people's names of a sentence, those joined that stand side by side.

    Of a name spelt in a rare way the language layer makes two.
    """
    last: Name | None = None
    for name in sentence.names:
        if name.label != "PER":
            continue
        beside = (
            last is not None
            and name.first == last.last
            and sentence.tokens[name.first - 1].lemma.lower().rstrip(".") not in wording.HONORIFICS
        )
        if last is not None and beside and name.last - last.first <= _LONGEST:
            last = replace(last, last=name.last)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


_LONGEST = 4


def _name_around(sentence: Sentence, first: int, last: int) -> Name | None:
    """Find the longer person's name that the language layer saw around a family name."""
    for name in _join_halves(sentence):
        if name.first <= first and name.last >= last:
            return name
    return None


def _after_roles(
    sentence: Sentence,
    taken: set[int],
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
    start: int,
) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Find full names after what somebody is, where none was seen: "oligarch Lev Marin"."""
    tokens = sentence.tokens
    for i in range(start, len(tokens) - 2):
        if not roles_at[i] or tokens[i + 1].upos != "PROPN":
            continue
        if tokens[i].upos != "NOUN" or tokens[i].xpos == "NNS":
            continue
        lemma = tokens[i].lemma.lower()
        if lemma in wording.BODIES | wording.FORCES | wording.OUTLETS or lemma in _NOBODIES:
            continue
        last = i + 1
        while (
            last < min(len(tokens), i + 4)
            and tokens[last].upos == "PROPN"
            and tokens[last].text[:1].isupper()
            and last not in taken
            and last not in by_token
            and roles_at[last] is None
        ):
            last += 1
        if last - i - 1 in {2, 3} and not any(
            n.label == "ORG" and n.first <= i + 1 < n.last for n in sentence.names
        ):
            yield i + 1, last, ()
            taken.update(range(i + 1, last))


# Their names are no persons': "the town Al Bab", "the airline Blue Air".
_NOBODIES = frozenset(
    """town village capital port airline operator shop factory industry university school hospital
    temple church mosque monastery website tanker boat trawler union charity foundation operation
    clinic institute college academy retailer manufacturer consortium startup tribe clan""".split()
)


def _beside_roles(
    sentence: Sentence,
    taken: set[int],
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
    start: int,
) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Find names that only their place gives away.

    "The leader of the party, Anna Holm, said", "the newspaper Ostrava Noviny".
    """
    tokens = sentence.tokens
    i = max(start, 1)
    while i < len(tokens):
        if tokens[i].upos != "PROPN":
            i += 1
            continue
        last = i
        while (
            last < len(tokens)
            and tokens[last].upos == "PROPN"
            and tokens[last].text[:1].isupper()
            and last not in taken
            and last not in by_token
            and (last > i or roles_at[last] is None)
            and (last == i or tokens[last].end > tokens[last - 1].end)
        ):
            last += 1
        if last == i:
            i += 1
            continue
        before = tokens[i - 1]
        named = relation(tokens[head_of(sentence, i, last)]) in {"appos", "flat"}
        if before.text == "," and named and last - i in {2, 3, 4}:
            above = tokens[head_of(sentence, i, last)].head
            if above >= 0 and above < i and roles_at[above] is not None:
                yield i, last, ()
        elif before.upos == "NOUN" and before.lemma.lower() in wording.OUTLETS:
            yield i, last, ()
        i = last


def _trim(
    sentence: Sentence,
    first: int,
    last: int,
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
) -> int:
    """Cut titles and demonyms off the front of a name that the language layer found."""
    tokens = sentence.tokens
    while first < last - 1:
        match = by_token.get(first)
        if match is not None and match.last < last and match.kind in {"demonym", "state"}:
            first = match.last
            continue
        word = tokens[first].lemma.lower().rstrip(".")
        if word in wording.HONORIFICS or roles_at[first]:
            first += 1
            continue
        if tokens[first].text in {"'s", "’s", ".", ","}:
            first += 1
            continue
        break
    word = tokens[first].lemma.lower().rstrip(".")
    if first == last - 1 and (word in wording.HONORIFICS or tokens[first].upos == "PUNCT"):
        return last
    return first


def _widen(
    sentence: Sentence,
    first: int,
    last: int,
    by_token: Mapping[int, NameMatch],
    own: NameMatch | None,
) -> tuple[int, int]:
    """Mend a broken name: take in hyphenated parts, particles and flat words on either side."""
    tokens = sentence.tokens

    def free(index: int) -> bool:
        return by_token.get(index) is None or by_token.get(index) is own

    while last < len(tokens):
        token = tokens[last]
        if (
            token.text in {"-", "\N{EN DASH}"}
            and last + 1 < len(tokens)
            and tokens[last - 1].end == token.start
            and token.end == tokens[last + 1].start
            and tokens[last + 1].text.isalpha()
            and tokens[last + 1].text not in {"led", "backed", "style", "era", "linked", "like"}
        ):
            last += 2
            continue
        if (
            token.upos == "PROPN"
            and token.text[:1].isupper()
            and free(last)
            and relation(token) == "flat"
            and first <= token.head < last
            # "Archbishop Desmond Tutu Friday criticised"
            and token.text.lower() not in WEEKDAYS
        ):
            last += 1
            continue
        break
    if own is None:
        while first > 0 and free(first - 1):
            token = tokens[first - 1]
            joined = token.text == "-" and token.end == tokens[first].start
            if token.text.lower() in {"al", "el"} or (
                joined and first > 1 and tokens[first - 2].text.lower() in {"al", "el"}
            ):
                first -= 1
                continue
            if (
                token.upos == "PROPN"
                and token.text[:1].isupper()
                and relation(tokens[first]) == "flat"
                and tokens[first].head == first - 1
                and token.lemma.lower().rstrip(".") not in wording.HONORIFICS
            ):
                first -= 1
                continue
            break
    return first, last
