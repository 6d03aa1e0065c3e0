"""Train the coder's network: which deed each word of a sentence tells, and which a marked pair's.

    python training/train_judge.py ../shared [--threads N] [--start WEIGHTS --epochs N]

With `--half` it learns from every other report, for `train_roles.py` and `train_confidence.py`.
With `--start` it goes on from weights that another run has left, at half the rates. A fifth of the
pairs that others have coded is held back to measure, until a last, gentle epoch.
See the model card for data and figures.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import torch
from deeds import Labelled, label_report, read_examples, read_keyed, read_marked
from export_judge import export
from judge_network import JudgeNetwork
from network import read_safetensors
from pairs import CONFLICT, LABELS, QUADS, Row, read_coded, read_own, read_sorted
from torch import Tensor, nn
from torch.nn import functional
from train_language import find_encoder
from unread import READ

from communique.coding.judge import STATUSES, TYPES, encode_words
from communique.coding.network import DESCRIBED
from communique.coding.ranker import encode, make_pair
from communique.language.pieces import SEP, WordPieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from communique.coding.network import Pieces
    from communique.types import Article

HERE: Final = Path(__file__).parent
CACHE: Final = HERE / "cache"
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model"
EPOCHS: Final = 5
# The share of pieces hidden, and of those of mentions: what is done matters more than who does it.
HIDDEN, HIDDEN_NAMES = 0.05, 0.1
# The share of sentences in which what the lexicon reads is hidden.
UNREAD: Final = 0.2
MASK: Final = 103
PIECES_A_BATCH: Final = 640
PAIRS_A_BATCH: Final = 16
# How many of our own sentences are read as pairs in an epoch, beside those that others coded.
SOME: Final = 1_700
IS_CONFLICT: Final = torch.tensor([float(label in CONFLICT) for label in LABELS])

Sentence = tuple[Labelled, "Pieces"]
Pair = tuple[Row, "Pieces"]


def encode_batch(batch: Sequence[Pieces]) -> dict[str, Tensor]:
    """Pad sentences to one length; absent firsts are at place 0."""
    out = {}
    for name in ("ids", *DESCRIBED, "firsts"):
        rows = [getattr(one, name) for one in batch]
        padded = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        for i, row in enumerate(rows):
            padded[i, : len(row)] = torch.tensor(row)
        out[name] = padded
    return out


def hide(given: dict[str, Tensor]) -> dict[str, Tensor]:
    """Hide some pieces, more of those that name somebody."""
    ids = given["ids"]
    chance = torch.where(given["kinds"] > 0, HIDDEN + HIDDEN_NAMES, HIDDEN)
    return {**given, "ids": ids.masked_fill((torch.rand(ids.shape) < chance) & (ids > SEP), MASK)}


def measure_words(network: JudgeNetwork, batch: Sequence[Sentence]) -> Tensor:
    """Add up how far off the words' types, the deeds' statuses and the mentions' parts are."""
    given = hide(encode_batch([pieces for _, pieces in batch]))
    # The lexicon knows the sentences that its words were found in better than those of others.
    unread = [not one.of_lexicon and torch.rand(()) > UNREAD for one, _ in batch]
    given["readings"] = given["readings"] * torch.tensor(unread)[:, None]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.read_words(given)
        types, statuses = network.judge_words(words)
    types, statuses, words = types.float(), statuses.float(), words.float()
    told: list[tuple[int, int]] = []
    gold: list[list[float]] = []
    dated: list[tuple[int, int, int]] = []
    parts: list[tuple[int, int, int, int, int]] = []
    for row, (labelled, pieces) in enumerate(batch):
        count = len(pieces.firsts)
        for index, chances in labelled.types.items():
            if index < count:
                told.append((row, index))
                gold.append([chances.get(kind, 0.0) for kind in TYPES])
        dated += [
            (row, index, STATUSES.index(status))
            for index, status in labelled.statuses.items()
            if index < count
        ]
        heads = [mention.head for mention in labelled.marked.mentions]
        parts += [
            (row, index, heads[number], labelled.marked.supposed.get((index, number), 0), part)
            for index, shares in labelled.parts.items()
            for number, part in shares.items()
            if max(index, heads[number]) < count
        ]
    loss = torch.zeros(())
    if told:
        rows, places = map(list, zip(*told, strict=True))
        loss = loss - (torch.tensor(gold) * types[rows, places].log_softmax(-1)).sum() / 60
    if dated:
        rows, places, status = map(list, zip(*dated, strict=True))
        loss = loss + 0.3 / 8 * functional.cross_entropy(
            statuses[rows, places], torch.tensor(status), reduction="sum"
        )
    if parts:
        rows, places, heads, supposed, part = map(list, zip(*parts, strict=True))
        scores = network.share_parts(
            words[rows, places], words[rows, heads], torch.tensor(supposed)
        )
        loss = loss + 0.5 / 8 * functional.cross_entropy(
            scores, torch.tensor(part), reduction="sum"
        )
    return loss


