"""Whether what an entry asks for holds around a word: its `when` and `unless`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.clauses import is_own_deed
from communique.coding.reality import is_negated
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.coding.parties import Party
    from communique.types import Sentence, Token


QUANTIFIERS = frozenset({"most", "some", "many", "all", "part", "half", "any", "much", "several"})


def governors(sentence: Sentence, index: int) -> list[int]:
    """List what governs a noun: "lift" of "lifted most of the sanctions", "wants them lifted"."""
    tokens = sentence.tokens
    at = index
    while tokens[at].deprel in {"nmod", "obl"} and tokens[at].head >= 0:
        head = tokens[tokens[at].head].lemma.lower()
        if head not in QUANTIFIERS and head not in load_cues().counters:
            break
        at = tokens[at].head
    found = [tokens[at].head] if tokens[at].head >= 0 else []
    if at != index and tokens[index].head >= 0:
        found.append(tokens[index].head)
    # "wanted the sanctions lifted": the participle may hang from the noun or from the verb.
    found.extend(
        c
        for c in sentence.children[index]
        if tokens[c].xpos == "VBN" and tokens[c].deprel == "acl" and c == index + 1
    )
    return found


def holds(
    sentence: Sentence,
    index: int,
    key: str,
    wanted: frozenset[str],
    carrier: int | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> bool:
    """Tell whether a condition of an entry holds around a word."""
    tokens = sentence.tokens
    match key:
        case "actor_sector":
            return any(p.entity.sector in wanted for p in actors)
        case "recipient_sector":
            return any(p.entity.sector in wanted for p in recipients)
        case "actor_country":
            return any(p.entity.country in wanted for p in actors) or (
                "?" in wanted and not actors
            )
        case "recipient_country":
            return any(p.entity.country in wanted for p in recipients) or (
                "?" in wanted and not recipients
            )
        case "sentence":
            return any(t.lemma.lower() in wanted for t in tokens)
        case "governor":
            return any(tokens[at].lemma.lower() in wanted for at in governors(sentence, index))
        case "negated":
            # "will not release": a refusal in other words.
            future = any(
                tokens[c].lemma in {"will", "would", "wo"}
                or tokens[c].text.lower() in {"wo", "will"}
                for c in frames.auxiliaries(sentence, index)
            )
            return is_negated(sentence, index) and (future or "will" not in wanted)
        case "own":
            return is_own_deed(sentence, index)
        case "denies":
            clause = frames.complement_of(sentence, index)
            return clause is not None and is_negated(sentence, clause)
        case "modal":
            return _clause_has(sentence, index, wanted)
        case "predicate":
            return not wanted.isdisjoint(_predicate_of(sentence, index))
        case "complement":
            return _complement_holds(sentence, index, wanted)
        case "modifier":
            return any(
                tokens[k].lemma.lower() in wanted or tokens[k].text.lower() in wanted
                for c in sentence.children[index]
                if tokens[c].deprel
                in {
                    "amod",
                    "compound",
                    "nmod:poss",
                    "nummod",
                    "nmod",
                    "advmod",
                    "nmod:desc",
                    "det",
                }
                for k in (c, *sentence.children[c])
            )
        case "object":
            heads: Sequence[int] = [
                frames.part_of(sentence, at) for at in valency.objects(sentence, index)
            ] or [
                # "gave the garrison 48 hours": the network takes a span of time for an adverbial.
                c
                for c in sentence.children[index]
                if tokens[c].deprel in {"iobj", "obl:unmarked"} and c > index
            ]
        case "subject":
            heads = valency.subjects(sentence, index) or valency.surface_subjects(sentence, index)
        case _:
            heads = frames.phrases_after(sentence, index, key)
            if not heads and carrier is not None:
                heads = frames.phrases_after(sentence, carrier, key)
            if not heads:
                heads = [
                    h
                    for c in sentence.children[index]
                    if tokens[c].deprel in {"obj", "obl", "xcomp", "advmod"}
                    for h in frames.phrases_after(sentence, c, key)
                ]
    if "*" in wanted:
        return bool(heads)
    return any(lemma in wanted for head in heads for lemma in lemmas_of_phrase(sentence, head))


def lemmas_of_phrase(sentence: Sentence, head: int) -> Iterable[str]:
    """Yield the lemmas of a phrase's head and of its modifiers and complements."""
    tokens, children = sentence.tokens, sentence.children
    lemma = tokens[head].lemma.lower()
    yield lemma
    if tokens[head].upos == "NOUN" and lemma == tokens[head].text.lower() and lemma[-1:] == "s":
        yield singular_of(lemma)
    if any(n.label == "PER" and n.first <= head < n.last for n in sentence.names):
        yield "<person>"
    elif tokens[head].upos == "PROPN":
        yield "<name>"
    for c in children[head]:
        if tokens[c].deprel in {
            "amod",
            "compound",
            "nmod",
            "nmod:poss",
            "nummod",
            "nmod:desc",
            "conj",
            "flat",
            "appos",
        }:
            yield tokens[c].lemma.lower()
            for k in children[c]:
                if tokens[k].deprel in {"amod", "compound", "conj", "nmod"}:
                    yield tokens[k].lemma.lower()


