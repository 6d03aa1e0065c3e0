"""Go on training the coder's network with what several of its kind hold of unlabelled news.

    python training/distil_judge.py ../shared START WEIGHTS... [--sentences N] [--threads N]

The teachers are networks that `train_judge.py` has left; START, one of them, goes on learning. The
mean of what they hold of the types, statuses and parts of the bulk corpus is learned beside all
that `train_judge.py` learns from. The mean of the weights before and after is exported.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from deeds import TELLING, parse, read_keyed
from distil_language import list_news
from export_judge import export
from judge_network import JudgeNetwork
from pairs import read_own
from train_judge import (
    CACHE,
    MODEL,
    SOME,
    cut_pairs,
    cut_sentences,
    encode_batch,
    encode_pairs,
    hide,
    measure_pairs,
    measure_words,
    read_labelled,
    read_others,
    take_steps,
)
from train_language import HERE, find_encoder

from communique.coding.judge import TYPES, UPOS, encode_words
from communique.coding.proposals import is_of_politics
from communique.language.pieces import WordPieces
from communique.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from communique.coding.judge import Marked
    from communique.coding.network import Pieces

SENTENCES: Final = 50_000
EPOCHS: Final = 2
RATES: Final = (7e-5, 2.5e-4)
WORDS, PIECES_A_BATCH = range(4, 81), 640
# Below this chance that a word tells nothing its status and parts are learned.
NOTHING: Final = 0.85
TOLD_TAGS: Final = frozenset(1 + UPOS.index(tag) for tag in TELLING)


@dataclass(frozen=True, slots=True)
class Held:
    """Hold what the teachers hold of a sentence: chances by word, and by word and mention.

    `heads` are the words at which the mentions stand, `supposed` the parts that the rules give.
    """

    pieces: Pieces
    heads: Sequence[int]
    supposed: Sequence[Sequence[int]]
    types: Tensor
    statuses: Tensor
    told: Sequence[int]
    parts: Tensor


def read_news(folder: Path, vocabulary: WordPieces, most: int) -> Iterator[tuple[Pieces, Marked]]:
    """Read so many sentences of unlabelled reports that mention political actors, each once."""
    met: set[tuple[str, ...]] = set()
    for row in list_news(folder, 3):
        published = row.get("published")
        article = Article(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or None,
            published=date.fromisoformat(published[:10]) if published else None,
        )
        for one in parse(article):
            marked = one.labelled.marked
            if len(marked.words) not in WORDS or marked.words in met:
                continue
            if is_of_politics(one.cast):
                met.add(marked.words)
                yield encode_words(marked, vocabulary), marked
                if len(met) == most:
                    return


@torch.no_grad()
def ask(teachers: Sequence[JudgeNetwork], pieces: Pieces, marked: Marked) -> Held:
    """Take the mean of what the teachers hold of a sentence."""
    count = len(pieces.firsts)
    given = encode_batch([pieces])
    words = [teacher.read_words(given) for teacher in teachers]
    scores = [t.judge_words(w) for t, w in zip(teachers, words, strict=True)]
    types, statuses = (
        torch.stack([one[k][0].softmax(-1) for one in scores]).mean(0) for k in (0, 1)
    )
    heads = [min(mention.head, count - 1) for mention in marked.mentions]
    told = [i for i in range(count) if types[i, -1] < NOTHING] if heads else []
    supposed = [[marked.supposed.get((i, n), 0) for n in range(len(heads))] for i in told]
    parts = torch.zeros(len(told), len(heads), 3)
    for at, i in enumerate(told):
        for teacher, seen in zip(teachers, words, strict=True):
            deeds = seen[0, [i] * len(heads)]
            shares = teacher.share_parts(deeds, seen[0, heads], torch.tensor(supposed[at]))
            parts[at] += shares.softmax(-1) / len(teachers)
    half = (x.to(torch.float16) for x in (types, statuses))
    return Held(pieces, heads, supposed, *half, told, parts.to(torch.float16))


def measure_held(network: JudgeNetwork, batch: Sequence[Held]) -> Tensor:
    """Add up how far the network is from what the teachers hold."""
    given = hide(encode_batch([one.pieces for one in batch]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.read_words(given)
        types, statuses = (scores.float().log_softmax(-1) for scores in network.judge_words(words))
    words = words.float()
    total = torch.zeros(())
    for row, one in enumerate(batch):
        places = [
            i for i, first in enumerate(one.pieces.firsts) if one.pieces.upos[first] in TOLD_TAGS
        ]
        total = total - (one.types[places] * types[row, places]).sum() / 60
        if not one.told:
            continue
        sure = 1 - one.types[one.told, len(TYPES) - 1].float()
        held = (one.statuses[one.told] * statuses[row, one.told]).sum(-1)
        total = total - 0.3 / 8 * held[sure > 0.5].sum()
        mentions = len(one.heads)
        shares = network.share_parts(
            words[row, one.told].repeat_interleave(mentions, 0),
            words[row, list(one.heads) * len(one.told)],
            torch.tensor(one.supposed).flatten(),
        )
        near = shares.log_softmax(-1).view(len(one.told), mentions, 3)
        total = total - 0.5 / 8 * ((one.parts * near).sum((1, 2)) * sure).sum()
    return total


def cut(news: Sequence[Held], chance: random.Random) -> Iterator[list[Held]]:
    """Cut sentences into batches of about one length."""
    batch: list[Held] = []
    for one in sorted(news, key=lambda one: len(one.pieces.ids) + chance.random() * 6):
        batch.append(one)
        if len(batch) * len(one.pieces.ids) >= PIECES_A_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def distil(
    network: JudgeNetwork, news: Sequence[Held], shared: Path, vocabulary: WordPieces
) -> None:
    """Train the network on the news and on all that is marked by hand."""
    labelled = read_labelled(read_keyed(HERE / "reports"))
    sentences = [(one, encode_words(one.marked, vocabulary)) for one in labelled]
    coded = encode_pairs(read_others(shared), vocabulary)
    own = encode_pairs(list(read_own(HERE / "relations")), vocabulary)
    chance = random.Random(7)
    old, young = network.split_parameters()
    optimiser = torch.optim.AdamW([{"params": old}, {"params": young}], weight_decay=0.01)
    network.train()
    for epoch in range(EPOCHS):
        began = time.process_time()
        pairs = [*coded, *chance.sample(own, SOME)]
        told = cut_sentences(sentences, chance)
        batches = [
            *((partial(measure_words, network), batch) for batch in told),
            *((partial(measure_held, network), batch) for batch in cut(news, chance)),
            *((partial(measure_pairs, network), batch) for batch in cut_pairs(pairs, chance)),
        ]
        chance.shuffle(batches)
        take_steps(optimiser, batches, RATES, (epoch, EPOCHS))
        print(epoch, f"{time.process_time() - began:.0f} s", flush=True)
        torch.save(network.state_dict(), CACHE / "judge-distilled.pt")


def load(path: Path) -> JudgeNetwork:
    """Load a network."""
    network = JudgeNetwork()
    network.load_state_dict(torch.load(path, weights_only=True))
    return network.eval()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("weights", type=Path, nargs="+", help="of the start and other teachers")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(5)
    pieces = WordPieces.read(find_encoder() / "vocab.txt")
    teachers = [load(path) for path in chosen.weights]
    read = read_news(chosen.shared, pieces, chosen.sentences)
    news = [ask(teachers, *sentence) for sentence in read]
    student = load(chosen.weights[0])
    distil(student, news, chosen.shared, pieces)
    before, after = teachers[0].state_dict(), student.state_dict()
    student.load_state_dict({name: (before[name] + after[name]) / 2 for name in before})
    export(student.eval(), MODEL)
