"""Words that say whether a deed has happened and who vouches for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.lexicon import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from communique.types import Stance, Status


@dataclass(frozen=True, slots=True)
class Cues:
    """Hold the cue words: lemma → status of what it governs, of what it modifies, or stance."""

    governors: Mapping[str, Status]
    particles: Mapping[str, Status | None]
    barring: frozenset[str]
    outcomes: frozenset[str]
    changes: frozenset[str]
    modifiers: Mapping[str, Status]
    stances: Mapping[str, Stance]
    speech_nouns: frozenset[str]
    unnamed: Mapping[str, str]
    light: frozenset[str]
    undergoing: frozenset[str]
    happening: frozenset[str]
    counters: frozenset[str]


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """Hold the lemmas by which a report lets somebody else speak, think or judge."""

    clause: frozenset[str]
    thing: frozenset[str]
    nouns: frozenset[str]
    light: frozenset[str]
    adjectives: frozenset[str]
    hearsay: frozenset[str]
    plain: frozenset[str]
    evident: frozenset[str]
    evidence: frozenset[str]
    artifacts: frozenset[str]
    issuing: frozenset[str]
    raising: frozenset[str]
    addressing: frozenset[str]
    towards: frozenset[str]
    partisans: frozenset[str]
    minds: frozenset[str]
    holding: frozenset[str]
    phrasal: frozenset[str]
    taking: frozenset[str]
    manner: frozenset[str]
    enabling: frozenset[str]
    evidently: frozenset[str]
    polls: frozenset[str]
    gathering: frozenset[str]
    aloud: frozenset[str]


@cache
def load_voice_words() -> VoiceWords:
    """Load the part of cues.toml on voices."""
    table = tomllib.loads((FOLDER / "cues.toml").read_text(encoding="utf-8"))["voices"]
    return VoiceWords(
        clause=frozenset(table["clause"]) | frozenset(table["manner"]),
        thing=frozenset(table["thing"]),
        nouns=frozenset(table["nouns"]),
        light=frozenset(table["light"]),
        adjectives=frozenset(table["adjectives"]),
        hearsay=frozenset(table["hearsay"]),
        plain=frozenset(table["plain"]),
        evident=frozenset(table["evident"]),
        evidence=frozenset(table["evidence"]),
        artifacts=frozenset(table["artifacts"]),
        issuing=frozenset(table["issuing"]),
        raising=frozenset(table["raising"]),
        addressing=frozenset(table["addressing"]),
        towards=frozenset(table["towards"]),
        partisans=frozenset(table["partisans"]),
        minds=frozenset(table["minds"]),
        holding=frozenset(table["holding"]),
        phrasal=frozenset(table["phrasal"]),
        taking=frozenset(table["taking"]),
        manner=frozenset(table["manner"]),
        enabling=frozenset(table["enabling"]),
        evidently=frozenset(table["evidently"]),
        polls=frozenset(table["polls"]),
        gathering=frozenset(table["gathering"]),
        aloud=frozenset(table["aloud"]),
    )


@cache
def load_cues() -> Cues:
    """Load cues.toml."""
    table = tomllib.loads((FOLDER / "cues.toml").read_text(encoding="utf-8"))
    status, speech, carriers = table["status"], table["speech"], table["carriers"]
    statuses: tuple[Status, ...] = ("possible", "planned", "negated", "ongoing")
    stances: tuple[Stance, ...] = ("asserts", "alleges", "denies", "reports")
    return Cues(
        governors={word: name for name in statuses for word in status[name]},
        particles={**dict.fromkeys(status["ungoverned"]), **status["particles"]},
        barring=frozenset(status["barring"]),
        outcomes=frozenset(status["outcomes"]),
        changes=frozenset(status["changes"]),
        modifiers={word: name for name in statuses for word in status[f"{name}_modifiers"]},
        stances={word: name for name in stances for word in speech[name]},
        speech_nouns=frozenset(speech["nouns"]),
        unnamed={word: sector for sector, words in table["unnamed"].items() for word in words},
        light=frozenset(carriers["light"]),
        undergoing=frozenset(carriers["undergoing"]),
        happening=frozenset(carriers["happening"]),
        counters=frozenset(carriers["counters"]),
    )
