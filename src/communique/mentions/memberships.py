"""Find whose people somebody is of by the body that he belongs to or leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.mentions.phrases import head_of, relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.directory import Entry
    from communique.mentions.names import NameMatch
    from communique.mentions.persons import PersonMatch
    from communique.types import Sentence

_UNKNOWN = "---"


def find_membership(
    sentence: Sentence, match: PersonMatch, by_token: Mapping[int, NameMatch]
) -> Entry | None:
    """Find the body of which somebody is a member, or whose people he leads.

    "Ann Lee, member of the bureau of the Labour Party", "a Labour delegation led by Ann Lee".
    """
    tokens, children = sentence.tokens, sentence.children
    head = tokens[head_of(sentence, match.name_first, match.last)]
    bearers = [
        c for c in children[head.index] if c > head.index and relation(tokens[c]) == "appos"
    ]
    above = tokens[head.head] if head.head >= 0 else None
    if above is not None and above.deprel == "acl" and above.lemma in {"lead", "head"}:
        bearers.append(above.head)
    for at in bearers:
        if tokens[at].upos != "NOUN":
            continue
        steps = [at]
        while steps:
            found = by_token.get(steps[0])
            if found is not None and not found.is_person and found.owner.country != _UNKNOWN:
                return found.owner
            steps = [
                c
                for c in children[steps[0]]
                if relation(tokens[c]) in {"nmod", "compound", "amod"}
                and (c < steps[0] or any(tokens[k].text == "of" for k in children[c]))
            ]
    return None
