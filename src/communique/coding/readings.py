"""What deeds a sentence tells: lexicon entries matched to its words, with their parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.coding import frames
from communique.coding.parties import Party, find_parties
from communique.coding.status import is_negated
from communique.lexicon.cues import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from communique.coding.parties import Cast
    from communique.lexicon import Entry, Lexicon, Word
    from communique.types import Sentence, Token

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}
DEEP_SUBJECTS = frozenset({"nmod:poss", "compound", "amod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold one deed that a word of a sentence tells, before status, date and source are known.

    `carrier` is the verb through which a noun's deed is told ("held" of "held talks"), `count`
    how many such deeds, `scope` the tokens of the content that the deed absorbs.
    """

    entry: Entry
    trigger: int
    carrier: int | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    scope: frozenset[int]
    count: int = 1
    anaphoric: bool = False
    rejected: tuple[str, ...] = ()


def find_readings(sentence: Sentence, cast: Cast, lexicon: Lexicon) -> list[Reading]:
    """Find every deed that the lexicon sees in a sentence, in the order of the words."""
    found = []
    taken: set[int] = set()
    for token in sentence.tokens:
        pos = POS.get(token.upos)
        if pos is None or token.index in taken:
            continue
        if token.deprel == "compound" and pos == "noun":
            # "sanctions bill", "summit venue": the phrase is about something else.
            continue
        if (
            token.deprel == "nmod"
            and token.head in cast.heads
            and frames.case_of(sentence, token.index) == "for"
        ):
            # "the envoy for the talks": part of a title.
            continue
        keys = [(pos, lemma) for lemma in lemmas_of(token)]
        if token.xpos in {"VBN", "VBG", "VBD"} and token.upos == "ADJ":
            keys.append(("verb", token.lemma.lower()))
        if token.upos == "ADJ" and token.deprel not in {
            "root",
            "ccomp",
            "xcomp",
            "conj",
            "advcl",
            "acl:relcl",
            "acl",
        }:
            keys = [key for key in keys if key[0] != "adjective"]
        rejected: list[str] = []
        for word in (word for key in keys for word in lexicon.words.get(key, ())):
            reading = read_word(sentence, cast, token.index, word, rejected)
            if reading is not None:
                found.append(reading)
                break
    return found


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
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            return list(dict.fromkeys([lemma, stem, stem + "e"]))
    return [lemma]


def singular_of(lemma: str) -> str:
    """Return the singular of a regular plural that stands as its own lemma: "supplies"."""
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")


def read_word(
    sentence: Sentence, cast: Cast, index: int, word: Word, rejected: list[str]
) -> Reading | None:
    """Read a token as a word of the lexicon, None (with the reason noted) when it does not fit."""
    if not bears_rest(sentence, index, word):
        return None
    entry = word.entry
    noun = entry.pos == "noun"
    carrier = frames.light_verb_of(sentence, index) if noun else None
    if carrier is None and noun:
        carrier = frames.participle_of(sentence, index)
    actors, recipients = find_roles(sentence, cast, index, entry, carrier)
    reason = refusal(sentence, index, entry, carrier, actors, recipients)
    if reason is not None:
        rejected.append(f"{entry.id}: {reason}")
        return None
    return Reading(
        entry=entry,
        trigger=index,
        carrier=carrier,
        actors=actors,
        recipients=recipients,
        scope=scope_of(sentence, index)
        if entry.absorbs or entry.type in ABSORBING
        else frozenset(),
        anaphoric=noun and is_definite(sentence, index),
        rejected=tuple(rejected),
    )


# The content of a demand, promise, threat or refusal is part of it, not a second deed.
ABSORBING = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT"})


def bears_rest(sentence: Sentence, index: int, word: Word) -> bool:
    """Tell whether a word's particles and prepositions stand under it."""
    if not word.rest:
        return True
    tokens, children = sentence.tokens, sentence.children
    if word.entry.pos == "noun":
        parts = [
            part
            for c in children[index]
            if c < index
            for part in (tokens[c].lemma.lower(), tokens[c].text.lower())
        ]
        return all(rest in parts for rest in word.rest)
    left = list(word.rest)
    for c in children[index]:
        if tokens[c].deprel in {
            "compound:prt",
            "advmod",
            "case",
            "mark",
            "obl",
            "obj",
            "advcl",
            "xcomp",
            "amod",
        }:
            # compound:prt is the particle; a preposition hangs under the phrase it governs.
            if tokens[c].text.lower() in left:
                left.remove(tokens[c].text.lower())
            for k in (c, *children[c], *(m for j in children[c] for m in children[j])):
                if (
                    tokens[k].deprel in {"case", "mark", "fixed", "advmod"}
                    and tokens[k].text.lower() in left
                ):
                    left.remove(tokens[k].text.lower())
            if tokens[c].deprel in {"obj", "xcomp"} and tokens[c].lemma.lower() in left:
                left.remove(tokens[c].lemma.lower())
    if left and index + len(word.rest) < len(tokens):
        # The parser may hang a particle elsewhere; standing right behind the verb is enough.
        following = [t.text.lower() for t in tokens[index + 1 : index + 1 + len(word.rest)]]
        return following == list(word.rest)
    return not left


