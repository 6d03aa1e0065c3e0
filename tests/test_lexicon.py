"""The lexicon: its files read, and its examples come out as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.coding.check import check_lexicon, read_example
from communique.errors import BadLexicon
from communique.lexicon import QUADS, load_lexicon, make_entry, read_entries

# Sentences that should come out as written and do not yet. The list may only grow shorter.
MISSES = Path(__file__).parent / "gold" / "lexicon-misses.txt"


def test_every_plover_type_has_entries() -> None:
    assert {entry.type for entry in load_lexicon().entries} == set(QUADS)


@pytest.mark.parametrize("kind", sorted(QUADS))
def test_every_type_has_at_least_forty_words(kind: str) -> None:
    words = {word for e in load_lexicon().entries if e.type == kind for word in e.words}
    assert len(words) >= 40


def test_every_entry_has_examples() -> None:
    assert [e.id for e in load_lexicon().entries if len(e.examples) < 1] == []


def test_examples_come_out_as_written() -> None:
    known = set(MISSES.read_text(encoding="utf-8").splitlines())
    failed = {f"{f.entry.split('.')[0]}: {f.sentence}" for f in check_lexicon()}
    assert failed - known == set()


def test_marks_are_read_off_an_example() -> None:
    entry = load_lexicon().entries[0]
    example = read_example(entry, "{Kenya} accused [Somalia].", positive=True)
    assert example.text == "Kenya accused Somalia."
    assert [example.text[a:b] for a, b in example.actors] == ["Kenya"]
    assert [example.text[a:b] for a, b in example.recipients] == ["Somalia"]


BROKEN = [
    ("not toml", "= =", "is not valid TOML"),
    ("no type", "[[entry]]", "has no PLOVER type"),
    ("unknown type", 'type = "SHOUT"', "has no PLOVER type"),
    ("unknown field", 'type = "ACCUSE"\n[[entry]]\nword = ["x"]', "unknown fields"),
    ("no words", 'type = "ACCUSE"\n[[entry]]\npos = "verb"', "lacks words or pos"),
]


@pytest.mark.parametrize(("claim", "text", "reason"), BROKEN, ids=[b[0] for b in BROKEN])
def test_a_broken_file_is_refused_with_the_reason(
    claim: str, text: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "accuse.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        read_entries(path)
    assert reason in str(caught.value), claim


def test_a_users_folder_is_checked_by_its_own_examples(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'type = "ACCUSE"\n[[entry]]\nwords = ["tut-tut"]\npos = "verb"\n'
        'examples = ["{Kenya} walked by."]\n',
        encoding="utf-8",
    )
    assert [f.sentence for f in check_lexicon(tmp_path)] == ["Kenya walked by."]


def test_nouns_and_verbs_have_their_usual_places() -> None:
    noun = make_entry("x", "ACCUSE", {"words": ["rebuke"], "pos": "noun"}, "x.toml")
    verb = make_entry("x", "ACCUSE", {"words": ["rebuke"], "pos": "verb"}, "x.toml")
    assert (noun.actor, verb.actor) == (("light", "possessor", "by"), ("subject",))
