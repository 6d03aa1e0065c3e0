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
