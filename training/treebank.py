"""Read treebanks and name annotations into one form, with gaps where a corpus is silent."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Dropped: its source, the Santa Barbara Corpus, may not be open to derived works.
CLOSED_GENRES: Final = ("conversation",)
TITLES: Final = frozenset(
    "mr mrs ms miss dr sir lord lady dame president vice prime minister senator sen rep "
    "representative congressman congresswoman general gen colonel col captain capt major maj "
    "lieutenant lt sergeant sgt admiral king queen prince princess pope professor prof judge "
    "justice chancellor governor gov mayor secretary sheikh shaikh ayatollah emperor saint "
    "archbishop bishop father sister brother chairman chief commissioner premier ambassador "
    "deputy officer inspector reverend rev speaker attorney councillor".split()
)
SMALL_WORDS: Final = frozenset("a an the of in on at to for by and or as but from with".split())


@dataclass(slots=True)
class Gold:
    """Hold one annotated sentence; None or "" marks what the corpus does not say."""

    words: list[str]
    glued: list[bool]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    id: str = ""
    document: str = ""
    text: str = ""
    new_paragraph: bool = False


def read_treebank(  # noqa: C901 - one case a sort of line
    path: Path, places: frozenset[str] | None = None
) -> Iterator[Gold]:
    """Read CoNLL-U; `glued[i]` says that no space follows word i. Heads count from 0, root -1.

    With `places`, names are derived from GUM's entities; a state among the places is a place
    also where GUM has it act as an organisation, as in the other corpora.
    """
    document, text, new_paragraph, name = "", "", False, ""
    rows: list[list[str]] = []
    opened: list[tuple[str, int, str]] = []
    glue_at: set[int] = set()
    block_ends: set[int] = set()
    count = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in map(str.rstrip, file):
            if line.startswith("#"):
                if line.startswith("# newdoc id"):
                    document, opened = line.split("=", 1)[1].strip(), []
                    new_paragraph = True
                elif line.startswith("# newpar"):
                    new_paragraph = True
                    # "caption (2 s)": the block ends after two sentences, without another sign.
                    block_ends |= {count + int(n) for n in re.findall(r"\((\d+) s\)", line)}
                elif line.startswith("# sent_id = "):
                    name = line[12:]
                elif line.startswith("# text = "):
                    text = line[9:]
                continue
            if line:
                cells = line.split("\t")
                if "-" in cells[0]:
                    first, last = map(int, cells[0].split("-"))
                    glue_at.update(range(first, last))
                    if "SpaceAfter=No" in cells[9]:
                        glue_at.add(last)
                elif "." not in cells[0]:
                    rows.append(cells)
                continue
            if rows:
                gold = Gold(
                    words=[r[1] for r in rows],
                    glued=["SpaceAfter=No" in r[9] or int(r[0]) in glue_at for r in rows],
                    upos=[r[3] for r in rows],
                    xpos=[r[4] for r in rows],
                    lemmas=[r[2] for r in rows],
                    heads=[int(r[6]) - 1 for r in rows],
                    deprels=[r[7] for r in rows],
                    id=name,
                    document=document,
                    text=text,
                    new_paragraph=new_paragraph or count in block_ends,
                )
                if places is not None:
                    gold.names = _derive_names(rows, opened, places)
                yield gold
                count += 1
            rows, glue_at, new_paragraph = [], set(), False


def is_open(gold: Gold) -> bool:
    """Tell whether the sentence's genre is one whose licence is beyond doubt."""
    return not any(f"GUM_{genre}" in gold.document for genre in CLOSED_GENRES)


_EVENT = re.compile(r"\(?([0-9]+)(?:-([^()]*))?\)?")
_BRACKET = re.compile(r"\([^()]+\)?|[^()]+\)")


