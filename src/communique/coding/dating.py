"""When no words of its own date a deed: what it takes from its story."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.anchoring import Anchored, anchor_dates, belongs
from communique.coding.linking import as_relative, inferred_lead, is_content
from communique.types import When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from communique.coding.drafts import Draft
    from communique.coding.grouping import Group
    from communique.types import Article, Sentence

    Told = tuple[Sentence, Sequence[When]]

# Acts of speech and meetings make up a story's day; deeds of force in passing are background.
OF_THE_DAY = frozenset(
    {
        "ACCUSE",
        "REJECT",
        "REQUEST",
        "SUPPORT",
        "THREATEN",
        "AGREE",
        "CONSULT",
        "CONCEDE",
        "PROTEST",
    }
)
LEAD_PARAGRAPHS = 2


def day_of(article: Article) -> When | None:
    """Give the day of publication as a date, None where it is not known."""
    day = article.published
    if day is None:
        return None
    return When(start=day, end=day, edtf=day.isoformat(), timex=day.isoformat(), basis="inferred")


OPENERS = frozenset({"since", "until", "till", "before", "after", "by"})


def is_of_another(sentence: Sentence, when: When) -> bool:
    """Tell whether a date names another deed than the sentence's: "Sunday's attack", "since"."""
    if when.span is None:
        return True
    after = next((t for t in sentence.tokens if t.start >= when.span.end), None)
    before = [t for t in sentence.tokens if t.end <= when.span.start][-1:]
    possessive = after is not None and after.xpos == "POS"
    aside = any(
        sentence.tokens[a.head].deprel == "acl:relcl"
        for a in anchor_dates(sentence, [when])
        if a.head >= 0
    )
    return possessive or aside or any(t.text.lower() in OPENERS for t in before)


def find_story_day(article: Article, dated: Sequence[tuple[Sentence, When]]) -> When | None:
    """Find the day a report is about: named in its lead, at most a week before publication."""
    if article.published is None:
        return None
    oldest = article.published - timedelta(days=7)
    for sentence, when in dated:
        if is_of_another(sentence, when):
            continue
        if (
            when.start is not None
            and when.end is not None
            and when.start == when.end
            and oldest <= when.start <= article.published
        ):
            return when
    return None


def date_told(article: Article, group: Group) -> When | None:
    """Date a deed by its mentions' own words, the finest of several."""
    own = [d.when for d in group.drafts if d.when is not None and not is_to_come(article, d)]
    return next((when for when in own if is_finer(when, own[0])), own[0]) if own else None


def date_by_story(
    article: Article, group: Group, story_day: When | None, told: Sequence[Told]
) -> When | None:
    """Date a deed that no words of its own date by the story that it belongs to."""
    first = group.drafts[0]
    if article.published is None or first.status != "occurred" or not in_simple_past(first):
        return None
    if is_background(first, told, article.published):
        return None
    if story_day is not None and first.type in OF_THE_DAY and is_of_the_story(first):
        return as_relative(story_day)
    if first.sentence.field == "title" or first.sentence.paragraph < LEAD_PARAGRAPHS:
        return inferred_lead(article.published)
    return None


def is_finer(when: When, other: When) -> bool:
    """Tell whether a date lies within another and is shorter: "Tuesday" within "this week"."""
    if when.start is None or when.end is None or other.start is None or other.end is None:
        return False
    inside = other.start <= when.start and when.end <= other.end
    return inside and when.end - when.start < other.end - other.start


# So many sentences back a date may set the scene, and so many days back it is history.
_SCENE, _BACK = 2, 7
# What a deed came after may lie so much further back.
_LONG_BACK = 120


def is_background(draft: Draft, told: Sequence[Told], published: date) -> bool:
    """Tell whether a deed without a date is told beside the story, not in it.

    It stands in a relative clause, before another deed, or where the last date named is of long
    ago: "In 2015 fighting broke out. Each blamed the other."
    """
    sentence, at = draft.sentence, draft.reading.carrier or draft.reading.trigger
    token = sentence.tokens[at]
    if token.deprel == "acl:relcl" and sentence.paragraph > 0:
        return True
    if any(frames.case_of(sentence, c) == "before" for c in sentence.children[at]):
        return True
    oldest = published - timedelta(days=_BACK)
    if any(
        is_long_ago(sentence, a, at, oldest)
        for a in anchor_dates(sentence, told[sentence.index][1])
    ):
        return True
    for index in range(sentence.index, max(sentence.index - _SCENE, 0) - 1, -1):
        earlier, dates = told[index]
        for when in reversed(dates):
            if when.kind != "date" or when.end is None or when.start is None:
                continue
            if when.end >= oldest:
                return False
            if index < sentence.index and sets_the_scene(earlier, when):
                return True
    return False


