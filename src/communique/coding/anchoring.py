"""Which word of a sentence a time expression modifies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding import frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.types import Sentence, When

# A clause under one of these has a time of its own.
FENCES = frozenset({"ccomp", "parataxis"})
# What comes under one of these has a time of its own.
SEQUELS = frozenset({"after", "before", "following", "since"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """Hold a time expression of a sentence with the token that it depends on.

    `saying` is the verb of saying right before it, of which it may be the day as well.
    """

    when: When
    head: int
    first: int
    saying: int = -1


def anchor_dates(sentence: Sentence, dates: Sequence[When]) -> list[Anchored]:
    """Find for each time expression of a sentence the token that it modifies."""
    tokens = sentence.tokens
    found = []
    for when in dates:
        if when.span is None or when.kind not in {"date", "vague", "duration"}:
            continue
        covered = [t for t in tokens if t.start < when.span.end and when.span.start < t.end]
        if not covered:
            continue
        inside = {t.index for t in covered}
        top = next((t for t in covered if t.head not in inside), covered[0])
        first, last = covered[0].index, covered[-1].index
        head = off_the_next_phrase(sentence, top.head, last)
        head = off_the_subject_after(sentence, head, first, last)
        head = into_the_clause_before(sentence, head, first, last)
        head = off_the_place_before(sentence, head, first)
        head = off_the_apposition_before(sentence, head, first)
        saying = saying_before(sentence, first, last)
        if 0 <= head < saying and (
            (tokens[saying].deprel == "parataxis" and tokens[saying].head == head)
            or (tokens[head].deprel == "ccomp" and tokens[head].head == saying)
        ):
            head = saying  # "…, state television said Saturday"
        if when.basis == "explicit":
            head = to_the_sequel_before(sentence, head, first)
        found.append(Anchored(when, said_before(sentence, head, first), first, saying))
    return found


def off_the_next_phrase(sentence: Sentence, head: int, last: int) -> int:
    """Give a date before a preposition to the verb: "recalled them in March over its vote".

    Parsers hang it on the noun of the next phrase.
    """
    tokens = sentence.tokens
    if head <= last or tokens[head].upos not in {"NOUN", "PROPN"} or tokens[head].head < 0:
        return head
    between = (
        c for c in sentence.children[head] if last < c < head and tokens[c].deprel == "case"
    )
    return tokens[head].head if any(between) else head


def off_the_subject_after(sentence: Sentence, head: int, first: int, last: int) -> int:
    """Give a date with a preposition to the verb: "Since January rebels have attacked".

    Parsers hang it on the subject that follows it.
    """
    tokens = sentence.tokens
    if head <= last or first == 0 or tokens[head].deprel not in frames.SUBJECTS:
        return head
    opening = tokens[first - 1]
    since = opening.text.lower() == "since"
    opens = opening.upos in {"ADP", "SCONJ"} and (since or opening.head != head)
    between = tokens[last + 1 : head]
    if not opens or any(t.text == "," or t.deprel in {"det", "case"} for t in between):
        return head
    return tokens[head].head if tokens[head].head >= 0 else head


def into_the_clause_before(sentence: Sentence, head: int, first: int, last: int) -> int:
    """Give a date to the clause that it closes: "Kenya, which left last year, accused".

    Parsers hang it on the verb after the comma.
    """
    tokens = sentence.tokens
    if head <= last or last + 1 >= len(tokens) or tokens[last + 1].text != ",":
        return head
    for index in range(first - 1, -1, -1):
        if tokens[index].text == ",":
            return head
        if tokens[index].deprel in {"acl:relcl", "advcl"} and tokens[index].upos == "VERB":
            return index
    return head


def off_the_place_before(sentence: Sentence, head: int, first: int) -> int:
    """Give a bare date after a name to the verb: "agreed by the rebels in Minsk last May"."""
    tokens = sentence.tokens
    if not 0 <= head < first or tokens[first - 1].upos in {"ADP", "SCONJ"}:
        return head
    above = head
    for _ in range(3):
        token = tokens[above]
        if token.head < 0 or token.upos == "VERB":
            break
        if token.upos != "PROPN" and token.deprel != "conj":
            break
        above = token.head
        if tokens[above].upos == "VERB":
            return above
    return head


def off_the_apposition_before(sentence: Sentence, head: int, first: int) -> int:
    """Give a date after an apposition's comma to the verb: "in Minsk, the capital, today"."""
    tokens = sentence.tokens
    if not 0 <= head < first or tokens[head].deprel != "appos" or tokens[first - 1].text != ",":
        return head
    above = tokens[head].head
    while above >= 0 and tokens[above].upos != "VERB":
        above = tokens[above].head
    return above if above >= 0 else head