def _derive_names(  # noqa: C901, PLR0912 - a list of cases
    rows: list[list[str]], opened: list[tuple[str, int, str]], places: frozenset[str]
) -> list[str]:
    """Mark person, organisation and place mentions headed by a proper noun; "" = unknown."""
    mentions: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for bracket in _BRACKET.findall(found[1]) if found else ():
            inside = bracket.strip("()")
            number, _, rest = inside.partition("-")
            if bracket.startswith("("):
                kind = rest.partition("-")[0]
                if bracket.endswith(")"):
                    mentions.append((i, i + 1, kind))
                else:
                    opened.append((number, i, kind))
            else:
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == number:
                        _, first, kind = opened.pop(k)
                        mentions.append((first, i + 1, kind))
                        break
    opened.clear()
    labels = [""] * len(rows)
    words = [r[1] for r in rows]
    proper = [r[4] in ("NNP", "NNPS") for r in rows]
    for i in range(len(rows)):
        if not proper[i] and not (
            words[i] in "-–'" or words[i].lower() in ("of", "the", "de", "al", "for", "and")
        ):
            labels[i] = "O"
    taken = [False] * len(rows)
    for first, last, kind in sorted(mentions, key=lambda m: (m[0] - m[1], m[0])):
        label = {"person": "PER", "organization": "ORG", "place": "LOC"}.get(kind)
        inside = range(first, last)
        if label is None:
            for i in inside:
                if labels[i] == "" and not taken[i] and kind in ("time", "event", "abstract"):
                    labels[i] = "" if kind == "event" else "O"
            continue
        head = next((i for i in inside if not first <= int(rows[i][6]) - 1 < last), first)
        if not proper[head]:
            continue
        left, right = (
            _person_bounds(rows, head, last)
            if label == "PER"
            else _proper_bounds(words, proper, first, head, last)
        )
        while label == "PER" and left < right - 1 and words[left].lower().strip(".") in TITLES:
            labels[left] = "O"
            left += 1
        if any(taken[left:right]):
            continue
        if label == "PER" and rows[head][4] == "NNPS":  # Bangladeshis are no name
            labels[head] = "O"
            continue
        if label == "ORG" and " ".join(words[left:right]) in places:
            label = "LOC"
        for i in range(left, right):
            labels[i] = ("B-" if i == left else "I-") + label
            taken[i] = True
    for i, row in enumerate(rows):
        if labels[i] == "" and (not proper[i] or row[7] == "nmod:desc"):
            labels[i] = "O"
    return labels


def _person_bounds(rows: list[list[str]], head: int, last: int) -> tuple[int, int]:
    right = head + 1
    members = {head}
    for i in range(head + 1, last):
        if rows[i][7].startswith("flat") and int(rows[i][6]) - 1 in members:
            members.add(i)
            right = i + 1
    return head, right


def _proper_bounds(
    words: list[str], proper: list[bool], first: int, head: int, last: int
) -> tuple[int, int]:
    """Widen from the head over proper nouns, and over "of", "for", "the" between two."""
    left, right = head, head + 1
    while left > first:
        if proper[left - 1]:
            left -= 1
        elif (
            words[left - 1] in ("-", "–", "&", "of", "and", "for")
            and left - 2 >= first
            and proper[left - 2]
        ):
            left -= 2
        else:
            break
    while right < last:
        linked = words[right] in ("of", "for", "and", "-", "–", "&", "the", "on")
        gap = 1 if linked else 0
        if linked and words[right] in ("of", "for") and words[right + 1 : right + 2] == ["the"]:
            gap = 2
        if right + gap < last and proper[right + gap]:
            right += gap + 1
        else:
            break
    return left, right


def read_names(folder: Path) -> Iterator[Gold]:
    """Read WikiGold and CrossNER politics with the three classes of names."""
    yield from _read_columns(folder / "wikigold.conll.gz", _wikigold_label)
    for part in ("train", "dev", "test"):
        yield from _read_columns(folder / f"crossner-politics-{part}.txt.gz", _crossner_label)


