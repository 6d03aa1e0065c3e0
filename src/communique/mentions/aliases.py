"""Read the short names that a report gives itself: "Reporters Without Borders (RSF)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.names import COUNTRIES, PEOPLE, NameMatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.directory import Entry
    from communique.types import Sentence

# Longer phrases are seldom shortened to their initials.
_REACH = 8


def name_by_alias(
    sentences: Sequence[Sentence], matches: Sequence[Sequence[NameMatch]]
) -> list[tuple[NameMatch, ...]]:
    """Give each short name the bearer that the report gave it, whoever else is called so.

    What stands for a treaty or a plan names nobody.
    """
    aliases = _find_last_words(sentences, matches)
    for sentence, row in zip(sentences, matches, strict=True):
        for short, options in _read_aliases(sentence, row):
            aliases.setdefault(short, options)
    if not aliases:
        return [tuple(row) for row in matches]
    return [
        tuple(_renamed(sentence, row, aliases))
        for sentence, row in zip(sentences, matches, strict=True)
    ]


def _find_last_words(
    sentences: Sequence[Sentence], matches: Sequence[Sequence[NameMatch]]
) -> dict[str, tuple[Entry, ...]]:
    """Find by which last word a body may be called for short: "the Front", "the Tigers"."""
    found: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for sentence, row in zip(sentences, matches, strict=True):
        for match in row:
            if match.last - match.first < 2 or match.kind not in _SHORTENED:
                continue
            shown = sentence.tokens[match.last - 1].text
            # "Tamil Tiger rebels", then "the Tigers".
            for last in {shown, shown + "s", match.owner.name.split()[-1]}:
                if last[:1].isupper() and last.isalpha() and not last.isupper():
                    found.setdefault(last, {})[match.owner.id] = match.options
    # Of two bodies with the same last word neither is meant.
    return {
        word: next(iter(owners.values())) for word, owners in found.items() if len(owners) == 1
    }


_SHORTENED = frozenset({"organisation", "group", "party", "ngo"})


def _read_aliases(
    sentence: Sentence, row: Sequence[NameMatch]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    tokens = sentence.tokens
    for at in range(1, len(tokens) - 2):
        short = tokens[at + 1].text
        if tokens[at].text != "(" or tokens[at + 2].text != ")":
            continue
        if not (short.isalpha() and short.isupper() and 2 < len(short) < 8):
            continue
        owner = next((m for m in row if m.last == at and m.kind not in COUNTRIES | PEOPLE), None)
        if owner is not None:
            yield short, owner.options
        elif _spells(sentence, at, short):
            yield short, ()


def _spells(sentence: Sentence, at: int, short: str) -> bool:
    """Tell whether a short name is the initials of the words before it."""
    before = sentence.tokens[max(0, at - _REACH) : at]
    initials = "".join(t.text[0] for t in before if t.text[:1].isupper())
    return initials.endswith(short)


def _renamed(
    sentence: Sentence, row: Sequence[NameMatch], aliases: dict[str, tuple[Entry, ...]]
) -> Iterator[NameMatch]:
    taken = {i for match in row for i in range(match.first, match.last)}
    for match in row:
        text = sentence.tokens[match.first].text
        bare = text.isupper() or _stands_alone(sentence, match.first)
        if match.last - match.first > 1 or text not in aliases or not bare:
            yield match
    for token in sentence.tokens:
        i = token.index
        options = aliases.get(token.text)
        single = i not in taken or any(m.first == i and m.last == i + 1 for m in row)
        if options and not token.text.isupper() and not _stands_alone(sentence, i):
            continue
        if options and single:
            yield NameMatch(first=i, last=i + 1, head=i, options=options, label="ORG")


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is no part of a longer name: "the Front", not "the National Front"."""
    tokens = sentence.tokens
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if tokens[index].upos not in {"PROPN", "NOUN"}:
        return False
    if after is not None and (after.upos == "PROPN" or after.text.lower() in {"of", "for"}):
        return False
    if before is None or before.upos == "ADP":
        # A headline leaves its articles out.
        return tokens[index].text.endswith("s")
    return (before.lemma.lower() in {"the", "to", "by", "with"} and before.text.islower()) or (
        before.text == "The"
    )
