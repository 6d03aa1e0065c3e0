"""Find the people in a sentence with their titles, and keep those whom the article introduced."""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from communique.mentions import wording
from communique.mentions.dates.words import WEEKDAYS
from communique.mentions.memberships import find_membership
from communique.mentions.name_spans import PARTICLES, find_spans, name_words
from communique.mentions.phrases import head_of, relation
from communique.mentions.roles import Role, join_words, read_role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from communique.directory import Entry
    from communique.mentions.names import NameMatch
    from communique.types import Entity, Sentence

# Where the family name comes first.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "KHM", "HUN", "SGP", "VNM"})
# Of these a person is called by the given name alone: Susilo, Thaksin, Meles.
_GIVEN_ONLY = frozenset({"IDN", "MYS", "THA", "ETH", "ERI", "ISL", "MMR"})
_UNKNOWN = "---"
_LEADING = frozenset({"president", "prime minister", "premier", "chancellor", "king", "queen"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMatch:
    """Hold a person's name, tokens `name_first` to `last`, with the title or apposition."""

    first: int
    name_first: int
    last: int
    head: int
    words: tuple[str, ...]
    options: tuple[Entry, ...]
    title: Role | None = None
    apposition: Role | None = None
    hint: Entry | None = None

    @property
    def is_full(self) -> bool:
        """Tell whether a given name stands there too."""
        return len([w for w in self.words if w not in PARTICLES]) > 1

    @property
    def role(self) -> Role | None:
        """Give the phrase that says what the person is."""
        if self.title is not None and (self.title.owner or not self.apposition):
            return self.title
        return self.apposition or self.title


@dataclass(slots=True)
class Introductions:
    """Keep the people of one article by their names."""

    by_surname: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Entity] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, words: tuple[str, ...], entity: Entity) -> Entity:
        """Take in a person under every name the article may use later."""
        known = self.people.get(entity.id)
        if known is None:
            self.people[entity.id] = entity
            self.words[entity.id] = words
        elif known.country in {"", _UNKNOWN} and entity.country not in {"", _UNKNOWN}:
            self.people[entity.id] = entity
        for surname in surnames(words, entity.country):
            ids = self.by_surname.setdefault(surname, [])
            if entity.id not in ids:
                ids.append(entity.id)
        self.counts[entity.id] += 1
        return self.people[entity.id]

    def find(self, words: tuple[str, ...], country: str = "") -> Entity | None:
        """Find the person whom the article means by these words, the main one of several."""
        names = [w for w in words if w not in PARTICLES] or list(words)
        if not names:
            return None
        ids = list(self.by_surname.get(names[-1], ()))
        if len(names) > 1:
            ids += [i for i in self.by_surname.get(names[0], ()) if i not in ids]
        found = [self.people[i] for i in ids]
        if len(names) > 1:
            found = [
                e
                for e in found
                if (names[0] in self.words[e.id] and set(names) <= set(self.words[e.id]))
                or (set(self.words[e.id]) - PARTICLES <= set(names) and not _is_other(e, names))
            ]
        if country:
            found = [e for e in found if e.country == country] or [
                e for e in found if e.country in {"", _UNKNOWN}
            ]
        if not found:
            return None
        # "Trump" is the president, though the first lady was named before him.
        return max(found, key=lambda e: (self.counts[e.id], e.role in _LEADING, -ids.index(e.id)))

    def find_by_given(self, names: tuple[str, ...]) -> Entity | None:
        """Find the one person of a given name: "Sir Keir"."""
        found = [
            i
            for i, words in self.words.items()
            if names == tuple(w for w in words if w not in {"sir", "dame"})[:1]
        ]
        return self.people[found[0]] if len(found) == 1 else None


def _is_other(entity: Entity, names: Sequence[str]) -> bool:
    """Tell by the given name whether another of the family is meant: "Hillary Clinton"."""
    known = [w for w in name_words(entity.name) if w not in PARTICLES]
    given = names[0]
    return (
        len(known) > 1
        and known[-1] == names[-1]
        and all(given[0] != word[0] for word in known[:-1])
    )


