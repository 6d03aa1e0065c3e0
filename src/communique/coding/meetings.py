"""Date what is done at a meeting by the meeting."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from communique.coding.linking import as_relative
from communique.language.tree import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Article, Sentence, When

APART = frozenset({"before", "after", "since", "following", "ahead", "until", "despite"})
_REACH = 4


def stands_apart(sentence: Sentence, index: int) -> bool:
    """Tell whether a meeting comes before or after what is told with it: "before the summit"."""
    for token in reversed(sentence.tokens[max(index - _REACH, 0) : index]):
        if token.lemma.lower() in APART:
            return True
        if token.upos in {"VERB", "ADP"} and token.text.lower() != "of":
            return False
    return False


def date_at_meeting(group: Group, groups: Sequence[Group]) -> When | None:
    """Date what is done at a meeting by the meeting: "will attend the summit", dated before."""
    for draft in group.drafts:
        for other in groups:
            if other is group:
                continue
            whens = [d.when for d in other.drafts if d.when is not None]
            for mention in other.drafts:
                if (
                    whens
                    and mention.type == "CONSULT"
                    and mention.sentence is draft.sentence
                    and not stands_apart(mention.sentence, mention.reading.trigger)
                    and mention.reading.entry.pos == "noun"
                    and draft.reading.trigger
                    in words_above(draft.sentence, mention.reading.trigger)
                ):
                    return as_relative(whens[0])
    return None


def words_above(sentence: Sentence, index: int) -> Iterator[int]:
    """Walk up from a word, three steps at most and not out of its clause."""
    for at in islice(ancestors(sentence, index), 3):
        yield at
        if sentence.tokens[at].deprel in {"ccomp", "acl:relcl", "parataxis"}:
            break


MEETINGS = frozenset(
    """meeting talk summit conference session negotiation encounter forum gathering ceremony
    funeral event round visit""".split()
)


def date_of_meeting(article: Article, group: Group, groups: Sequence[Group]) -> When | None:
    """Date a part in a meeting that the report has dated elsewhere: "will chair the talks".

    The meeting is the one that the report has set for a day to come, if it has set but one.
    """
    first = group.drafts[0]
    if article.published is None or first.type != "CONSULT" or first.status != "planned":
        return None
    if not _names_a_meeting(first):
        return None
    ahead = {
        draft.when
        for other in groups
        if other is not group
        for draft in other.drafts
        if draft.type == "CONSULT"
        and draft.status == "planned"
        and draft.when is not None
        and draft.when.start is not None
        and draft.when.end is not None
        and draft.when.start >= article.published
    }
    days = {(when.start, when.end) for when in ahead}
    return as_relative(next(iter(ahead))) if len(days) == 1 else None


def _names_a_meeting(draft: Draft) -> bool:
    """Tell whether a deed is a part in a meeting known before: "the talks", not "talks"."""
    tokens, children = draft.sentence.tokens, draft.sentence.children
    at = draft.reading.trigger
    near = [at, *children[at], *(k for c in children[at] for k in children[c])]
    return any(
        tokens[k].lemma.lower() in MEETINGS
        and any(tokens[c].text.lower() in {"the", "this", "that"} for c in children[k])
        for k in near
    )
