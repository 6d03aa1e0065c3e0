"""Go on training the language network with what two teachers hold of unlabelled news.

    python training/distil_language.py DATA_FOLDER [--threads N] [--words N]

The teachers are the network as `train_language.py` leaves it and one of six layers, trained here
unless its weights are there. The mean of what they hold of the tags, arcs and relations of the
bulk corpus is learned beside treebanks and names; names are learned from hand-marked ones alone.
The mean of the weights before and after parses as well as those after, and changes less of what
the rest was written for. It goes to `training/cache/distilled.pt`, of which `export_language.py`
makes the shipped files.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
import train_language
from export_language import SHARES
from network import Network, read_safetensors
from train_language import (
    CACHE,
    HERE,
    LAYERS,
    MASK,
    WORDS_A_BATCH,
    Labels,
    average,
    encode,
    find_encoder,
    make_batches,
    make_optimiser,
    measure_dev,
    measure_loss,
    number_labels,
    read_corpus,
    set_dropout,
)
from treebank import Gold, read_treebank

from communique.language import read_sentences
from communique.language.pieces import CASES, SEP, WordPieces
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

TEACHER: Final = CACHE / "teacher.pt"
TEACHER_LAYERS: Final = 6
TEACHER_EPOCHS: Final = 6
TEACHER_RATE: Final = 3.0e-4
WORDS: Final = 900_000
EPOCHS: Final = 4
RATE: Final = 1.5e-4
HIDDEN: Final = 0.1
# Reports whose labels others are measured by are not learned from, not even without labels.
APART: Final = ("timebank", "polnear", "gum")
SHORTEST: Final = 3
LONGEST: Final = 70


@dataclass(frozen=True, slots=True)
class Held:
    """Hold what the teachers hold of a sentence's words: chances of tags, arcs and relations.

    Arcs count from 0, the root; `heads` are the likeliest, which the relations are of.
    """

    words: list[str]
    upos: Tensor
    xpos: Tensor
    arcs: Tensor
    heads: Tensor
    deprels: Tensor


def train_teacher(corpus: list[Gold], labels: Labels, pieces: WordPieces) -> Network:
    """Train the network of six layers, or load it."""
    teacher = Network(TEACHER_LAYERS, CASES, labels.sizes())
    if TEACHER.exists():
        teacher.load_state_dict(torch.load(TEACHER, weights_only=True))
        return teacher.eval()
    teacher.load_encoder(read_safetensors(find_encoder() / "model.safetensors"))
    teacher.words.weight.requires_grad = False
    set_dropout(teacher, HIDDEN)
    optimiser = make_optimiser(teacher, TEACHER_RATE)
    for epoch in range(TEACHER_EPOCHS):
        batches = make_batches(corpus, random.Random(epoch))
        for k, batch in enumerate(batches):
            at = (epoch + k / len(batches)) / TEACHER_EPOCHS
            step(optimiser, TEACHER_RATE, at, measure_loss(teacher, batch, pieces, labels, HIDDEN))
    torch.save(teacher.state_dict(), TEACHER)
    return teacher.eval()


def step(optimiser: torch.optim.Optimizer, rate: float, at: float, loss: Tensor) -> None:
    """Learn from a loss; the rate rises over a twentieth of the time and falls to nothing."""
    for group in optimiser.param_groups:
        group["lr"] = rate * group["scale"] * min(1.0, at / 0.05 + 1e-3) * (1 - at)
    optimiser.zero_grad()
    loss.backward()
    weights = [p for group in optimiser.param_groups for p in group["params"]]
    torch.nn.utils.clip_grad_norm_(weights, 2.0)
    optimiser.step()


def list_news(folder: Path, seed: int) -> list[dict[str, str]]:
    """List the unlabelled reports of the bulk corpus in a random order, but those with keys."""
    with gzip.open(folder / "corpora" / "bulk.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    random.Random(seed).shuffle(rows)
    keyed = {path.name.removesuffix(".key.json") for path in folder.rglob("*.key.json")}
    for path in (HERE.parent / "benchmarks" / "keys").glob("*.jsonl"):
        keyed |= {json.loads(line)["article"] for line in path.open(encoding="utf-8")}
    return [row for row in rows if not row["id"].startswith(APART) and row["id"] not in keyed]


def read_news(folder: Path, most: int) -> Iterator[list[str]]:
    """Read the sentences of unlabelled reports, each once, until so many words are read."""
    met: set[str] = set()
    count = 0
    for row in list_news(folder, 1):
        for sentence in read_sentences(Article(id=row["id"], text=row["text"])):
            words = [token.text for token in sentence.tokens]
            key = " ".join(words)
            if SHORTEST <= len(words) <= LONGEST and key not in met:
                met.add(key)
                count += len(words)
                yield words
        if count >= most:
            return


def ask(teachers: Sequence[Network], words: list[str], pieces: WordPieces) -> Held:
    """Take the mean of what the teachers hold of a sentence."""
    given = encode([Gold(words=words, glued=[])], pieces)
    with torch.no_grad():
        read = [teacher(*given) for teacher in teachers]
        upos, xpos, arcs = (
            torch.stack([one[k][0, 1:].softmax(-1) for one in read]).mean(0) for k in (0, 1, 3)
        )
        heads = arcs.argmax(-1)
        relations = [
            teacher.label(one[4][0, 1:], one[5][0, heads]).softmax(-1)
            for teacher, one in zip(teachers, read, strict=True)
        ]
    half = (x.to(torch.float16) for x in (upos, xpos, arcs))
    return Held(words, *half, heads, torch.stack(relations).mean(0).to(torch.float16))


def measure_held(network: Network, batch: Sequence[Held], pieces: WordPieces) -> Tensor:
    """Add up how far the network is from what the teachers hold."""
    ids, cases, firsts = encode([Gold(words=one.words, glued=[]) for one in batch], pieces)
    ids = ids.masked_fill((torch.rand(ids.shape) < HIDDEN) & (ids > SEP), MASK)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=train_language.BF16):
        upos, xpos, _, arcs, dependent, head = network(ids, cases, firsts)
    lengths = torch.tensor([len(one.words) + 1 for one in batch])
    absent = torch.arange(firsts.shape[1])[None, :] >= lengths[:, None]
    arcs = arcs.float().masked_fill(absent[:, None, :], -1e4).log_softmax(-1)
    upos, xpos = upos.float().log_softmax(-1), xpos.float().log_softmax(-1)
    total = torch.zeros(())
    for row, one in enumerate(batch):
        end = len(one.words) + 1
        total = total - (one.upos * upos[row, 1:end]).sum() - (one.xpos * xpos[row, 1:end]).sum()
        total = total - (one.arcs * arcs[row, 1:end, :end]).sum()
        label = network.label(dependent[row, 1:end].float(), head[row, one.heads].float())
        total = total - (one.deprels * label.float().log_softmax(-1)).sum()
    return total / WORDS_A_BATCH


def cut(news: Sequence[Held]) -> list[list[Held]]:
    """Cut sentences into batches of about one length."""
    batches: list[list[Held]] = [[]]
    for one in sorted(news, key=lambda one: len(one.words)):
        if len(batches[-1]) * len(one.words) >= WORDS_A_BATCH:
            batches.append([])
        batches[-1].append(one)
    return batches


def distil(folder: Path, words: int) -> None:
    """Train the network; each epoch reads all that is marked by hand and half of the news."""
    torch.manual_seed(3)
    corpus = read_corpus(folder)
    labels = number_labels(corpus)
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    network = Network(LAYERS, CASES, labels.sizes())
    before = average(SHARES)
    network.load_state_dict(before)
    teachers = (network.eval(), train_teacher(corpus, labels, pieces))
    news = cut([ask(teachers, one, pieces) for one in read_news(folder, words)])
    dev = list(read_treebank(folder / "treebanks" / "ewt-dev.conllu.gz"))[::8]
    chance = random.Random(4)
    chance.shuffle(news)
    network.words.weight.requires_grad = False
    set_dropout(network, HIDDEN)
    optimiser = make_optimiser(network.train(), RATE)
    for epoch in range(EPOCHS):
        began = time.process_time()
        marked = make_batches(corpus, random.Random(50 + epoch))
        batches: list[list[Gold] | list[Held]] = [*marked, *news[epoch % 2 :: 2]]
        chance.shuffle(batches)
        for k, batch in enumerate(batches):
            if isinstance(batch[0], Held):
                loss = measure_held(network, batch, pieces)
            else:
                loss = measure_loss(network, batch, pieces, labels, HIDDEN)
            step(optimiser, RATE, (epoch + k / len(batches)) / EPOCHS, loss)
        print(
            epoch,
            measure_dev(network, dev, pieces, labels),
            f"{time.process_time() - began:.0f} s",
        )
    after = network.state_dict()
    mean = {name: (before[name] + after[name]) / 2 for name in before}
    torch.save(mean, CACHE / "distilled.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--words", type=int, default=WORDS, help="of unlabelled news")
    parser.add_argument("--bf16", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    train_language.BF16 = given.bf16
    distil(given.folder, given.words)
