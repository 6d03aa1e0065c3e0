"""Go on training the coder's network on news reports that have keys.

    python training/tune_judge.py ../shared --half 0 [--weights FILE] [--epochs N] [--threads N]
    python training/tune_judge.py ../shared --half 1
    python training/tune_judge.py ../shared --mean

It goes on from the shipped network, or from other weights. An epoch has one half of the reports
drawn at random (`drawn.keys.jsonl`), some of those chosen for what they tell (`news.keys.jsonl`)
and of our own, anew in each, and all coded pairs but a fold, by which it says after each epoch how
well it still tells pairs. The mean of the weights of both halves and of the network that they went
on from is shipped; each half alone has not read the other half, which `unread.py` needs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from deeds import label_report, read_keyed, read_news
from export_judge import export
from import_judge import read_shipped
from pairs import read_own
from train_judge import (
    CACHE,
    MODEL,
    cut_pairs,
    cut_sentences,
    encode_pairs,
    hold_out,
    measure_held,
    measure_pairs,
    measure_words,
    read_labelled,
    read_others,
    take_steps,
)
from train_language import find_encoder
from unread import DRAWN, NEWS, READ, list_halves

from communique.coding.judge import encode_words
from communique.language.pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deeds import Labelled
    from judge_network import JudgeNetwork
    from train_judge import Pair, Sentence

HERE: Final = Path(__file__).parent
EPOCHS: Final = 4
RATES: Final = (4e-5, 2e-4)
# What an epoch has: shares of the chosen news and of our own sentences, so many of our own pairs.
CHOSEN: Final = 0.6
OWN: Final = 0.25
PAIRS: Final = 600


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold marked pairs: those coded by hand, our own, and the fold held back."""

    coded: Sequence[Pair]
    own: Sequence[Pair]
    held: Sequence[Pair]


def tune(
    network: JudgeNetwork,
    drawn: Sequence[Sentence],
    news: Sequence[Sequence[Sentence]],
    own: Sequence[Sentence],
    pairs: Pairs,
    epochs: int,
) -> None:
    """Train on what was drawn, some of the news and of our own, and coded pairs; measure."""
    chance = random.Random(1)
    old, young = network.split_parameters()
    optimiser = torch.optim.AdamW([{"params": old}, {"params": young}], weight_decay=0.01)
    for epoch in range(epochs):
        began = time.time()
        network.train()
        some = chance.sample(news, int(len(news) * CHOSEN))
        sentences = [*drawn, *(one for report in some for one in report)]
        sentences += chance.sample(own, int(len(own) * OWN))
        told = list(cut_sentences(sentences, chance))
        marked = cut_pairs([*pairs.coded, *chance.sample(pairs.own, PAIRS)], chance)
        batches = [
            *((partial(measure_words, network), batch) for batch in told),
            *((partial(measure_pairs, network), batch) for batch in marked),
        ]
        chance.shuffle(batches)
        mean = take_steps(optimiser, batches, RATES, (epoch, epochs))
        print(epoch, f"{mean:.3f}", f"{time.time() - began:.0f} s", flush=True)
        CACHE.mkdir(exist_ok=True)
        torch.save(network.state_dict(), CACHE / "judge.pt")
        measure_held(network, pairs.held)
    network.eval()


def encode_all(labelled: Sequence[Labelled], vocabulary: WordPieces) -> list[Sentence]:
    """Encode sentences."""
    return [(one, encode_words(one.marked, vocabulary)) for one in labelled]


def export_mean(folders: Sequence[Path], to: Path) -> None:
    """Write a network whose weights are the mean of some that were trained alike."""
    networks = [read_shipped(folder) for folder in folders]
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(mean)
    export(networks[0].eval(), to)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--weights", type=Path, help="to go on from, instead of the shipped ones")
    parser.add_argument("--half", type=int, choices=(0, 1), default=0, help="to learn from")
    parser.add_argument("--mean", action="store_true", help="ship the mean of all three")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    halves = [CACHE / f"judge-{half}" for half in (0, 1)]
    if chosen.mean:
        export_mean([*halves, MODEL], MODEL)
        sys.exit()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(3)
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    news = list(read_news(NEWS, chosen.shared))
    at_random = list(read_news(DRAWN, chosen.shared))
    known = list_halves(article.id for article, _ in at_random)[chosen.half]
    judge = read_shipped()
    if chosen.weights:
        judge.load_state_dict(torch.load(chosen.weights, weights_only=True))
    kept, held = hold_out(read_others(chosen.shared))
    tune(
        judge,
        [
            one
            for article, events in at_random
            if article.id in known
            for one in encode_all(list(label_report(article, events)), pieces)
        ],
        [encode_all(list(label_report(article, events)), pieces) for article, events in news],
        encode_all(read_labelled(read_keyed(HERE / "reports")), pieces),
        Pairs(
            encode_pairs(kept, pieces),
            encode_pairs(list(read_own(HERE / "relations")), pieces),
            encode_pairs(held, pieces),
        ),
        chosen.epochs,
    )
    folder = halves[chosen.half]
    export(judge, folder)
    read = [*(article.id for article, _ in news), *sorted(known)]
    (folder / READ).write_text(json.dumps(read), encoding="utf-8")
