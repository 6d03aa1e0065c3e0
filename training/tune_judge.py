"""Go on training the coder's network on news reports that have keys.

    python training/tune_judge.py ../shared WEIGHTS [--half 0|1] [--epochs N] [--threads N]

It learns from all of the news reports (`news.keys.jsonl`), from half of what it has learned from
before, anew in each epoch, and from the coded pairs but a fold, by which it says after each epoch
how well it still tells pairs. With `--half` it learns from every other report, for `unread.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from deeds import label_report, read_keyed, read_news
from export_judge import export
from judge_network import JudgeNetwork
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
from unread import NEWS, READ

from communique.coding.judge import encode_words
from communique.language.pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deeds import Labelled
    from train_judge import Pair, Sentence

HERE: Final = Path(__file__).parent
EPOCHS: Final = 3
RATES: Final = (6e-5, 3e-4)
# The share of our own sentences, and how many of our own pairs, an epoch has beside the news.
OWN: Final = 0.5
PAIRS: Final = 1_000


def tune(
    network: JudgeNetwork,
    news: Sequence[Sentence],
    own: Sequence[Sentence],
    coded: Sequence[Pair],
    own_pairs: Sequence[Pair],
    held: Sequence[Pair],
    epochs: int,
) -> None:
    """Train on the news, some of our own sentences, coded pairs and some of our own; measure."""
    chance = random.Random(1)
    old, young = network.split_parameters()
    optimiser = torch.optim.AdamW([{"params": old}, {"params": young}], weight_decay=0.01)
    for epoch in range(epochs):
        began = time.time()
        network.train()
        sentences = [*news, *chance.sample(own, int(len(own) * OWN))]
        told = list(cut_sentences(sentences, chance))
        pairs = cut_pairs([*coded, *chance.sample(own_pairs, PAIRS)], chance)
        batches = [
            *((partial(measure_words, network), batch) for batch in told),
            *((partial(measure_pairs, network), batch) for batch in pairs),
        ]
        chance.shuffle(batches)
        mean = take_steps(optimiser, batches, RATES, (epoch, epochs))
        print(epoch, f"{mean:.3f}", f"{time.time() - began:.0f} s", flush=True)
        CACHE.mkdir(exist_ok=True)
        torch.save(network.state_dict(), CACHE / "judge.pt")
        measure_held(network, held)
    network.eval()


def encode_all(labelled: Sequence[Labelled], vocabulary: WordPieces) -> list[Sentence]:
    """Encode sentences."""
    return [(one, encode_words(one.marked, vocabulary)) for one in labelled]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("weights", type=Path, help="to go on from")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from half of the news")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(3)
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    reports = list(read_news(NEWS, chosen.shared))
    if chosen.half is not None:
        reports = reports[chosen.half :: 2]
    news = [one for article, events in reports for one in label_report(article, events)]
    own = encode_all(read_labelled(read_keyed(HERE / "reports")), pieces)
    judge = JudgeNetwork()
    judge.load_state_dict(torch.load(chosen.weights, weights_only=True))
    kept, held = hold_out(read_others(chosen.shared))
    tune(
        judge,
        encode_all(news, pieces),
        own,
        encode_pairs(kept, pieces),
        encode_pairs(list(read_own(HERE / "relations")), pieces),
        encode_pairs(held, pieces),
        chosen.epochs,
    )
    name = "judge-tuned" if chosen.half is None else f"judge-{chosen.half}"
    torch.save(judge.state_dict(), CACHE / f"{name}.pt")
    export(judge, MODEL if chosen.half is None else CACHE / name)
    if chosen.half is not None:
        read = [article.id for article, _ in reports]
        (CACHE / name / READ).write_text(json.dumps(read), encoding="utf-8")
