"""What an entry asks of the parties, and which of them a deed cannot do without."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from communique.coding import frames, valency
from communique.coding.conditions import holds
from communique.coding.parties import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from communique.coding.parties import Party
    from communique.lexicon import Entry
    from communique.types import Entity, Sentence

PARTY_KEYS = frozenset({"actor_sector", "actor_country", "recipient_sector", "recipient_country"})


def unfit(
    sentence: Sentence,
    index: int,
    entry: Entry,
    carrier: int | None,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    *,
    of_parties: bool,
) -> str | None:
    """Say which condition of an entry fails, on parties or on words; None when none does."""
    for key, wanted in entry.when.items():
        if (key in PARTY_KEYS) == of_parties and not holds(
            sentence, index, key, wanted, carrier, actors, recipients
        ):
            return f"needs {key} among {_first_words(wanted)}"
    for key, barred in entry.unless.items():
        if (key in PARTY_KEYS) == of_parties and holds(
            sentence, index, key, barred, carrier, actors, recipients
        ):
            return f"barred by {key} among {_first_words(barred)}"
    return None


@lru_cache(maxsize=10_000)
def _first_words(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)[:6])


def lacking(
    sentence: Sentence,
    index: int,
    entry: Entry,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> str | None:
    """Say which party that an entry needs is missing, None when none is."""
    definite = entry.pos == "noun" and is_definite(sentence, index)
    held = may_lack_actor(entry) and bool(recipients)
    if not actors and not definite and not held:
        return "names nobody who acts"
    needed = parties_needed(entry, sentence.tokens[index].lemma, [p.entity for p in actors])
    missing = (
        (
            entry.mutual
            and entry.parties == "both"
            and len(actors) < 2
            and not is_body(entry, actors)
        )
        or (needed in {"actor", "both"} and not actors)
        or (needed in {"recipient", "both"} and not recipients and not entry.mutual)
        or (needed == "either" and not actors and not recipients)
    )
    if missing and not definite and not awaits_other(sentence, index, entry, needed, actors):
        return f"lacks the {needed} it needs"
    return None


def may_lack_actor(entry: Entry) -> bool:
    """Tell whether a deed is often told without its doer: who is held, not who holds him."""
    return entry.pos == "noun" and entry.mode == "arrest" and entry.parties == "either"


def is_body(entry: Entry, actors: Sequence[Party]) -> bool:
    """Tell whether a body of many talks among itself: "discussions of G7 ministers"."""
    return entry.type == "CONSULT" and any(
        p.entity.country in {"IGO", "EUR", "UNO"} and not p.entity.role for p in actors
    )


# Words that are said against somebody, even where the sentence does not tell against whom.
BLAMING = frozenset(
    """slam condemn denounce criticise criticize blast deplore decry lambast lambaste
    castigate rebuke censure chide""".split()
)


OFFICIAL = frozenset({"GOV", "MIL", "LEG", "IGO", "OPP", "PTY", "REB", ""})


def awaits_other(
    sentence: Sentence, index: int, entry: Entry, needed: str, actors: Iterable[Party]
) -> bool:
    """Tell whether an official's words want but an addressee, whom the report may tell.

    "Slammed the attack", "said the talks must go on".
    """
    if needed != "both" or entry.pos != "verb":
        return False
    if not any(p.entity.country not in NOWHERE and p.entity.sector in OFFICIAL for p in actors):
        return False
    if entry.type == "ACCUSE":
        return sentence.tokens[index].lemma in BLAMING
    if entry.type != "REQUEST" or "modal" not in entry.when:
        return False
    clause = frames.complement_of(sentence, index)
    if clause is None:
        return False
    words = {sentence.tokens[c].lemma for c in frames.auxiliaries(sentence, clause)}
    asked = valency.surface_subjects(sentence, clause)
    return bool(words & {"must", "should", "ought"}) and any(
        sentence.tokens[at].upos in {"NOUN", "PROPN"} for at in asked
    )


# Armed men who bomb need no named victim: "warplanes have been bombing the border"; what officials
# urge is urged on somebody: "called on the international community to help".
ENOUGH = {
    "ASSAULT": frozenset({"MIL", "REB", "UAF", "INS", "PRM"}),
    "REQUEST": frozenset({"GOV", "IGO", "UNO", "LEG"}),
}


URGING = frozenset({"urge", "call", "appeal", "demand", "exhort", "implore", "plead"})


def parties_needed(entry: Entry, lemma: str, actors: Iterable[Entity]) -> str:
    """Say who must be named: as the entry has it, or the actor alone where that tells enough."""
    if entry.type == "REQUEST" and lemma not in URGING:
        return entry.parties
    enough = ENOUGH.get(entry.type, frozenset())
    if entry.parties == "both" and any(entity.sector in enough for entity in actors):
        return "actor"
    return entry.parties


def is_definite(sentence: Sentence, index: int) -> bool:
    """Tell whether a noun points back to a deed already told: "the talks", "the two-day visit"."""
    return any(
        sentence.tokens[c].deprel in {"det", "nmod:poss"}
        and sentence.tokens[c].lemma in {"the", "this", "that", "these", "those", "their"}
        for c in sentence.children[index]
    )
