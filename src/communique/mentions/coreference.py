"""Resolve words that point back: pronouns, descriptions, "the two leaders", "our country".

The article is read from left to right. A `Discourse` keeps what has been said so far, a
`Referent` for each actor mentioned; what cannot be resolved stays unresolved.
"""

# Reading a tree is a list of decisions, each best left where it is taken.
# ruff: noqa: C901, PLR0912

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from communique.language.tree import ancestors
from communique.mentions.discourse import RANK, REACH, Referent
from communique.mentions.faults import find_faulted, find_punished
from communique.mentions.phrases import (
    SPEECH,
    clause_of,
    find_speaker,
    is_quoted,
    outer_head,
    relation,
    subject_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from communique.mentions.discourse import Discourse, Gender, Shape
    from communique.types import Entity, Sentence


MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
PRONOUNS = MASCULINE | FEMININE | NEUTER | PLURAL | FIRST | FIRST_PLURAL
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
# What is said in these is said by whoever put them out.
_PAPERS = frozenset({"statement", "document", "communique", "declaration", "message", "draft"})
# Who is so has a mind: "it is ready to help" speaks of somebody, "it is right to help" does not.
_MINDED = frozenset(
    "able afraid anxious aware bound certain committed concerned confident content convinced "
    "deaf determined disposed eager entitled free glad grateful happy hopeful inclined interested "
    "keen loath loth obliged open optimistic poised prepared proud ready reluctant resolved "
    "satisfied sorry sure unable unaware unprepared unwilling wary willing worried".split()
)


def find_pronoun_entities(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    """Find whom a pronoun means."""
    word = sentence.tokens[index].text.lower()
    if word in FIRST or word in FIRST_PLURAL:
        return _voice_at(discourse, sentence)
    if word in NEUTER and _is_empty_it(sentence, index):
        return None
    here = discourse.here(sentence.index, index)
    faulted = find_faulted(here, sentence, index) if word in POSSESSIVE else None
    if faulted is not None and _agrees(discourse, faulted, word):
        return faulted
    if word in PLURAL:
        return _find_plural(discourse, sentence, index)
    if word in NEUTER:
        return _find_neuter(discourse, sentence, index)
    return _find_person(discourse, sentence, index, "f" if word in FEMININE else "m")


def _agrees(discourse: Discourse, referent: Referent, word: str) -> bool:
    """Tell whether a pronoun may stand for somebody, by number, kind and sex."""
    if word in PLURAL:
        return referent.plural or len(referent.entities) > 1
    if len(referent.entities) != 1 or referent.plural:
        return False
    if word in NEUTER:
        return referent.shape in {"body", "state"}
    return _fits_person(discourse, referent, "f" if word in FEMININE else "m")


def _voice_at(discourse: Discourse, sentence: Sentence) -> Referent | None:
    """Find who speaks in a quotation."""
    if not sentence.quoted:
        # A communique given in full speaks of itself as "we", without quotation marks.
        return _body_that_spoke(discourse, sentence)
    here = discourse.here(sentence.index, len(sentence.tokens))
    speaking = [r for r in here if r.speaks]
    if speaking:
        return speaking[0]
    subject = find_speaker(sentence)
    if subject >= 0:
        # "the statement said": whoever owns it, if that is told.
        if sentence.tokens[subject].lemma.lower() in _PAPERS and (
            discourse.voice is not None and sentence.index - discourse.voice.sentence <= REACH
        ):
            return discourse.voice
        if sentence.tokens[subject].lemma.lower() in _PAPERS:
            return _body_that_spoke(discourse, sentence)
        owners = [r for r in here if sentence.tokens[r.head].head == subject]
        return next((r for r in owners if r.function in {"possessor", "modifier"}), None)
    return discourse.voice


def _body_that_spoke(discourse: Discourse, sentence: Sentence) -> Referent | None:
    """Return the body of many that spoke last, while its words may still go on."""
    voice = discourse.voice
    if voice is None or sentence.index - voice.sentence > 2 * REACH:
        return None
    return voice if voice.shape == "body" and len(voice.entities) == 1 else None


def _is_empty_it(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.deprel.startswith("expl"):
        return True
    if not token.deprel.startswith("nsubj") or token.head < 0:
        return False
    head = sentence.tokens[token.head]
    clausal = any(
        relation(sentence.tokens[c]) in {"csubj", "ccomp", "advcl", "xcomp"} and c > head.index
        for c in sentence.children[head.index]
    )
    return head.upos == "ADJ" and clausal and head.lemma.lower() not in _MINDED


def _fits_person(discourse: Discourse, referent: Referent, gender: Gender) -> bool:
    if referent.shape != "person" or referent.plural or len(referent.entities) != 1:
        return False
    if referent.entities[0].id.startswith("unnamed"):
        return False
    known = discourse.gender_of(referent)
    return known == gender or (not known and gender == "m") or not known


def _chain(
    discourse: Discourse, sentence: Sentence, index: int
) -> Iterator[tuple[int, Referent | None]]:
    """Give the subjects of the clauses around a token, innermost first, with who they are."""
    tokens = sentence.tokens
    word = tokens[index]
    here = {r.head: r for r in discourse.here(sentence.index, len(tokens))}
    clause = clause_of(sentence, index)
    own = subject_of(sentence, clause)
    # "X accused it": the object of a verb is not its subject.
    skip_own = own == index or (
        word.text.lower() not in POSSESSIVE | REFLEXIVE
        and own >= 0
        and not _between_clauses(sentence, index)
    )
    seen: set[int] = {index}
    start = (clause, *ancestors(sentence, clause))
    for number, i in enumerate(start):
        if number and tokens[i].upos not in {"VERB", "AUX", "ADJ", "NOUN"}:
            continue
        subject = next(
            (c for c in sentence.children[i] if tokens[c].deprel.startswith("nsubj")), -1
        )
        if number == 0:
            subject = own
        if subject < 0 or subject in seen:
            continue
        seen.add(subject)
        if (number == 0 or subject == own) and skip_own:
            continue
        if subject > index and number == 0:
            continue
        yield subject, here.get(subject)


def _between_clauses(sentence: Sentence, index: int) -> bool:
    """Tell whether the token's clause borrowed its subject, so that it is not a co-argument."""
    clause = clause_of(sentence, index)
    return (
        not any(sentence.tokens[c].deprel.startswith("nsubj") for c in sentence.children[clause])
        and sentence.tokens[clause].deprel == "xcomp"
    )


def _find_person(
    discourse: Discourse, sentence: Sentence, index: int, gender: Gender
) -> Referent | None:
    quoted = is_quoted(sentence, index)
    speaker = _voice_at(discourse, sentence) if quoted else None

    def fits(referent: Referent | None) -> bool:
        if referent is None or not _fits_person(discourse, referent, gender):
            return False
        if speaker is not None and referent.entities == speaker.entities:
            return False
        return (
            referent.quoted == quoted
            or (quoted and not referent.speaks)
            or (referent.sentence != sentence.index)
        )

    token = sentence.tokens[index]
    own_subject = subject_of(sentence, clause_of(sentence, index))
    if (
        _goes_on_speaking(discourse, sentence, index)
        and discourse.voice is not None
        and (_fits_person(discourse, discourse.voice, gender))
    ):
        return discourse.voice
    for _, referent in _chain(discourse, sentence, index):
        if fits(referent):
            return referent
    here = [r for r in discourse.here(sentence.index, index) if fits(r)]
    if token.text.lower() not in POSSESSIVE | REFLEXIVE:
        # "Modi praised Lee on his win and invited him": neither "Modi" nor what stands for him.
        own = {r.entities for r in here if r.head == own_subject}
        here = [r for r in here if r.entities not in own]
    if here:
        return min(here, key=lambda r: (RANK[r.function], index - r.first))
    fallback: Referent | None = None
    for referents in discourse.earlier(sentence.index):
        for referent in referents:
            if fits(referent):
                # Who has not been shown to be a woman is as good a "he" as who was called so.
                if discourse.gender_of(referent) == gender or gender == "m":
                    return referent
                fallback = fallback or referent
    if fallback is not None:
        return fallback
    return _cataphor(discourse, sentence, index, fits_shape=("person",))


def _goes_on_speaking(discourse: Discourse, sentence: Sentence, index: int) -> bool:
    """Tell whether a pronoun's words go on from what somebody was last said to have said.

    "..., he said" beside a quotation is whoever spoke last; "..., he added" without one is who
    spoke in the sentence before, and not the subject of what was said there.
    """
    tokens = sentence.tokens
    token = tokens[index]
    verb = tokens[token.head] if token.head >= 0 else token
    if discourse.voice is None or not token.deprel.startswith("nsubj"):
        return False
    if verb.lemma not in SPEECH or is_quoted(sentence, index):
        return False
    away = sentence.index - discourse.voice.sentence
    if any(is_quoted(sentence, t.index) for t in tokens):
        return 0 < away <= REACH
    return away == 1 and relation(verb) in {"root", "parataxis"}


def _cataphor(
    discourse: Discourse, sentence: Sentence, index: int, fits_shape: tuple[Shape, ...]
) -> Referent | None:
    """Find the main subject for a pronoun in a clause put before it ("After his talks, X ...")."""
    root_subject = subject_of(sentence, sentence.root) if sentence.root >= 0 else -1
    if root_subject <= index or clause_of(sentence, index) == sentence.root:
        own = clause_of(sentence, index) == sentence.root
        if not (
            own and root_subject > index and sentence.tokens[index].text.lower() in POSSESSIVE
        ):
            return None
    return next(
        (
            r
            for r in discourse.here(sentence.index, len(sentence.tokens))
            if r.head == root_subject and r.shape in fits_shape and not r.plural
        ),
        None,
    )


def _find_neuter(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    tokens = sentence.tokens

    def fits(referent: Referent) -> bool:
        return (
            referent.shape in {"body", "state"}
            and len(referent.entities) == 1
            and not referent.plural
        )

    quoted = is_quoted(sentence, index)
    possessive = tokens[index].text.lower() in POSSESSIVE
    for told in (
        _owner_of_words(discourse, sentence, index),
        find_punished(discourse.here(sentence.index, index), sentence, index),
    ):
        if told is not None and fits(told):
            return told
    for subject, referent in _chain(discourse, sentence, index):
        if subject > index:
            continue
        if referent is not None:
            if fits(referent) and (not quoted or is_quoted(sentence, subject)):
                return referent
            continue
        token = tokens[subject]
        if token.upos in {"NOUN", "PROPN"} and token.xpos not in {"NNS", "NNPS"}:
            return None
    here = [
        r
        for r in discourse.here(sentence.index, index)
        if fits(r)
        and r.quoted == quoted
        # "dismissed Seoul's offer, calling it ...": what is owned is meant, not the owner.
        and (r.function in {"subject", "object"} or (r.function == "possessor" and possessive))
    ]
    own_subject = subject_of(sentence, clause_of(sentence, index))
    if tokens[index].text.lower() not in POSSESSIVE:
        here = [r for r in here if r.head != own_subject]
    nouns = [
        t
        for t in tokens[:index]
        if t.upos == "NOUN" and t.deprel.startswith("nsubj") and t.xpos == "NN"
    ]
    if here:
        best = min(here, key=lambda r: (RANK[r.function], index - r.first))
        if not any(n.index > best.head for n in nouns):
            return best
        return None
    if nouns:
        return None
    if sentence.index and discourse.sentences[sentence.index - 1].field == sentence.field:
        previous = discourse.sentences[sentence.index - 1]
        main = subject_of(previous, previous.root) if previous.root >= 0 else -1
        # "The ministers issued a statement. It urged": what it says they say.
        issued = _is_issued(previous)
        for referents in discourse.earlier(sentence.index, 1):
            subjects = [
                r
                for r in referents
                if r.function == "subject"
                and (fits(r) or (issued and r.head == main and len(r.entities) == 1))
            ]
            match = next((r for r in subjects if r.head == main), None)
            if match is not None:
                return match
            if main < 0 or previous.tokens[main].upos == "PRON" or _is_person_at(referents, main):
                return subjects[0] if subjects else None
            return None
    return _cataphor(discourse, sentence, index, fits_shape=("body", "state"))


def _is_issued(sentence: Sentence) -> bool:
    """Tell whether a sentence says that somebody issued a statement."""
    return any(
        t.lemma in _PAPERS and t.deprel == "obj" and t.head == sentence.root
        for t in sentence.tokens
    )


def _owner_of_words(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    """Find whose announcement or claim it is in which "it" stands: "Iran's claim that it ..."."""
    tokens = sentence.tokens
    clause = clause_of(sentence, index)
    noun = tokens[clause].head
    if noun < 0 or noun > index or relation(tokens[clause]) not in {"acl", "ccomp"}:
        return None
    if tokens[noun].upos != "NOUN":
        return None
    return next(
        (
            r
            for r in discourse.here(sentence.index, index)
            if tokens[r.head].head == noun and tokens[r.head].deprel == "nmod:poss"
        ),
        None,
    )


def _is_person_at(referents: Sequence[Referent], head: int) -> bool:
    return any(r.head == head and r.shape == "person" for r in referents)


def _find_plural(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    tokens = sentence.tokens

    def fits(referent: Referent) -> bool:
        return referent.plural or len(referent.entities) > 1 or referent.shape == "people"

    for subject, referent in _chain(discourse, sentence, index):
        if subject > index:
            continue
        if referent is not None:
            joined = _joined(discourse, sentence, referent)
            if len(joined.entities) > 1 or fits(referent):
                return joined
            if referent.shape == "body" and tokens[index].text.lower() in {"their", "they"}:
                return _taken_from(discourse, sentence, index) or referent
            continue
        if tokens[subject].xpos in {"NNS", "NNPS"}:
            return None
    if tokens[index].text.lower() == "their" and tokens[tokens[index].head].lemma in _MEETINGS:
        # "Li told Millon at the start of their meeting"
        both = _two_who_met(discourse.here(sentence.index, index))
        if both is not None:
            return both
    here = [r for r in discourse.here(sentence.index, index) if fits(r)]
    own_subject = subject_of(sentence, clause_of(sentence, index))
    if tokens[index].text.lower() not in POSSESSIVE:
        here = [r for r in here if r.head != own_subject]
    if here:
        return min(here, key=lambda r: (RANK[r.function], index - r.first))
    # A sentence that names nobody stands between them and those whom they mean.
    for referents in discourse.earlier(sentence.index, 2):
        previous = discourse.sentences[referents[0].sentence]
        for referent in referents:
            if referent.function in {"subject", "possessor"}:
                joined = _joined(discourse, previous, referent)
                if len(joined.entities) > 1 or fits(joined):
                    return joined
        both = _two_who_met(referents) if relation(tokens[index]) == "nsubj" else None
        if both is not None:
            return both
        bodies = [r for r in referents if r.shape == "body" and r.function == "subject"]
        return bodies[0] if bodies else None
    if relation(tokens[index]) == "nsubj" and tokens[tokens[index].head].lemma in SPEECH:
        # "They warned ...", after a statement of theirs.
        return _body_that_spoke(discourse, sentence)
    return None


def _taken_from(discourse: Discourse, sentence: Sentence, index: int) -> Referent | None:
    """Find who was taken before what is theirs: "the navy held men and seized their boat"."""
    tokens = sentence.tokens
    verb = clause_of(sentence, index)
    if relation(tokens[verb]) != "conj" or tokens[tokens[index].head].head != verb:
        return None
    return next(
        (
            r
            for r in discourse.here(sentence.index, index)
            if r.plural and r.function == "object" and tokens[r.head].head == tokens[verb].head
        ),
        None,
    )


# Two who have these together have met.
_MEETINGS = frozenset({"meeting", "talk", "talks", "discussion", "conversation", "encounter"})


def _two_who_met(row: Sequence[Referent]) -> Referent | None:
    """Join the two persons whom a sentence names: "Hu held talks with Manh. They agreed ..."."""
    people = {
        r.entities[0].id: r
        for r in row
        if r.shape == "person"
        and len(r.entities) == 1
        and r.function in {"subject", "object", "oblique"}
    }
    if len(people) != 2:
        return None
    first, second = people.values()
    if "subject" not in {first.function, second.function}:
        return None
    return replace(
        first, entities=(*first.entities, *second.entities), shape="people", plural=True
    )


def _joined(discourse: Discourse, sentence: Sentence, referent: Referent) -> Referent:
    """Add a referent's conjuncts: "Kim and Putin ... they"."""
    tokens = sentence.tokens
    top = outer_head(sentence, referent.head)
    entities: dict[str, Entity] = {}
    for other in discourse.by_sentence[referent.sentence]:
        if other.head == referent.head or (
            relation(tokens[other.head]) == "conj" and tokens[other.head].head == top
        ):
            for entity in other.entities:
                entities.setdefault(entity.id, entity)
    if len(entities) < 2:
        return referent
    return Referent(
        sentence=referent.sentence,
        first=referent.first,
        head=referent.head,
        entities=tuple(entities.values()),
        function=referent.function,
        shape="people",
        plural=True,
    )


def find_described(
    discourse: Discourse, sentence: Sentence, index: int, noun: str, country: str
) -> Referent | None:
    """Find the last one before `index` who was called by that noun, of that country if given."""
    rows = [discourse.here(sentence.index, index)[::-1], *discourse.earlier(sentence.index, 60)]
    for row in rows:
        for referent in row:
            if len(referent.entities) != 1 or referent.plural:
                continue
            entity = referent.entities[0]
            if country and entity.country != country:
                continue
            if noun == referent.noun or noun in discourse.nouns.get(entity.id, ()):
                return referent
    return None


def find_recent(
    discourse: Discourse,
    sentence: Sentence,
    index: int,
    shapes: frozenset[Shape],
    reach: int = REACH,
) -> Referent | None:
    """Find the most salient earlier mention of the given shapes."""
    here = [
        r
        for r in discourse.here(sentence.index, index)
        if r.shape in shapes and len(r.entities) == 1 and not r.speaks
    ]
    if here:
        return min(here, key=lambda r: (RANK[r.function], index - r.first))
    for row in discourse.earlier(sentence.index, reach):
        for referent in row:
            if referent.shape in shapes and len(referent.entities) == 1:
                return referent
    return None
