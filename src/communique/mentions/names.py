"""Find the directory's names in a sentence and choose among their bearers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.directory import match_names
from communique.mentions.phrases import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from communique.directory import Directory, Entry
    from communique.types import Sentence

PEOPLE = frozenset({"person", "family"})
COUNTRIES = frozenset({"state", "demonym", "capital", "region"})
# Which kind of bearer a name most likely means where nothing else decides.
_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        "state demonym capital organisation seat organ group party region media ngo company "
        "person family".split()
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Hold tokens `first` up to `last` that spell a name, with its bearers, likeliest first."""

    first: int
    last: int
    head: int
    options: tuple[Entry, ...]
    label: str = ""

    @property
    def owner(self) -> Entry:
        """Give the likeliest bearer."""
        return self.options[0]

    @property
    def kind(self) -> str:
        """Give the kind of the likeliest bearer."""
        return self.options[0].kind

    @property
    def is_person(self) -> bool:
        """Tell whether a person is the likeliest bearer."""
        return self.options[0].kind in PEOPLE


def match_sentence(sentence: Sentence, directory: Directory, on: date | None) -> list[NameMatch]:
    """Match the directory's names from left to right, the longest at each place.

    A name is written with a capital. Bearers that did not exist on the day give way to those
    that did.
    """
    tokens = sentence.tokens
    words = [t.text for t in tokens]
    labels = {i: n.label for n in sentence.names for i in range(n.first, n.last)}
    found: list[NameMatch] = []
    for match in match_names(words, directory, capitals=_is_set_in_capitals(words)):
        if is_currency(sentence, match.last) or is_continental(sentence, match.first):
            continue
        if is_american_state(sentence, match.first):
            continue
        if is_portfolio(sentence, match.first):
            continue
        if words[match.last - 1] == "'s" and words[match.last : match.last + 1] == ["University"]:
            # "St. John's University" stands in many a town.
            continue
        options = tuple(e for e in match.entries if e.covers(on)) or match.entries
        found.append(
            NameMatch(
                first=match.first,
                last=match.last,
                head=head_of(sentence, match.first, match.last),
                options=tuple(sorted(options, key=lambda e: _ORDER.get(e.kind, 99))),
                label=labels.get(match.last - 1, ""),
            )
        )
    return found


_OFFICES = frozenset({"minister", "ministry", "department", "secretary"})


def is_portfolio(sentence: Sentence, index: int) -> bool:
    """Tell whether "Labour" is what a minister is for, and no party: "Minister of Labour"."""
    tokens = sentence.tokens
    if tokens[index].text != "Labour" or index < 2:
        return False
    return tokens[index - 1].text in {"of", "for"} and tokens[index - 2].lemma.lower() in _OFFICES


_MONEY = frozenset(
    """dollar dollars pound pounds yen rouble roubles ruble rubles rupee rupees franc francs peso
    pesos euro euros krona kronor krone kroner lira riyal riyals shilling shillings""".split()
)


def is_currency(sentence: Sentence, index: int) -> bool:
    """Tell whether a name before this token only says whose money it is: "5 US dollars"."""
    tokens = sentence.tokens
    return index < len(tokens) and tokens[index].text in _MONEY


_AMERICAS = frozenset({"latin", "inter", "pan", "meso", "south", "central", "north"})


def is_continental(sentence: Sentence, index: int) -> bool:
    """Tell whether "American" speaks of more than one country: "South American leaders"."""
    tokens = sentence.tokens
    if tokens[index].text not in {"American", "Americans", "America"} or index == 0:
        return False
    before = tokens[index - 1].text.lower()
    if before in {"-", "\N{EN DASH}"} and index > 1:
        before = tokens[index - 2].text.lower()
    return before in _AMERICAS


# Who holds these in Georgia holds them in the American state.
_AMERICAN_OFFICES = frozenset(
    """sen. rep. gov. senator governor republican democrat republicans democrats legislature
    congressman congresswoman""".split()
)


def is_american_state(sentence: Sentence, index: int) -> bool:
    """Tell whether "Georgia" is the American state: "Georgia Sen. John Doe"."""
    after = sentence.tokens[index + 1 : index + 2]
    named = sentence.tokens[index].text == "Georgia"
    return named and bool(after) and after[0].text.lower() in _AMERICAN_OFFICES


def _is_set_in_capitals(words: Sequence[str]) -> bool:
    letters = [w for w in words if w.isalpha() and len(w) > 1]
    return len(letters) > 2 and all(w.isupper() for w in letters)


def choose(
    match: NameMatch, countries: Counter[str], *, person_like: bool, agrees: frozenset[str]
) -> NameMatch:
    """Put the likeliest bearer of a name first, by its form, its company and the article.

    `agrees` holds the countries that the words around it name; `person_like` says that it
    follows a title or was found to be a person.
    """
    if len(match.options) < 2:
        return match

    def cost(option: Entry) -> tuple[float, ...]:
        is_person = option.kind in PEOPLE
        by_country = option.kind not in COUNTRIES
        return (
            float(is_person != person_like),
            float(option.country not in agrees) if agrees else 0.0,
            -float(countries[option.country]) if by_country else 0.0,
            float(_ORDER.get(option.kind, 99)),
        )

    return replace(match, options=tuple(sorted(match.options, key=cost)))


def count_countries(matches: Iterable[Sequence[NameMatch]]) -> Counter[str]:
    """Count how often the article names each country, by names that leave no doubt."""
    counts: Counter[str] = Counter()
    for row in matches:
        for match in row:
            owners = {o.country for o in match.options if o.kind not in PEOPLE}
            if len(owners) == 1:
                counts[owners.pop()] += 1
    return counts