def is_long_ago(sentence: Sentence, dated: Anchored, deed: int, oldest: date) -> bool:
    """Tell whether an old date is of what a deed came after, or of the saying of it.

    "were beaten after the invasion in 2003", "A month ago he said that he wanted her to stay".
    """
    if dated.when.kind == "duration":
        # "were killed in 12 months"
        return dated.head == deed and _LONG.fullmatch(dated.when.timex) is not None
    end = dated.when.end
    if end is None or end >= oldest or dated.when.kind != "date":
        return False
    tokens, at = sentence.tokens, deed
    if dated.first < deed and opens_the_scene(sentence, dated):
        return True
    sequels = (
        c
        for k in (deed, tokens[deed].head)
        if k >= 0
        for c in sentence.children[k]
        if frames.case_of(sentence, c) in {"after", "since", "during", "following"}
    )
    if end < oldest - timedelta(days=_LONG_BACK) and any(
        belongs(sentence, dated, c) for c in sequels
    ):
        return True
    while tokens[at].head >= 0 and tokens[at].deprel in {"ccomp", "xcomp", "conj", "obj"}:
        if tokens[at].deprel == "ccomp" and belongs(sentence, dated, tokens[at].head):
            return True
        at = tokens[at].head
    return False


_LONG = re.compile(r"P\d+[MY]")


def opens_the_scene(sentence: Sentence, dated: Anchored) -> bool:
    """Tell whether a date stands before what its sentence tells: "In the vote in 1995, he won"."""
    if dated.head < 0 or is_of_another(sentence, dated.when):
        return False
    tokens = sentence.tokens
    before = tokens[dated.first - 1].text.lower() if dated.first else ""
    return before in {"", "in", "on"} and tokens[dated.head].upos in {"VERB", "AUX", "NOUN"}


def sets_the_scene(sentence: Sentence, when: When) -> bool:
    """Tell whether a date is that of its sentence's main clause: "In 2015 fighting broke out".

    "They had met last year" in the lead looks back, and the story goes on where it stood.
    """
    root = sentence.root
    if sentence.paragraph < LEAD_PARAGRAPHS and any(
        sentence.tokens[c].text.lower() == "had" for c in sentence.children[root]
    ):
        return False
    return any(
        anchored.head == root and not is_of_another(sentence, when)
        for anchored in anchor_dates(sentence, [when])
    )


def is_to_come(article: Article, draft: Draft) -> bool:
    """Tell whether a deed that occurred has a date after publication, which is another's."""
    when, today = draft.when, article.published
    return (
        draft.status == "occurred"
        and when is not None
        and when.start is not None
        and today is not None
        and when.start > today
        and in_simple_past(draft)
    )


EARLIER = frozenset({"recent", "previous", "past", "earlier", "last", "former", "first", "many"})


def is_of_the_story(draft: Draft) -> bool:
    """Tell whether a deed is told as part of the day's story, not as a standing fact beside it."""
    reading = draft.reading
    if reading.entry.pos != "noun":
        return True
    tokens, children = draft.sentence.tokens, draft.sentence.children
    if any(tokens[c].lemma.lower() in EARLIER for c in children[reading.trigger]):
        return False
    return reading.carrier is not None or (
        draft.type == "CONSULT"
        and tokens[reading.trigger].deprel in {"obl", "nsubj", "nsubj:pass"}
    )


# What was done then is no news of today: "Earlier, Berlin promised".
BYGONE = frozenset({"earlier", "previously", "formerly", "once", "originally", "initially"})


def in_simple_past(draft: Draft) -> bool:
    """Tell whether a deed is told in the simple past, or the present of a headline: as news."""
    tokens = draft.sentence.tokens
    at = draft.reading.carrier if draft.reading.carrier is not None else draft.reading.trigger
    headline = draft.sentence.kind == "headline" or draft.sentence.field == "title"
    for _ in range(6):
        token = tokens[at]
        if token.upos in {"VERB", "AUX"}:
            auxes = [
                tokens[c]
                for c in draft.sentence.children[at]
                if tokens[c].deprel in {"aux", "aux:pass"}
            ]
            if any(
                tokens[c].deprel == "advmod" and tokens[c].text.lower() in BYGONE
                for c in draft.sentence.children[at]
            ):
                return False
            if token.deprel == "acl" and (token.xpos == "VBN" or is_content(draft.sentence, at)):
                return False
            if any(a.lemma == "have" for a in auxes):
                # The lead's perfect is news: "has warned"; later perfects are background.
                return draft.sentence.paragraph == 0 and any(a.xpos != "VBD" for a in auxes)
            if token.xpos == "VBD" or any(a.xpos == "VBD" for a in auxes):
                return True
            if token.xpos in {"VBZ", "VBP"}:
                return headline
        if token.head < 0:
            return headline
        if token.deprel == "acl:relcl":
            return False
        at = token.head
    return False