def _clause_has(sentence: Sentence, index: int, wanted: frozenset[str]) -> bool:
    """Tell whether the clause that a word takes has one of some auxiliaries: "must", "should"."""
    clause = frames.complement_of(sentence, index)
    if clause is None:
        return False
    tokens = sentence.tokens
    modals = (tokens[c] for c in frames.auxiliaries(sentence, clause) if tokens[c].xpos == "MD")
    if not wanted.isdisjoint(t.text.lower() for t in modals):
        return True
    # "has to pay", "needs to act"
    return tokens[clause].lemma in wanted and any(
        tokens[c].deprel == "xcomp" and tokens[c].xpos == "VB" for c in sentence.children[clause]
    )


ASPECTS = frozenset({"keep", "continue", "go", "start", "begin", "resume"})


def _complement_holds(sentence: Sentence, index: int, wanted: frozenset[str]) -> bool:
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    gerund = any(
        tokens[c].xpos == "VBG" and tokens[c].deprel in {"xcomp", "advcl", "ccomp", "acl", "obl"}
        for c in sentence.children[index]
    )
    if clause is None:
        return gerund and "gerund" in wanted
    if tokens[clause].lemma in ASPECTS:
        # "vowed to keep fighting" is a vow to fight.
        inner = [c for c in sentence.children[clause] if tokens[c].deprel == "xcomp"]
        if inner and not wanted.isdisjoint(lemmas_of(tokens[inner[0]])):
            return True
    infinitive = tokens[clause].xpos == "VB" and not any(
        tokens[c].xpos == "MD" for c in sentence.children[clause]
    )
    if "imperative" in wanted:
        return infinitive and not any(
            tokens[c].xpos == "TO" or tokens[c].deprel.startswith("nsubj")
            for c in sentence.children[clause]
        )
    kind = "infinitive" if infinitive else "gerund" if tokens[clause].xpos == "VBG" else "clause"
    return (
        kind in wanted
        or ("passive" in wanted and frames.is_passive(sentence, clause))
        or (gerund and "gerund" in wanted)
        or not wanted.isdisjoint(lemmas_of(tokens[clause]))
        or not wanted.isdisjoint(_said_of_subject(sentence, clause))
    )


def _said_of_subject(sentence: Sentence, clause: int) -> Iterator[str]:
    """Yield what stands with a noun that tells what its subject is: "was behind the fires"."""
    tokens = sentence.tokens
    if tokens[clause].upos != "NOUN" or not frames.has_copula(sentence, clause):
        return
    for c in sentence.children[clause]:
        if tokens[c].deprel in {"case", "amod"}:
            yield tokens[c].lemma.lower()


def _predicate_of(sentence: Sentence, index: int) -> Iterator[str]:
    """Yield the lemmas of what a verb calls its object: "called the move a mistake".

    The network hangs it from the verb or, as one phrase with the object, from the object.
    """
    tokens, children = sentence.tokens, sentence.children
    objects = set(valency.objects(sentence, index))
    twice = [c for c in children[index] if tokens[c].deprel == "obj"]
    if len(twice) > 1 and twice[-1] > index:
        # "called the move a mistake", "whom he called a liar": of two objects the last says what.
        objects.discard(twice[-1])
    heads = [
        c
        for c in children[index]
        if tokens[c].deprel in {"xcomp", "ccomp", "advcl", "obj", "appos", "obl", "parataxis"}
        and c not in objects
        and c > index
    ]
    heads += [
        c
        for at in objects
        for c in children[at]
        if c > at and tokens[c].deprel in {"appos", "amod", "acl", "nmod", "flat", "conj", "dep"}
    ]
    for at in heads:
        yield tokens[at].lemma.lower()
        for c in children[at]:
            if tokens[c].deprel in {"amod", "conj", "compound", "advmod", "nmod", "xcomp"}:
                yield tokens[c].lemma.lower()
                yield from (
                    tokens[k].lemma.lower()
                    for k in children[c]
                    if tokens[k].deprel in {"amod", "conj", "compound"}
                )


def lemmas_of(token: Token) -> list[str]:
    """List a word's lemma and, for a regular form, what else it may be a form of.

    "severed" is of "sever" or of "severe": the lexicon knows which of them is a deed.
    """
    lemma = token.lemma.lower()
    form = token.text.lower()
    if token.xpos == "NNS" and lemma == form:
        return [lemma, singular_of(lemma)]
    if token.upos != "VERB":
        return [lemma]
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            return list(dict.fromkeys([lemma, stem, stem + "e"]))
    return [lemma]


def singular_of(lemma: str) -> str:
    """Return the singular of a regular plural that stands as its own lemma: "supplies"."""
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")
