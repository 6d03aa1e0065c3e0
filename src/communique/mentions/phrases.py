"""Read noun phrases and their place in the clause off a sentence's dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.language.tree import ancestors
from communique.mentions import wording

if TYPE_CHECKING:
    from communique.types import Sentence, Token

Function = Literal["subject", "object", "possessor", "oblique", "modifier", "other"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SPEECH = frozenset(
    """say tell add announce declare state report claim note stress insist explain warn argue
    comment remark reply respond answer ask confirm deny reiterate emphasize emphasise write
    tweet quote acknowledge admit allege disclose recall maintain cite describe suggest believe
    point continue conclude repeat vow pledge assert contend estimate predict promise""".split()
)


def relation(token: Token) -> str:
    """Give a token's relation to its head without the subtype."""
    return token.deprel.partition(":")[0]


def depth(sentence: Sentence, index: int) -> int:
    """Count the steps from a token up to the root."""
    steps, tokens = 0, sentence.tokens
    while tokens[index].head >= 0 and steps <= len(tokens):
        index = tokens[index].head
        steps += 1
    return steps


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """Find the token that heads the span: the one nearest the root, the first of several."""
    if last - first == 1:
        return first
    outside = [i for i in range(first, last) if not first <= sentence.tokens[i].head < last]
    if len(outside) == 1:
        return outside[0]
    nominal = [i for i in outside if sentence.tokens[i].upos in NOMINAL]
    return min(nominal or outside or [last - 1], key=lambda i: depth(sentence, i))


def outer_head(sentence: Sentence, index: int) -> int:
    """Climb from a name, a title or a conjunct to the token that stands for all of them."""
    tokens = sentence.tokens
    while tokens[index].head >= 0 and (
        relation(tokens[index]) in {"conj", "appos", "flat"} or tokens[index].deprel == "nmod:desc"
    ):
        index = tokens[index].head
    return index


def function_of(sentence: Sentence, index: int) -> Function:
    """Tell what a nominal does in its clause."""
    token = sentence.tokens[outer_head(sentence, index)]
    deprel = token.deprel
    if deprel.startswith(("nsubj", "csubj")):
        return "oblique" if _is_displaced(sentence, token) else "subject"
    if deprel == "obl:agent":
        return "subject"
    if deprel in {"obj", "iobj"}:
        return "object"
    if deprel == "nmod:poss":
        return "possessor"
    if relation(token) in {"obl", "nmod"}:
        return "oblique"
    if relation(token) in {"compound", "amod", "det"}:
        return "modifier"
    return "other"


def _is_displaced(sentence: Sentence, token: Token) -> bool:
    """Tell whether a nearer subject follows: "As minister in his cabinet, Gujral helped"."""
    verb = token.head
    return any(
        token.index < c < verb
        and sentence.tokens[c].deprel.startswith("nsubj")
        and any(t.text == "," for t in sentence.tokens[token.index : c])
        for c in (sentence.children[verb] if verb > token.index else ())
    )


def clause_of(sentence: Sentence, index: int) -> int:
    """Find the predicate of the clause that a token stands in, itself if it is one."""
    tokens = sentence.tokens
    for i in (index, *ancestors(sentence, index)):
        token = tokens[i]
        if token.upos == "VERB" and relation(token) not in {"amod", "compound", "case"}:
            return i
        if relation(token) in {"root", "ccomp", "advcl", "xcomp", "acl", "csubj", "parataxis"}:
            return i
    return index


def subject_of(sentence: Sentence, predicate: int) -> int:
    """Find a predicate's own subject, or that of the clause it shares it with; -1 if none."""
    tokens = sentence.tokens
    for i in (predicate, *ancestors(sentence, predicate)):
        for child in sentence.children[i]:
            if tokens[child].deprel.startswith("nsubj"):
                return child
        if relation(tokens[i]) not in {"conj", "xcomp", "advcl"}:
            return -1
    return -1


def preposition_of(sentence: Sentence, index: int) -> str:
    """Give the preposition that introduces a nominal, lower-cased; "" where there is none."""
    tokens = sentence.tokens
    index = outer_head(sentence, index)
    for child in sentence.children[index]:
        if relation(tokens[child]) == "case" and tokens[child].xpos != "POS":
            word = tokens[child].text.lower()
            if word in {"according", "because", "out", "instead", "ahead", "due"}:
                return next(
                    (f"{word} {tokens[c].text.lower()}" for c in sentence.children[child]), word
                )
            return word
    return ""


def is_quoted(sentence: Sentence, index: int) -> bool:
    """Tell whether a token stands inside quotation marks."""
    start = sentence.tokens[index].start
    return any(span.start <= start < span.end for span in sentence.quoted)


def find_speaker(sentence: Sentence) -> int:
    """Find the subject of the sentence's outermost verb of saying; -1 where there is none."""
    tokens = sentence.tokens
    best, best_depth = -1, len(tokens) + 1
    for token in tokens:
        if token.lemma in SPEECH and token.upos == "VERB" and not is_quoted(sentence, token.index):
            subject = subject_of(sentence, token.index)
            if subject < 0:
                subject = next(
                    (c for c in sentence.children[token.index] if tokens[c].deprel == "obl:agent"),
                    -1,
                )
            level = depth(sentence, token.index)
            if subject >= 0 and level < best_depth and not is_quoted(sentence, subject):
                best, best_depth = subject, level
    return best


def is_here(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is the reporter's own "here": where the report was filed."""
    token = sentence.tokens[index]
    return (
        token.text == "here"
        and token.upos == "ADV"
        and sentence.field == "text"
        and not is_quoted(sentence, index)
    )


def is_bare_title(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a title stands alone, though it may be somebody's name: "the King".

    Headlines leave the article out: "Pope calls for talks".
    """
    tokens = sentence.tokens
    lemma = tokens[first].lemma.lower()
    if last - first != 1 or lemma not in wording.HONORIFICS:
        return False
    if first == 0:
        return lemma in _NO_SURNAMES and tokens[first].head >= last
    return tokens[first - 1].lemma.lower() == "the"


_NO_SURNAMES = frozenset("pope president premier chancellor senator minister emir sultan".split())