def find_roles(
    sentence: Sentence, cast: Cast, index: int, entry: Entry, carrier: int | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Find the actors and the recipients at the places that an entry names."""
    if entry.mutual:
        gathered: dict[str, Party] = {}
        for place in entry.actor:
            if place == "light" and len(gathered) > 1:
                break
            for party in parties_at(
                sentence, cast, index, place, carrier, entry, deep=place != "object"
            ):
                gathered.setdefault(party.entity.id, party)
        return tuple(gathered.values()), ()
    actors = first_filled(sentence, cast, index, entry.actor, carrier, entry, role="actor")
    mine = {party.mention.head for party in actors}
    own = {party.entity.country for party in actors} - {"---", ""}
    ids = {party.entity.id for party in actors}
    recipients = tuple(
        party
        for party in first_filled(
            sentence, cast, index, entry.recipient, carrier, entry, role="recipient"
        )
        # What is found deep in a phrase is not to whom it is done when it is the actor's own:
        # "demanded relief from the sanctions on its exports".
        if party.mention.head not in mine
        and party.entity.id not in ids
        and (
            (party.direct and entry.type != "MOBILIZE")
            or party.entity.country not in own
            or party.mention.how in {"person", "surname"}
        )
    )
    return actors, recipients


def first_filled(
    sentence: Sentence,
    cast: Cast,
    index: int,
    places: Iterable[str],
    carrier: int | None,
    entry: Entry,
    *,
    role: str,
) -> tuple[Party, ...]:
    """Return the parties at the first of some places that holds any."""
    for place in places:
        found = parties_at(sentence, cast, index, place, carrier, entry, deep=True, role=role)
        if found:
            return found
    return ()


def parties_at(
    sentence: Sentence,
    cast: Cast,
    index: int,
    place: str,
    carrier: int | None,
    entry: Entry,
    *,
    deep: bool,
    role: str = "actor",
) -> tuple[Party, ...]:
    """Find who stands at one place of one word."""
    if place == "possessor":
        found = possessors(sentence, cast, index)
        if entry.type in {"CONSULT", "AGREE"}:
            # "the Vienna talks", "the Minsk agreement": a city before a meeting is its place.
            found = tuple(p for p in found if not is_venue(sentence, p))
        return found
    phrases = phrases_at(sentence, index, place, carrier, entry)
    locative = not (place in {"subject", "light"} and role == "actor")
    return find_parties(sentence, cast, phrases, deep=deep, locative=locative)


def is_venue(sentence: Sentence, party: Party) -> bool:
    """Tell whether a party is a place name used as a modifier."""
    token = sentence.tokens[party.mention.head]
    return party.mention.how in {"metonym", "place"} and token.deprel == "compound"


def phrases_at(
    sentence: Sentence, index: int, place: str, carrier: int | None, entry: Entry
) -> Sequence[int]:
    """List the heads of the phrases at a place."""
    tokens, children = sentence.tokens, sentence.children
    if entry.pos == "noun":
        return noun_phrases_at(sentence, index, place, carrier, entry)
    match place:
        case "subject":
            if entry.pos == "adjective":
                return frames.surface_subjects(sentence, index)
            return frames.subjects(sentence, index)
        case "object":
            return frames.objects(sentence, index)
        case "iobject":
            found = [
                f
                for c in children[index]
                if tokens[c].deprel == "iobj"
                for f in frames.expand(sentence, c)
            ]
            twice = [c for c in children[index] if tokens[c].deprel == "obj"]
            # Of two objects the first is to whom it is given.
            return found or (list(frames.expand(sentence, twice[0])) if len(twice) > 1 else [])
        case "complement":
            return frames.complement_subjects(sentence, index)
        case _:
            found = frames.phrases_after(sentence, index, place)
            if not found:
                # "signed an agreement with Iran": the phrase may hang from the object.
                for c in children[index]:
                    if tokens[c].deprel in {"obj", "xcomp", "obl", "nsubj:pass"}:
                        found = frames.phrases_after(sentence, c, place)
                        if found:
                            break
            return found


NESTED = frozenset({"by", "to", "with", "from", "against", "on"})


def noun_phrases_at(
    sentence: Sentence, index: int, place: str, carrier: int | None, entry: Entry
) -> Sequence[int]:
    """List the heads of the phrases at a place of a noun or of the verb that carries it."""
    tokens = sentence.tokens
    happening = frames.happening_of(sentence, index)
    if place == "complement":
        return frames.complement_subjects(sentence, index)
    if place == "light":
        if carrier is not None:
            if tokens[carrier].lemma in load_cues().undergoing:
                return []
            if tokens[carrier].deprel == "acl" and tokens[carrier].xpos == "VBN":
                return []
            return frames.subjects(sentence, carrier)
        return taking_part(sentence, index) if entry.type == "CONSULT" else []
    found = list(frames.phrases_after(sentence, index, place))
    if not found:
        # "the return of the statues to Benin by France": the phrase may hang further down.
        at = index
        for _ in range(3 if place in NESTED else 0):
            inner = [c for c in sentence.children[at] if tokens[c].deprel == "nmod" and c > at]
            if not inner or found:
                break
            at = inner[-1]
            found = list(frames.phrases_after(sentence, at, place))
    for verb in (carrier, happening):
        if verb is not None and not found:
            if place == "by":
                found = frames.agents(sentence, verb)
            else:
                found = [f for f in frames.phrases_after(sentence, verb, place) if f != index]
    if not found and place in {"on", "against"} and carrier is not None:
        # "faces sanctions", "came under attack": who undergoes the deed is the subject.
        if tokens[carrier].lemma in load_cues().undergoing:
            return frames.surface_subjects(sentence, carrier)
    if not found:
        # "4 meetings this year with Xi" hung from a counter: "a series of talks with Oman"
        head = tokens[index].head
        if (
            head >= 0
            and tokens[index].deprel == "nmod"
            and tokens[head].lemma in load_cues().counters
        ):
            found = frames.phrases_after(sentence, head, place)
    return found


def taking_part(sentence: Sentence, noun: int) -> list[int]:
    """List who takes part in a meeting named in passing: "said after talks with Lavrov"."""
    tokens = sentence.tokens
    token = tokens[noun]
    if token.head < 0 or token.deprel not in {"obl", "nmod"}:
        return []
    if frames.case_of(sentence, noun) not in {
        "after", "during", "at", "in", "following", "before", "ahead of", "for", "on", "to",
        "from",
    }:  # fmt: skip
        return []
    governor = token.head
    if tokens[governor].upos in {"VERB", "AUX"}:
        return frames.surface_subjects(sentence, governor)
    return []


def possessors(sentence: Sentence, cast: Cast, index: int) -> tuple[Party, ...]:
    """Find whose a noun's deed is: "Iran's", "Iranian", "UN", "US-led", "Trump-Kim"."""
    tokens, children = sentence.tokens, sentence.children
    heads: list[int] = []
    for c in children[index]:
        deprel = tokens[c].deprel
        if deprel == "nmod:poss":
            heads.extend(frames.expand(sentence, c))
        elif (
            deprel in {"amod", "compound", "nmod", "nmod:desc", "appos", "det"}
            and c < index
            and (not frames.case_of(sentence, c))
        ):
            heads.extend(frames.expand(sentence, c))
            heads.extend(
                k
                for k in children[c]
                if tokens[k].deprel in {"compound", "obl", "nmod", "amod", "flat"} and k < index
            )
    found = find_parties(sentence, cast, heads, deep=False)
    if found:
        return found
    # A possessor that is no actor itself may hold one: "the North Korean leader's visit".
    owners = [c for c in children[index] if tokens[c].deprel == "nmod:poss"]
    return find_parties(sentence, cast, owners, deep=True)


def refusal(
    sentence: Sentence,
    index: int,
    entry: Entry,
    carrier: int | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> str | None:
    """Say why an entry does not fit, None when it does."""
    for key, wanted in entry.when.items():
        if not holds(sentence, index, key, wanted, carrier, actors, recipients):
            return f"needs {key} among {', '.join(sorted(wanted)[:6])}"
    for key, barred in entry.unless.items():
        if holds(sentence, index, key, barred, carrier, actors, recipients):
            return f"barred by {key} among {', '.join(sorted(barred)[:6])}"
    definite = entry.pos == "noun" and is_definite(sentence, index)
    if not actors and not definite:
        return "names nobody who acts"
    needed = entry.parties
    if (
        needed == "both"
        and entry.type == "ASSAULT"
        and any(p.entity.sector in ARMED for p in actors)
    ):
        # Armed men who bomb need no named victim: "warplanes have been bombing the border".
        needed = "actor"
    missing = (
        (entry.mutual and entry.parties == "both" and len(actors) < 2)
        or (needed in {"actor", "both"} and not actors)
        or (needed in {"recipient", "both"} and not recipients and not entry.mutual)
        or (needed == "either" and not actors and not recipients)
    )
    if missing and not definite:
        return f"lacks the {needed} it needs"
    return None


ARMED = frozenset({"MIL", "REB", "UAF", "INS", "PRM"})


def is_definite(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun points back to a deed already told: "the talks", "the two-day visit"."""
    return any(
        sentence.tokens[c].deprel in {"det", "nmod:poss"}
        and sentence.tokens[c].lemma in {"the", "this", "that", "these", "those", "their"}
        for c in sentence.children[index]
    )


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
            head = tokens[index].head
            return head >= 0 and tokens[head].lemma.lower() in wanted
        case "negated":
            # "will not release": a refusal in other words.
            future = any(
                tokens[c].lemma in {"will", "would", "wo"}
                or tokens[c].text.lower() in {"wo", "will"}
                for c in frames.auxiliaries(sentence, index)
            )
            return is_negated(sentence, index) and (future or "will" not in wanted)
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
            heads: Sequence[int] = frames.objects(sentence, index)
        case "subject":
            heads = frames.subjects(sentence, index) or frames.surface_subjects(sentence, index)
        case _:
            heads = frames.phrases_after(sentence, index, key)
            if not heads and carrier is not None:
                heads = frames.phrases_after(sentence, carrier, key)
            if not heads:
                heads = [
                    h
                    for c in sentence.children[index]
                    if tokens[c].deprel in {"obj", "obl", "xcomp"}
                    for h in frames.phrases_after(sentence, c, key)
                ]
    return any(lemma in wanted for head in heads for lemma in lemmas_of_phrase(sentence, head))


def lemmas_of_phrase(sentence: Sentence, head: int) -> Iterable[str]:
    """Yield the lemmas of a phrase's head and of its modifiers and complements."""
    tokens, children = sentence.tokens, sentence.children
    lemma = tokens[head].lemma.lower()
    yield lemma
    if tokens[head].xpos == "NNS" and lemma == tokens[head].text.lower():
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


def _complement_holds(sentence: Sentence, index: int, wanted: frozenset[str]) -> bool:
    tokens = sentence.tokens
    clause = frames.complement_of(sentence, index)
    gerund = any(
        tokens[c].xpos == "VBG" and tokens[c].deprel in {"xcomp", "advcl", "ccomp", "acl", "obl"}
        for c in sentence.children[index]
    )
    if clause is None:
        return gerund and "gerund" in wanted
    infinitive = tokens[clause].xpos == "VB" and not any(
        tokens[c].xpos == "MD" for c in sentence.children[clause]
    )
    kind = "infinitive" if infinitive else "gerund" if tokens[clause].xpos == "VBG" else "clause"
    return (
        kind in wanted or (gerund and "gerund" in wanted) or tokens[clause].lemma.lower() in wanted
    )


def scope_of(sentence: Sentence, index: int) -> frozenset[int]:
    """Collect the tokens of what a demand, promise, threat or refusal is about."""
    tokens = sentence.tokens
    found: set[int] = set()
    for c in sentence.children[index]:
        relation = tokens[c].deprel
        if c < index and relation not in {"obj", "nsubj:pass"}:
            continue
        infinitive = relation == "advcl" and tokens[c].xpos == "VB"
        if (infinitive or relation in {"ccomp", "xcomp", "obj", "acl", "nsubj:pass", "iobj"}) or (
            relation in {"obl", "nmod"}
            and frames.case_of(sentence, c)
            in {"for", "to", "of", "with", "on", "against", "over", "from"}
        ):
            found.update(content_of(sentence, c))
    return frozenset(found)


# What happens before, after or because of a demand is no part of it.
CIRCUMSTANCES = frozenset({
    "after", "before", "as", "when", "while", "since", "because", "although", "though", "despite",
    "following", "during", "hours after",
})  # fmt: skip


def content_of(sentence: Sentence, index: int) -> Iterator[int]:
    """Yield the tokens under a word, but for clauses and phrases of circumstance."""
    yield index
    for c in sentence.children[index]:
        if sentence.tokens[c].deprel in {"advcl", "obl", "nmod"} and (
            frames.case_of(sentence, c) in CIRCUMSTANCES
        ):
            continue
        yield from content_of(sentence, c)