def surnames(words: tuple[str, ...], country: str) -> list[str]:
    """Give the words by which a person may be called later."""
    names = [w for w in words if w not in PARTICLES]
    if not names:
        return []
    found = [names[-1]]
    if len(names) > 1 and (country in _FAMILY_FIRST | _GIVEN_ONLY or (country in {"", _UNKNOWN})):
        found.append(names[0])
    if len(names) > 3:
        # "Juan Carlos Varela Rodriguez" is Varela later on.
        found.append(names[-2])
    return found


def find_persons(
    sentence: Sentence,
    matches: Sequence[NameMatch],
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
    owners: Mapping[int, NameMatch],
    start: int,
) -> list[PersonMatch]:
    """Find people's names from token `start` on, each with its title and apposition.

    `owners` has the names at each token and the towns: "Lagos governor Ada Obi" is a Nigerian.
    """
    spans = [
        span
        for span in find_spans(sentence, matches, roles_at, by_token, start)
        if not _is_credit(sentence, span[0], span[1])
        and not is_day(sentence, span[0], span[1])
        and not _is_namesake(sentence, span[1])
    ]
    return [_describe(sentence, span, roles_at, owners) for span in spans]


def _is_credit(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a name is whose picture it is: "(Ann Lee/Daily Mirror)"."""
    tokens = sentence.tokens
    return (
        first > 0
        and last < len(tokens)
        and tokens[first - 1].text == "("
        and tokens[last].text == "/"
    )


# What bears the name of a person: "the Jomo Kenyatta airport", "Ho Chi Minh City".
_NAMED_AFTER = frozenset(
    """airport airfield airbase city square street avenue boulevard road highway university
    hospital stadium center centre bridge prize award foundation institute library memorial
    mosque museum park school academy hall dam mausoleum trophy cup""".split()
)


def _is_namesake(sentence: Sentence, last: int) -> bool:
    """Tell whether a name is that of a place or thing called after a person."""
    after = [token.text.lower() for token in sentence.tokens[last : last + 2]]
    if after[:1] in (["international"], ["national"]):
        after = after[1:]
    return after[:1] != [] and after[0] in _NAMED_AFTER


_MONTHS = frozenset("march april may june august".split())
_DATING = frozenset(
    """in last next this since until by from during early late mid of through each every
    before after between""".split()
)


def is_day(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a name is of the calendar: "in May", "Thursday's meeting"."""
    tokens = sentence.tokens
    if last - first != 1:
        return False
    word = tokens[first].text.lower()
    if word in WEEKDAYS:
        return True
    if word not in _MONTHS:
        return False
    before = tokens[first - 1].text.lower() if first > 0 else ""
    after = tokens[last].text if last < len(tokens) else ""
    return before in _DATING or before.isdigit() or after.isdigit()


def _describe(
    sentence: Sentence,
    span: tuple[int, int, tuple[Entry, ...]],
    roles_at: Sequence[str | None],
    by_token: Mapping[int, NameMatch],
) -> PersonMatch:
    first, last, options = span
    words = name_words(join_words(sentence, first, last))
    head = head_of(sentence, first, last)
    title_at = _find_title(sentence, first, roles_at)
    title = hint = None
    start = first
    if title_at >= 0:
        title = read_role(sentence, title_at, roles_at[title_at] or "", by_token, last=first)
        start = title.first
        head = head_of(sentence, start, last)
    else:
        hint, start = _find_hint(sentence, first, by_token)
    match = PersonMatch(
        first=start,
        name_first=first,
        last=last,
        head=head,
        words=words,
        options=options,
        title=title,
        hint=hint,
    )
    at = _find_apposition(sentence, match, roles_at)
    if at >= 0:
        role = read_role(sentence, at, roles_at[at] or "", by_token)
        match = replace(match, apposition=role)
    elif hint is None:
        match = replace(match, hint=find_membership(sentence, match, by_token))
    return match


def _find_hint(
    sentence: Sentence, first: int, by_token: Mapping[int, NameMatch]
) -> tuple[Entry | None, int]:
    """Read a bare country before a name: "the South's Moon", "Russian Vladimir Putin"."""
    tokens, i = sentence.tokens, first - 1
    owns = i >= 0 and tokens[i].xpos == "POS"
    if owns:
        i -= 1
    match = by_token.get(i)
    if match is None or match.is_person:
        return None, first
    if not owns and match.kind != "demonym" and relation(tokens[match.head]) != "compound":
        return None, first
    if match.last < first - 1:
        return None, first
    opens = match.first
    return match.owner, opens


def _find_title(sentence: Sentence, first: int, roles_at: Sequence[str | None]) -> int:
    """Find the role noun of the title that stands right before a name; -1 where there is none."""
    tokens, i = sentence.tokens, first - 1
    if i < 0 or tokens[i].upos not in {"NOUN", "PROPN", "ADJ"}:
        return -1
    # "Chairman of the Audit Council Ali Rezai": the chairman, not the council.
    nearest = i if roles_at[i] is not None else -1
    if nearest >= 0 and tokens[i].lemma.lower() not in wording.BODIES:
        return i
    if tokens[i].lemma.lower().rstrip(".") in wording.HONORIFICS:
        return i
    while i > max(0, first - 10):
        token = tokens[i]
        if token.text in {"of", "for", "to"}:
            at = i - 1
            if at > 1 and tokens[at - 1].text == "of" and roles_at[at - 2] is not None:
                # "minister of state for ...".
                at -= 2
            if roles_at[at] is not None:
                return at
        elif (
            token.upos not in {"NOUN", "PROPN", "ADJ", "CCONJ"}
            and token.lemma != "the"
            and token.xpos != "HYPH"
            and not token.text[:1].isupper()
        ):
            return nearest
        i -= 1
    return nearest


def _find_apposition(
    sentence: Sentence, match: PersonMatch, roles_at: Sequence[str | None]
) -> int:
    """Find the role noun of a phrase set beside the name; -1 where there is none."""
    tokens = sentence.tokens
    heads = {match.head, head_of(sentence, match.name_first, match.last)}
    for i in range(match.last, min(len(tokens), match.last + 14)):
        token = tokens[i]
        if relation(token) == "appos" and token.head in heads:
            return _human(sentence, i, roles_at)
    for head in heads:
        token = tokens[head]
        if relation(token) == "appos" and token.head >= 0 and token.head < match.first:
            at = _human(sentence, token.head, roles_at)
            if at >= 0:
                return at
    comma = match.last
    if comma < len(tokens) and tokens[comma].text == ",":
        for i in range(comma + 1, min(len(tokens), comma + 9)):
            token = tokens[i]
            if token.upos in {"VERB", "AUX", "PRON", "SCONJ", "PUNCT", "CCONJ", "ADP"}:
                break
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            ends = following is None or following.upos in {"PUNCT", "ADP", "PRON", "SCONJ"}
            if (
                ends
                and roles_at[i] is not None
                and (i == comma + 1 or tokens[comma + 1].upos in {"DET", "ADJ", "NOUN", "PROPN"})
            ):
                listed = following is not None and following.text not in {",", ".", "of", "for"}
                return -1 if listed and ends else _human(sentence, i, roles_at)
    if match.title is None and match.first > 1 and tokens[match.first - 1].text == ",":
        at = match.first - 2
        # "with officials, Burns added": they are many, and he is none of them.
        closes = match.last >= len(tokens) or tokens[match.last].upos == "PUNCT"
        if closes and roles_at[at] is not None and tokens[at].xpos not in {"NNS", "NNPS"}:
            return _human(sentence, at, roles_at)
    return -1


def _human(sentence: Sentence, index: int, roles_at: Sequence[str | None]) -> int:
    """Give the role noun that a person beside the phrase bears; -1 where it names none.

    "the candidate of the party, Anna Holm": the candidate, though the party stands nearer.
    """
    tokens = sentence.tokens
    if any(tokens[c].text.isdigit() for c in sentence.children[index]):
        # "President Hu, 41 heads of state and others": one man is not so many.
        return -1
    for _ in range(3):
        if roles_at[index] is not None and tokens[index].lemma.lower() not in wording.BODIES:
            return index
        if relation(tokens[index]) != "nmod" or tokens[index].head < 0:
            return -1
        index = tokens[index].head
    return -1


def text_of(sentence: Sentence, match: PersonMatch) -> str:
    """Give the person's name as it stands in the text."""
    return join_words(sentence, match.name_first, match.last)