def to_the_sequel_before(sentence: Sentence, head: int, first: int) -> int:
    """Give a date of the calendar to the phrase before it: "was cancelled after clashes in March".

    "Monday" and "last week" are news, and stay with the verb.
    """
    tokens = sentence.tokens
    sequels = [
        c
        for c in (sentence.children[head] if head >= 0 else ())
        if head < c < first
        and tokens[c].upos == "NOUN"
        and frames.case_of(sentence, c) in SEQUELS
        and all(t.text != "," for t in tokens[c:first])
    ]
    return sequels[-1] if sequels and tokens[head].upos == "VERB" else head


SAYING = frozenset(
    {"say", "tell", "announce", "report", "state", "declare", "warn", "confirm", "insist", "write"}
)


def saying_before(sentence: Sentence, first: int, last: int) -> int:
    """Find the verb of saying right before a date, -1 where none is: "said Tuesday there was"."""
    tokens = sentence.tokens
    verb = first - 1 - (first > 1 and tokens[first - 1].text == "on")
    if verb < 0 or tokens[verb].xpos not in {"VBD", "VBZ"} or tokens[verb].lemma not in SAYING:
        return -1
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    return -1 if behind is not None and behind.xpos == "POS" else verb


def said_before(sentence: Sentence, head: int, first: int) -> int:
    """Give a date before the "that" of a clause to the verb of saying: "said on Monday that".

    Parsers hang it in the clause; no clause begins before its own conjunction.
    """
    tokens = sentence.tokens
    if head < 0 or tokens[head].deprel != "ccomp" or tokens[head].head > first:
        return head
    opening = [
        c
        for c in sentence.children[head]
        if tokens[c].deprel == "mark" and tokens[c].lemma == "that"
    ]
    return tokens[head].head if opening and first < opening[0] else head


def belongs(sentence: Sentence, anchored: Anchored, index: int) -> bool:
    """Tell whether an expression modifies a word or a noun phrase that depends on it."""
    tokens = sentence.tokens
    if index in {anchored.head, anchored.saying}:
        return True
    if anchored.first < anchored.head and tokens[anchored.head].upos in {"NOUN", "PROPN"}:
        # "called off the June meeting": a date before a noun is the noun's.
        return False
    at, steps = anchored.head, 0
    while at >= 0 and steps < 4:
        if at == index:
            return True
        token = tokens[at]
        if frames.case_of(sentence, at) in SEQUELS:
            # "fled after clashes in March": the clashes were in March.
            return False
        if token.upos in {"VERB", "AUX"} or token.deprel in {
            "conj",
            "acl:relcl",
            "acl",
            "advcl",
            "ccomp",
            "parataxis",
            "appos",
        }:
            return False
        at = token.head
        steps += 1
    return False


SOON = frozenset({"hour", "minute", "moment"})


def followed_within_hours(sentence: Sentence, index: int) -> int | None:
    """Return the clause that came only hours after a deed, whose day is the deed's as well.

    "On Friday Kenya recalled its envoy, hours after Somalia said that it had expelled two."
    """
    tokens, at = sentence.tokens, index
    while tokens[at].head >= 0:
        mark = next((c for c in sentence.children[at] if tokens[c].text.lower() == "after"), None)
        if tokens[at].deprel == "advcl" and mark and tokens[mark - 1].lemma.lower() in SOON:
            while tokens[at].head >= 0:
                at = tokens[at].head
            return at
        at = tokens[at].head
    return None
