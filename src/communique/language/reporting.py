"""Mend the clause by which words are reported: what stands beside "he said" is not of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communique.language.parse import Parse

_REPORTING: Final = frozenset(
    """said says told tells added adds reported reports announced announces stated warned declared
    insisted stressed noted claimed confirmed explained argued remarked""".split()
)
_HUNG: Final = frozenset(("obl", "obl:tmod", "obl:unmarked", "advcl", "nmod", "nmod:unmarked"))
_CLOSING: Final = frozenset((",", '"', "”", "''", "’"))
_TOLD: Final = frozenset(("told", "tells"))


def mend_reporting(words: Sequence[str], parse: Parse) -> None:
    """Hang what tells of the reporting from its verb, in place.

    '"We agree," Merkel said on Monday after meeting Clark in Berlin': the network may hang day
    and meeting from what was said, and even who says it: "They sent aid, the ministry reported".
    """
    heads, deprels = parse.heads, parse.deprels
    for verb, word in enumerate(words):
        if word.lower() not in _REPORTING or parse.upos[verb] != "VERB":
            continue
        said = next(
            (k for k in range(verb) if heads[k] == verb and deprels[k] in ("ccomp", "parataxis")),
            -1,
        )
        if said < 0:
            continue
        _return_subject(words, parse, verb, said)
        speakers = [k for k in range(len(words)) if heads[k] == verb and deprels[k] == "nsubj"]
        if not speakers:
            continue
        # After '"...," said Lavrov, the minister,' what follows a comma still tells of the saying.
        closed = not {'"', "”", "''"}.isdisjoint(words[said:verb])
        for k in range(verb + 1, len(words)):
            if words[k] in (";", "--", '"', "“") or (words[k] == "," and not closed):
                break
            if heads[k] >= verb or deprels[k] not in _HUNG or not _is_under(heads, k, said):
                continue
            heads[k] = verb
            if deprels[k].startswith("nmod"):
                deprels[k] = deprels[k].replace("nmod", "obl")
        if word.lower() in _TOLD and min(speakers) < verb < max(speakers):
            deprels[max(speakers)] = "iobj"


def _return_subject(words: Sequence[str], parse: Parse, verb: int, said: int) -> None:
    """Give a reporting verb without a subject the one right before it."""
    heads, deprels = parse.heads, parse.deprels
    if any(heads[k] == verb and deprels[k].startswith("nsubj") for k in range(len(words))):
        return
    for k in range(verb - 1, said, -1):
        if words[k] in _CLOSING:
            return
        inner = heads[k]
        if deprels[k] == "appos" and _is_under(heads, k, said):
            # "…," British envoy John Reid announced: he stands beside nobody.
            opens = min(j for j in range(said, k + 1) if j == k or _is_under(heads, j, k))
            if words[opens - 1] in _CLOSING and deprels[inner] != "appos":
                heads[k], deprels[k] = verb, "nsubj"
                return
        if deprels[k] == "nsubj" and inner < k and _is_under(heads, k, said):
            opens = min(j for j in range(said, k + 1) if j == k or _is_under(heads, j, k))
            if words[opens - 1] in _CLOSING:
                heads[k] = verb
            return


def _is_under(heads: Sequence[int], index: int, above: int) -> bool:
    """Tell whether a word hangs from another, at any depth."""
    steps = 0
    while index >= 0 and steps <= len(heads):
        if index == above:
            return True
        index = heads[index]
        steps += 1
    return False