def measure_pairs(network: JudgeNetwork, batch: Sequence[Pair]) -> Tensor:
    """Add up how far off the labels are, and the types and statuses where they are known."""
    rows = [row for row, _ in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network.judge_pairs(encode_batch([pieces for _, pieces in batch]))
    labels = torch.tensor([LABELS.index(row.label) if row.label else -100 for row in rows])
    types = torch.tensor([TYPES.index(row.type) if row.type else -100 for row in rows])
    statuses = torch.tensor([STATUSES.index(row.status) if row.status else -100 for row in rows])
    loss = torch.zeros(())
    for one, gold, weight in zip(scores, (labels, types, statuses), (1.0, 0.5, 0.2), strict=True):
        known = gold >= 0
        if known.any():
            part = functional.cross_entropy(one.float()[known], gold[known], label_smoothing=0.05)
            loss = loss + weight * part * known.float().mean()
    sorted_only = torch.tensor([row.label is None for row in rows])
    if sorted_only.any():
        chances = scores[0].float()[sorted_only].softmax(-1) @ IS_CONFLICT
        gold = torch.tensor([float(row.conflict or False) for row in rows if row.label is None])
        part = functional.binary_cross_entropy(chances.clamp(1e-4, 1 - 1e-4), gold)
        loss = loss + part * sorted_only.float().mean()
    return loss


def cut_sentences(
    sentences: Sequence[Sentence], chance: random.Random
) -> Iterator[list[Sentence]]:
    """Cut sentences into batches of about one length."""
    batch: list[Sentence] = []
    for one in sorted(sentences, key=lambda one: len(one[1].ids) + chance.random() * 6):
        batch.append(one)
        if len(batch) * len(one[1].ids) >= PIECES_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def cut_pairs(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Cut pairs into batches of about one length."""
    rows = sorted(pairs, key=lambda one: len(one[1].ids) + chance.random() * 12)
    for start in range(0, len(rows), PAIRS_A_BATCH):
        yield rows[start : start + PAIRS_A_BATCH]


def train(
    network: JudgeNetwork,
    sentences: Sequence[Sentence],
    coded: Sequence[Pair],
    own: Sequence[Pair],
    *,
    epochs: int,
    rates: tuple[float, float],
    seed: int = 0,
) -> None:
    """Train on words and pairs by turns; the rates, of encoder and heads, rise and fall once."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    old, young = network.split_parameters()

    def make_batches() -> list[tuple[bool, list[Sentence] | list[Pair]]]:
        some = [*coded, *chance.sample(own, min(SOME, len(own)))]
        batches: list[tuple[bool, list[Sentence] | list[Pair]]] = [
            *((True, batch) for batch in cut_sentences(sentences, chance)),
            *((False, batch) for batch in cut_pairs(some, chance)),
        ]
        chance.shuffle(batches)
        return batches

    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": rates[0]}, {"params": young, "lr": rates[1]}], weight_decay=0.01
    )
    steps = epochs * (len(make_batches()) + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, list(rates), total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    network.train()
    for epoch in range(epochs):
        began, total, count = time.process_time(), [0.0, 0.0], [0, 0]
        for of_words, batch in make_batches():
            measure = measure_words if of_words else measure_pairs
            loss = measure(network, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*old, *young], 1.0)
            optimiser.step()
            schedule.step()
            total[of_words] += loss.item()
            count[of_words] += 1
        means = [f"{t / max(c, 1):.3f}" for t, c in zip(total, count, strict=True)]
        print(
            f"epoch {epoch}: pairs {means[0]}, words {means[1]}, "
            f"{time.process_time() - began:.0f} s",
            flush=True,
        )
        CACHE.mkdir(exist_ok=True)
        torch.save(network.state_dict(), CACHE / "judge.pt")
    network.eval()


def take_steps(
    optimiser: torch.optim.Optimizer,
    batches: Sequence[tuple[Callable[[Any], Tensor], Any]],
    rates: tuple[float, ...],
    done: tuple[int, int],
) -> float:
    """Take a step a batch, each with what measures it; return the mean of what they were off.

    `done` are the epochs behind, of so many; the rates rise in the first twentieth of all and then
    fall.
    """
    total = 0.0
    parameters = [one for group in optimiser.param_groups for one in group["params"]]
    for k, (measure, batch) in enumerate(batches):
        at = (done[0] + k / len(batches)) / done[1]
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, at / 0.05 + 1e-3) * (1 - at)
        optimiser.zero_grad()
        loss = measure(batch)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        total += loss.item()
    return total / len(batches)


