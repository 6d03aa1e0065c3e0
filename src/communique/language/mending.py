"""Mend what the network says where grammar rules it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.language.parse import Parse

_FINAL: Final = frozenset((".", "!", "?", '"', "”", "’", "''"))
_CLAUSES: Final = frozenset(("root", "ccomp", "parataxis"))


def mend_passives(words: Sequence[str], parse: Parse) -> None:
    """Make bare participles with a subject into past tenses, in place: "the minister resigned".

    A passive clause of a full sentence has its auxiliary; headlines, which drop it, are left
    alone, and so are participles that are no past tense as well, such as "taken".
    """
    if "nsubj:pass" not in parse.deprels or words[-1] not in _FINAL:
        return
    helped = {
        head
        for head, deprel in zip(parse.heads, parse.deprels, strict=True)
        if deprel.startswith("aux") or deprel == "cop"
    }
    for i, deprel in enumerate(parse.deprels):
        verb = parse.heads[i]
        if (
            deprel == "nsubj:pass"
            and verb not in helped
            and parse.xpos[verb] in ("VBN", "VBD")
            and parse.deprels[verb] in _CLAUSES
            and (not words[verb].endswith(("n", "ne")) or words[verb] == "won")
        ):
            parse.deprels[i] = "nsubj"
            parse.xpos[verb] = "VBD"


def mend_progressives(words: Sequence[str], parse: Parse) -> None:
    """Make a progressive of a participle taken for a noun's modifier, in place.

    "have been bombing border areas": after "been" a participle and a noun are a verb and its
    object, which the network may read as "have been [bombing areas]".
    """
    for i in range(1, len(words)):
        noun = parse.heads[i]
        if (
            words[i - 1].lower() == "been"
            and parse.xpos[i] == "VBG"
            and parse.deprels[i] in ("compound", "amod")
            and noun > i
            and parse.heads[i - 1] == noun
            and parse.deprels[i - 1] == "cop"
        ):
            for k, deprel in enumerate(parse.deprels):
                if parse.heads[k] == noun and k != i:
                    if k < i or not deprel.startswith(("amod", "compound", "nmod", "flat", "det")):
                        parse.heads[k] = i
                    if deprel == "nmod" and k > noun:
                        parse.heads[k], parse.deprels[k] = i, "obl"
            parse.heads[i], parse.deprels[i] = parse.heads[noun], parse.deprels[noun]
            parse.heads[noun], parse.deprels[noun] = i, "obj"
            parse.deprels[i - 1] = "aux"
            parse.upos[i], parse.upos[i - 1] = "VERB", "AUX"


def mend_visitors(words: Sequence[str], parse: Parse) -> None:
    """Make a modifier of "visiting" before who visits, in place.

    "a meeting with visiting Iraqi President Talabani": the network may take who visits for who
    is visited.
    """
    for i, word in enumerate(words):
        if word.lower() != "visiting" or i == 0:
            continue
        guest = next(
            (
                k
                for k in range(i + 1, min(i + 8, len(words)))
                if parse.heads[k] == i and parse.deprels[k] == "obj"
            ),
            None,
        )
        before = parse.upos[i - 1]
        helped = any(parse.heads[k] == i and parse.deprels[k].startswith("aux") for k in range(i))
        if guest is None or helped or before not in ("ADP", "VERB", "SCONJ"):
            continue
        if parse.names[guest].endswith(("LOC", "GPE")) or words[i + 1].lower() in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
        ):
            # "after visiting the shrine", "ruled out visiting Oslo"
            continue
        if parse.upos[i - 1] == "SCONJ" and words[i - 1].lower() not in (
            "with",
            "to",
            "by",
            "from",
        ):
            continue
        head = parse.heads[i]
        nominal = head >= 0 and parse.upos[head] in ("NOUN", "PROPN")
        parse.heads[guest] = head
        if before == "VERB":
            parse.deprels[guest] = "obj"
        else:
            parse.deprels[guest] = "nmod" if nominal else "obl"
        for k in range(len(words)):
            if parse.heads[k] == i and k != guest:
                parse.heads[k] = guest
                if parse.deprels[k] == "mark":
                    parse.deprels[k], parse.upos[k] = "case", "ADP"
        parse.heads[i], parse.deprels[i], parse.upos[i] = guest, "amod", "VERB"
