"""The words that say a deed: entries read from one TOML file per PLOVER type."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from communique.errors import BadLexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FOLDER = Path(__file__).parent

# Quad category and score of each type. Quads: PLOVER manual, summary table (its last table puts
# SANCTION among verbal conflict; its section and the summary say material, which is followed).
# Scores: the types' positions on PLOVER's -10..10 scale, one a type.
QUADS: Mapping[str, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
SCORES: Mapping[str, float] = {
    "AGREE": 3.0, "CONSULT": 1.0, "SUPPORT": 3.5, "CONCEDE": 2.0,
    "COOPERATE": 6.4, "AID": 7.2, "RETREAT": 5.0,
    "REQUEST": -1.0, "ACCUSE": -2.0, "REJECT": -4.0, "THREATEN": -4.4,
    "PROTEST": -6.0, "SANCTION": -6.8, "MOBILIZE": -7.2, "COERCE": -7.2, "ASSAULT": -10.0,
}  # fmt: skip

Pos = Literal["verb", "noun", "adjective"]
FIELDS = {
    "words", "pos", "mode", "actor", "recipient", "parties", "mutual", "examples",
    "counterexamples",
    "when", "unless", "status", "content", "absorbs", "context", "note",
}  # fmt: skip
VERB_PLACES = (("subject",), ("object",))
NOUN_PLACES = (("light", "possessor", "by"), ("on", "against", "to", "with"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one way of saying one type of event."""

    id: str
    type: str
    words: tuple[str, ...]
    pos: Pos
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    parties: Literal["actor", "recipient", "both", "either"]
    mutual: bool
    when: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    status: str | None
    content: bool
    absorbs: bool
    context: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one word of one entry: `head` is its lemma, `rest` the particles that follow it."""

    head: str
    rest: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold all words by part of speech and head lemma, the most demanding first."""

    words: Mapping[tuple[str, str], tuple[Word, ...]]
    entries: tuple[Entry, ...]
    contexts: Mapping[str, frozenset[str]]


def read_entries(path: Path) -> list[Entry]:
    """Read one file of entries.

    Raises BadLexicon, which names the file, the entry and what is wrong with it.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(
            str(path), f"is not valid TOML: {error}", "mend the line named"
        ) from error
    kind = content.get("type", "")
    if kind not in QUADS:
        raise BadLexicon(str(path), f"has no PLOVER type ({kind!r})", f"use {', '.join(QUADS)}")
    return [
        make_entry(f"{path.stem}.{number}", kind, fields, str(path))
        for number, fields in enumerate(content.get("entry", []), start=1)
    ]


def make_entry(entry_id: str, kind: str, fields: Mapping[str, Any], path: str) -> Entry:
    """Make an entry of the fields written in a file, with the usual places filled in."""
    unknown = set(fields) - FIELDS
    if unknown:
        raise BadLexicon(
            path,
            f"entry {entry_id} has unknown fields {sorted(unknown)}",
            "see README.md beside it",
        )
    pos = fields.get("pos", "")
    if pos not in {"verb", "noun", "adjective"} or not fields.get("words"):
        raise BadLexicon(path, f"entry {entry_id} lacks words or pos", "give both")
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor, recipient = NOUN_PLACES if pos == "noun" else VERB_PLACES
    mutual = bool(fields.get("mutual", False))
    if mutual:
        actor = (
            ("possessor", "between", "with", "of", "among", "by", "light")
            if pos == "noun"
            else ("subject", "object", "with")
        )
        recipient = ()
    return Entry(
        id=f"{entry_id}:{fields['words'][0]}",
        type=kind,
        words=tuple(fields["words"]),
        pos=pos,
        mode=fields.get("mode"),
        actor=tuple(fields.get("actor", actor)),
        recipient=tuple(fields.get("recipient", recipient)),
        parties=fields.get("parties", "actor"),
        mutual=mutual,
        when=_conditions(fields.get("when", {}), path),
        unless=_conditions(fields.get("unless", {}), path),
        status=fields.get("status"),
        content=bool(fields.get("content", False)),
        absorbs=bool(fields.get("absorbs", False)),
        context=tuple(fields.get("context", ())),
        examples=tuple(fields.get("examples", ())),
        counterexamples=tuple(fields.get("counterexamples", ())),
    )


def _conditions(table: Mapping[str, Any], path: str) -> dict[str, frozenset[str]]:
    return {
        key: frozenset(
            word
            for item in ([value] if isinstance(value, str) else value)
            for word in words_of(item, path)
        )
        for key, value in table.items()
    }


def words_of(item: str, path: str) -> Sequence[str]:
    """List the words that an item of a condition stands for: for "@class" those of the class.

    Raises BadLexicon for a class that classes.toml does not hold.
    """
    if not item.startswith("@"):
        return (item,)
    classes = load_classes()
    if item[1:] not in classes:
        raise BadLexicon(path, f"names no class {item!r}", f"use @{', @'.join(classes)}")
    return classes[item[1:]]


@cache
def load_classes() -> Mapping[str, Sequence[str]]:
    """Load the word classes that entries share."""
    return tomllib.loads((FOLDER / "classes.toml").read_text(encoding="utf-8"))


@cache
def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Load the shipped entries and, before them, the user's own in the folder `extra`."""
    folders = [FOLDER] if extra is None else [extra, FOLDER]
    entries = [
        entry
        for folder in folders
        for path in sorted(folder.glob("*.toml"))
        if path.stem not in {"classes", "contexts", "cues"}
        for entry in read_entries(path)
    ]
    contexts_path = FOLDER / "contexts.toml"
    contexts = (
        tomllib.loads(contexts_path.read_text(encoding="utf-8")) if contexts_path.exists() else {}
    )
    return Lexicon(
        words=index_words(entries),
        entries=tuple(entries),
        contexts={
            name: frozenset(body["words"])
            for name, body in contexts.items()
            if isinstance(body, dict) and "words" in body
        },
    )


def demand_of(word: Word) -> tuple[int, bool, int]:
    """Order words by what they ask for: particles, negation, conditions."""
    # "will not lift" is a refusal before it is a lifting.
    return -len(word.rest), "negated" not in word.entry.when, -len(word.entry.when)


def index_words(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[Word, ...]]:
    """Index every word by part of speech and head lemma, the most demanding first."""
    found: dict[tuple[str, str], list[Word]] = {}
    for entry in entries:
        for text in entry.words:
            parts = text.split()
            # A compound noun is headed by its last word, a verb or adjective by its first.
            head, rest = (parts[-1], parts[:-1]) if entry.pos == "noun" else (parts[0], parts[1:])
            word = Word(head=head.lower(), rest=tuple(part.lower() for part in rest), entry=entry)
            found.setdefault((entry.pos, word.head), []).append(word)
    return {key: tuple(sorted(words, key=demand_of)) for key, words in found.items()}
