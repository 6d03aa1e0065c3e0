"""Train the ranker that says which deed a sentence tells between two marked parties.

    python training/train_relations.py ../shared            # train, export
    python training/train_relations.py ../shared --folds 5  # measure by cross-validation

A small BERT reads the sentence with both parties, and where the coder asks also the predicate,
marked; see the model card for data and figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
import warnings
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from candidates import find_marked, read_examples, read_reports
from network import WIDTH, Layer, Network, read_safetensors
from onnxruntime.quantization import QuantType, quantize_dynamic
from pairs import (
    CONFLICT,
    LABELS,
    QUADS,
    STATUSES,
    TYPES,
    Row,
    read_coded,
    read_own,
    read_sorted,
)
from torch import Tensor, nn
from torch.nn import functional
from train_language import find_encoder

from communique.coding.ranker import encode, make_pair
from communique.language.pieces import CLS, SEP, UNKNOWN, WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).parent
MODEL: Final = HERE.parent / "src" / "communique" / "coding" / "model"
PIECES: Final = 17_000
PLACES: Final = 128
SETTLED: Final = 2500
IS_CONFLICT: Final = torch.tensor([float(label in CONFLICT) for label in LABELS])


class Ranker(nn.Module):
    """A BERT over a marked sentence; scores of labels, of types and of statuses."""

    def __init__(self, layers: int = 6) -> None:
        """Make the weights."""
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.hidden = nn.Linear(5 * WIDTH, WIDTH)
        self.labels = nn.Linear(WIDTH, len(LABELS))
        self.types = nn.Linear(WIDTH, len(TYPES))
        self.statuses = nn.Linear(WIDTH, len(STATUSES))
        self.drop = nn.Dropout(0.1)

    def load_encoder(self, weights: dict[str, Tensor]) -> None:
        """Take over the pretrained encoder's weights."""
        sizes = dict.fromkeys(("upos", "xpos", "deprels", "names"), 1)
        donor = Network(len(self.layers), 1, sizes)
        donor.load_encoder(weights)
        self.words, self.places, self.norm = donor.words, donor.places, donor.norm
        self.layers = donor.layers

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read [batch, pieces] ids and [batch, 3] places of the opening marks (0: none)."""
        return self.read(self.words(ids), ids, marks)

    def read(self, words: Tensor, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score embedded pieces."""
        known = (ids != 0).to(torch.float32)
        bias = (1 - known)[:, None, None, :] * -10000.0
        x = self.norm(words + self.places[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, bias)
        mean = (x * known[:, :, None]).sum(1) / known.sum(1, keepdim=True)
        seen = x.gather(1, marks[:, :, None].expand(-1, -1, WIDTH)).flatten(1)
        joined = torch.cat([mean, seen, x[:, 0]], 1)
        hidden = self.drop(torch.tanh(self.hidden(self.drop(joined))))
        return self.labels(hidden), self.types(hidden), self.statuses(hidden)


def encode_rows(rows: Sequence[Row]) -> list[tuple[list[int], list[int]]]:
    """Cut rows into pieces as the ranker does."""
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    return [
        encode(replace(make_pair(row.text, row.actor, row.recipient), trigger=row.trigger), pieces)
        for row in rows
    ]


def make_batch(coded: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor]:
    """Pad encoded rows to one length."""
    length = max(len(ids) for ids, _ in coded)
    ids = torch.zeros(len(coded), length, dtype=torch.long)
    for i, (row, _) in enumerate(coded):
        ids[i, : len(row)] = torch.tensor(row)
    return ids, torch.tensor([marks for _, marks in coded])


def train_ranker(
    judged: Sequence[Row],
    own: Sequence[Row],
    reports: Sequence[Row],
    *,
    epochs: int,
    seed: int = 0,
    layers: int = 6,
) -> Ranker:
    """Fine-tune the encoder on rows; its word embeddings stay as they are.

    A last, gentle epoch comes back to the rows that others have coded, twice, among those of our
    reports and some of our sentences: it was worth three points of root F1 in the fold measured.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    ranker = Ranker(layers)
    ranker.load_encoder(read_safetensors(find_encoder() / "model.safetensors"))
    ranker.words.weight.requires_grad_(requires_grad=False)
    for layer in ranker.layers:
        layer.drop.p = 0.1
    fit(ranker, [*judged, *own, *reports], chance, epochs=epochs, rates=(1e-4, 1e-3))
    some = chance.sample(own, min(SETTLED, len(own)))
    fit(ranker, [*judged, *judged, *reports, *some], chance, epochs=1, rates=(5e-5, 3e-4))
    return ranker.eval()


def fit(
    ranker: Ranker,
    rows: Sequence[Row],
    chance: random.Random,
    *,
    epochs: int,
    rates: tuple[float, float],
) -> None:
    """Train on rows; the rates, of the encoder and of the heads, rise and fall once."""
    coded = encode_rows(rows)
    fresh = [ranker.hidden, ranker.labels, ranker.types, ranker.statuses]
    young = [p for module in fresh for p in module.parameters()]
    old = [p for module in (ranker.norm, ranker.layers) for p in module.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": rates[0]}, {"params": young, "lr": rates[1]}], weight_decay=0.01
    )
    size = 16
    steps = epochs * (len(rows) // size + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, list(rates), total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    ranker.train()
    for epoch in range(epochs):
        began, total = time.process_time(), 0.0
        order = list(range(len(rows)))
        chance.shuffle(order)
        pools = [order[i : i + 16 * size] for i in range(0, len(order), 16 * size)]
        batches = []
        for pool in pools:
            pool.sort(key=lambda i: len(coded[i][0]))
            batches += [pool[i : i + size] for i in range(0, len(pool), size)]
        chance.shuffle(batches)
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = ranker(*make_batch([coded[i] for i in batch]))
            labels, types, statuses = (one.float() for one in scores)
            loss = measure_loss((labels, types, statuses), [rows[i] for i in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(old + young, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        spent = time.process_time() - began
        print(f"epoch {epoch}: loss {total / len(batches):.3f}, {spent:.0f} s", flush=True)


def measure_loss(scores: tuple[Tensor, Tensor, Tensor], rows: Sequence[Row]) -> Tensor:
    """Add up how far off the labels are, and the types and statuses where they are known."""
    labels = torch.tensor([LABELS.index(row.label) if row.label else -100 for row in rows])
    types = torch.tensor([TYPES.index(row.type) if row.type else -100 for row in rows])
    statuses = torch.tensor([STATUSES.index(row.status) if row.status else -100 for row in rows])
    loss = torch.zeros(())
    judged = ((scores[0], labels, 1.0), (scores[1], types, 0.5), (scores[2], statuses, 0.2))
    for one, gold, weight in judged:
        known = gold >= 0
        if known.any():
            part = functional.cross_entropy(one[known], gold[known], label_smoothing=0.05)
            loss = loss + weight * part * known.float().mean()
    sorted_only = torch.tensor([row.label is None for row in rows])
    if sorted_only.any():
        chances = scores[0][sorted_only].softmax(-1) @ IS_CONFLICT
        gold = torch.tensor([float(row.conflict or False) for row in rows if row.label is None])
        part = functional.binary_cross_entropy(chances.clamp(1e-4, 1 - 1e-4), gold)
        loss = loss + part * sorted_only.float().mean()
    return loss


def score(ranker: Ranker, rows: Sequence[Row]) -> Tensor:
    """Give the log-probabilities of the labels."""
    coded = encode_rows(rows)
    with torch.no_grad():
        out = [
            ranker(*make_batch(coded[i : i + 32]))[0].log_softmax(-1)
            for i in range(0, len(coded), 32)
        ]
    return torch.cat(out)


def measure_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Compute macro-F1: the mean over the classes."""
    values = []
    for kind in sorted({*gold, *found}):
        right = sum(a == b == kind for a, b in zip(gold, found, strict=True))
        values.append(2 * right / (gold.count(kind) + found.count(kind)))
    return sum(values) / len(values)


def cross_validate(
    coded: Sequence[Row], own: Sequence[Row], reports: Sequence[Row], epochs: int, folds: int
) -> None:
    """Print macro-F1 of labels, quads and sides on rows held out, folds by sentence."""
    gold: dict[str, list[str]] = {"root": [], "quad": [], "binary": [], "sorted": []}
    found: dict[str, list[str]] = {name: [] for name in gold}
    texts = sorted({row.text for row in coded})
    random.Random(0).shuffle(texts)
    fold_of = {text: i % folds for i, text in enumerate(texts)}
    for fold in range(folds):
        ranker = train_ranker(
            [row for row in coded if fold_of[row.text] != fold], own, reports, epochs=epochs
        )
        held = [row for row in coded if fold_of[row.text] == fold]
        scores = score(ranker, held)
        scores[:, LABELS.index("NONE")] = -1e9
        for row, best in zip(held, scores.argmax(1).tolist(), strict=True):
            label = LABELS[best]
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


class Shipped(nn.Module):
    """The ranker with a smaller vocabulary, its embeddings as eight-bit rows with scales."""

    def __init__(self, ranker: Ranker, kept: Sequence[int]) -> None:
        """Keep the embeddings of some pieces; all others are read as the unknown piece."""
        super().__init__()
        ranker.places = nn.Parameter(ranker.places[:PLACES].clone(), False)
        rows = ranker.words.weight.data[torch.tensor(kept)]
        scale = rows.abs().amax(1).clamp(min=1e-8) / 127
        self.rows = nn.Parameter((rows / scale[:, None]).round().to(torch.int8), False)
        self.scale = nn.Parameter(scale, False)
        places = torch.full((30522,), kept.index(UNKNOWN), dtype=torch.int32)
        places[torch.tensor(kept)] = torch.arange(len(kept), dtype=torch.int32)
        self.numbers = nn.Parameter(places, False)
        self.ranker = ranker

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Give the scores as the ranker does."""
        numbers = self.numbers[ids].to(torch.long)
        words = self.rows[numbers].to(torch.float32) * self.scale[numbers][:, :, None]
        return self.ranker.read(words, ids, marks)


def choose_pieces(articles: Path, rows: Sequence[Row], most: int) -> list[int]:
    """Choose the pieces of the shipped vocabulary: those that news has oftenest."""
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    counts: Counter[int] = Counter()
    with gzip.open(articles, "rt", encoding="utf-8") as stream:
        for line in islice(stream, 0, None, 5):
            for word in json.loads(line)["text"].split():
                counts.update(pieces(word)[0])
    for row in rows:
        for word in row.text.split():
            counts.update(pieces(word)[0])
    needed = {*range(7), UNKNOWN, CLS, SEP, *range(999, 1100)}
    common = [piece for piece, _ in counts.most_common(most) if piece not in needed]
    return sorted([*needed, *common[: most - len(needed)]])


def export(ranker: Ranker, kept: Sequence[int], folder: Path) -> None:
    """Write ranker.onnx, rounded to eight bits, and the names of its outputs."""
    folder.mkdir(exist_ok=True)
    HERE.joinpath("cache").mkdir(exist_ok=True)
    whole = HERE / "cache" / "ranker.onnx"
    example = (torch.randint(1000, 2000, (2, 9)), torch.tensor([[1, 3, 6], [2, 5, 7]]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Shipped(ranker, kept).eval(),
            example,
            str(whole),
            input_names=["ids", "marks"],
            output_names=["labels", "types", "statuses"],
            dynamic_axes={"ids": {0: "b", 1: "p"}, "marks": {0: "b"}},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(
        whole,
        folder / "ranker.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
    )
    names = {"labels": LABELS, "types": TYPES, "statuses": STATUSES}
    (folder / "ranker.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    for path in sorted(folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0, help="measure by cross-validation")
    parser.add_argument("--epochs", type=int, default=3)
    chosen = parser.parse_args()
    relations = chosen.shared / "gold" / "relations"
    others = [
        *read_coded(relations / "PLV_train.tsv"),
        *read_sorted(relations / "AW_train.tsv"),
    ]
    own = list(read_own(HERE / "relations"))
    # What the coder asks of each predicate; reports are as most text is.
    reports = list(read_reports(HERE / "reports"))
    ours = [*own, *find_marked(own), *find_marked(read_examples())]
    if chosen.folds:
        cross_validate(others, ours, reports, chosen.epochs, chosen.folds)
    else:
        trained = train_ranker(others, ours, reports, epochs=chosen.epochs)
        HERE.joinpath("cache").mkdir(exist_ok=True)
        torch.save(trained.state_dict(), HERE / "cache" / "ranker.pt")
        pieces_kept = choose_pieces(
            chosen.shared / "corpora" / "bulk.jsonl.gz", [*others, *ours], PIECES
        )
        export(trained, pieces_kept, MODEL)
