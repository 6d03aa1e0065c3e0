"""Read towns as owners: the mayor of Marseille is France's, dockers in Gdynia are Poland's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.directory.nouns import Entry
from communique.directory.places import find_place
from communique.directory.words import make_slug
from communique.mentions.names import NameMatch
from communique.mentions.phrases import head_of
from communique.mentions.roles import join_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from communique.types import Name, Sentence


_SCHOOLS = frozenset({"University", "College", "School", "Academy", "Hospital"})
_LOCATIVE = frozenset({"in", "at", "near", "from", "outside"})


def find_towns(
    sentence: Sentence, by_token: Mapping[int, NameMatch], countries: Collection[str]
) -> dict[int, NameMatch]:
    """Give the town at each token that the directory's names leave free."""
    found: dict[int, NameMatch] = {}
    for name in sentence.names:
        if any(i in by_token for i in range(name.first, name.last)):
            continue
        after = sentence.tokens[name.last : name.last + 1]
        if after and after[0].text in _SCHOOLS:
            # "St. John's University" stands in many a town.
            continue
        if name.label != "LOC" and not _is_placed(sentence, name):
            continue
        text = join_words(sentence, name.first, name.last)
        place = find_place(text, countries)
        if place is None:
            continue
        match = NameMatch(
            first=name.first,
            last=name.last,
            head=head_of(sentence, name.first, name.last),
            options=(Entry(f"town-{make_slug(text)}", text, place.country, "", "region"),),
            label="LOC",
        )
        found.update(dict.fromkeys(range(name.first, name.last), match))
    return found


def _is_placed(sentence: Sentence, name: Name) -> bool:
    """Tell whether a name taken for another kind stands where a town does: "from Oran"."""
    tokens = sentence.tokens
    before = tokens[name.first - 1].text.lower() if name.first else ""
    if before in _LOCATIVE:
        return True
    after = tokens[name.last : name.last + 1]
    return bool(after) and after[0].upos == "NOUN" and tokens[name.last - 1].deprel == "compound"