def read_universal_names(path: Path) -> list[Gold]:
    """Read Universal NER's columns."""
    found: list[Gold] = []
    words: list[str] = []
    names: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                continue
            if len(cells) > 2:
                words.append(cells[1])
                names.append(cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O")
            elif words:
                found.append(Gold(words=words, glued=[False] * len(words), names=names))
                words, names = [], []
    return found


def read_marked_names(path: Path) -> dict[str, str]:
    """Read names marked by hand: a sentence, or its number, and "PER: A B | LOC: C" a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.partition("\t")[::2] for line in lines)


def place_names(words: list[str], marked: str) -> list[str]:
    """Give the classes of words from the names marked among them, in their order."""
    labels = ["O"] * len(words)
    start = 0
    for name in filter(None, marked.split(" | ")):
        kind, _, text = name.partition(": ")
        parts = text.split(" ")
        ends = range(len(parts), len(words) + 1)
        end = next(
            i for i in ends if i >= start + len(parts) and words[i - len(parts) : i] == parts
        )
        labels[end - len(parts) : end] = [f"B-{kind}"] + [f"I-{kind}"] * (len(parts) - 1)
        start = end
    return labels


def add_names(gold: Gold, marked: Mapping[str, str]) -> None:
    """Add the names marked in a sentence; where none was asked for there is no proper noun."""
    if gold.id in marked:
        gold.names = place_names(gold.words, marked[gold.id])
    elif "PROPN" not in gold.upos:
        gold.names = ["O"] * len(gold.words)


def find_places(corpus: list[Gold]) -> frozenset[str]:
    """Collect the places that occur twice or more."""
    counts: Counter[str] = Counter()
    for gold in corpus:
        for i, name in enumerate(gold.names):
            if name == "B-LOC":
                last = i + 1
                while last < len(gold.names) and gold.names[last] == "I-LOC":
                    last += 1
                counts[" ".join(gold.words[i:last])] += 1
    return frozenset(place for place, count in counts.items() if count > 1)


def _wikigold_label(label: str) -> str:
    return label if label[2:] in ("PER", "ORG", "LOC") else "O"


def _crossner_label(label: str) -> str:
    kind = {
        "politician": "PER",
        "person": "PER",
        "organisation": "ORG",
        "politicalparty": "ORG",
        "country": "LOC",
        "location": "LOC",
    }.get(label[2:])
    if kind:
        return label[:2] + kind
    return "" if label[2:] in ("event", "election") else "O"


def _read_columns(path: Path, convert: object) -> Iterator[Gold]:
    words: list[str] = []
    names: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            cells = line.split()
            if len(cells) >= 2:
                words.append(cells[0])
                names.append(convert(cells[-1]))  # type: ignore[operator]
            elif words:
                if words[0] != "-DOCSTART-":
                    yield Gold(
                        words=words, glued=[False] * len(words), names=_begin_names(words, names)
                    )
                words, names = [], []


def _begin_names(words: list[str], names: list[str]) -> list[str]:
    before = "O"
    out = []
    for word, name in zip(words, names, strict=True):
        if name.startswith("I-") and before[2:] != name[2:]:
            kept = "B-" + name[2:]
        elif name == "" and not word[:1].isupper():
            kept = "O"
        else:
            kept = name
        out.append(kept)
        before = kept
    return out


def join_names(gold: Gold) -> Gold:
    """Give the sentence with "A - B" names as one word each, as the run time cuts them."""
    n = len(gold.words)
    if not gold.xpos or "-" not in gold.words:
        return gold
    group = list(range(n))
    for i in range(1, n - 1):
        if (
            gold.words[i] == "-"
            and gold.glued[i - 1]
            and gold.glued[i]
            and gold.xpos[i - 1] in ("NNP", "NNPS")
            and gold.xpos[i + 1] in ("NNP", "NNPS")
            and (
                gold.heads[i + 1] == group[i - 1]
                or gold.heads[i - 1] in (i + 1, gold.heads[i + 1])
            )
        ):
            group[i] = group[i + 1] = group[i - 1]
    if group == list(range(n)):
        return gold
    first = sorted(set(group))
    place = {g: k for k, g in enumerate(first)}
    out = Gold(words=[], glued=[], document=gold.document)
    for g in first:
        members = [i for i in range(n) if group[i] == g]
        top = next((i for i in members if gold.heads[i] < 0 or group[gold.heads[i]] != g), g)
        out.words.append("".join(gold.words[i] for i in members))
        out.glued.append(gold.glued[members[-1]])
        out.upos.append(gold.upos[top])
        out.xpos.append(gold.xpos[top])
        out.lemmas.append("".join(gold.lemmas[i] for i in members))
        out.heads.append(gold.heads[top] if gold.heads[top] < 0 else place[group[gold.heads[top]]])
        out.deprels.append(gold.deprels[top])
        if gold.names:
            out.names.append(gold.names[members[0]])
    return out


def vary(gold: Gold, chance: random.Random) -> Gold:
    """Change the sentence as headlines, wires and typists do."""
    if gold.xpos and chance.random() < 0.5:
        gold = join_names(gold)
    draw = chance.random()
    if draw < 0.05:
        headline = [
            w if i and w.lower() in SMALL_WORDS else w[:1].upper() + w[1:]
            for i, w in enumerate(gold.words)
        ]
        gold = _drop_final_mark(replace(gold, words=headline))
    elif draw < 0.07:
        gold = _drop_final_mark(replace(gold, words=[w.upper() for w in gold.words]))
    elif draw < 0.085:
        gold = replace(gold, words=[w.lower() for w in gold.words], names=[])
    elif draw < 0.12:
        gold = _drop_final_mark(gold)
    if gold.xpos and chance.random() < 0.5:
        dashes = [
            "—" if w in ("-", "--") and x != "HYPH" else w
            for w, x in zip(gold.words, gold.xpos, strict=True)
        ]
        gold = replace(gold, words=dashes)
    return gold


def _drop_final_mark(gold: Gold) -> Gold:
    last = len(gold.words) - 1
    if last < 2 or gold.words[last] not in (".", "!") or last in gold.heads:
        return gold
    return Gold(
        words=gold.words[:last],
        glued=gold.glued[:last],
        upos=gold.upos[:last],
        xpos=gold.xpos[:last],
        lemmas=gold.lemmas[:last],
        heads=gold.heads[:last],
        deprels=gold.deprels[:last],
        names=gold.names[:last],
        document=gold.document,
    )