def measure_held(network: JudgeNetwork, held: Sequence[Pair]) -> None:
    """Print macro-F1 of labels, quads and sides on coded pairs."""
    gold: dict[str, list[str]] = {"root": [], "quad": [], "binary": [], "sorted": []}
    found: dict[str, list[str]] = {name: [] for name in gold}
    network.eval()
    for row, pieces in held:
        with torch.no_grad():
            scores = network.judge_pairs(encode_batch([pieces]))[0][0]
        scores[LABELS.index("NONE")] = -1e9
        label = LABELS[int(scores.argmax())]
        if row.label is None:
            gold["sorted"].append(str(row.conflict))
            found["sorted"].append(str(label in CONFLICT))
            continue
        for name, read in (
            ("root", str),
            ("quad", lambda one: str(QUADS[one])),
            ("binary", lambda one: str(one in CONFLICT)),
        ):
            gold[name].append(read(row.label))
            found[name].append(read(label))
    for name, right in gold.items():
        print(f"{name} {100 * measure_f1(right, found[name]):.1f}", end="  ", flush=True)
    print()
    network.train()


def measure_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Compute macro-F1: the mean over the classes."""
    values = []
    for kind in sorted({*gold, *found}):
        right = sum(a == b == kind for a, b in zip(gold, found, strict=True))
        values.append(2 * right / (gold.count(kind) + found.count(kind)))
    return sum(values) / len(values)


def read_labelled(
    reports: Iterable[tuple[Article, Sequence[Mapping[str, Any]]]],
) -> list[Labelled]:
    """Read all sentences whose words are labelled: of reports, of our own, of the lexicon."""
    return [
        *(one for article, events in reports for one in label_report(article, events)),
        *read_marked(read_own(HERE / "relations")),
        *read_marked(read_examples(), of_lexicon=True),
    ]


def read_others(shared: Path) -> list[Row]:
    """Read the pairs that others have coded."""
    relations = shared / "gold" / "relations"
    return [*read_coded(relations / "PLV_train.tsv"), *read_sorted(relations / "AW_train.tsv")]


def encode_pairs(rows: Sequence[Row], vocabulary: WordPieces) -> list[Pair]:
    """Encode rows as marked pairs."""
    made = [make_pair(row.text, row.actor, row.recipient) for row in rows]
    return [(row, encode(pair, vocabulary)) for row, pair in zip(rows, made, strict=True)]


def hold_out(rows: Sequence[Row], folds: int = 5) -> tuple[list[Row], list[Row]]:
    """Part coded rows into those to train on and a fold held out, by sentence."""
    texts = sorted({row.text for row in rows})
    random.Random(0).shuffle(texts)
    held = set(texts[::folds])
    return [r for r in rows if r.text not in held], [r for r in rows if r.text in held]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from half of the reports")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    vocabulary = WordPieces.read(find_encoder() / "vocab.txt")

    others, ours = read_others(chosen.shared), list(read_own(HERE / "relations"))
    reports = list(read_keyed(HERE / "reports"))
    if chosen.half is not None:
        reports = reports[chosen.half :: 2]
    labelled = read_labelled(reports)
    words = [(one, encode_words(one.marked, vocabulary)) for one in labelled]
    print(f"{len(words)} sentences, {sum(len(one.marked.words) for one in labelled)} words")
    kept, held = hold_out(others)
    judge = JudgeNetwork()
    judge.load_encoder(read_safetensors(find_encoder() / "model.safetensors"))
    rates = (1e-4, 1e-3)
    if chosen.start:
        judge.load_state_dict(torch.load(chosen.start))
        rates = (5e-5, 5e-4)
    own_pairs = encode_pairs(ours, vocabulary)
    train(
        judge, words, encode_pairs(kept, vocabulary), own_pairs, epochs=chosen.epochs, rates=rates
    )
    measure_held(judge, encode_pairs(held, vocabulary))
    last = encode_pairs([*others, *others], vocabulary)
    train(judge, words, last, own_pairs, epochs=1, rates=(4e-5, 3e-4), seed=1)
    export(judge, MODEL if chosen.half is None else CACHE / f"judge-{chosen.half}")
    if chosen.half is not None:
        read = [article.id for article, _ in reports]
        (CACHE / f"judge-{chosen.half}" / READ).write_text(json.dumps(read), encoding="utf-8")
