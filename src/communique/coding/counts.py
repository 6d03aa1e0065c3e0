"""How many deeds a phrase reports: "4 meetings with Xi, 3 with Moon and one with Trump"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding.parties import UNNAMED

if TYPE_CHECKING:
    from communique.coding.parties import Cast
    from communique.types import ActorMention, Sentence

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100, "dozen": 12, "once": 1, "twice": 2, "thrice": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """Hold one share of a coordinated count: how many, and with whom."""

    count: int
    mention: ActorMention


def number_of(text: str) -> int | None:
    """Read a number in words or digits, None when the word is none."""
    word = text.lower().replace(",", "")
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if re.fullmatch(r"\d{1,4}", word) else None


# What a verb has for its object when the number of its objects is that of its deeds.
EVENTFUL = frozenset(
    {
        "war",
        "battle",
        "explosion",
        "test",
        "round",
        "attack",
        "raid",
        "strike",
        "airstrike",
        "blast",
    }
    | {
        "meeting",
        "visit",
        "trip",
        "launch",
        "bombing",
        "clash",
        "summit",
        "call",
        "session",
        "drill",
    }
)


def find_count(sentence: Sentence, trigger: int, carrier: int | None) -> int:
    """Count the deeds that a word reports: by its numeral, "twice" or "three times"."""
    tokens, children = sentence.tokens, sentence.children
    for c in children[trigger]:
        if tokens[c].deprel == "nummod" and c < trigger:
            number = number_of(tokens[c].text)
            if (
                number is not None
                and 1 <= number < 1900
                and tokens[trigger].xpos in {"NNS", "NNPS"}
            ):
                return number
    for verb in (trigger, carrier):
        if verb is None:
            continue
        for c in children[verb]:
            # "fought three wars", "imposed four rounds of sanctions"
            if tokens[c].deprel == "obj" and tokens[c].lemma in EVENTFUL:
                for k in children[c]:
                    number = number_of(tokens[k].text)
                    if number is not None and tokens[k].deprel == "nummod" and number < 1900:
                        return number
        for c in children[verb]:
            if tokens[c].text.lower() in {"twice", "thrice"}:
                return NUMBERS[tokens[c].text.lower()]
            if tokens[c].lemma == "time" and tokens[c].deprel.startswith(
                ("obl", "nmod", "advmod")
            ):
                for k in children[c]:
                    number = number_of(tokens[k].text)
                    if number is not None and tokens[k].deprel == "nummod":
                        return number
    return 1


def find_shares(sentence: Sentence, cast: Cast, trigger: int) -> list[Share]:
    """Find the further shares of a counted deed: NUMBER with ACTOR, after the first in a list.

    Read off the words, not the tree: parsers disagree about gapped coordination.
    """
    tokens = sentence.tokens
    found: list[Share] = []
    at = trigger + 1
    while at < len(tokens) - 1:
        number = number_of(tokens[at].text)
        if (
            number is not None
            and tokens[at + 1].text.lower() in {"with", "against", "by", "on", "in"}
            and tokens[at - 1].text.lower() in {",", "and", ";", "or", "but"}
        ):
            preposition = tokens[at + 1].text.lower()
            mention = next(
                (
                    m
                    for m in (
                        cast.starts.get(at + 2),
                        cast.starts.get(at + 3),
                        cast.covers.get(at + 2),
                    )
                    if m is not None and not all(e.id.startswith(UNNAMED) for e in m.entities)
                ),
                None,
            )
            if mention is not None and preposition in {"with", "against", "by"}:
                # The phrase may open with a nested mention: "Vietnam's president".
                longest = max(
                    (m for m in cast.heads.values() if m.first == mention.first),
                    key=lambda m: m.last - m.first,
                    default=mention,
                )
                after = cast.starts.get(longest.last + 1)
                if after is not None and tokens[longest.last].xpos == "POS":
                    # "the South's Moon Jae-in"
                    longest = after
                found.append(Share(number, longest))
                at = longest.last
                continue
        if tokens[at].text in {".", ";"}:
            break
        at += 1
    return found
